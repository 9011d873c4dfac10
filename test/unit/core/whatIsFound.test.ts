import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { everyNode } from '../../../src/core/everyNode.ts';
import { findNode } from '../../../src/core/findNode.ts';
import type { Plan } from '../../../src/core/model.ts';
import { parsePlan } from '../../../src/core/parse/parsePlan.ts';
import { PlanReading } from '../../../src/core/parse/planReading.ts';
import { namedPaths } from '../../../src/core/problems/missingFiles.ts';
import { findingProblems, planProblems } from '../../../src/core/problems/planProblems.ts';
import { unboxedTasks } from '../../../src/core/problems/unboxedTasks.ts';
import { assess } from '../../../src/core/readiness/assess.ts';
import { noEvidence } from '../../../src/core/readiness/evidenceState.ts';
import { phaseOn } from '../../../src/core/readiness/phaseNamed.ts';
import { readyPlan } from '../../../src/core/readiness/readyPlan.ts';
import { findingTerms } from '../../../src/core/readiness/terms.ts';
import { findingSpots, sequenceSpots } from '../../../src/core/run/sequence.ts';
import type { Slices } from '../../../src/core/slices.ts';
import { changeOf, documentText, edit, inverseOf, type RandomEdit } from './parse/planPieces.ts';

/** How many edits are tried: 10,000 in the gate, a million in the soak. */
const edits = Number(process.env['RUNSHEET_EDITS'] ?? 500);
const editsPerDocument = 12;

/** What lenses, problems and the status show of a plan. */
function foundIn(plan: Plan, text: string): unknown {
  const lines = text.split('\n');
  const assessment = assess(plan, noEvidence, { now: Date.parse('2026-03-01T12:00:00Z'), endedShift: 2 });
  return {
    sequences: sequenceSpots(plan),
    problems: planProblems(
      plan,
      unboxedTasks(plan, (line) => lines[line]),
    ),
    paths: namedPaths(plan),
    readiness: assessment.readiness.sums,
    leftOut: assessment.readiness.leftOut,
    ready: readyPlan(assessment),
  };
}

/** Edits a document as somebody does of whom only what is shown is seen: nobody looks at the whole plan in between. */
function editAndFind(text: string, random: readonly RandomEdit[]): void {
  const reading = new PlanReading('plan.md', text, {});
  foundIn(reading.plan, reading.text);
  for (const one of random) {
    const change = one.kind === 'undo' ? undefined : changeOf(reading.text.split('\n'), one);
    if (!change) continue;
    const found = foundIn(reading.edit([change]), reading.text);
    assert.deepEqual(found, foundIn(parsePlan('plan.md', reading.text), reading.text));
  }
}

const texts = ['samples/plans', 'test/fixtures/plans'].flatMap((folder) =>
  readdirSync(path.join(process.cwd(), folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => readFileSync(path.join(process.cwd(), folder, name), 'utf8'))
    .filter((text) => text.length < 20_000),
);

const sixBoxes = (phase: number): string => `\n## Phase ${phase}: Dock\n\n${'- [ ] Drive a pile\n'.repeat(6)}`;

describe('what is found in a plan', () => {
  for (const [what, document] of [
    ['a random document', documentText],
    ['the plans of the other tests', fc.constantFrom(...texts)],
  ] as const) {
    it(`is the same after every edit as in the whole text, in ${what} @long`, function () {
      this.timeout(0);
      assert.ok(texts.length > 200, `${texts.length} plans`);
      fc.assert(
        fc.property(document, fc.array(edit, { minLength: 8, maxLength: 2 * editsPerDocument - 8 }), editAndFind),
        { numRuns: Math.ceil(edits / editsPerDocument / 2) },
      );
    });
  }

  /** What one section holds means something else because of what is typed elsewhere. */
  const elsewhere = [
    {
      what: 'the priority above it',
      text: '# Plan (P1)\n\n## Yard\n\n- [ ] Sweep\n\n## Gate\n\n- [x] Paint\n',
      change: { line: 0, column: 9, endLine: 0, endColumn: 10, text: '0' },
    },
    {
      what: 'the task that it waits for',
      text: '# Plan\n\n## Yard\n\n- [ ] T001 Sweep\n\n## Gate\n\n- [ ] T002 Paint (depends on T001)\n\n  ```bash\n  npm ci\n  ```\n\n  ```bash\n  npm test\n  ```\n',
      change: { line: 4, column: 3, endLine: 4, endColumn: 4, text: 'x' },
    },
    {
      what: 'what a comment says of it',
      text: '# Plan\n\n## Yard\n\n- [ ] Sweep\n- [x] Rake\n\n## Gate\n\n- [x] Paint\n',
      change: { line: 4, column: 11, endLine: 4, endColumn: 11, text: ' <!-- runsheet: not-applicable=no yard -->' },
    },
    {
      what: 'what a comment says of its check',
      text: '# Plan\n\n## Phase 1: Yard\n\n- [ ] Sweep\n\n### Exit Criteria\n\n- [ ] All is swept\n- [ ] All is raked\n',
      change: { line: 8, column: 18, endLine: 8, endColumn: 18, text: ' <!-- runsheet: check=npm test -->' },
    },
    {
      what: 'what a comment says of the files of its checks',
      text: '# Plan\n\n## Phase 1: Yard\n\n- [ ] Sweep\n\n### Exit Criteria\n\n- [ ] Swept: `npm test`\n',
      change: { line: 7, column: 0, endLine: 7, endColumn: 0, text: '<!-- runsheet: inputs=src/** -->\n\n' },
    },
    {
      what: 'what the phases are',
      text: '# Plan\n\n## Part 1: Yard\n\n- [ ] Sweep\n\n```bash\nnpm ci\n```\n\n```bash\nnpm test\n```\n\n## Part 2: Gate\n\n- [ ] Paint\n',
      change: { line: 17, column: 0, endLine: 17, endColumn: 0, text: [1, 2, 3].map(sixBoxes).join('') },
    },
  ] as const;
  for (const { what, text, change } of elsewhere)
    it(`goes by ${what}, when that comes and goes`, () => {
      const reading = new PlanReading('plan.md', text, {});
      const before = foundIn(reading.plan, text);
      // Once more, so that what stands is taken as it was.
      for (const letter of ['z', 'y']) {
        const end = reading.text.split('\n').length - 1;
        reading.edit([{ line: end, column: 0, endLine: end, endColumn: 0, text: letter }]);
        foundIn(reading.plan, reading.text);
        reading.edit([{ line: end, column: 0, endLine: end, endColumn: 1, text: '' }]);
        assert.deepEqual(foundIn(reading.plan, reading.text), before);
      }
      const lines = reading.text.split('\n');
      const found = foundIn(reading.edit([change]), reading.text);
      assert.notDeepEqual(found, before);
      assert.deepEqual(found, foundIn(parsePlan('plan.md', reading.text), reading.text));
      assert.deepEqual(foundIn(reading.edit([inverseOf(lines, change)]), text), before);
    });

  it('is found a section at a time: the sections behind a new line, and only the changed one behind a letter', () => {
    const phases = 100;
    const block = '\n\n  ```bash\n  echo a\n  ```';
    const phase = (_: unknown, at: number): string =>
      `\n## Phase ${at + 1}: Dock\n\n### Work\n\n- [ ] Drive${block}\n- [ ] Test${block}\n\n### Exit Criteria\n\n- [ ] It holds\n`;
    const text = `# Plan\n\nA pier.\n${Array.from({ length: phases }, phase).join('')}`;
    const kinds: readonly ((plan: Plan) => Slices<unknown>)[] = [
      findingSpots,
      (plan) => findingTerms(plan),
      (plan) => findingProblems(plan, []),
    ];
    for (const find of kinds) {
      const reading = new PlanReading('plan.md', text, {});
      const slicesBehind = (typed: string): number => {
        const work = find(reading.edit([{ line: 2, column: 7, endLine: 2, endColumn: 7, text: typed }]));
        let count = 0;
        while (work.next().done !== true) count++;
        return count;
      };
      const first = slicesBehind('');
      assert.ok(first >= 2 * phases, `${first} at first`);
      // The first edit of a text is read twice.
      slicesBehind('s');
      const letter = slicesBehind('s');
      assert.ok(letter <= first - phases, `${letter} behind a letter, ${first} at first`);
      const line = slicesBehind('\n');
      assert.ok(line >= 2 * phases, `${line} behind a new line`);
    }
  });

  it('is found for every phase, also behind a label that reaches over the phases', function () {
    // Some hundred plans.
    this.timeout(20_000);
    const quarters = '| Quarter | Goal |\n| - | - |\n| Q1 2026 | Import |\n| Q2 2026 | Export |\n';
    for (const text of [...texts, `# Plan\n\n**Acceptance criteria:**\n\n1. first step\n\n${quarters}`]) {
      const plan = parsePlan('plan.md', text);
      for (const { key, line } of plan.phases)
        if (key !== '') assert.deepEqual(phaseOn(plan, line), { kind: 'phase', key }, text);
    }
  });

  it('takes its share of time where thousands wait for each other at the top', function () {
    this.timeout(20_000);
    const count = 20_000;
    const tasks = Array.from({ length: count }, (_, at) => `- [ ] AB-${at + 1} Do (depends on AB-${at})`);
    const sections = tasks.map((task, at) => `## Yard ${at}\n\n${task}\n`);
    for (const lines of [tasks, sections]) {
      const plan = parsePlan('plan.md', `${lines.join('\n')}\n`);
      const begun = performance.now();
      assert.ok(planProblems(plan).length <= 1);
      assert.ok(performance.now() - begun < 2000, `${performance.now() - begun} ms`);
    }
  });

  it('is found by its key: every node of every plan, and nothing by a key that is nobody’s', function () {
    // Some hundred plans.
    this.timeout(20_000);
    for (const text of texts) {
      const plan = parsePlan('plan.md', text);
      for (const node of everyNode(plan.children)) {
        assert.equal(findNode(plan.children, node.key), node);
        assert.equal(findNode(plan.children, `${node.key}/nobody`), undefined);
      }
    }
  });
});
