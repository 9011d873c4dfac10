import assert from 'node:assert/strict';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findRun } from '../../../../src/node/run/findRun.ts';
import { watchRun } from '../../../../src/node/run/watchRun.ts';

describe('watching the folder of a run', () => {
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'runsheet-watch-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  const write = async (code: string): Promise<void> => {
    await writeFile(path.join(folder, 'exit.new'), code);
    await rename(path.join(folder, 'exit.new'), path.join(folder, 'exit'));
  };
  const limit = (): { signal: AbortSignal } => ({ signal: AbortSignal.timeout(20_000) });

  it('tells the exit code of a run that ends while it is watched', async () => {
    const end = watchRun({ folder }, limit());
    // A file system's clock is a tick of the kernel behind, and tells parts of a millisecond.
    const before = Date.now() - 50;
    await write('5\n');
    const result = await end;
    assert.ok(result.kind === 'exit' && result.code === 5);
    assert.ok(result.at >= before && result.at <= Date.now() + 1);
  });

  it('tells the exit code of a run that has ended before', async () => {
    await write('130\n');
    const result = await watchRun({ folder }, limit());
    assert.ok(result.kind === 'exit' && result.code === 130);
  });

  it('misses none of many that end at any moment', async () => {
    for (let round = 0; round < 50; round++) {
      const end = watchRun({ folder }, limit());
      if (round % 2 === 1) await new Promise((resolve) => setImmediate(resolve));
      await write(`${round}\n`);
      const result = await end;
      assert.ok(result.kind === 'exit' && result.code === round, `round ${round}`);
      await rm(path.join(folder, 'exit'));
    }
  });

  it('ends when the caller stops looking, before and meanwhile', async () => {
    assert.deepEqual(await watchRun({ folder }, { signal: AbortSignal.abort() }), { kind: 'aborted' });
    const abort = new AbortController();
    const end = watchRun({ folder }, { signal: abort.signal });
    abort.abort();
    assert.deepEqual(await end, { kind: 'aborted' });
  });

  it('is unknown where there is no folder, and when it is removed', async () => {
    assert.equal((await watchRun({ folder: path.join(folder, 'none') }, limit())).kind, 'unknown');
    const end = watchRun({ folder }, limit());
    await rm(folder, { recursive: true });
    assert.equal((await end).kind, 'unknown');
  });

  it('waits on while there is a half-written or damaged exit file', async () => {
    const end = watchRun({ folder }, { signal: AbortSignal.timeout(200) });
    await writeFile(path.join(folder, 'exit'), '13');
    assert.equal((await end).kind, 'aborted');
  });

  it('finds what a folder says: prepared, unknown, ended', async () => {
    assert.deepEqual(await findRun(folder), { kind: 'prepared' });
    await writeFile(path.join(folder, 'start'), '4194305\n');
    assert.equal((await findRun(folder)).kind, 'unknown');
    await write('1\n');
    const ended = await findRun(folder);
    assert.ok(ended.kind === 'exit' && ended.code === 1 && ended.startedAt !== undefined);
    assert.deepEqual(await findRun(path.join(folder, 'none')), { kind: 'unknown', startedAt: undefined });
  });
});
