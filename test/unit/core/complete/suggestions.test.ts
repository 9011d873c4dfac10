import assert from 'node:assert/strict';
import { suggestions } from '../../../../src/core/complete/suggestions.ts';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';

const plan = parsePlan(
  'PLAN.md',
  `# Harbour plan

## Phase 1: Dredge

- [X] T001 Rent a dredger
- [/] T002 Dredge
- [ ] T003 Sound
- [ ] No id

### Task 7: Moor

**Priority**: HIGH

- [ ] Ropes
`,
);
const texts = (what: 'id' | 'owner' | 'priority' | 'mark', line = 100): readonly string[] =>
  suggestions({ what }, plan, ['Harbour master'], line).map(({ text }) => text);

describe('what is offered to the author of a plan', () => {
  it('every id as a dependency names it, with its title, but not the task itself nor what it stands in', () => {
    assert.deepEqual(texts('id'), ['Phase 1', 'T001', 'T002', 'T003', 'Task 7']);
    assert.deepEqual(texts('id', 5), ['T001', 'T003', 'Task 7']);
    assert.equal(suggestions({ what: 'id' }, plan, [], 100)[1]?.about, 'T001 Rent a dredger');
  });

  it('for each state the mark that the plan uses, else the usual one', () => {
    assert.deepEqual(texts('mark'), [' ', 'X', '/', '!', '-']);
  });

  it('no second meaning for a mark that the plan uses', () => {
    const kiro = parsePlan(
      '.kiro/specs/a/tasks.md',
      '# Plan\n\n- [-] 1. Moor\n  - _Requirements: 1.1_\n- [ ] 2. Sail\n',
    );
    const marks = suggestions({ what: 'mark' }, kiro, [], 0).map(({ text, status }) => `${text}${status ?? ''}`);
    assert.deepEqual(marks, [' open', 'xdone', '-doing', '!blocked']);
  });

  it("the plan's own words for a priority before P0 to P3, and the owners of the workspace", () => {
    assert.deepEqual(texts('priority'), ['HIGH', 'P0', 'P1', 'P2', 'P3']);
    assert.deepEqual(texts('owner'), ['Harbour master']);
  });
});
