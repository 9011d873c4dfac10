import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type CaptureOptions, captureCommand } from '../../../../src/node/evidence/captureCommand.ts';
import { until } from '../run/pseudoTerminal.ts';
import { withFolderAsync } from '../temporaryFolder.ts';

const capture = (script: string, cwd: string, more: Partial<CaptureOptions> = {}) =>
  captureCommand({ script, interpreter: 'bash', cwd, env: { LC_ALL: 'C' }, timeoutMs: 10_000, ...more });

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A dead process that nobody has asked for yet still has an id.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

const pidIn = (folder: string): number => Number(readFileSync(path.join(folder, 'pid'), 'utf8'));

describe('a command that is run as a check', function () {
  this.timeout(30_000);
  before(function () {
    if (process.platform !== 'linux') this.skip();
  });

  it('gives back its exit code and what it printed, both streams in one', () =>
    withFolderAsync({}, async (folder) => {
      const { output, ...end } = await capture('echo one; echo two >&2; exit 3', folder);
      assert.deepEqual(end, { exitCode: 3, leftProcesses: false, stdout: 'one\n', cut: false });
      assert.deepEqual(output.trim().split('\n').sort(), ['one', 'two']);
    }));

  it('stops at the first command that fails', () =>
    withFolderAsync({}, async (folder) => {
      assert.equal((await capture('false\necho on', folder)).exitCode, 1);
    }));

  it('has no terminal and nobody who types', () =>
    withFolderAsync({}, async (folder) => {
      const end = await capture('test -t 0 && echo terminal; read -r line || echo nobody; : </dev/tty', folder);
      assert.match(end.output, /^nobody$/m);
      assert.match(end.output, /\/dev\/tty/);
      assert.notEqual(end.exitCode, 0);
    }));

  it('is ended after its time, with all that it started', () =>
    withFolderAsync({}, async (folder) => {
      const end = await capture('sleep 300 & echo $! >pid; trap "" TERM INT; sleep 300', folder, { timeoutMs: 1500 });
      assert.equal(end.ended, 'timeout');
      assert.equal(isAlive(pidIn(folder)), false);
    }));

  it('is ended when the user says so', () =>
    withFolderAsync({}, async (folder) => {
      const stop = new AbortController();
      const ending = capture('sleep 300 & echo $! >pid; wait', folder, { signal: stop.signal });
      await until(() => existsSync(path.join(folder, 'pid')) && pidIn(folder) > 0);
      stop.abort();
      const end = await ending;
      assert.equal(end.ended, 'interrupted');
      assert.equal(isAlive(pidIn(folder)), false);
    }));

  it('is ended when it floods, in bounded memory', () =>
    withFolderAsync({}, async (folder) => {
      const before = process.memoryUsage().rss;
      const end = await capture('yes "a line that comes again and again"', folder, { maxBytes: 64 * 1024 * 1024 });
      assert.equal(end.ended, 'flood');
      assert.equal(end.cut, true);
      assert.ok(end.output.length <= 16 * 1024 * 1024);
      assert.ok(process.memoryUsage().rss - before < 300 * 1024 * 1024);
    }));

  it('leaves no process behind, and that it wanted to is known', () =>
    withFolderAsync({}, async (folder) => {
      const end = await capture('sleep 300 >/dev/null 2>&1 & echo $! >pid', folder);
      assert.equal(end.exitCode, 0);
      assert.equal(end.leftProcesses, true);
      assert.equal(isAlive(pidIn(folder)), false);
    }));

  it('may leave something that ends by itself a moment later', () =>
    withFolderAsync({}, async (folder) => {
      const end = await capture('(sleep 0.3; echo late) & echo first', folder);
      assert.equal(end.leftProcesses, false);
      assert.equal(end.output, 'first\nlate\n');
    }));

  it('is 127 where its shell is not there', () =>
    withFolderAsync({}, async (folder) => {
      const before = process.env['PATH'];
      process.env['PATH'] = folder;
      try {
        assert.equal((await capture('true', folder)).exitCode, 127);
      } finally {
        process.env['PATH'] = before;
      }
      assert.ok(existsSync(folder));
    }));
});
