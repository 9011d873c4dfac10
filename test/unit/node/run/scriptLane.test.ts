import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findRun } from '../../../../src/node/run/findRun.ts';
import { removeOldRuns } from '../../../../src/node/run/removeOldRuns.ts';
import { type PreparedRun, prepareRun, type RunOptions } from '../../../../src/node/run/scriptLane.ts';

const day = 24 * 3_600_000;

describe('preparing a run', () => {
  let root = '';
  let storage = '';

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'runsheet-lane-'));
    storage = path.join(root, 'state', 'runs');
  });

  afterEach(() => rm(root, { recursive: true, force: true }));

  const options = (changes: Partial<RunOptions> = {}): RunOptions => ({
    storage,
    script: 'ls',
    interpreter: 'bash',
    errexit: true,
    title: 'List',
    cwd: root,
    ...changes,
  });

  /** As the editor does it: what is left of old runs goes when one has ended. */
  const prepare = async (given: RunOptions): Promise<PreparedRun> => {
    const run = prepareRun(given);
    await removeOldRuns(given.storage, Date.now());
    return run;
  };

  /** Puts a run of that age into the storage, ended with 0 or as `files` say. */
  const oldRun = async (age: number, files: Readonly<Record<string, string>> = { start: '4194305\n', exit: '0\n' }) => {
    const random = Math.floor(Math.random() * 2 ** 48);
    const folder = path.join(storage, `${Date.now() - age}-${random.toString(16).padStart(12, '0')}`);
    await mkdir(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
    return folder;
  };

  it('gives each run a folder that only the user can read', async function () {
    if (process.platform === 'win32') this.skip();
    const run = await prepare(options());
    const mode = (file: string): string => (statSync(file).mode & 0o777).toString(8);
    assert.equal(mode(storage), '700');
    assert.equal(mode(run.folder), '700');
    const files = readdirSync(run.folder).sort();
    assert.deepEqual(files, ['script.sh', 'wrapper.sh']);
    assert.deepEqual(
      files.map((file) => mode(path.join(run.folder, file))),
      ['600', '600'],
    );
  });

  it('writes nothing into the folder the command runs in', async () => {
    const cwd = path.join(root, 'workspace');
    await mkdir(cwd);
    await prepare(options({ cwd }));
    assert.deepEqual(readdirSync(cwd), []);
  });

  it('keeps the script as the plan has it, with a newline at its end', async () => {
    const run = await prepare(options({ script: "echo 'a\r\nb'\r\n\techo ü" }));
    assert.equal(readFileSync(path.join(run.folder, 'script.sh'), 'utf8'), "echo 'a\nb'\n\techo ü\n");
  });

  it('types one line that names the wrapper, whatever the script says', async () => {
    const run = await prepare(options({ script: 'a\nb\tc' }));
    assert.equal(run.commandLine, `/bin/sh '${run.folder}/wrapper.sh'`);
  });

  it('refuses a NUL byte in script, title and folder, and a relative folder', async () => {
    await assert.rejects(prepare(options({ script: 'a\0b' })), /NUL byte/);
    await assert.rejects(prepare(options({ title: 'a\0b' })), /NUL byte/);
    await assert.rejects(prepare(options({ cwd: '/a\0b' })), /NUL byte/);
    await assert.rejects(prepare(options({ cwd: 'here' })), /absolute/);
    assert.equal(existsSync(storage), false);
  });

  it('refuses a storage whose path would be typed as more than a word', async () => {
    await assert.rejects(prepare(options({ storage: path.join(root, 'a\nrm b') })), RangeError);
    assert.deepEqual(readdirSync(root), []);
  });

  it('removes runs older than two weeks', async () => {
    const old = await oldRun(15 * day);
    const young = await oldRun(13 * day);
    await prepare(options());
    assert.deepEqual([existsSync(old), existsSync(young)], [false, true]);
  });

  it('keeps the newest hundred', async () => {
    const runs = await Promise.all(Array.from({ length: 104 }, (_, index) => oldRun(day - index * 1000)));
    const run = await prepare(options());
    assert.deepEqual(runs.map((folder) => existsSync(folder)).lastIndexOf(false), 4);
    assert.ok(existsSync(run.folder));
    assert.equal(readdirSync(storage).length, 100);
  });

  it('never removes one that is running, however old', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = await oldRun(30 * day, { 'wrapper.sh': 'sleep 60; true' });
    const { spawn } = await import('node:child_process');
    const child = spawn('/bin/sh', [path.join(folder, 'wrapper.sh')], { detached: true, stdio: 'ignore' });
    assert.ok(child.pid);
    await writeFile(path.join(folder, 'start'), `${child.pid}\n`);
    await prepare(options());
    const kept = existsSync(folder);
    process.kill(-child.pid, 'SIGKILL');
    assert.ok(kept);
  });

  it('removes one whose process id belongs to another process by now', async () => {
    const folder = await oldRun(30 * day, { start: `${process.pid}\n` });
    assert.equal((await findRun(folder)).kind, 'unknown');
    await prepare(options());
    assert.equal(existsSync(folder), false);
  });

  it('leaves alone what it did not make', async () => {
    const others = ['notes', '1000000000000', '1000000000000-abc', '1000000000000-0123456789ab.bak'];
    for (const name of others) await mkdir(path.join(storage, name), { recursive: true });
    await prepare(options());
    assert.deepEqual(
      others.filter((name) => !existsSync(path.join(storage, name))),
      [],
    );
  });
});
