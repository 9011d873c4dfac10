import { readFile, stat } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

export const startFileName = 'start';
export const exitFileName = 'exit';

/**
 * What is known of a run from its folder.
 *
 * `prepared`: not started yet. `unknown`: its wrapper is dead and left no exit code, or the folder is gone. Instants
 * are epoch milliseconds.
 */
export type RunState =
  | { readonly kind: 'prepared' }
  | { readonly kind: 'running'; readonly pid: number; readonly startedAt: number }
  | { readonly kind: 'exit'; readonly code: number; readonly startedAt: number | undefined; readonly at: number }
  | { readonly kind: 'unknown'; readonly startedAt: number | undefined };

/** The exit code in a run's folder and the instant it was written; `undefined` while there is none. Never throws. */
export async function readExit(folder: string): Promise<{ code: number; at: number } | undefined> {
  const entry = await readNumber(path.join(folder, exitFileName));
  return entry && { code: entry.value, at: entry.at };
}

/** The state of a run, by its folder: also of one that another window or an earlier session started. Never throws. */
export async function findRun(folder: string): Promise<RunState> {
  const start = await readNumber(path.join(folder, startFileName));
  const alive = start !== undefined && (await isWrapperOf(folder, start.value));
  // Looked up after the process: a run that ends in between has written its code by then.
  const exit = await readExit(folder);
  if (exit) return { kind: 'exit', code: exit.code, startedAt: start?.at, at: exit.at };
  if (start === undefined)
    return (await exists(folder)) ? { kind: 'prepared' } : { kind: 'unknown', startedAt: undefined };
  return alive ? { kind: 'running', pid: start.value, startedAt: start.at } : { kind: 'unknown', startedAt: start.at };
}

/**
 * Whether the process of that id still is the wrapper of this run: ids are used again, above all after a restart of
 * the machine, so its command line has to name the run's folder, whose name is unique.
 */
async function isWrapperOf(folder: string, pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return (await commandOf(pid)).includes(path.basename(folder));
}

async function commandOf(pid: number): Promise<string> {
  try {
    if (process.platform === 'linux') return await readFile(`/proc/${pid}/cmdline`, 'utf8');
    return (await promisify(execFile)('ps', ['-p', String(pid), '-o', 'command='])).stdout;
  } catch {
    return '';
  }
}

async function readNumber(file: string): Promise<{ value: number; at: number } | undefined> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
    return /^\d{1,10}\n$/.test(text) ? { value: Number(text), at: Math.round(mtimeMs) } : undefined;
  } catch {
    return undefined;
  }
}

async function exists(folder: string): Promise<boolean> {
  return stat(folder).then(
    () => true,
    () => false,
  );
}
