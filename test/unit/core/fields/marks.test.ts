import assert from 'node:assert/strict';
import { readLegend, statusOfMark } from '../../../../src/core/fields/marks.ts';

describe('the mark of a checkbox', () => {
  const marks = {
    x: 'done',
    X: 'done',
    '✓': 'done',
    '✔': 'done',
    ' ': 'open',
    '~': 'doing',
    '/': 'doing',
    '>': 'doing',
    '-': 'cancelled',
    '!': 'blocked',
    '✗': 'failed',
    '?': 'open',
    P: 'open',
  };
  for (const [char, status] of Object.entries(marks)) {
    it(`[${char}] is ${status}`, () => assert.equal(statusOfMark(char, { kiro: false }), status));
  }

  it('[-] is in progress in a Kiro document', () => {
    assert.equal(statusOfMark('-', { kiro: true }), 'doing');
  });

  it('means what the legend says', () => {
    const legend = readLegend(['- `[?]` = on hold', '[x]: done | [-] in progress', 'Legend: [!] failed']);
    assert.deepEqual(Array.from(legend), [
      ['?', 'blocked'],
      ['x', 'done'],
      ['-', 'doing'],
      ['!', 'failed'],
    ]);
    assert.equal(statusOfMark('-', { kiro: false, legend }), 'doing');
  });

  it('is not explained by a task, a link or a word that is no status', () => {
    assert.equal(readLegend(['- [ ] done with the form', '- [~] - done', '[a](url) - done', '[P]: parallel']).size, 0);
  });
});
