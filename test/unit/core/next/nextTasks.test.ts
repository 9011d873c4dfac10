import assert from 'node:assert/strict';
import { nextTasks } from '../../../../src/core/next/nextTasks.ts';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';

const work = (...texts: readonly string[]) => nextTasks(texts.map((text, at) => parsePlan(`docs/plan-${at}.md`, text)));
const titles = (...texts: readonly string[]): string[] => work(...texts).tasks.map(({ node }) => node.title);

describe('What is to be done next', () => {
  it('is the open work in the order of the documents; done, dropped and other boxes are left out', () => {
    const text =
      '# Plan\n\n## Phase 1: A\n\n- [x] done\n- [ ] first\n- [-] dropped\n\n**Acceptance Criteria**:\n- [ ] a criterion\n\n## Phase 2: B\n\n- [ ] second\n';
    assert.deepEqual(titles(text, '# Plan\n\n## Phase 1: C\n\n- [ ] third\n'), ['first', 'second', 'third']);
  });

  it('priorities come first, P0 to P3; without one it is between P1 and P2', () => {
    const text = '# Plan\n\n## Phase 1: A\n\n- [ ] c (P2)\n- [ ] plain\n- [ ] b (P1)\n- [ ] d (P3)\n- [ ] a (P0)\n';
    assert.deepEqual(titles(text), ['a', 'b', 'plain', 'c', 'd']);
  });

  it('a task takes over the priority of what it stands in', () => {
    const [first] = work('# Plan\n\n## Phase 1: A\n\n- [ ] a\n\n## Phase 2: B\n\n**Priority**: P0\n\n- [ ] b\n').tasks;
    assert.deepEqual([first?.node.title, first?.priority, first?.reason], ['b', 'P0', 'priority']);
  });

  it('what is begun is finished first, its first open step named', () => {
    const text =
      '# Plan\n\n## Phase 1: A\n\n- [ ] **Task 1.1**: Fresh\n  - [ ] x\n- [ ] **Task 1.2**: Begun\n  - [x] y\n  - [ ] z\n';
    const { tasks } = work(text);
    assert.deepEqual(
      tasks.map(({ node, step, reason }) => [node.id, step?.title, reason]),
      [
        ['1.2', 'z', 'doing'],
        ['1.1', 'x', 'order'],
      ],
    );
  });

  it('what the author says comes next leads, whatever its priority, with the words as the reason', () => {
    const text =
      '# Plan\n\n**Next Action**: finish Task 1.2 today\n\n## Phase 1: A\n\n- [ ] **Task 1.1**: One (P0)\n- [ ] **Task 1.2**: Two\n';
    const [first, second] = work(text).tasks;
    assert.deepEqual(
      [first?.node.id, first?.reason, first?.hint?.text, second?.hint],
      ['1.2', 'hint', 'finish Task 1.2 today', undefined],
    );
  });

  it('an order of priorities leads to the sections that it names', () => {
    const text =
      '# Plan\n\n## Phase 1: Lamps\n\n- [ ] a\n\n## Phase 2: Moorings\n\n- [ ] b\n\n## Priority Order\n\n1. Moorings (keep the boats)\n2. Phase 1\n';
    assert.deepEqual(titles(text), ['b', 'a']);
  });

  it('a number in a hint names no task', () => {
    const text = '# Plan\n\n**Next Action**: wait 2 days\n\n## Phase 1: A\n\n- [ ] 1. one\n- [ ] 2. two\n';
    assert.ok(work(text).tasks.every(({ hint }) => hint === undefined));
  });

  it('open hard dependencies block, also those of the phase; done ones do not', () => {
    const text =
      '# Plan\n\n## Phase 1: A\n\n- [x] T001 base\n- [ ] T002 middle (depends on T001)\n- [ ] T003 top (depends on T002)\n\n## Phase 2: B\n\n**Dependencies**: Phase 1\n\n- [ ] T004 later\n';
    const { tasks, blocked } = work(text);
    assert.deepEqual(
      tasks.map(({ node }) => node.id),
      ['T002'],
    );
    assert.deepEqual(
      blocked.map(({ node, blockedBy }) => [node.id, blockedBy.map(({ id }) => id)]),
      [
        ['T003', ['T002']],
        ['T004', ['1']],
      ],
    );
  });

  it('a dependency that the plan does not know blocks nothing, a mark that says blocked does', () => {
    const { tasks, blocked } = work('# Plan\n\n## Phase 1: A\n\n- [ ] a (depends on T999)\n- [!] b\n');
    assert.deepEqual(
      [tasks.map(({ node }) => node.title), blocked.map(({ node }) => node.title)],
      [['a (depends on T999)'], ['b']],
    );
  });

  it('tasks that wait for each other are both blocked', () => {
    const text = '# Plan\n\n## Phase 1: A\n\n- [ ] T001 a (depends on T002)\n- [ ] T002 b (depends on T001)\n';
    assert.deepEqual([work(text).tasks.length, work(text).blocked.length], [0, 2]);
  });

  it('handoffs are not counted', () => {
    const text = '# Handoff\n\n## Next steps\n\n- [ ] a\n';
    assert.deepEqual(nextTasks([parsePlan('.agent-handoffs/handoff-1.md', text)]).tasks, []);
  });
});
