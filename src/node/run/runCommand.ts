import { type ChildProcess, spawn } from 'node:child_process';
import { fstatSync, mkdtempSync, rmdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Interpreter } from '../../core/model.ts';
import { scriptFileName, scriptFileText } from '../../core/run/lane/interpreter.ts';
import { endGroup, signalGroup } from './endGroup.ts';
import { OutputTail } from './outputTail.ts';
import { processWords } from './processWords.ts';
import { suspendWith } from './suspendWith.ts';

export interface RunCommandOptions {
  readonly script: string;
  readonly interpreter: Interpreter;
  /** Absolute. */
  readonly cwd: string;
  /** Added to the environment of this process. */
  readonly env: Readonly<Record<string, string>>;
  /** Values that are taken out of the kept output. */
  readonly secrets: readonly string[];
  readonly timeoutMs?: number;
  /** Whether all output goes to stderr: stdout is for something else. */
  readonly toStderr: boolean;
  /** What the command has to end after Ctrl+C before it is made to, and again; 10 s by default. */
  readonly graceMs?: number;
}

export interface CommandEnd {
  /** As a shell reports it: 128 + n after a signal, 124 after the timeout, 126 and 127 where nothing was run. */
  readonly exitCode: number;
  readonly timedOut: boolean;
  /** The user or the system asked this process to stop. */
  readonly interrupted: boolean;
  /** The end of the output, without secrets; undefined where the command wrote to the terminal itself. */
  readonly output?: string;
  /** Why nothing was run: a sentence. */
  readonly problem?: string;
}

const graceMs = 10_000;
/** Those that a terminal or a user sends; unanswered, each would end this process and leave the command. */
const signals = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP'] as const;
/** Who waits longer than this after Ctrl+C is told for what. */
const silentMs = 1000;
/** What still holds the output when the command has ended is waited for this long. */
const drainMs = 2000;

/**
 * Runs a script as a child in a process group of its own and waits for its end. Its output is passed on untouched: a
 * terminal is handed down as it is, so that colours and prompts stay; else it goes through pipes, and its end is kept.
 *
 * Ctrl+C, Ctrl+\, SIGTERM and SIGHUP are passed to the group; what is left of it after the grace is ended, so nothing survives.
 * What the command itself leaves running in the background at a normal end is left running, as without Runsheet.
 * Never rejects for what the command does; errors of the file system as they come.
 */
export async function runCommand(options: RunCommandOptions): Promise<CommandEnd> {
  const { interpreter, script } = options;
  // Three small files' worth of work: the thread pool would take longer.
  const folder = mkdtempSync(path.join(os.tmpdir(), 'runsheet-'));
  const file = path.join(folder, scriptFileName(interpreter));
  try {
    writeFileSync(file, scriptFileText(interpreter, script, true), { mode: 0o600, flag: 'wx' });
    return await runFile(file, options);
  } finally {
    removeScript(folder, file);
  }
}

/** With whatever else the command may have put beside it; without that, in a third of the time. */
function removeScript(folder: string, file: string): void {
  try {
    unlinkSync(file);
    rmdirSync(folder);
  } catch {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runFile(file: string, options: RunCommandOptions): Promise<CommandEnd> {
  const { interpreter, cwd, env, secrets, toStderr } = options;
  const plan = outputPlan(toStderr);
  const words = [...processWords(interpreter), file];
  const [program = interpreter, ...args] = plan.joined ? ['/bin/sh', '-c', 'exec "$@" 2>&1', 'sh', ...words] : words;
  const tail = new OutputTail(secrets);
  return new Promise((resolve) => {
    // Before the start: a signal that comes with it must not end this process and leave the command.
    const control = controlGroup(options);
    const child = spawn(program, args, {
      cwd,
      env: { ...inheritedEnv(), ...env },
      stdio: ['inherit', plan.stdout, plan.stderr],
      // A group of its own, so that all of it can be reached and none of it is left.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    control.own(child);
    pass(child.stdout, toStderr ? process.stderr : process.stdout, tail);
    pass(child.stderr, process.stderr, tail);
    child.on('error', (error: NodeJS.ErrnoException) => {
      control.release();
      const exitCode = error.code === 'ENOENT' ? 127 : 126;
      const problem = `${program} cannot be started in ${cwd}: ${error.code ?? error.message}.`;
      resolve({ exitCode, timedOut: false, interrupted: false, problem });
    });
    child.on('exit', (code, signal) => {
      void (async () => {
        await Promise.all([drained(child), control.finish()]);
        control.release();
        const { timedOut, interruptedBy } = control;
        const own = code ?? 128 + os.constants.signals[signal ?? 'SIGKILL'];
        const exitCode = timedOut()
          ? 124
          : interruptedBy()
            ? 128 + os.constants.signals[interruptedBy() ?? 'SIGINT']
            : own;
        resolve({
          exitCode,
          timedOut: timedOut(),
          interrupted: interruptedBy() !== undefined,
          ...(plan.kept && { output: tail.text() }),
        });
      })();
    });
  });
}

/** Without what only the launcher of this program needs: an editor that the command starts would be a Node. */
export function inheritedEnv(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  if (env['RUNSHEET_NODE'] === undefined) return env;
  delete env['RUNSHEET_NODE'];
  delete env['ELECTRON_RUN_AS_NODE'];
  return env;
}

/** Which outputs go through pipes; two that end at the same place stay one, or their lines would change their order. */
function outputPlan(toStderr: boolean): {
  readonly stdout: 'inherit' | 'pipe' | 2;
  readonly stderr: 'inherit' | 'pipe';
  readonly joined: boolean;
  readonly kept: boolean;
} {
  const [outIsTerminal, errorIsTerminal] = [process.stdout.isTTY, process.stderr.isTTY];
  if (toStderr)
    return errorIsTerminal
      ? { stdout: 2, stderr: 'inherit', joined: false, kept: false }
      : { stdout: 'pipe', stderr: 'pipe', joined: process.platform !== 'win32', kept: true };
  return {
    stdout: outIsTerminal ? 'inherit' : 'pipe',
    stderr: errorIsTerminal ? 'inherit' : 'pipe',
    joined: !outIsTerminal && !errorIsTerminal && process.platform !== 'win32' && isSame(1, 2),
    kept: !outIsTerminal,
  };
}

function isSame(one: number, other: number): boolean {
  try {
    const [left, right] = [fstatSync(one), fstatSync(other)];
    return left.ino === right.ino && left.dev === right.dev;
  } catch {
    return false;
  }
}

function pass(from: NodeJS.ReadableStream | null, to: NodeJS.WriteStream, tail: OutputTail): void {
  from?.on('data', (chunk: Buffer) => tail.add(chunk));
  from?.pipe(to, { end: false });
}

function tellWaiting(): void {
  process.stderr.write('runsheet: Waiting for what the command started; Ctrl+C ends it now.\n');
}

/** Both pipes are read to their ends, or held by something that runs on. */
async function drained(child: ChildProcess): Promise<void> {
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  const ended = streams.map(
    (stream) => new Promise<void>((resolve) => (stream.closed ? resolve() : stream.once('close', resolve))),
  );
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([Promise.all(ended), new Promise((resolve) => (timer = setTimeout(resolve, drainMs)))]);
  clearTimeout(timer);
  for (const stream of streams) stream.destroy();
}

/** Passes signals and the timeout to the group of a child, which is told when it is there. */
function controlGroup({ timeoutMs, graceMs: grace = graceMs }: RunCommandOptions) {
  let child: ChildProcess | undefined;
  let pid: number | undefined;
  let timedOut = false;
  let hasEnded = false;
  let interruptedBy: (typeof signals)[number] | undefined;
  let ending: Promise<void> | undefined;
  let telling: NodeJS.Timeout | undefined;
  let hurry = new AbortController();
  const stop = (signal: NodeJS.Signals): void => {
    if (pid === undefined || hasEnded) return;
    if (ending) {
      // Asked twice: no more waiting.
      hurry.abort();
      hurry = new AbortController();
      return;
    }
    signalGroup(pid, signal);
    ending = endGroup(pid, grace, () => hurry.signal);
  };
  const interrupt = (signal: NodeJS.Signals): void => {
    interruptedBy ??= signals.find((each) => each === signal);
    stop(signal);
    if (signal === 'SIGINT' || signal === 'SIGQUIT') telling ??= setTimeout(tellWaiting, silentMs);
  };
  const atExit = (): void => {
    if (pid !== undefined) signalGroup(pid, 'SIGKILL');
  };
  for (const signal of signals) process.on(signal, interrupt);
  process.on('exit', atExit);
  const unsuspend = suspendWith(() => (hasEnded ? undefined : pid));
  // The reader may have gone (`| head -1`): then the command gets its SIGPIPE as it would without us.
  const unread = (): void => void child?.stdout?.destroy();
  const others = process.stdout.listeners('error');
  process.stdout.removeAllListeners('error').on('error', unread);
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          timedOut = true;
          stop('SIGTERM');
        }, timeoutMs);
  return {
    own: (started: ChildProcess) => {
      child = started;
      pid = started.pid;
    },
    timedOut: () => timedOut,
    interruptedBy: () => interruptedBy,
    /** Waits until nothing of an interrupted group is left. */
    finish: async () => {
      clearTimeout(timer);
      await ending;
    },
    release: () => {
      clearTimeout(timer);
      clearTimeout(telling);
      // A second Ctrl+C may come while the record is written: it changes neither the record nor the exit code.
      if (interruptedBy === undefined) for (const signal of signals) process.off(signal, interrupt);
      hasEnded = true;
      unsuspend();
      process.off('exit', atExit);
      process.stdout.off('error', unread);
      for (const listener of others) process.stdout.on('error', listener as () => void);
    },
  };
}
