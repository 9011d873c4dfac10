import assert from 'node:assert/strict';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { percentDone, progressOf, totalWork } from '../../../../src/core/show/progress.ts';

describe('the progress of plans', () => {
  it('199 of 200 is not 100 percent, and nothing to do is no percentage', () => {
    assert.equal(percentDone({ total: 200, done: 199 }), 99);
    assert.equal(percentDone({ total: 3, done: 3 }), 100);
    assert.equal(percentDone({ total: 0, done: 0 }), undefined);
  });

  it('boxes of handoffs are not counted into the work of the workspace', () => {
    const text = '# Plan\n\n- [x] a\n- [ ] b\n';
    const plans = [parsePlan('PLAN.md', text), parsePlan('HANDOFF.md', text)];
    assert.deepEqual(totalWork(plans), { total: 2, done: 1 });
  });

  it('a checklist of criteria counts its criteria where it has no work', () => {
    const plan = parsePlan('PLAN.md', '# Plan\n\n## Exit Criteria\n\n- [x] a\n- [ ] b\n');
    assert.deepEqual(progressOf(plan), { role: 'gate', count: { total: 2, done: 1 } });
  });
});
