import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { sha256 } from '../../../../src/core/text/sha256.ts';

describe('sha256', () => {
  it('is the hash that everybody else computes, at every length around the ends of blocks', () => {
    for (let length = 0; length < 200; length++) {
      const text = 'ä/Пlan '.repeat(40).slice(0, length);
      assert.equal(sha256(text), createHash('sha256').update(text).digest('hex'), String(length));
    }
  });
});
