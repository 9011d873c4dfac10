import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Interpreter } from '../../core/model.ts';
import { scriptFileName, scriptFileText } from '../../core/run/lane/interpreter.ts';
import { endGroup, isGroupAlive, signalGroup } from '../run/endGroup.ts';
import { processWords } from '../run/processWords.ts';
import { inheritedEnv } from '../run/runCommand.ts';
import { BoundedOutput } from './boundedOutput.ts';

export interface CaptureOptions {
  readonly script: string;
  readonly interpreter: Interpreter;
  /** Absolute. */
  readonly cwd: string;
  /** Added to the environment of this process. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** The user wants it to end. */
  readonly signal?: AbortSignal;
  /** Bytes of output after which it is ended; see `floodBytes`. */
  readonly maxBytes?: number;
}

export interface CapturedEnd {
  /** As a shell reports it: 128 + n after a signal; 126 and 127 where nothing was run. */
  readonly exitCode: number;
  /** Why it did not end by itself. */
  readonly ended?: 'timeout' | 'interrupted' | 'flood';
  /** Processes of it ran on after its end; they were ended. */
  readonly leftProcesses: boolean;
  /** Both streams as they came, the end of them where they are long. */
  readonly output: string;
  readonly stdout: string;
  readonly cut: boolean;
}

/** A check that prints more than this does not end by itself. */
const floodBytes = 256 * 1024 * 1024;
/** What a command leaves behind may need a moment to end by itself. */
const lingerMs = 1500;
const graceMs = 3000;

/**
 * Runs a script as a check: nobody can type into it, it has no terminal, what it prints is kept and not shown, and nothing
 * of it is left: the whole process group is ended with it. Never rejects for what the script does; errors of the file
 * system as they come.
 */
export async function captureCommand(options: CaptureOptions): Promise<CapturedEnd> {
  const { interpreter, script } = options;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'runsheet-check-'));
  try {
    const file = path.join(folder, scriptFileName(interpreter));
    await writeFile(file, scriptFileText(interpreter, script, true), { mode: 0o600, flag: 'wx' });
    return await capture(file, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function capture(file: string, options: CaptureOptions): Promise<CapturedEnd> {
  const { interpreter, cwd, env, signal } = options;
  const [both, stdout] = [new BoundedOutput(), new BoundedOutput()];
  const done = (exitCode: number, ended: CapturedEnd['ended'], leftProcesses: boolean): CapturedEnd => ({
    exitCode,
    ...(ended && { ended }),
    leftProcesses,
    output: both.text(),
    stdout: stdout.text(),
    cut: both.isCut,
  });
  if (signal?.aborted) return done(130, 'interrupted', false);
  const [program, ...args] = [...processWords(interpreter), file];
  const child = spawn(program, args, {
    cwd,
    env: { ...inheritedEnv(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const control = controlChild(child, options);
  let bytes = 0;
  const read = (chunk: Buffer): void => {
    bytes += chunk.length;
    both.add(chunk);
    if (bytes > (options.maxBytes ?? floodBytes)) control.stop('flood');
  };
  child.stdout.on('data', (chunk: Buffer) => {
    read(chunk);
    stdout.add(chunk);
  });
  child.stderr.on('data', read);
  const exitCode = await exitOf(child);
  const leftProcesses = await control.finish();
  child.stdout.destroy();
  child.stderr.destroy();
  return done(exitCode, control.ended(), leftProcesses);
}

function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.on('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ENOENT' ? 127 : 126));
    child.on('exit', (code, signal) => resolve(code ?? 128 + os.constants.signals[signal ?? 'SIGKILL']));
  });
}

function controlChild(child: ChildProcess, { timeoutMs, signal }: CaptureOptions) {
  const { pid } = child;
  let ended: CapturedEnd['ended'];
  let ending: Promise<void> | undefined;
  const never = new AbortController().signal;
  const stop = (why: NonNullable<CapturedEnd['ended']>): void => {
    if (ended !== undefined || pid === undefined) return;
    ended = why;
    signalGroup(pid, why === 'interrupted' ? 'SIGINT' : 'SIGTERM');
    ending = endGroup(pid, why === 'interrupted' ? graceMs / 3 : graceMs, () => never);
  };
  const onAbort = (): void => stop('interrupted');
  signal?.addEventListener('abort', onAbort);
  const timer = setTimeout(() => stop('timeout'), timeoutMs);
  // Whatever ends this process, the group goes with it.
  const atExit = (): void => {
    if (pid !== undefined) signalGroup(pid, 'SIGKILL');
  };
  process.on('exit', atExit);
  return {
    stop,
    ended: () => ended,
    /** Waits until nothing of the group is left, and says whether something was. */
    finish: async (): Promise<boolean> => {
      clearTimeout(timer);
      const left = ended === undefined && pid !== undefined && (await lingers(pid));
      if (left) await endGroup(pid, 0, () => never);
      await ending;
      if (child.stdout && !left) await drained(child);
      signal?.removeEventListener('abort', onAbort);
      process.off('exit', atExit);
      return left;
    },
  };
}

async function lingers(pid: number): Promise<boolean> {
  if (process.platform === 'win32') return false;
  for (const until = Date.now() + lingerMs; await isGroupAlive(pid);) {
    if (Date.now() >= until) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

/** Something outside of the group may hold the pipes. */
async function drained(child: ChildProcess): Promise<void> {
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  const ends = streams.map(
    (stream) => new Promise<void>((resolve) => (stream.closed ? resolve() : stream.once('close', resolve))),
  );
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([Promise.all(ends), new Promise((resolve) => (timer = setTimeout(resolve, lingerMs)))]);
  clearTimeout(timer);
}
