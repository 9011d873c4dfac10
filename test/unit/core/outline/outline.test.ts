import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import type { Plan, PlanNode } from '../../../../src/core/model.ts';
import type { Surroundings } from '../../../../src/core/outline/jsonDocument.ts';
import { type NodeJson, outlineJson } from '../../../../src/core/outline/outlineJson.ts';
import { outlineText } from '../../../../src/core/outline/outlineText.ts';
import { statusJson } from '../../../../src/core/outline/statusJson.ts';
import { statusText } from '../../../../src/core/outline/statusText.ts';
import { assess, type Assessment } from '../../../../src/core/readiness/assess.ts';
import { noEvidence } from '../../../../src/core/readiness/evidenceState.ts';
import { plainStyle, printable } from '../../../../src/core/outline/style.ts';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';

const around: Surroundings = { root: '/work', possible: [], skipped: [], configProblems: [] };
const ajv = new Ajv();
const schemaOf = (name: string): ValidateFunction =>
  ajv.compile(JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8')) as object);
const [isOutline, isStatus] = [schemaOf('outline'), schemaOf('status')];

const text = `# Harbour plan

## Phase 1: Dredge (Week 1-2)

- [x] **Task 1.1** Rent a dredger (2h)
- [ ] **Task 1.2** Dredge the sill
  - [x] east
  - [ ] west

\`\`\`sh
make depth
\`\`\`

### Success Criteria

- [ ] 4 m at low tide

## Phase 2: Build

- [ ] Lamps
- [-] Flags
`;
const plan = parsePlan('docs/harbour-plan.md', text);
const assessed = (of: Plan): Assessment => assess(of, noEvidence, { now: Date.parse('2026-01-07T12:00:00Z') });
const all = (nodes: readonly NodeJson[]): NodeJson[] => nodes.flatMap((node) => [node, ...all(node.children)]);

describe('The outline as JSON', () => {
  const [document] = outlineJson([plan], around).documents;
  assert.ok(document);

  it('has 1-based lines, for phases, tasks and blocks', () => {
    assert.deepEqual(
      document.phases.map((phase) => [phase.title, phase.line]),
      [
        ['Dredge', 3],
        ['Build', 18],
      ],
    );
    assert.deepEqual(
      document.runnables.map((runnable) => [runnable.kind, runnable.line]),
      [['block', 10]],
    );
    const line = all(document.tree).find((node) => node.title.includes('west'))?.line;
    assert.equal(line, 8);
  });

  it('points from a node to what can be run in it', () => {
    const owners = all(document.tree).filter((node) => node.runnables.includes(0));
    assert.equal(owners.length, 1);
  });

  it('has the mark as written and its status', () => {
    const flags = all(document.tree).find((node) => node.title === 'Flags');
    assert.deepEqual([flags?.mark, flags?.status], ['-', 'cancelled']);
  });

  it('leaves out what is not known rather than inventing it', () => {
    const lamps = all(document.tree).find((node) => node.title === 'Lamps');
    assert.ok(lamps);
    for (const key of ['owner', 'priority', 'estimateMinutes', 'due']) assert.ok(!(key in lamps), key);
  });

  it('counts every box, and apart from that the leaves that progress is made of', () => {
    assert.deepEqual(document.boxes, { total: 7, done: 2 });
    assert.deepEqual(document.roles.work, { total: 6, done: 2 });
    assert.deepEqual(document.counts.work, { total: 4, done: 2 });
    assert.deepEqual(document.counts.gate, { total: 1, done: 0 });
  });

  it('keeps to its schema, for every sample and fixture @long', () => {
    const files = ['samples/plans', 'test/fixtures/plans'].flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.md'))
        .map((name) => `${folder}/${name}`),
    );
    assert.ok(files.length > 40);
    for (const path of files) {
      const plans = [parsePlan(path, readFileSync(path, 'utf8'))];
      assert.ok(
        isOutline(JSON.parse(JSON.stringify(outlineJson(plans, around)))),
        `${path}: ${ajv.errorsText(isOutline.errors)}`,
      );
      assert.ok(
        isStatus(JSON.parse(JSON.stringify(statusJson(plans.map(assessed), around)))),
        `${path}: ${ajv.errorsText(isStatus.errors)}`,
      );
    }
  });

  it('keeps to its schema with skipped files, possible plans and a wrong configuration', () => {
    const full: Surroundings = {
      root: '/work',
      possible: [{ path: 'a.md', score: 3 }],
      skipped: [{ path: 'b.md', reason: 'is binary, not text' }],
      configProblems: [{ path: '.runsheet.json', reason: 'unknown key "x"', line: 2 }],
    };
    assert.ok(isOutline(outlineJson([], full)), ajv.errorsText(isOutline.errors));
    assert.ok(isStatus(statusJson([], full)), ajv.errorsText(isStatus.errors));
    assert.equal(outlineJson([], full).problems[0]?.line, 2);
  });

  it('the schema refuses a field it does not know', () => {
    assert.equal(isOutline({ ...outlineJson([], around), more: 1 }), false);
  });
});

describe('The status', () => {
  const handoff: Plan = { ...plan, path: 'handoff.md', kind: 'handoff' };

  it('sums the plans and shows, but does not count, handoffs', () => {
    const { documents, total } = statusJson([plan, plan, handoff].map(assessed), around);
    assert.deepEqual(total.counts.work, { total: 8, done: 4 });
    assert.equal(total.documents, 2);
    assert.deepEqual(
      documents.map((each) => each.counted),
      [true, true, false],
    );
  });

  it('says what is proven and possible, and the verdict, for the whole and for each plan and phase', () => {
    const lines = statusText([assessed(plan)], plainStyle).split('\n');
    assert.deepEqual(lines.slice(0, 5), [
      '37% proven, up to 62% possible  NO-GO    2 of 4 done in 1 plan',
      '',
      '  37% to 62%  NO-GO    docs/harbour-plan.md  2/4  gate 0/1, 1 dropped',
      '  50% to 83%  UNKNOWN    Phase 1: Dredge',
      '    0% to 0%  NO-GO      Phase 2: Build',
    ]);
  });

  it('without work there is no percentage', () => {
    assert.match(statusText([assessed(parsePlan('plan.md', '# Plan\n'))], plainStyle), /^- {2}UNKNOWN {2}0 of 0 done/);
  });

  it('says why it is no GO, with file and line, and what to do', () => {
    assert.match(
      statusText([assessed(plan)], plainStyle),
      /docs\/harbour-plan\.md:16: unknown: "4 m at low tide" of "Phase 1: Dredge · Success Criteria"|docs\/harbour-plan\.md:\d+: unknown: "4 m at low tide".* Say that they hold/,
    );
  });

  it('names a problem with file and 1-based line', () => {
    const claim = parsePlan('docs/plan.md', '# Plan\n\n**Status**: 90% done\n\n- [ ] Dig\n');
    assert.match(statusText([assessed(claim)], plainStyle), /docs\/plan\.md:3: warning: 90 % is declared/);
  });

  it('shows a declared number beside its own, with its line', () => {
    const claim = parsePlan('docs/plan.md', '# Plan\n\n**Status**: 90% done\n\n- [ ] Dig\n');
    assert.match(statusText([assessed(claim)], plainStyle), /0% to 0% .*declares 90% in line 3/);
  });
});

describe('The outline as text', () => {
  const lines = outlineText([plan], plainStyle).split('\n');
  const has = (pattern: RegExp) => {
    assert.ok(
      lines.some((line) => pattern.test(line)),
      `${String(pattern)} in\n${lines.join('\n')}`,
    );
  };

  it('shows the plan with its progress, phases with theirs, tasks with their mark and estimate', () => {
    assert.match(lines[0] ?? '', /^Harbour plan {2}docs\/harbour-plan\.md {2}2\/4, 1 dropped$/);
    has(/Phase 1: Dredge 2\/3 gate 0\/1 \(Week 1-2/);
    has(/✔ 1\.1 Rent a dredger \(2h\)/);
    has(/○ 1\.2 Dredge the sill 1\/2/);
    has(/– Flags/);
    has(/Phase 2: Build 0\/1, 1 dropped/);
  });

  it('leaves out sections without work', () => {
    assert.ok(
      !outlineText([parsePlan('p.md', '# Plan\n\n## Words\n\nmore\n\n## Work\n\n- [ ] a\n')], plainStyle).includes(
        'Words',
      ),
    );
  });

  it('a title cannot move the cursor of the terminal', () => {
    const hostile = parsePlan('p.md', '# Plan \u001b[2J\n\n- [ ] a\u0007\u009b31m\n');

    assert.doesNotMatch(outlineText([hostile], plainStyle), /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    assert.equal(printable('a\u202eb\tc'), 'a b c');
  });

  it('a thousand levels of nesting are shown without a thousand indents', () => {
    const [leaf] = parsePlan('p.md', '- [ ] a\n').children;
    assert.ok(leaf);
    let node: PlanNode = leaf;
    for (let level = 0; level < 1000; level++) node = { ...leaf, children: [node] };
    const deep = outlineText([{ ...plan, children: [node] }], plainStyle).split('\n');
    assert.equal(deep.filter((line) => line.includes('○')).length, 1001);
    const longest = Math.max(...deep.map((line) => line.length));
    assert.ok(longest < 200, `${longest}`);
  });
});
