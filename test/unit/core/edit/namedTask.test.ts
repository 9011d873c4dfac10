import assert from 'node:assert/strict';
import { namedTask } from '../../../../src/core/edit/namedTask.ts';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';

const text =
  '# Plan\n\n## Phase 1: Dig\n\n- [ ] T001 Pond\n\n  some text\n- [ ] 1.2 Fill\n- [ ] same\n\n## Phase 2: Grow\n\n- [ ] same\n';

describe('naming a task', () => {
  const plan = parsePlan('PLAN.md', text);
  const byId = (id: string) => namedTask(plan, { kind: 'id', id });
  const titleOf = (named: ReturnType<typeof namedTask>) => (named.kind === 'found' ? named.node.title : named.kind);

  it('by its id, its title or its key', () => {
    assert.equal(titleOf(byId('t001')), 'Pond');
    assert.equal(titleOf(byId('fill')), 'Fill');
    const named = byId('1.2');
    assert.equal(named.kind, 'found');
    assert.equal(titleOf(byId(named.node.key)), 'Fill');
  });

  it('by its line, also by one of its text', () => {
    assert.equal(titleOf(namedTask(plan, { kind: 'line', line: 4 })), 'Pond');
    assert.equal(titleOf(namedTask(plan, { kind: 'line', line: 6 })), 'Pond');
    assert.equal(titleOf(namedTask(plan, { kind: 'line', line: 0 })), 'unboxed');
    assert.equal(titleOf(namedTask(plan, { kind: 'line', line: 99 })), 'none');
  });

  it('is ambiguous where several have the name, with both of them', () => {
    const named = byId('same');
    assert.equal(named.kind, 'ambiguous');
    assert.deepEqual(
      named.candidates.map(({ line }) => line),
      [8, 12],
    );
  });

  it('finds nothing, or nothing with a box', () => {
    assert.equal(byId('T999').kind, 'none');
    const named = byId('fil');
    assert.deepEqual(named.kind === 'none' && named.near.map(({ title }) => title), ['Fill']);
    assert.equal(byId('Phase 1').kind, 'unboxed');
  });
});
