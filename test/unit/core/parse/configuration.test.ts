import assert from 'node:assert/strict';
import type { PlanNode } from '../../../../src/core/model.ts';
import type { ReadOptions } from '../../../../src/core/config/config.ts';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';

function nodesOf(text: string, options?: ReadOptions): readonly PlanNode[] {
  const nodes: PlanNode[] = [];
  const visit = (node: PlanNode): void => {
    nodes.push(node);
    node.children.forEach(visit);
  };
  parsePlan('docs/plan.md', text, options).children.forEach(visit);
  return nodes;
}

function find(text: string, title: string, options?: ReadOptions): PlanNode {
  const node = nodesOf(text, options).find((one) => one.title === title);
  assert.ok(node, title);
  return node;
}

describe('The configuration and the plan', () => {
  it('a mark of the configuration means what it says there, every other mark what it always does', () => {
    const text = '# Plan\n\n- [w] Bake\n- [x] Mix\n';
    assert.deepEqual(parsePlan('plan.md', text).counts.work, { total: 1, done: 1 });
    assert.equal(find('# Plan\n\n- [?] Bake\n', 'Bake').status, 'open');
    assert.equal(find('# Plan\n\n- [?] Bake\n', 'Bake', { marks: { '?': 'blocked' } }).status, 'blocked');
    assert.equal(find(text, 'Bake', { marks: { w: 'done' } }).status, 'done');
    assert.equal(find(text, 'Mix', { marks: { w: 'done' } }).status, 'done');
    assert.deepEqual(parsePlan('plan.md', text, { marks: { w: 'done' } }).counts.work, { total: 2, done: 2 });
  });

  it('the configuration beats the legend of the document, and the legend the usual meaning', () => {
    const text = '# Plan\n\nLegend: `[~]` = blocked\n\n- [~] Bake\n';
    assert.equal(find(text, 'Bake').status, 'blocked');
    assert.equal(find(text, 'Bake', { marks: { '~': 'done' } }).status, 'done');
  });

  it('a label of the configuration gives its list a role, however it is written', () => {
    for (const label of ['## House rules', '**House Rules:**', 'house rules:', '### 🏠 House rules']) {
      const text = `# Plan\n\n## Work\n\n- [ ] Build\n\n${label}\n\n- [ ] Wipe the table\n`;
      const node = find(text, 'Wipe the table', { roles: { 'House rules': 'recurring' } });
      assert.equal(node.role, 'recurring', label);
      assert.match(node.roleReason, /the configuration says so of "House rules"/i);
      assert.equal(find(text, 'Wipe the table').role, 'work', label);
    }
  });

  it('a label of the configuration beats the built-in ones', () => {
    const text = '# Plan\n\n## Phase 1: Oven\n\n- [ ] Buy it\n\n**Acceptance criteria:**\n\n- [ ] It is hot\n';
    assert.equal(find(text, 'It is hot').role, 'gate');
    const node = find(text, 'It is hot', { roles: { 'acceptance criteria': 'work' } });
    assert.deepEqual([node.role, node.counts.work.total], ['work', 1]);
  });

  it('a label means the whole heading: "Testing" is not "Testing the oven" and not "Phase 3: Testing"', () => {
    const text =
      '# Plan\n\n## Phase 2: Oven\n\n- [ ] a\n\n### Testing the oven\n\n- [ ] b\n\n## Phase 3: Testing\n\n- [ ] c\n';
    const options: ReadOptions = { roles: { Testing: 'gate' } };
    for (const title of ['a', 'b', 'c']) assert.equal(find(text, title, options).role, 'work', title);
    assert.equal(find(text, 'c', { roles: { 'Phase 3: Testing': 'gate' } }).role, 'gate');
  });

  it('names that every object has are no marks and no labels', () => {
    const text = '# Plan\n\n## constructor\n\n- [ ] a\n\n## toString\n\n- [ ] b\n';
    assert.deepEqual(
      nodesOf(text, { roles: { x: 'gate' } })
        .filter((node) => node.mark)
        .map((node) => node.role),
      ['work', 'work'],
    );
  });
});
