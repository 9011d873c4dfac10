import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import * as vscode from 'vscode';
import { until } from './support.ts';

/**
 * What VS Code calls in its extension host: runs every out/host/**\/*.test.js; those of budgets/ not in the oldest.
 *
 * Rejects when a test fails, which makes VS Code's exit code 1. `RUNSHEET_TEST_RESULTS` names the file in which
 * `{ passed, failed, skipped, failures, slowest }` is left; `RUNSHEET_TEST_GREP` selects tests by their full title.
 */
export async function run(): Promise<void> {
  // By this mark scripts/host/vscode.mjs knows the suite's console from what VS Code itself logs.
  const mark = process.env['RUNSHEET_TEST_CONSOLE_MARK'] ?? '';
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => {
    console.log(mark + format(...args));
  };
  const grep = process.env['RUNSHEET_TEST_GREP'];
  // How fast it is and what memory it takes is measured in one VS Code; the oldest is there for what it can do.
  const measures = process.env['RUNSHEET_TEST_VSCODE'] !== 'oldest';
  const mocha = new Mocha({ ui: 'bdd', timeout: 45_000, reporter: 'spec', color: false, ...(grep ? { grep } : {}) });
  readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.js') && (measures || path.dirname(file) !== 'budgets'))
    .sort()
    .forEach((file) => mocha.addFile(path.join(__dirname, file)));

  await foldersOfWorkspace();
  const failures: string[] = [];
  const slowest: { readonly ms: number; readonly title: string }[] = [];
  const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
    const runner = mocha.run(() => {
      resolve(runner.stats);
    });
    runner.on('fail', (test, error: unknown) => {
      failures.push(`${test.fullTitle()}: ${error instanceof Error ? error.message : String(error)}`);
    });
    runner.on('test end', (test) => slowest.push({ ms: test.duration ?? 0, title: test.fullTitle() }));
  });
  const counts = { passed: stats?.passes ?? 0, failed: stats?.failures ?? 0, skipped: stats?.pending ?? 0 };
  const results = process.env['RUNSHEET_TEST_RESULTS'];
  if (results) {
    mkdirSync(path.dirname(results), { recursive: true });
    slowest.sort((a, b) => b.ms - a.ms).splice(40);
    writeFileSync(results, JSON.stringify({ ...counts, failures, slowest }, null, 1));
  }
  if (counts.passed + counts.failed === 0) throw new Error('No test ran.');
  if (counts.failed > 0) throw new Error(`${counts.failed} failed`);
}

/**
 * Resolves when the window has the folders of its workspace file.
 *
 * VS Code in a browser begins with what it has cached of that file, nothing in a new profile. When it has read the file
 * while it still makes the workspace, nobody hears that there are folders, and the window stays without any until the
 * file changes: seen in one of some thirty starts of the oldest on a busy machine.
 */
async function foldersOfWorkspace(): Promise<void> {
  const { workspaceFile } = vscode.workspace;
  if (workspaceFile === undefined || vscode.workspace.workspaceFolders?.length) return;
  console.log(
    `${process.env['RUNSHEET_TEST_CONSOLE_MARK'] ?? ''}No folder yet: ${workspaceFile.fsPath} is written again.`,
  );
  writeFileSync(workspaceFile.fsPath, `${readFileSync(workspaceFile.fsPath, 'utf8')}\n`);
  await until('the folders of the workspace', () => (vscode.workspace.workspaceFolders?.length ?? 0) > 0);
}
