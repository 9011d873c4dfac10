import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** The shells of the user's terminal that the script lane has to work in. */
export const terminalShells = ['bash', 'zsh', 'fish', 'sh'] as const;
export type TerminalShell = (typeof terminalShells)[number];

const prompt = 'READY>';

/** Each as a person would have it, without their configuration. */
const startLines: Readonly<Record<TerminalShell, string>> = {
  bash: 'exec bash --noprofile --norc -i',
  zsh: 'exec zsh -f -i',
  fish: `exec fish --no-config -i -C 'function fish_prompt; printf "${prompt}"; end'`,
  sh: 'exec sh -i',
};

/** Absolute path of a program on PATH. */
function programPath(name: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/**
 * Skips the present test, and says so, where a shell or the `script` of util-linux is not installed; on a CI machine
 * that is a failure.
 */
export function needPrograms(context: Mocha.Context, ...names: readonly string[]): void {
  const missing = process.platform === 'linux' ? names.filter((name) => programPath(name) === undefined) : ['Linux'];
  if (missing.length === 0) return;
  assert.notEqual(process.env['CI'], 'true', `not installed: ${missing.join(', ')}`);
  console.log(`      not covered here, for want of ${missing.join(', ')}: ${context.test?.title ?? ''}`);
  context.skip();
}

/** An interactive shell under a real pseudo terminal, kept by `script` of util-linux. */
export class PseudoTerminal {
  output = '';
  readonly #keeper: ChildProcessWithoutNullStreams;
  #typedAt = 0;

  constructor(shell: TerminalShell, cwd: string, env: Readonly<Record<string, string>> = {}) {
    this.#keeper = spawn('script', ['--quiet', '--flush', '--command', startLines[shell], '/dev/null'], {
      cwd,
      env: {
        PATH: process.env['PATH'],
        HOME: cwd,
        LANG: 'C.UTF-8',
        TERM: 'xterm',
        SHELL: '/bin/sh',
        PS1: prompt,
        ...env,
      },
    });
    this.#keeper.stdout.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    this.#keeper.stdin.on('error', () => undefined);
  }

  /** Waits for the prompt, then types a line and Enter. */
  async type(line: string): Promise<void> {
    await until(
      () => this.output.includes(prompt, this.#typedAt),
      () => `no prompt in: ${this.output}`,
    );
    this.#typedAt = this.output.length;
    this.#keeper.stdin.write(`${line}\r`);
  }

  press(key: string): void {
    this.#keeper.stdin.write(key);
  }

  /** Whether the shell still takes a line and runs it. */
  async survives(): Promise<void> {
    await this.type('echo it is $PWD/alive');
    await until(
      () => / is \/.*\/alive/.test(this.output.slice(this.#typedAt)),
      () => `dead: ${this.output}`,
    );
  }

  /** Takes the terminal away from under the shell, as closing its window does. */
  close(): void {
    this.#keeper.kill('SIGKILL');
  }
}

/** Waits, 20 s at most, for something that only looking can tell. */
export async function until(holds: () => boolean, message: () => string = () => 'it never came'): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!holds()) {
    assert.ok(Date.now() < deadline, message());
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Command lines of the living processes of a group. */
export function processesOfGroup(group: number): readonly string[] {
  return execFileSync('ps', ['-A', '-o', 'pgid=,stat=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.trimStart().startsWith(`${group} `) && !/^ *\d+ +Z/.test(line));
}
