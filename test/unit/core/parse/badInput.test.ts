import assert from 'node:assert/strict';
import type { Plan, PlanNode } from '../../../../src/core/model.ts';
import { pushAll } from '../../../../src/core/pushAll.ts';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { assertSound } from '../../../fuzz/soundPlan.ts';

const repeat = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

function nodesOf(plan: Plan): readonly PlanNode[] {
  const nodes: PlanNode[] = [];
  const stack: PlanNode[] = [];
  pushAll(stack, plan.children);
  for (let node = stack.pop(); node; node = stack.pop()) {
    nodes.push(node);
    pushAll(stack, node.children);
  }
  return nodes;
}

function taskOf(text: string, title: string): PlanNode {
  const node = nodesOf(parsePlan('plan.md', text)).find((one) => one.title === title && one.type === 'task');
  assert.ok(node, title);
  return node;
}

/** Milliseconds of processor time, whatever else the machine does; a text of its own each time, so that nothing is remembered. */
function timeOf(text: string): number {
  const start = process.cpuUsage();
  parsePlan('plan.md', text);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

let salt = 0;
/**
 * Eight times as much may take no more than so many times as long: 8 is linear, 64 grows with the square; a busy machine is
 * somewhere between.
 */
const mostRatio = 40;

function assertLinear(text: (count: number, salt: number) => string, count: number): void {
  let [once, eight] = [0, 0];
  // A first reading that is slow says something about the machine: three have to be.
  for (let reading = 0; reading < 3; reading++) {
    const base = ++salt * 1000;
    once = Math.max(once, timeOf(text(count, base)));
    eight = timeOf(text(count * 8, base + 1));
    if (eight < once * mostRatio + 50) return;
  }
  assert.fail(`${once.toFixed(1)} ms, with 8 times the text ${eight.toFixed(1)} ms`);
}

describe('A plan that is larger than any @long', () => {
  /** Phases of a hundred tasks; `npm run soak` asks for a thousand of them. */
  const phases = Number(process.env['RUNSHEET_PHASES'] ?? 50);

  it(`with ${phases * 100} tasks is read whole`, function () {
    this.timeout(240_000);
    const text = `# Plan\n\n${repeat(phases, (phase) => `## Phase ${phase}: Part\n\n${repeat(100, (index) => `- [${index % 4 === 0 ? 'x' : ' '}] Do ${phase} ${index}`)}\n`)}`;
    const plan = parsePlan('plan.md', text);
    assert.deepEqual([plan.boxes, plan.phases.length], [{ total: phases * 100, done: phases * 25 }, phases]);
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
    ['underlined headings', (n: number, s: number) => `# ${s}\n\n${repeat(n, (i) => `a ${i}${s}\n---\n`)}`, 400],
  ] as const)
    it(`takes no more than its share of time for many ${what}`, function () {
      this.timeout(120_000);
      assertLinear(text, count);
    });

  const places = phases * 140;
  it(`${places} places of tasks that are headings are read`, function () {
    this.timeout(240_000);
    const plan = parsePlan('plan.md', `# P\n${'## A\n### Task 1: a\n\n'.repeat(places)}`);
    assert.equal(nodesOf(plan).filter(({ type }) => type === 'task').length, places);
  });

  for (const [what, text, boxes] of [
    ['boxes in one section', `# P\n\n## A\n\n${'- [ ] a\n'.repeat(130_000)}`, 130_000],
    ['paragraphs in one quote', `# P\n\n- [ ] a\n\n${'> a\n>\n'.repeat(150_000)}`, 1],
  ] as const)
    it(`a hundred thousand ${what} are read`, function () {
      this.timeout(240_000);
      assert.equal(parsePlan('plan.md', text).boxes.total, boxes);
    });

  for (const [what, above, heading] of [
    ['any', '# P', (index: number) => `### Name ${index}`],
    ['topics', '# TODO', () => '## Testing'],
    ['numbers', '# P', (index: number) => `## ${index}. Verify the parts`],
    ['tasks', '# P', (index: number) => `## ${index}. Part number ${index}\n\n- **Tasks**:\n  - a`],
    ['wishes', '# P', () => '## Must have\n\n* x'],
  ] as const)
    it(`thousands of headings beside each other take a few times as long as so many boxes: ${what}`, function () {
      this.timeout(60_000);
      const headings = timeOf(`${above}\n\n${repeat(3000, (index) => `${heading(index)}\n`)}\n${++salt}\n`);
      const boxes = timeOf(`# P${salt}\n\n${repeat(3000, (index) => `- [ ] Name ${index} ${salt}`)}`);
      assert.ok(headings < boxes * 12 + 100, `${headings.toFixed(0)} ms and ${boxes.toFixed(0)} ms`);
    });

  it('thousands of lines that go on with one item: they are a problem, the rest stands', () => {
    const plan = parsePlan('plan.md', `# Plan\n\n- [x] item\n${'more\n'.repeat(3000)}\n- [ ] after\n`);
    assert.deepEqual(plan.boxes, { total: 2, done: 1 });
    const problem = plan.problems.find(({ code }) => code === 'nested-too-deep');
    assert.ok(problem && problem.line > 100 && problem.endLine === 3003, JSON.stringify(problem));
  });

  it('as many rows of a table right behind an item are its rows', () => {
    const table = `| Task | Status |\n| - | - |\n${repeat(600, (row) => `| R${row} | done |`)}`;
    const tasks = nodesOf(parsePlan('plan.md', `# Plan\n\n> quoted\n\n- [x] item\n\n${table}\n`));
    assert.equal(tasks.filter((node) => node.type === 'task' && !node.mark).length, 600);
  });

  it('as many lines of code below an item are what they were', () => {
    const code = `- echo\n${'  echo more\n'.repeat(600)}`;
    const plan = parsePlan('plan.md', `# Plan\n\n- [x] item\n\n\`\`\`sh\n${code}\`\`\`\n`);
    assert.deepEqual([plan.problems, plan.runnables[0]?.text.length], [[], code.length - 1]);
  });

  it('a table of 2,000 rows is 2,000 tasks without a box', function () {
    this.timeout(120_000);
    const rows = repeat(2000, (index) => `| T-${index} | Row ${index} | ${index % 2 === 0 ? 'done' : 'open'} |`);
    const plan = parsePlan('plan.md', `# Plan\n\n| ID | Task | Status |\n| - | - | - |\n${rows}\n\n- [x] after it\n`);
    const tasks = nodesOf(plan).filter((node) => node.kind !== 'section' && !node.mark && node.type === 'task');
    assert.deepEqual([tasks.length, plan.boxes], [2000, { total: 1, done: 1 }]);
    assert.equal(tasks.filter((node) => node.status === 'done').length, 1000);
  });

  it('three hundred levels of nesting: what is too deep is a problem on its line, the rest stands', function () {
    this.timeout(120_000);
    const text = `# Plan\n\n- [x] before\n\n${repeat(300, (level) => `${'  '.repeat(level)}- [ ] level ${level}`)}\n\n## After\n\n- [x] after\n`;
    const plan = parsePlan('plan.md', text);
    const problem = plan.problems.find(({ code }) => code === 'nested-too-deep');
    assert.ok(problem && problem.line > 4 && problem.line < 305, JSON.stringify(plan.problems));
    assert.ok(plan.boxes.total > 40 && plan.boxes.done === 2, JSON.stringify(plan.boxes));
  });
});

describe('What cannot be meant', () => {
  it('a title without a word: the plan is called as its file is', () => {
    for (const text of ['#\n\n- [ ] a\n', '---\ntitle:\n---\n\n- [ ] a\n', '---\ntitle: ""\n---\n\n- [ ] a\n'])
      assert.equal(parsePlan('docs/plan.md', text).title, 'plan.md', JSON.stringify(text));
  });

  it('quotes in quotes with blanks between their marks are text without the marks', () => {
    const [task] = nodesOf(parsePlan('plan.md', '# Plan\n\n>   > - [ ] Dredge\n>   > the sill\n')).filter(
      (node) => node.mark,
    );
    assert.equal(task?.title, 'Dredge the sill');
  });

  it('code and HTML that nothing closes in an item end with it, before the quote that follows', () => {
    for (const [text, line, endLine] of [
      ['## Phase 1: A\n\n- [ ] before it\n\n  ```\n\n> # Foo\n> bar\n> baz\n', 2, 6],
      ['> __foo bar__\n\n- [ ] before it\n\n  <style\n    type="text/css">\n\n  foo\n\n> [foo *bar](baz*)\n', 2, 9],
      [
        'A phase is complete when:\n\n- It runs\ners\n\t> - [ ] Wait\n\t>\n\t> ```bash\n> make\n> ```\n\n- [ ] Web\n',
        2,
        7,
      ],
      [
        '**Plans:**\n\n1. [ ] The version\n2. [ ] The tests\n\n   ```sh\n   cargo test\n>    ``\n> \n> 5. [ ]\ufeff `publish`',
        3,
        7,
      ],
    ] as const) {
      const plan = parsePlan('plan.md', text);
      assertSound(plan, text);
      const item = nodesOf(plan).find((node) => node.line === line);
      assert.equal(item?.endLine, endLine, JSON.stringify(text));
    }
  });

  it('a fence in an item is not closed by one in the quote that follows', () => {
    const { problems } = parsePlan('plan.md', '# Plan\n\n- [ ] a\n\n  ```sh\n  make\n> ```\n> make\n> ```\n');
    assert.deepEqual(
      problems.map(({ code, line }) => [code, line]),
      [['unterminated-fence', 4]],
    );
  });

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
