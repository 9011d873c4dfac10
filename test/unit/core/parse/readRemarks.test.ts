import assert from 'node:assert/strict';
import type { PlanNode } from '../../../../src/core/model.ts';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';

const hints = (text: string): readonly string[] =>
  parsePlan('plan.md', text).hints.map((hint) => `${hint.line + 1} ${hint.text}`);
const points = (text: string): readonly string[] =>
  parsePlan('plan.md', text).decisionPoints.map((point) => `${point.line + 1} ${point.text}`);

function kinds(text: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const visit = (node: PlanNode): void => {
    found[node.title] = node.kind;
    node.children.forEach(visit);
  };
  parsePlan('plan.md', text).children.forEach(visit);
  return found;
}

describe('What the author says beside the work', () => {
  it('decision points and checkpoints stand in the order of the document', () => {
    assert.deepEqual(
      points(
        '# Plan\n\n## Phase 1: Cache [checkpoint: 7fae265]\n\n- [x] a\n\n**Decision Point**: GO/NO-GO for Phase 2\n\n## Phase 2: Tree\n\n- [ ] b\n\n**Checkpoint:** the tree stands\n',
      ),
      ['3 7fae265', '7 GO/NO-GO for Phase 2', '13 the tree stands'],
    );
  });

  it('a gate with boxes and a word in a sentence are no decision points', () => {
    assert.deepEqual(points('# Plan\n\n### Phase 1 Checkpoint\n\n- [ ] a\n\nStop at any checkpoint: it helps.\n'), []);
  });

  it('the next action is a hint', () => {
    assert.deepEqual(hints('# Plan\n\n- [ ] a\n\n**Next Action**: call the harbour\n'), ['5 call the harbour']);
  });

  it('so is what it is called in other words and languages', () => {
    const labels = [
      "What's next",
      'Recommended next steps',
      'Resume here',
      'Nächste Schritte',
      'Próximos pasos',
      '下一步',
    ];
    for (const label of labels) assert.deepEqual(hints(`# Plan\n\n- [ ] a\n\n**${label}**: call\n`), ['5 call'], label);
  });

  it('the steps of the immediate action items are hints, one each', () => {
    const text =
      '# Plan\n\n## 🔥 Immediate Action Items (Next 2 Hours)\n\nStart here:\n\n### Step 1: Look (15 min)\n\n```bash\nls\n```\n\n### Step 2: Leap\n\nMore.\n';
    assert.deepEqual(hints(text), ['7 Look', '13 Leap']);
  });

  it('a priority order and a next command are hints', () => {
    assert.deepEqual(hints('# Plan\n\n**Priority Order:**\n1. First\n2. Second\n'), ['4 First', '5 Second']);
    assert.deepEqual(hints('# Plan\n\n## 🚀 NEXT COMMAND\n\n```bash\n# go\ncd app\nnpm start\n```\n'), [
      '5 cd app && npm start',
    ]);
  });

  it('"Future enhancements (Priority order)" is none: whole labels count', () => {
    assert.deepEqual(hints('# Plan\n\n**Future Enhancements** (Priority order):\n1. First\n2. Second\n'), []);
  });

  it('risks, rollback, logs and options are kinds of their own and no phases', () => {
    const text =
      '# Plan\n\n## Phase 1: Build\n\n- [ ] a\n\n## Phase 2: Ship\n\n- [ ] b\n\n## 🚨 Risks & Mitigation\n\n- [ ] c\n\n### Rollback Plan\n\nGo back.\n\n## Session 2025-10-17\n\n- [x] d\n\n## Option A: Buy\n\n- [ ] e\n';
    const found = kinds(text);
    assert.equal(found['Risks & Mitigation'], 'risk');
    assert.equal(found['Rollback Plan'], 'rollback');
    assert.equal(found['Session 2025-10-17'], 'log');
    assert.equal(found['Buy'], 'option');
    assert.deepEqual(
      parsePlan('plan.md', text).phases.map((phase) => phase.title),
      ['Build', 'Ship'],
    );
  });

  it('by other names too', () => {
    const names = {
      风险: 'risk',
      'Emergency Rollback': 'rollback',
      'План отката': 'rollback',
      回滚计划: 'rollback',
      'Activity Log': 'log',
      'Approach A: x': 'option',
      '方案一：x': 'option',
    };
    for (const [name, kind] of Object.entries(names)) {
      const found = kinds(`# Plan\n\n## Phase 1: A\n\n- [ ] a\n\n## Phase 2: B\n\n- [ ] b\n\n## ${name}\n\n- one\n`);
      assert.ok(Object.values(found).includes(kind), name);
    }
  });

  it('"Test rollback of the database" and "Phase 3: Risk Assessment" are work', () => {
    const found = kinds('# Plan\n\n## Phase 3: Risk Assessment\n\n- [ ] a\n\n## Phase 4: Test rollback\n\n- [ ] b\n');
    assert.deepEqual([found['Risk Assessment'], found['Test rollback']], ['phase', 'phase']);
  });
});
