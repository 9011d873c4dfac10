import assert from 'node:assert/strict';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { topNodes } from '../../../../src/core/show/treeNodes.ts';

describe('the rows of a plan', () => {
  it('the heading that names the plan, and sections of mere text, are no rows', () => {
    const plan = parsePlan(
      'PLAN.md',
      '# Plan\n\n## About\n\ntext\n\n## Phase 1: A\n\n- [ ] a\n\n## Phase 2: B\n\n- [ ] b\n',
    );
    assert.deepEqual(
      topNodes(plan).map(({ title }) => title),
      ['A', 'B'],
    );
  });

  it('a command in a section without tasks has a row', () => {
    const plan = parsePlan('PLAN.md', '# Plan\n\n- [ ] a\n\n## Setup\n\n```bash\nnpm ci\n```\n');
    assert.ok(topNodes(plan).some(({ title }) => title === 'Setup'));
  });
});
