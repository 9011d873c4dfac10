import assert from 'node:assert/strict';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { PlanReading } from '../../../../src/core/parse/planReading.ts';
import {
  filterNodes,
  noFilter,
  ownersOf,
  type PlanFilter,
  type PlanOrder,
  type ShownNode,
} from '../../../../src/core/show/filterNodes.ts';

const fence = '```';
const plan = parsePlan(
  'PLAN.md',
  `# Harbour plan

## Phase 1: Dredge

**Owner**: Anna

- [x] Rent a dredger
- [ ] Dredge the sill
  - [x] east
  - [ ] west

## Phase 2: Build

**Owner**: Bert

- [ ] Flags
- [x] Posts (P0)
- [ ] Lamps (P0)
- [-] Benches

${fence}bash
make lamps
${fence}
`,
);

const outline = (nodes: readonly ShownNode[], depth = 0): string[] =>
  nodes.flatMap(({ node, children }) => ['  '.repeat(depth) + node.title, ...outline(children, depth + 1)]);
const shown = (filter: Partial<PlanFilter>, order: PlanOrder = 'document') =>
  filterNodes(plan, { ...noFilter, ...filter }, order);

describe('the filter of the plans', () => {
  it('without a filter everything is there', () => {
    const { nodes, hidden } = shown({});
    assert.equal(hidden, 0);
    assert.equal(outline(nodes).length, 10);
  });

  it('open keeps what is left and the rows above it, and counts what it hides', () => {
    const { nodes, hidden } = shown({ open: true });
    assert.deepEqual(outline(nodes), ['Dredge', '  Dredge the sill', '    west', 'Build', '  Flags', '  Lamps']);
    assert.equal(hidden, 4);
  });

  it('criteria without boxes are not open work', () => {
    const claims = parsePlan(
      'PLAN.md',
      '# Plan\n\n## Phase 1: A\n\n- [x] a\n\n### Success Criteria\n\n- ✅ tests pass\n- ✅ it is quick\n',
    );
    assert.deepEqual(outline(filterNodes(claims, { ...noFilter, open: true }, 'document').nodes), []);
  });

  it('P0 keeps the most urgent, also what is done, unless only open is wanted', () => {
    assert.deepEqual(outline(shown({ p0: true }).nodes), ['Build', '  Posts', '  Lamps']);
    assert.deepEqual(outline(shown({ p0: true, open: true }).nodes), ['Build', '  Lamps']);
  });

  it('an owner has all that stands below the name', () => {
    assert.deepEqual(ownersOf(plan), ['Anna', 'Bert']);
    assert.deepEqual(outline(shown({ owners: ['anna'], open: true }).nodes), [
      'Dredge',
      '  Dredge the sill',
      '    west',
    ]);
    assert.equal(outline(shown({ owners: ['Anna', 'Bert'] }).nodes).length, 10);
    assert.deepEqual(shown({ owners: ['nobody'] }), { nodes: [], hidden: 10 });
  });

  it('runnable keeps the rows with a command', () => {
    const { nodes } = shown({ runnable: true });
    const titles = outline(nodes);
    assert.equal(titles[0], 'Build');
    assert.ok(!titles.includes('Dredge'));
  });

  it('sorts by priority below each row, the rest as it stands in the document', () => {
    assert.deepEqual(outline(shown({}, 'priority').nodes), [
      'Build',
      '  Posts',
      '  Lamps',
      '  Flags',
      '  Benches',
      'Dredge',
      '  Rent a dredger',
      '  Dredge the sill',
      '    east',
      '    west',
    ]);
  });

  it('a thousand levels and many rows are no trouble @long', () => {
    const deep = parsePlan(
      'PLAN.md',
      Array.from({ length: 300 }, (_, at) => `${'  '.repeat(at)}- [ ] t${at}`).join('\n'),
    );
    assert.ok(outline(filterNodes(deep, { ...noFilter, open: true }, 'priority').nodes).length > 0);
    const wide = parsePlan('PLAN.md', `# Plan\n\n${'- [x] done\n- [ ] open\n'.repeat(2000)}`);
    assert.equal(filterNodes(wide, { ...noFilter, open: true }, 'priority').hidden, 2000);
  });

  it('leaves the rows of phases in which nothing changed as they are, and shows what did', () => {
    const reading = new PlanReading('PLAN.md', '# Plan\n\n## Phase 1: A\n\n- [ ] a\n\n## Phase 2: B\n\n- [ ] b\n', {});
    const rows = (): readonly ShownNode[] => filterNodes(reading.plan, { ...noFilter, open: true }, 'document').nodes;
    const before = rows();
    reading.edit([{ line: 8, column: 7, endLine: 8, endColumn: 7, text: 's' }]);
    const after = rows();
    assert.equal(after[0], before[0]);
    assert.equal(after[1]?.children[0]?.node.title, 'bs');
  });

  it('shows what passes another filter when the filter changes', () => {
    assert.equal(shown({ open: true }).hidden > 0, true);
    assert.equal(shown({}).hidden, 0);
    assert.notDeepEqual(outline(shown({ p0: true }).nodes), outline(shown({ open: true }).nodes));
  });
});
