import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Runnable } from '../../src/core/model.ts';
import type { RunRecord } from '../../src/core/run/runRecord.ts';
import { textHash } from '../../src/core/run/textHash.ts';
import { internalCommands } from '../../src/vscode/contributions.ts';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';
import { freshFolder, planAt, remove, until, workspaceFolder, write } from './support.ts';

/** A fenced bash block. */
export function block(...lines: string[]): string {
  return ['```bash', ...lines, '```'].join('\n');
}

/** Plans in a folder of their own, and their commands run as their lenses run them. */
export class PlanRuns {
  readonly folder = freshFolder();
  readonly #api: RunsheetApi;
  readonly #name: string;
  #count = 0;

  /** @param name begins the titles of the plans, and with that the names of their terminals */
  constructor(api: RunsheetApi, name: string) {
    this.#api = api;
    this.#name = name;
  }

  get title(): string {
    return `${this.#name} ${this.#count}`;
  }

  /** A new plan with three tasks above what is given, in the editor. */
  async open(...body: readonly string[]): Promise<vscode.Uri> {
    const file = `${this.folder}/${++this.#count}/PLAN.md`;
    const tasks = '- [ ] a\n- [ ] b\n- [ ] c';
    const uri = write(file, `# ${this.title}\n\n## Phase 1: Run\n\n${tasks}\n\n${body.join('\n\n')}\n`);
    await planAt(this.#api, uri);
    await vscode.window.showTextDocument(uri);
    return uri;
  }

  /** A command as the store has it. */
  of(uri: vscode.Uri, index = 0): Runnable {
    const entry = this.#api.store.get(uri);
    assert.equal(entry?.kind, 'plan');
    const runnable = entry.plan.runnables.filter(({ kind }) => kind !== 'line')[index];
    assert.ok(runnable, 'nothing to run');
    return runnable;
  }

  async start(uri: vscode.Uri, index = 0): Promise<void> {
    const { key, text } = this.of(uri, index);
    await vscode.commands.executeCommand(internalCommands.run, uri.toString(), key, textHash(text));
  }

  result(uri: vscode.Uri, index = 0): RunRecord | undefined {
    return this.#api.results.get(uri, this.of(uri, index));
  }

  /** The run has ended, and its terminal is free again. */
  async ended(uri: vscode.Uri, index = 0): Promise<RunRecord> {
    return until('the end of the run', () => {
      const record = this.result(uri, index);
      return record !== undefined && record.state !== 'running' && record;
    });
  }

  async run(uri: vscode.Uri, index = 0): Promise<RunRecord> {
    await this.start(uri, index);
    return this.ended(uri, index);
  }

  path(name: string): string {
    return path.join(workspaceFolder(), this.folder, name);
  }

  exists(name: string): boolean {
    return existsSync(this.path(name));
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  /** The terminals of the plan that was opened last. */
  terminals(): readonly vscode.Terminal[] {
    return vscode.window.terminals.filter(({ name }) => name.startsWith(`Runsheet: ${this.title}`));
  }

  removeAll(): void {
    for (const terminal of vscode.window.terminals) terminal.dispose();
    remove(this.folder);
  }
}

/** No test that does not expect it is asked anything. */
export function refuseQuestions(api: RunsheetApi): void {
  api.setQuestion(({ message }) => Promise.reject(new Error(`A question that no test answers: ${message}`)));
  api.setValueQuestion(({ name }) => Promise.reject(new Error(`A value that no test gives: ${name}`)));
}
