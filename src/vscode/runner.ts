import * as vscode from 'vscode';
import { findNode } from '../core/edit/locateMark.ts';
import type { Plan, Runnable } from '../core/model.ts';
import { textHash } from '../core/run/textHash.ts';
import { editorCommands } from './contributions.ts';
import type { PlanParser } from './planParser.ts';
import { openDocument, type PlanStore } from './planStore.ts';
import type { LaneRun, Question, ScriptLane } from './ports.ts';
import { agreesTo, refusalOf } from './runChecks.ts';
import type { RunRecord, RunResults } from './runResults.ts';
import { RunTerminals, type TerminalEnd, type TerminalRun } from './runTerminals.ts';

/** What the terminal knows at once, the exit file says within this time. */
const exitFileWithinMs = 1500;

/** A shell without integration says nothing of its prompt, so that this is waited in vain. */
const promptWithinMs = 400;

/** Codes of a script that a signal ended: closed terminal, Ctrl+C, Ctrl+\, terminated. */
const stoppedCodes = new Set([129, 130, 131, 143]);

/** Runs the commands of plans in terminals, and finds out how they end. */
export class Runner implements vscode.Disposable {
  readonly #store: PlanStore;
  readonly #parser: PlanParser;
  readonly #results: RunResults;
  readonly #lane: ScriptLane;
  readonly #terminals = new RunTerminals();
  readonly #running = new Map<string, TerminalRun>();
  readonly #closing = new AbortController();
  #ask: Question;

  constructor(store: PlanStore, parser: PlanParser, results: RunResults, lane: ScriptLane, ask: Question) {
    this.#store = store;
    this.#parser = parser;
    this.#results = results;
    this.#lane = lane;
    this.#ask = ask;
  }

  setQuestion(ask: Question): void {
    this.#ask = ask;
  }

  /** Runs a command as it stands in the plan now, if it is the one the user saw. Every refusal is told. */
  async run(uri: vscode.Uri, key: string, hash: string): Promise<void> {
    if (!isTrusted()) return tellTrust();
    const plan = await this.#present(uri);
    const runnable = plan?.runnables.find((candidate) => candidate.key === key);
    if (!plan || !runnable || textHash(runnable.text) !== hash) {
      tell(vscode.l10n.t('Nothing was run: the command has changed since it was shown. Look at it and run it again.'));
      return;
    }
    const cwd = this.#folderOf(uri);
    if (cwd === undefined) {
      tell(vscode.l10n.t('Nothing was run: this plan is not in a folder of this machine.'));
      return;
    }
    const refusal = refusalOf(runnable);
    if (refusal !== undefined) {
      tell(refusal);
      return;
    }
    if (this.#running.has(idOf(uri, key))) {
      tell(vscode.l10n.t('The command is running already.'));
      return;
    }
    if (!(await agreesTo(runnable, cwd, this.#ask))) return;
    // The question may have stood for long.
    if (!isTrusted()) return tellTrust();
    await saveBefore(uri);
    await this.#start(uri, plan, runnable, cwd);
  }

  /** The commands of a document that stand on a line, or around it; 0-based. */
  async runnablesAt(document: vscode.TextDocument, line: number): Promise<readonly Runnable[]> {
    const plan = await this.#parser.ofDocument(vscode.workspace.asRelativePath(document.uri, false), document);
    return plan.runnables.filter(
      (runnable) => runnable.kind !== 'line' && runnable.line <= line && line < runnable.endLine,
    );
  }

  /** Sends Ctrl+C to a running command. */
  stop(uri: vscode.Uri, key: string): void {
    this.#running.get(idOf(uri, key))?.interrupt();
  }

  /** Finds the runs again that had not ended when the window was closed. */
  async resume(): Promise<void> {
    await Promise.all(
      this.#results.unfinished().map(async ({ uri, key, record }) => {
        const run = { commandLine: '', folder: record.folder };
        const state = await this.#lane.find(run);
        const code = state.kind === 'ended' ? state.code : await this.#lane.watch(run, this.#closing.signal);
        if (!this.#closing.signal.aborted) await this.#finish(uri, key, record, code);
      }),
    );
  }

  async #present(uri: vscode.Uri): Promise<Plan | undefined> {
    const document = openDocument(uri);
    if (document) return this.#parser.ofDocument(vscode.workspace.asRelativePath(uri, false), document);
    await this.#store.look(uri);
    const entry = this.#store.get(uri);
    return entry?.kind === 'plan' ? entry.plan : undefined;
  }

  #folderOf(uri: vscode.Uri): string | undefined {
    const folder = vscode.workspace.getWorkspaceFolder(uri) ?? vscode.workspace.workspaceFolders?.[0];
    if (folder?.uri.scheme === 'file' && uri.scheme !== 'untitled') return folder.uri.fsPath;
    if (uri.scheme === 'file') return vscode.Uri.joinPath(uri, '..').fsPath;
    return folder?.uri.scheme === 'file' ? folder.uri.fsPath : this.#lane.home;
  }

  async #start(uri: vscode.Uri, plan: Plan, runnable: Runnable, cwd: string): Promise<void> {
    const node = runnable.nodeKey === undefined ? undefined : findNode(plan.children, runnable.nodeKey);
    const lane = await this.#lane.prepare({
      script: runnable.text,
      interpreter: runnable.interpreter,
      title: runnable.label ?? node?.title ?? plan.title,
      cwd,
    });
    const record: RunRecord = {
      state: 'running',
      hash: textHash(runnable.text),
      startedAt: Date.now(),
      folder: lane.folder,
    };
    const name = vscode.l10n.t('Runsheet: {0}', plan.title);
    const terminal = await this.#terminals.run(uri.toString(), name, cwd, lane.commandLine);
    this.#running.set(idOf(uri, runnable.key), terminal);
    await this.#results.set(uri, runnable.key, record);
    void this.#end(lane, terminal).then(async (code) => {
      this.#running.delete(idOf(uri, runnable.key));
      terminal.release();
      if (!this.#closing.signal.aborted) await this.#finish(uri, runnable.key, record, code);
    });
  }

  /** The first of exit file, shell integration and closed terminal; the exit file is believed before the others. */
  async #end(lane: LaneRun, terminal: TerminalRun): Promise<number | undefined> {
    const watching = new AbortController();
    const signal = AbortSignal.any([watching.signal, this.#closing.signal]);
    const exitCode = this.#lane.watch(lane, signal);
    const first = await Promise.race<TerminalEnd | number>([
      exitCode.then((code): TerminalEnd | number | Promise<TerminalEnd> => code ?? terminal.ended),
      terminal.ended,
    ]);
    if (typeof first === 'number') {
      // The shell is back at its prompt a moment later; until then the next run would open a second terminal.
      await Promise.race([terminal.ended, delay(promptWithinMs)]);
      return first;
    }
    const late = await Promise.race([exitCode, delay(exitFileWithinMs)]);
    watching.abort();
    if (late !== undefined) return late;
    const state = await this.#lane.find(lane);
    if (state.kind === 'ended' && state.code !== undefined) return state.code;
    return first.kind === 'ended' ? first.code : undefined;
  }

  async #finish(uri: vscode.Uri, key: string, record: RunRecord, code: number | undefined): Promise<void> {
    const ended = { ...record, endedAt: Date.now() };
    if (code === undefined) return this.#results.set(uri, key, { ...ended, state: 'unknown' });
    const state = code === 0 ? 'passed' : stoppedCodes.has(code) ? 'stopped' : 'failed';
    return this.#results.set(uri, key, { ...ended, state, exitCode: code });
  }

  dispose(): void {
    this.#closing.abort();
    this.#terminals.dispose();
  }
}

/** Asked anew each time: trust may come and go while something is awaited. */
function isTrusted(): boolean {
  return vscode.workspace.isTrusted;
}

function idOf(uri: vscode.Uri, key: string): string {
  return `${uri.toString()}#${key}`;
}

function delay(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms));
}

/** As tasks of VS Code do, the plan that is run is saved before, where the user has not switched that off. */
async function saveBefore(uri: vscode.Uri): Promise<void> {
  const document = openDocument(uri);
  const setting = vscode.workspace.getConfiguration('task').get<string>('saveBeforeRun');
  if (document?.isDirty && !document.isUntitled && setting === 'always') await document.save();
}

function tell(sentence: string): void {
  void vscode.window.showWarningMessage(sentence);
}

async function tellTrust(): Promise<void> {
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Nothing was run: this workspace is restricted. Trust it to run commands of its plans.'),
    manage,
  );
  if (answer === manage) await vscode.commands.executeCommand(editorCommands.manageTrust);
}
