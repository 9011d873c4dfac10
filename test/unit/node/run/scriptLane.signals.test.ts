import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Interpreter } from '../../../../src/core/model.ts';
import { findRun } from '../../../../src/node/run/findRun.ts';
import { type PreparedRun, prepareRun } from '../../../../src/node/run/scriptLane.ts';
import { type RunEnd, watchRun } from '../../../../src/node/run/watchRun.ts';
import { needPrograms, processesOfGroup, PseudoTerminal, terminalShells, until } from './pseudoTerminal.ts';

interface Running {
  readonly run: PreparedRun;
  /** Id of the wrapper, and of the process group of all that it started. */
  readonly pid: number;
  readonly end: Promise<RunEnd>;
}

describe('a running script', () => {
  let root = '';
  let terminals: PseudoTerminal[] = [];

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'runsheet-lane-'));
    terminals = [];
  });

  afterEach(async () => {
    for (const terminal of terminals) terminal.close();
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  });

  const open = (shell: (typeof terminalShells)[number]): PseudoTerminal => {
    const terminal = new PseudoTerminal(shell, root);
    terminals.push(terminal);
    return terminal;
  };

  /**
   * Starts a script and waits until its `sleep 60` sleeps. A moment before, Ctrl+C can be lost: a bash that waits for
   * a command which then ends well takes it that the command dealt with the key, and goes on.
   */
  const start = async (
    terminal: PseudoTerminal,
    script: string,
    interpreter: Interpreter = 'bash',
    change = (commandLine: string) => commandLine,
  ): Promise<Running> => {
    const run = prepareRun({ storage: root, script, interpreter, errexit: true, title: 'Wait', cwd: root });
    const end = watchRun(run, { signal: AbortSignal.timeout(20_000) });
    await terminal.type(change(run.commandLine));
    await until(
      () => existsSync(run.startFile) && readFileSync(run.startFile, 'utf8').endsWith('\n'),
      () => terminal.output,
    );
    const pid = Number(readFileSync(run.startFile, 'utf8'));
    await until(
      () => processesOfGroup(pid).some((line) => /\d+ S\S* +sleep 60$/.test(line)),
      () => terminal.output,
    );
    return { run, pid, end };
  };

  const codeOf = async (end: Promise<RunEnd>): Promise<number | string> => {
    const result = await end;
    return result.kind === 'exit' ? result.code : result.kind;
  };

  for (const shell of terminalShells) {
    for (const interpreter of ['bash', 'sh', 'zsh', 'fish'] as const) {
      it(`Ctrl+C in ${shell} ends a ${interpreter} script with 130 and its children with it`, async function () {
        needPrograms(this, 'script', shell, interpreter);
        const terminal = open(shell);
        const { pid, end } = await start(terminal, 'sh -c "sleep 60; true"\ntouch went-on', interpreter);
        terminal.press('\x03');
        assert.equal(await codeOf(end), 130);
        assert.equal(existsSync(path.join(root, 'went-on')), false);
        await until(() => processesOfGroup(pid).length === 0);
        await terminal.survives();
      });
    }

    it(`a closed terminal of ${shell} ends the script with 129`, async function () {
      needPrograms(this, 'script', shell);
      const terminal = open(shell);
      const { pid, end } = await start(terminal, 'sh -c "sleep 60; true"');
      terminal.close();
      assert.equal(await codeOf(end), 129);
      await until(() => processesOfGroup(pid).length === 0);
    });

    it(`a killed ${shell} takes the script with it: 129`, async function () {
      needPrograms(this, 'script', shell);
      const { pid, end } = await start(open(shell), 'sleep 60');
      const parent = /^\d+ \(.*\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
      process.kill(Number(parent), 'SIGKILL');
      assert.equal(await codeOf(end), 129);
      await until(() => processesOfGroup(pid).length === 0);
    });
  }

  for (const reader of ['bash --posix', 'zsh --emulate sh']) {
    it(`Ctrl+C is 130 too where ${reader} is the sh that reads the wrapper`, async function () {
      needPrograms(this, 'script', reader.split(' ')[0]!);
      const terminal = open('bash');
      const { pid, end } = await start(terminal, 'sleep 60', 'sh', (line) => line.replace('/bin/sh', reader));
      terminal.press('\x03');
      assert.equal(await codeOf(end), 130);
      await until(() => processesOfGroup(pid).length === 0);
    });
  }

  it('a second Ctrl+C ends what the script had put into the background, though that is deaf to it', async function () {
    needPrograms(this, 'script');
    const terminal = open('bash');
    const { run, pid, end } = await start(terminal, 'sleep 60 &\nsleep 60 &\nwait');
    terminal.press('\x03');
    await until(() => terminal.output.includes('waiting for what the command started'));
    assert.equal((await findRun(run.folder)).kind, 'running');
    terminal.press('\x03');
    assert.equal(await codeOf(end), 130);
    assert.equal(processesOfGroup(pid).join().includes('sleep'), false);
    await terminal.survives();
  });

  it('Ctrl+C gives a child the time to end well', async function () {
    needPrograms(this, 'script');
    const terminal = open('bash');
    // The script itself ends at once: it only waits.
    const child = '(trap "sleep 1 && touch ended-well; exit" INT; sleep 60) & wait';
    const { end } = await start(terminal, child);
    terminal.press('\x03');
    assert.equal(await codeOf(end), 130);
    assert.ok(existsSync(path.join(root, 'ended-well')));
  });

  it('Ctrl+C is no success, even if the command says so', async function () {
    needPrograms(this, 'script');
    const terminal = open('bash');
    const { end } = await start(terminal, `trap 'exit 0' INT\nsleep 60`);
    terminal.press('\x03');
    assert.equal(await codeOf(end), 130);
  });

  it('a script that ends leaves its servers running', async function () {
    needPrograms(this, 'script');
    const terminal = open('bash');
    const { pid, end } = await start(terminal, 'sleep 60 >/dev/null 2>&1 &\nread line');
    terminal.press('\r');
    assert.equal(await codeOf(end), 0);
    await terminal.survives();
    const left = processesOfGroup(pid);
    process.kill(-pid, 'SIGKILL');
    assert.match(left.join(), /^ *\d+ \S+ +sleep 60$/);
  });

  it('SIGTERM to its processes ends it with 143', async function () {
    needPrograms(this, 'script');
    const terminal = open('bash');
    const { pid, end } = await start(terminal, 'sleep 60');
    process.kill(-pid, 'SIGTERM');
    assert.equal(await codeOf(end), 143);
    await terminal.survives();
  });

  it('is found running, then ended', async function () {
    needPrograms(this, 'script');
    const terminal = open('bash');
    const before = Date.now() - 5;
    const { run, pid, end } = await start(terminal, 'sleep 60');
    const running = await findRun(run.folder);
    assert.ok(running.kind === 'running' && running.startedAt >= before && running.startedAt <= Date.now() + 1);
    assert.equal(running.pid, pid);
    terminal.press('\x03');
    await end;
    const ended = await findRun(run.folder);
    assert.ok(ended.kind === 'exit' && ended.code === 130 && ended.startedAt === running.startedAt);
    assert.ok(ended.at >= running.startedAt);
  });

  it('is unknown when its wrapper was killed', async function () {
    needPrograms(this, 'script');
    const { run, pid } = await start(open('bash'), 'sleep 60');
    process.kill(pid, 'SIGKILL');
    await until(() => processesOfGroup(pid).every((line) => !line.includes('wrapper.sh')));
    assert.equal((await findRun(run.folder)).kind, 'unknown');
    assert.equal(existsSync(run.exitFile), false);
    process.kill(-pid, 'SIGKILL');
  });

  it('asks questions in the terminal', async function () {
    needPrograms(this, 'script');
    const terminal = open('zsh');
    const { end } = await start(terminal, 'sleep 60 &\nread answer\nkill $!\ntest "$answer" = yes && exit 5');
    terminal.press('yes\r');
    assert.equal(await codeOf(end), 5);
  });

  it('takes secrets from the environment of the terminal, and none is on disk', async function () {
    needPrograms(this, 'script');
    const terminal = new PseudoTerminal('bash', root, { API_KEY: 'hunter2' });
    terminals.push(terminal);
    const { run, end } = await start(terminal, 'sleep 60 &\nread line\nkill $!\ntest "${#API_KEY}" = 7 && exit 6');
    terminal.press('\r');
    assert.equal(await codeOf(end), 6);
    const files = ['wrapper.sh', 'script.sh', 'start', 'exit'].map((name) => readFileSync(path.join(run.folder, name)));
    assert.equal(Buffer.concat(files).includes('hunter2'), false);
  });
});
