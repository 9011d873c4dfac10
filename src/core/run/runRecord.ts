import type { Interpreter, Runnable } from '../model.ts';
import { runText } from './runText.ts';
import { textHash } from './textHash.ts';

/** How a run ended. `unknown` never counts as passed; `started`: a server or watcher that runs on. */
export type RunOutcome = 'passed' | 'failed' | 'unknown' | 'stopped' | 'started';

/** What told the end of a run. */
export type EndKnownBy = 'process' | 'exit file' | 'shell integration' | 'terminal closed' | 'user' | 'nothing';

/**
 * One run, as it is kept for its user. Plain JSON; values of placeholders and secrets are never in it. Instants are epoch
 * milliseconds; paths are relative to the root with `/`, `.` being the root, and absolute outside of it.
 */
export interface RunRecord {
  readonly v: 1;
  readonly id: string;
  /** Path of the plan. */
  readonly plan: string;
  readonly nodeKey?: string;
  readonly runnableKey: string;
  /** 1-based line of the block or command at the time of the run. */
  readonly line: number;
  readonly label?: string;
  /** As it stood in the plan, placeholders open; cut where it is very long. */
  readonly text: string;
  /** Of the whole text. */
  readonly hash: string;
  readonly interpreter: Interpreter;
  readonly folder: string;
  readonly by: 'editor' | 'command line';
  /** `process`: a child of the command line. */
  readonly lane: 'typed' | 'script' | 'process';
  readonly startedAt: number;
  readonly state: 'running' | RunOutcome;
  readonly endedAt?: number;
  readonly exitCode?: number;
  readonly endKnownBy?: EndKnownBy;
  /** The commit that was checked out, where that is known. */
  readonly commit?: string;
  /** Folder of the script lane, absolute: by it a run is found again. */
  readonly laneFolder?: string;
  /** Of the process that watches the run: the command line or the extension host. */
  readonly pid?: number;
  /** Of the shell whose terminal it runs in: by it a typed run is found again. */
  readonly terminalPid?: number;
  /** A server or watcher, which is there to stay. */
  readonly server?: boolean;
  /** Whether the end of the output is kept. */
  readonly output?: boolean;
}

/** Codes of a command that a signal ended: closed terminal, Ctrl+C, Ctrl+\, terminated. */
const stopped = new Set([129, 130, 131, 143]);

/** What an exit code means; without one the end is not known. */
export function outcomeOf(exitCode: number | undefined): RunOutcome {
  if (exitCode === undefined) return 'unknown';
  return exitCode === 0 ? 'passed' : stopped.has(exitCode) ? 'stopped' : 'failed';
}

/** Whether a record is of the text that the whole runnable has now. */
export function isOfPresentText(record: RunRecord, runnable: Runnable): boolean {
  return record.runnableKey === runnable.key && record.hash === textHash(runnable.text);
}

/**
 * The last result of each runnable of a plan whose text is still the one that was run, by key; a running one counts as
 * newer than all that ended. Runs of single lines and steps, and runs without a line, are not results of the whole.
 *
 * @param records newest first
 */
export function lastResults(
  records: readonly RunRecord[],
  plan: string,
  runnables: readonly Runnable[],
): ReadonlyMap<string, RunRecord> {
  const present = new Map(runnables.map((runnable) => [runnable.key, textHash(runnable.text)]));
  const last = new Map<string, RunRecord>();
  for (const record of records) {
    if (record.plan !== plan || present.get(record.runnableKey) !== record.hash) continue;
    const known = last.get(record.runnableKey);
    if (!known || (record.state === 'running' && known.state !== 'running')) last.set(record.runnableKey, record);
  }
  return last;
}

/** The hash of a part of a runnable as it stands now, to be held against `RunRecord.hash`; undefined if it is gone. */
export function presentHash(...of: Parameters<typeof runText>): string | undefined {
  const text = runText(...of)?.text;
  return text === undefined ? undefined : textHash(text);
}
