import assert from 'node:assert/strict';
import { Queues } from '../../../src/vscode/queues.ts';

describe('work on one file', () => {
  it('runs one after the other, in the order it came, whatever fails', async () => {
    const queues = new Queues();
    const log: string[] = [];
    const slow = queues.add('a', async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      log.push('first');
      throw new Error('first failed');
    });
    const next = queues.add('a', () => {
      log.push('second');
      return Promise.resolve(2);
    });
    await assert.rejects(slow, /first failed/);
    assert.equal(await next, 2);
    assert.deepEqual(log, ['first', 'second']);
  });

  it('does not wait for work on another file', async () => {
    const queues = new Queues();
    let release = (): void => undefined;
    const held = queues.add('a', () => new Promise<void>((resolve) => (release = resolve)));
    assert.equal(await queues.add('b', () => Promise.resolve('b')), 'b');
    release();
    await held;
  });
});
