import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wordsOf } from '../../../../src/core/detect/identityWords.ts';

describe('the words of a name', () => {
  for (const [name, words] of [
    ['PriorityTasks', 'priority tasks'],
    ['PRIORITY_TASKS-v2', 'priority tasks v 2'],
    ['HTMLPlan phase2B', 'html plan phase 2 b'],
    ['TODOs', 'todo'],
    ['ÜbergabePlan2', 'übergabe plan 2'],
    ['...', ''],
  ] as const) {
    it(`of ${name} are ${words === '' ? 'none' : words}`, () => {
      assert.equal(wordsOf(name).join(' '), words);
    });
  }

  it('are cut the same where a letter of another script stands beside them', () => {
    const names = fc.string({ unit: fc.constantFrom(...Array.from('aabBCTODs19_- ./é')), maxLength: 40 });
    fc.assert(
      fc.property(names, (name) => assert.deepEqual(wordsOf(`${name} 計`), [...wordsOf(name), '計'])),
      { numRuns: 3000 },
    );
  });
});
