import assert from 'node:assert/strict';
import { remembered } from '../../../../src/core/text/remembered.ts';

describe('What is remembered of a text', () => {
  it('is read once, also where nothing was found', () => {
    let reads = 0;
    const read = remembered((text) => {
      reads++;
      return text === 'none' ? undefined : text.length;
    });
    assert.deepEqual(['none', 'abc', 'none', 'abc'].map(read), [undefined, 3, undefined, 3]);
    assert.equal(reads, 2);
  });

  it('goes when it was not asked for in a long time, and not before', () => {
    const reads: string[] = [];
    const read = remembered((text) => {
      reads.push(text);
      return text;
    }, 2);
    for (const text of ['a', 'b', 'c', 'a']) read(text);
    assert.deepEqual(reads, ['a', 'b', 'c']);
    for (const text of ['d', 'e', 'f', 'b']) read(text);
    assert.deepEqual(reads, ['a', 'b', 'c', 'd', 'e', 'f', 'b']);
  });

  it('is the same for names that every object has and for halves of characters', () => {
    const read = remembered((text) => text);
    for (const text of ['__proto__', 'constructor', '\ud83d', '']) assert.equal(read(text), text);
  });
});
