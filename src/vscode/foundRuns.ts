import * as vscode from 'vscode';
import type { RunRecord } from '../core/run/runRecord.ts';
import type { RunEnd } from './runEnd.ts';
import type { ActiveRun, RunnerParts } from './runner.ts';

/** What is done with a run that is found. */
export interface FoundRunHooks {
  /** Aborted when the window closes. */
  readonly closing: AbortSignal;
  readonly note: (id: string, run: ActiveRun | undefined) => void;
  readonly finish: (uri: vscode.Uri, record: RunRecord, end: RunEnd) => Promise<RunRecord>;
}

type Parts = Pick<RunnerParts, 'lane' | 'results' | 'machine'>;

/** A window that has not gone by then is another one that is open. */
const leavesWithinMs = 20_000;
/** How often the shell of a typed run is looked at; nothing else tells when it is back at its prompt. */
const lookEveryMs = 1000;

/**
 * Finds the runs again that had not ended when the window was closed: a script by its folder, what was typed by the shell
 * of its terminal. Its exit code no terminal tells to another window, so that a typed run then is unknown.
 */
export async function findRunsAgain(parts: Parts, hooks: FoundRunHooks): Promise<void> {
  await Promise.all((await parts.results.unfinished()).map((found) => findAgain(found, parts, hooks)));
}

async function findAgain(
  { uri, record }: { readonly uri: vscode.Uri; readonly record: RunRecord },
  parts: Parts,
  hooks: FoundRunHooks,
): Promise<void> {
  const { machine } = parts;
  const { pid } = record;
  if (record.by === 'command line') {
    // It watches its run itself, and writes the end.
    if (pid === undefined || !machine.isAlive(pid))
      await hooks.finish(uri, record, { code: undefined, knownBy: 'nothing' });
    return;
  }
  if (pid !== undefined && pid !== machine.pid && !(await isLeft(pid, parts, hooks))) return;
  const end = record.laneFolder === undefined ? followTyped : followScript;
  const known = await end(uri, record, parts, hooks);
  if (!hooks.closing.aborted) await hooks.finish(uri, record, known);
}

/** Whether the window that has a run goes away: after a reload the one before lives on for a moment. */
async function isLeft(pid: number, { machine }: Parts, { closing }: FoundRunHooks): Promise<boolean> {
  const deadline = Date.now() + leavesWithinMs;
  while (machine.isAlive(pid)) {
    if (closing.aborted || Date.now() > deadline) return false;
    await delay(500);
  }
  return true;
}

async function followScript(
  uri: vscode.Uri,
  record: RunRecord,
  { lane, results }: Parts,
  { closing, note }: FoundRunHooks,
): Promise<RunEnd> {
  const folder = record.laneFolder ?? '';
  const state = await lane.find({ folder });
  if (state.kind === 'prepared') return { code: undefined, knownBy: 'nothing', state: 'stopped' };
  if (state.kind === 'ended') return { code: state.code, knownBy: 'exit file' };
  results.set(uri, record);
  note(
    idOf(record),
    active(uri, record, () => void lane.interrupt({ folder })),
  );
  const code = await lane.watch({ folder }, closing);
  note(idOf(record), undefined);
  return { code, knownBy: 'exit file' };
}

async function followTyped(
  uri: vscode.Uri,
  record: RunRecord,
  { machine, results }: Parts,
  { closing, note }: FoundRunHooks,
): Promise<RunEnd> {
  const { terminalPid } = record;
  const look = () => (terminalPid === undefined ? undefined : machine.shellForeground(terminalPid));
  let shell = await look();
  if (shell === 'busy') {
    results.set(uri, record);
    const stop = async (): Promise<void> => (await terminalOf(record))?.sendText('\x03', false);
    note(
      idOf(record),
      active(uri, record, () => void stop()),
    );
    while (shell === 'busy' && !closing.aborted) {
      await delay(lookEveryMs);
      shell = await look();
    }
    note(idOf(record), undefined);
  }
  return { code: undefined, knownBy: shell === 'gone' ? 'terminal closed' : 'nothing' };
}

function active(uri: vscode.Uri, record: RunRecord, stop: () => void): ActiveRun {
  const { runnableKey: key, startedAt, label, text } = record;
  return {
    ...{ uri, key, startedAt, stop, server: record.server === true, title: label ?? text.split('\n', 1)[0] ?? '' },
    show: () => void terminalOf(record).then((terminal) => terminal?.show(true)),
  };
}

/** VS Code brings the terminals back with the window, some time after it. */
async function terminalOf({ terminalPid }: RunRecord): Promise<vscode.Terminal | undefined> {
  if (terminalPid === undefined) return undefined;
  for (const terminal of vscode.window.terminals) if ((await terminal.processId) === terminalPid) return terminal;
  return undefined;
}

const idOf = ({ id }: RunRecord): string => `resumed ${id}`;

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
