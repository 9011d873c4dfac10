import assert from 'node:assert/strict';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { nextOpenTask } from '../../../../src/core/show/nextOpenTask.ts';

const plan = parsePlan(
  'PLAN.md',
  `# Harbour plan

## Phase 1: Dredge

- [x] Rent a dredger
- [ ] Dredge
  - [x] The sill
  - [!] The basin
- [-] Paint

### Success Criteria

- [ ] 4 m at low tide

## Phase 2: Moor

- [ ] Ropes
`,
);
const from = (line: number, direction: 'next' | 'previous'): string | undefined =>
  nextOpenTask(plan, line, direction)?.title;

describe('going from open task to open task', () => {
  it('skips what is done, dropped or no work, and means the step rather than its task', () => {
    assert.equal(from(0, 'next'), 'The basin');
    assert.equal(from(7, 'next'), 'Ropes');
    assert.equal(from(16, 'previous'), 'The basin');
  });

  it('goes round at the ends, and nowhere in a plan that is done', () => {
    assert.equal(from(16, 'next'), 'The basin');
    assert.equal(from(3, 'previous'), 'Ropes');
    assert.equal(nextOpenTask(parsePlan('PLAN.md', '# Plan\n\n- [x] a\n'), 0, 'next'), undefined);
  });
});
