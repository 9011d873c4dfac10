import { spawn } from 'node:child_process';
import { endGroup, signalGroup } from '../run/endGroup.ts';
import { gitEnvironment } from './gitEnvironment.ts';
import { stripCredentials } from './stripCredentials.ts';

export interface GitOptions {
  /** Absolute. */
  readonly cwd: string;
  /** Goes to the standard input; nothing does without it. */
  readonly input?: string | Uint8Array;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** The command is ended with all it started when this is over; two minutes by default. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** As `core.sshCommand` says. */
  readonly sshCommand?: string;
  /** Instead of `input`: what is said to git while it runs. */
  readonly dialogue?: GitDialogue;
  /** Of stdout; in Latin-1 names of files that are no UTF-8 stay what they are. */
  readonly encoding?: 'utf8' | 'latin1';
}

/** A talk with a command that answers line by line. */
export interface GitDialogue {
  /** Called once, before git can answer; the command waits for the `end` of its standard input. */
  readonly opened: (input: GitInput) => void;
  /** Takes the standard output as it comes; it is not kept then. */
  readonly heard?: (chunk: Buffer) => void;
}

/** Takes nothing in silence where the command has ended. */
export interface GitInput {
  readonly write: (text: string) => unknown;
  readonly end: (text?: string) => unknown;
}

export interface GitEnd {
  /** As a shell reports it: 124 after the timeout, 127 where git could not be started, 128 + n after a signal. */
  readonly exitCode: number;
  readonly stdout: string;
  /** What it said to the user, without credentials. */
  readonly stderr: string;
  /** It said more than is kept: the end of it is missing. */
  readonly overflow?: boolean;
  /** Why it was ended before its end. */
  readonly cut?: 'timeout' | 'cancelled' | 'no-git';
}

const localTimeoutMs = 120_000;
const graceMs = 1000;
const drainMs = 1000;
/** More of an output than anybody reads is left out: a hook may write without an end. */
const keptErrorBytes = 64 * 1024;
const keptOutputBytes = 256 * 1024 * 1024;

/**
 * Settings for every command, stronger than the user's: no stash that a killed command would leave with the edits in it,
 * no housekeeping that outlives the command, no file watcher that does.
 */
const always = [
  ['rebase.autoStash', 'false'],
  ['merge.autoStash', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['core.quotePath', 'false'],
  ['advice.statusHints', 'false'],
  ['push.followTags', 'false'],
  ['push.recurseSubmodules', 'no'],
  ['fetch.recurseSubmodules', 'no'],
].flatMap(([name = '', value = '']) => ['-c', `${name}=${value}`]);

/**
 * Runs one git command and waits for its end. Arguments go as they are, never through a shell; it runs in a process group
 * of its own, which is ended whole at the timeout or when cancelled, so that no helper of git goes on talking to a
 * server, and no hook runs on. Never rejects.
 */
export function runGit(args: readonly string[], options: GitOptions): Promise<GitEnd> {
  const { cwd, input, dialogue, env, timeoutMs = localTimeoutMs, signal, sshCommand, encoding } = options;
  if (signal?.aborted) return Promise.resolve({ exitCode: 130, stdout: '', stderr: '', cut: 'cancelled' });
  return new Promise((resolve) => {
    const out = new Kept(keptOutputBytes);
    const error = new Kept(keptErrorBytes);
    let cut: GitEnd['cut'];
    let ending: Promise<void> | undefined;
    const child = spawn('git', [...always, ...args], {
      cwd,
      env: gitEnvironment(process.env, env, sshCommand),
      stdio: [input === undefined && !dialogue ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const stop = (why: 'timeout' | 'cancelled'): void => {
      if (child.pid === undefined || cut !== undefined) return;
      cut = why;
      signalGroup(child.pid, 'SIGTERM');
      ending = endGroup(child.pid, graceMs, () => never);
    };
    const cancel = (): void => stop('cancelled');
    const timer = setTimeout(() => stop('timeout'), timeoutMs);
    signal?.addEventListener('abort', cancel);
    if (child.pid !== undefined) endWithUs(child.pid);
    const settle = (exitCode: number): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      if (child.pid !== undefined) running.delete(child.pid);
      resolve({
        exitCode: cut === 'timeout' ? 124 : exitCode,
        stdout: out.text(encoding),
        ...(out.isCut && { overflow: true }),
        stderr: stripCredentials(error.text()).trimEnd(),
        ...(cut !== undefined && { cut }),
      });
    };
    child.stdout?.on('data', dialogue?.heard ?? ((chunk: Buffer) => out.add(chunk)));
    child.stderr?.on('data', (chunk: Buffer) => error.add(chunk));
    child.on('error', (problem: NodeJS.ErrnoException) => {
      if (child.pid !== undefined) return;
      if (problem.code === 'ENOENT') cut = 'no-git';
      error.add(Buffer.from(problem.message));
      settle(127);
    });
    child.on('exit', (code, endedBy) => {
      // What a hook left in the background may hold the pipes for ever.
      const drain = setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, drainMs);
      child.once('close', () => {
        clearTimeout(drain);
        void (ending ?? Promise.resolve()).then(() => settle(code ?? (endedBy === 'SIGKILL' ? 137 : 143)));
      });
    });
    // A command that ends before it has read all of it.
    child.stdin?.on('error', () => undefined);
    if (dialogue && child.stdin) dialogue.opened(child.stdin);
    else child.stdin?.end(input);
  });
}

const never = new AbortController().signal;

/** Commands that are running; none of them outlives this process. */
const running = new Set<number>();
let isWatched = false;

function endWithUs(pid: number): void {
  running.add(pid);
  if (isWatched) return;
  isWatched = true;
  process.on('exit', () => {
    for (const each of running) signalGroup(each, 'SIGTERM');
  });
}

/** The first part of an output, as many bytes as are kept. */
class Kept {
  readonly #chunks: Buffer[] = [];
  #left: number;
  #isCut = false;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  /** Whether something of it is not kept. */
  get isCut(): boolean {
    return this.#isCut;
  }

  add(chunk: Buffer): void {
    if (chunk.length > this.#left) this.#isCut = true;
    if (this.#left <= 0) return;
    const part = chunk.subarray(0, this.#left);
    this.#left -= part.length;
    this.#chunks.push(part);
  }

  text(encoding: BufferEncoding = 'utf8'): string {
    return Buffer.concat(this.#chunks).toString(encoding);
  }
}
