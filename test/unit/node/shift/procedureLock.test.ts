import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isLockOwner, takeLock } from '../../../../src/node/shift/procedureLock.ts';
import { withFolderAsync } from '../temporaryFolder.ts';

describe('two windows on one machine', () => {
  it('do not get into a procedure together, and the second is told what the first does', async () => {
    await withFolderAsync({}, async (folder) => {
      const taken = await Promise.all(Array.from({ length: 8 }, (_, index) => takeLock(folder, `number ${index}`)));
      const held = taken.filter((each) => !isLockOwner(each));
      assert.equal(held.length, 1);
      const refused = taken.find(isLockOwner);
      assert.equal(refused?.pid, process.pid);
      assert.match(refused.what, /^number \d$/);
      for (const each of held) if (!isLockOwner(each)) await each.release();
      assert.ok(!isLockOwner(await takeLock(folder, 'the next')));
    });
  });

  it('go on over a process that died, also when its number belongs to another one now', async () => {
    await withFolderAsync({}, async (folder) => {
      for (const [pid, began] of [
        [2 ** 22 + 1, 'long ago'],
        [process.pid, 'long ago'],
      ] as const) {
        const highest = Math.max(0, ...readdirSync(folder).map((name) => Number(name.replace('lock-', ''))));
        writeFileSync(
          path.join(folder, `lock-${highest + 1}`),
          JSON.stringify({ pid, began, what: 'a start', sinceMs: 1 }),
        );
        const lock = await takeLock(folder, 'an end');
        assert.ok(!isLockOwner(lock), JSON.stringify(lock));
        await lock.release();
        assert.equal(readdirSync(folder).length, 1);
      }
    });
  });

  it('are not stopped by a lock that is damaged', async () => {
    await withFolderAsync({ 'lock-7': '{"pid":' }, async (folder) => {
      assert.ok(!isLockOwner(await takeLock(folder, 'a start')));
      assert.match(readFileSync(path.join(folder, 'lock-8'), 'utf8'), /a start/);
    });
  });
});
