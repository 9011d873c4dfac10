import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type Plan, type PlanNode, roles } from '../../../../src/core/model.ts';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';

const repeat = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

function nodesOf(plan: Plan): readonly PlanNode[] {
  const nodes: PlanNode[] = [];
  const stack = [...plan.children];
  for (let node = stack.pop(); node; node = stack.pop()) {
    nodes.push(node);
    stack.push(...node.children);
  }
  return nodes;
}

function taskOf(text: string, title: string): PlanNode {
  const node = nodesOf(parsePlan('plan.md', text)).find((one) => one.title === title && one.type === 'task');
  assert.ok(node, title);
  return node;
}

/** Milliseconds of processor time, whatever else the machine does, of the quicker of two readings; a text of its own each time, so that nothing is remembered. */
function timeOf(text: (salt: number) => string): number {
  const times = [0, 1].map((salt) => {
    const written = text(salt);
    const start = process.cpuUsage();
    parsePlan('plan.md', written);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

let salt = 0;
/**
 * Eight times as much may take no more than so many times as long: 8 is linear, 64 grows with the square; a busy machine is
 * somewhere between.
 */
const mostRatio = 40;

function assertLinear(text: (count: number, salt: number) => string, count: number): void {
  const base = ++salt * 1000;
  timeOf((run) => text(count, base + run + 10));
  const once = timeOf((run) => text(count, base + run + 20));
  const eight = timeOf((run) => text(count * 8, base + run + 30));
  assert.ok(eight < once * mostRatio + 50, `${once.toFixed(1)} ms, with 8 times the text ${eight.toFixed(1)} ms`);
}

describe('A plan that is larger than any', () => {
  it('with 100,000 tasks is read whole', function () {
    this.timeout(240_000);
    const text = `# Plan\n\n${repeat(1000, (phase) => `## Phase ${phase}: Part\n\n${repeat(100, (index) => `- [${index % 4 === 0 ? 'x' : ' '}] Do ${phase} ${index}`)}\n`)}`;
    const plan = parsePlan('plan.md', text);
    assert.deepEqual([plan.boxes, plan.phases.length], [{ total: 100_000, done: 25_000 }, 1000]);
  });

  for (const [what, text, count] of [
    ['tasks in one list', (n: number, s: number) => `# P${s}\n\n${repeat(n, (i) => `- [ ] Task ${i} ${s}`)}`, 300],
    ['equal tasks', (n: number, s: number) => `# P${s}\n\n${repeat(n, () => `- [ ] Same ${s}`)}`, 300],
    ['phases', (n: number, s: number) => repeat(n, (i) => `## Phase ${i}: Name ${s}\n\n- [ ] a ${i}\n`), 100],
    ['phases with one number', (n: number, s: number) => repeat(n, (i) => `## Phase 1: ${i} ${s}\n\n- [ ] a\n`), 100],
    ['labels', (n: number, s: number) => `# P${s}\n\n${repeat(n, (i) => `**Label ${i}:**\n\n- [ ] a ${s}\n`)}`, 100],
    [
      'rows',
      (n: number, s: number) =>
        `# P${s}\n\n| Task | Status |\n| - | - |\n${repeat(n, (i) => `| R ${i} ${s} | done |`)}`,
      150,
    ],
    [
      'dependencies',
      (n: number, s: number) => `# P${s}\n\n${repeat(n, (i) => `- [ ] T${i} x${s} (depends on T${(i * 7) % n})`)}`,
      150,
    ],
    [
      'blocks',
      (n: number, s: number) => `# P${s}\n\n${repeat(n, (i) => `- [ ] a ${i}\n\n\`\`\`sh\nmake a${i}${s}\n\`\`\`\n`)}`,
      60,
    ],
  ] as const)
    it(`takes no more than its share of time for many ${what}`, function () {
      this.timeout(120_000);
      assertLinear(text, count);
    });

  it('a table of 10,000 rows is 10,000 tasks without a box', function () {
    this.timeout(120_000);
    const rows = repeat(10_000, (index) => `| T-${index} | Row ${index} | ${index % 2 === 0 ? 'done' : 'open'} |`);
    const plan = parsePlan('plan.md', `# Plan\n\n| ID | Task | Status |\n| - | - | - |\n${rows}\n\n- [x] after it\n`);
    const tasks = nodesOf(plan).filter((node) => node.kind !== 'section' && !node.mark && node.type === 'task');
    assert.deepEqual([tasks.length, plan.boxes], [10_000, { total: 1, done: 1 }]);
    assert.equal(tasks.filter((node) => node.status === 'done').length, 5000);
  });

  it('a thousand levels of nesting: what is too deep is a problem on its line, the rest stands', function () {
    this.timeout(120_000);
    const text = `# Plan\n\n- [x] before\n\n${repeat(1000, (level) => `${'  '.repeat(level)}- [ ] level ${level}`)}\n\n## After\n\n- [x] after\n`;
    const plan = parsePlan('plan.md', text);
    const problem = plan.problems.find(({ code }) => code === 'nested-too-deep');
    assert.ok(problem && problem.line > 4 && problem.line < 1005, JSON.stringify(plan.problems));
    assert.ok(plan.boxes.total > 40 && plan.boxes.done === 2, JSON.stringify(plan.boxes));
  });
});

describe('What cannot be meant', () => {
  it('an id used twice: both tasks stand with keys of their own, and who waits for it is tied to neither', () => {
    const text = '# Plan\n\n- [ ] T1 Dredge\n- [ ] T1 Paint\n- [ ] T2 Lamp (depends on T1)\n';
    const keys = nodesOf(parsePlan('plan.md', text)).map((node) => node.key);
    assert.equal(new Set(keys).size, keys.length);
    const edge = nodesOf(parsePlan('plan.md', text)).flatMap((one) => one.dependsOn)[0];
    assert.deepEqual([edge?.target, edge?.key], ['T1', undefined]);
  });

  it('a thing that waits for itself is tied to nothing', () => {
    const nodes = nodesOf(
      parsePlan('plan.md', '# Plan\n\n- [ ] T1 Dredge (depends on T1)\n- [ ] T2 Lamp (depends on T1)\n'),
    );
    assert.deepEqual(
      nodes
        .filter((node) => node.type === 'task')
        .sort((a, b) => a.line - b.line)
        .map((node) => node.dependsOn.map((one) => one.key !== undefined)),
      [[false], [true]],
    );
  });

  it('two that wait for each other, and a phase that waits for itself, are read', () => {
    const plan = parsePlan(
      'plan.md',
      '## Phase 1: A\n\n**Depends on:** Phase 1, Phase 2\n\n- [ ] a\n\n## Phase 2: B\n\n**Depends on:** Phase 1\n\n- [ ] b\n',
    );
    assert.deepEqual(
      plan.phases.map((phase) => phase.tasks),
      [1, 1],
    );
  });

  it('days that no calendar has are no dates', () => {
    for (const date of ['2025-02-30', '2025-13-01', 'February 30, 2026', '0000-00-00', '9999-99-99'])
      assert.equal(
        nodesOf(parsePlan('plan.md', `## Phase 1: A\n\n**Due:** ${date}\n\n- [ ] a\n`))[0]?.due,
        undefined,
        date,
      );
    assert.equal(
      nodesOf(parsePlan('plan.md', '## A\n\n**Due:** 2028-02-29\n\n- [ ] a\n')).find((node) => node.title === 'A')?.due,
      '2028-02-29',
    );
  });

  it('estimates without a time, and such as are beyond all measure, are none', () => {
    for (const estimate of [
      '2-3 sprints',
      '5 story points',
      'XL',
      '-3 hours',
      '1e9 days',
      '99999999999999999999 hours',
      'soon',
      '0 hours of nothing',
    ]) {
      const node = taskOf(`# Plan\n\n- [ ] Dredge the sill\n\n**Effort:** ${estimate}\n`, 'Dredge the sill');
      assert.equal(node.estimate, undefined, estimate);
      for (const one of nodesOf(parsePlan('plan.md', `## Phase 1: A\n\n**Effort:** ${estimate}\n\n- [ ] a\n`)))
        assert.ok(
          one.estimate === undefined || (Number.isFinite(one.estimate.minutes) && one.estimate.minutes >= 0),
          estimate,
        );
    }
    const [phase] = nodesOf(parsePlan('plan.md', '## Phase 1: A\n\n**Effort:** 2-3 sprints\n\n- [ ] a\n')).filter(
      (node) => node.kind === 'phase',
    );
    assert.equal(phase?.estimate, undefined);
  });

  it('numbers of units that nobody has are names', () => {
    const plan = parsePlan(
      'plan.md',
      '## Phase 99999999999999999999: A\n\n- [ ] a\n\n## Phase -1: B\n\n- [ ] b\n\n## Phase NaN\n\n- [ ] c\n',
    );
    assert.equal(plan.boxes.total, 3);
  });
});

/** What holds for every plan, whatever the text. */
function assertSound(text: string): void {
  const plan = parsePlan('plan.md', text);
  const nodes = nodesOf(plan);
  const keys = nodes.map((node) => node.key);
  assert.equal(new Set(keys).size, keys.length, 'keys');
  assert.equal(new Set(plan.runnables.map((runnable) => runnable.key)).size, plan.runnables.length, 'keys of commands');
  for (const node of nodes)
    assert.ok(node.line >= 0 && node.line < node.endLine && node.endLine <= plan.lineCount, `lines of ${node.title}`);
  const places = [...plan.problems, ...plan.runnables, ...plan.declared, ...plan.hints, ...plan.decisionPoints];
  for (const { line } of places) assert.ok(line >= 0 && line < plan.lineCount, 'line');
  assert.equal(
    plan.boxes.total,
    roles.reduce((sum, role) => sum + plan.roles[role].total, 0),
    'boxes',
  );
  assert.equal(plan.boxes.total, nodes.filter((node) => node.mark).length, 'marks');
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  for (const { mark } of nodes)
    if (mark) assert.ok((lines[mark.line] ?? '').startsWith(mark.char, mark.column), 'place of a mark');
  structuredClone(plan);
}

describe('Whatever the bytes', () => {
  const samples = ['samples/plans', 'test/fixtures/plans'].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.md'))
      .map((name) => readFileSync(`${folder}/${name}`, 'utf8')),
  );
  const part = fc
    .tuple(fc.constantFrom(...samples), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 20, max: 150 }))
    .map(([text, at, length]) => text.slice(Math.floor(at * text.length)).slice(0, length));
  const oddities = fc.constantFrom(
    '\n',
    '\r',
    '\t',
    ' ',
    '\u0000',
    '`',
    '```\n',
    '~~~',
    '- [ ] ',
    '- [x]',
    '>',
    '**',
    '__',
    '|',
    '<!--',
    '-->',
    '[',
    '](',
    '#',
    '## Phase 1',
    '\ufeff',
    '\ud800',
    '---\n',
    '&#',
    '\\',
    '1. ',
    'constructor',
    '\u202e',
    'Ã¢Å“â€¦',
  );

  it('random bytes are some plan and no exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => assertSound(new TextDecoder().decode(bytes))),
      { numRuns: 800 },
    );
  });

  it('characters that mean something in markdown, in any order, are some plan and no exception', () => {
    fc.assert(
      fc.property(fc.array(oddities, { maxLength: 40 }), (parts) => assertSound(parts.join(''))),
      { numRuns: 800 },
    );
  });

  it('a plan that was cut, joined and damaged anywhere is some plan and no exception', () => {
    fc.assert(
      fc.property(part, part, oddities, fc.nat(), (left, right, oddity, at) => {
        const joined = left + right;
        const place = at % (joined.length + 1);
        assertSound(joined.slice(0, place) + oddity + joined.slice(place + (at % 3)));
      }),
      { numRuns: 400 },
    );
  });
});
