import assert from 'node:assert/strict';
import { markMeanings } from '../../../../src/core/edit/chooseMark.ts';
import { applyTextEdits } from '../../../../src/core/edit/applyTextEdits.ts';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { planProblems } from '../../../../src/core/problems/planProblems.ts';
import type { ProblemFix } from '../../../../src/core/problems/problemFix.ts';
import { fillEdits, problemFixes } from '../../../../src/core/problems/problemFixes.ts';
import { unboxedTasks } from '../../../../src/core/problems/unboxedTasks.ts';

function fixesOf(text: string, code: string): readonly ProblemFix[] {
  const lines = text.split('\n');
  const plan = parsePlan('docs/plan.md', text);
  const problem = planProblems(
    plan,
    unboxedTasks(plan, (line) => lines[line]),
  ).find((one) => one.code === code);
  assert.ok(problem, `no problem ${code}`);
  return problemFixes(problem, { plan, lines, meanings: () => markMeanings('docs/plan.md', lines) });
}

/** The text after the fix of that kind of the first problem with that code, and the codes that are left. */
function fixed(text: string, code: string, kind?: string): { readonly text: string; readonly left: readonly string[] } {
  const read = (source: string): ReturnType<typeof planProblems> => {
    const plan = parsePlan('docs/plan.md', source);
    return planProblems(
      plan,
      unboxedTasks(plan, (line) => source.split('\n')[line]),
    );
  };
  const fixes = fixesOf(text, code);
  const fix = kind === undefined ? fixes[0] : fixes.find((one) => one.kind === kind);
  assert.ok(fix, `no fix for ${code}`);
  const result = applyTextEdits(text, fix.edits);
  return { text: result, left: read(result).map((one) => one.code) };
}

describe('Quick fixes', () => {
  it('a parent gets the mark that its steps give it', () => {
    const ticked = fixed('# P\n\n- [x] Pond\n  - [x] Dig\n  - [ ] Fill\n', 'parent-child');
    assert.equal(ticked.text, '# P\n\n- [ ] Pond\n  - [x] Dig\n  - [ ] Fill\n');
    const open = fixed('# P\n\n- [ ] Pond\n  - [x] Dig\n', 'parent-child');
    assert.equal(open.text, '# P\n\n- [x] Pond\n  - [x] Dig\n');
    assert.deepEqual([ticked.left, open.left], [[], []]);
  });

  it('a "complete when" list over open work loses its ticks, and nothing else', () => {
    const text = `# P

## Phase 1: Dig

- [ ] Dig
- [x] Measure

### Phase 1 Complete When

- [x] It is deep
- [X] It is dry

## Phase 2: Fill

- [x] Order water
`;
    const { text: after, left } = fixed(text, 'complete-but-open', 'untick-list');
    assert.equal(after, text.replace('- [x] It is deep\n- [X] It is dry', '- [ ] It is deep\n- [ ] It is dry'));
    assert.ok(!left.includes('complete-but-open'));
  });

  it('a tick whose check fails is taken back', () => {
    const text = '# P\n\n## Exit Criteria\n\n- [x] Tests pass: `npm test`\n- [ ] Dry\n';
    const plan = parsePlan('docs/plan.md', text);
    const onLine = (line: number, now = text) => {
      const rest = { code: 'ticked-but-failing', severity: 'error', message: '' } as const;
      const lines = now.split('\n');
      const ground = { plan, lines, meanings: () => markMeanings('docs/plan.md', lines) };
      return problemFixes({ ...rest, line, column: 0, endLine: line + 1, endColumn: 0 }, ground);
    };
    const [fix] = onLine(4);
    assert.equal(fix && applyTextEdits(text, fix.edits), text.replace('[x] Tests', '[ ] Tests'));
    assert.deepEqual(onLine(5), [], 'an open box has no tick to take back');
    assert.deepEqual(onLine(4, text.replace('- [x] Tests', '* [x] Tests').replace('[x]', ' [x]')), []);
  });

  for (const [broken, mended] of [
    ['- [ [x] one', '- [x] one'],
    ['- [[ ]] one', '- [ ] one'],
    ['- [x ] one', '- [x] one'],
    ['* [  ] one', '* [ ] one'],
    ['- [ ]one', '- [ ] one'],
    ['1. [] one', '1. [ ] one'],
    ['-[x] one', '- [x] one'],
  ] as const)
    it(`"${broken}" becomes "${mended}"`, () => {
      const { text, left } = fixed(`# P\n\n- [ ] a\n\n${broken}\n`, 'damaged-box');
      assert.equal(text, `# P\n\n- [ ] a\n\n${mended}\n`);
      assert.deepEqual(left, []);
    });

  it('an item gets a box behind its number', () => {
    const { text } = fixed('# P\n\n## Phase 1: Dig\n\n1. **Rent** (2 hours)\n\n- [ ] Tidy\n', 'no-box');
    assert.ok(text.includes('\n1. [ ] **Rent** (2 hours)\n'), text);
  });

  it('garbled text is repaired in one place, in one line or in the whole file, and nothing else changes', () => {
    const text = '# Plan â€“ pond â€“ sill\n\n- [ ] Dig â†’ fill\n- [ ] Ã¼\n';
    const rest = '\n\n- [ ] Dig â†’ fill\n- [ ] Ã¼\n';
    assert.equal(fixed(text, 'garbled-text', 'repair-run').text, `# Plan – pond â€“ sill${rest}`);
    assert.equal(fixed(text, 'garbled-text', 'repair-line').text, `# Plan – pond – sill${rest}`);
    const whole = fixed(text, 'garbled-text', 'repair-file');
    assert.equal(whole.text, '# Plan – pond – sill\n\n- [ ] Dig → fill\n- [ ] ü\n');
    assert.deepEqual(whole.left, []);
  });

  it('a run that is doubtful alone is repaired with the rest of the file that was read in the same wrong way', () => {
    const text = '# Plan â€“ pond\n\n- [ ] Ã…ngstrÃ¶m\n';
    assert.equal(fixed(text, 'garbled-text', 'repair-file').text, '# Plan – pond\n\n- [ ] Ångström\n');
  });

  it('a box gets the mark that the document writes', () => {
    const text = '# P\n\n- [X] Rent\n- [ ] Pond\n  - [X] Dig\n';
    assert.equal(fixed(text, 'parent-child').text, text.replace('[ ] Pond', '[X] Pond'));
  });

  it('what is done before what it waits for can be opened again', () => {
    const { text, left } = fixed('# P\n\n- [ ] T001 Dig\n- [x] T002 Fill (depends on T001)\n', 'dependency-order');
    assert.equal(text, '# P\n\n- [ ] T001 Dig\n- [ ] T002 Fill (depends on T001)\n');
    assert.deepEqual(left, []);
  });

  it('the second of two equal ids gets the next one that is free, in the same shape', () => {
    const text = '# P\n\n- [ ] T001 Dig\n- [ ] T009 Line\n- [ ] **T001** Fill T001\n';
    assert.equal(fixed(text, 'duplicate-id').text, text.replace('**T001**', '**T010**'));
    const dotted = '# P\n\n## Phase 2\n\n- [ ] 2.1 Dig\n- [ ] 2.2 Line\n- [ ] 2.1 Fill\n';
    assert.equal(fixed(dotted, 'duplicate-id').text, dotted.replace('2.1 Fill', '2.3 Fill'));
  });

  it('a dependency on nothing is offered the names that are nearest', () => {
    const text = '# P\n\n- [ ] T001 Dig\n- [ ] T012 Line\n- [ ] T013 Fill (depends on T12)\n';
    const fixes = fixesOf(text, 'unknown-dependency');
    assert.deepEqual(
      fixes.map(({ what }) => what),
      ['T012'],
    );
    assert.equal(fixed(text, 'unknown-dependency').text, text.replace('on T12', 'on T012'));
    assert.deepEqual(fixed(text, 'unknown-dependency').left, []);
    assert.deepEqual(fixesOf('# P\n\n- [ ] T001 Dig (depends on AUTH-77)\n', 'unknown-dependency'), []);
  });

  for (const [stated, left] of [
    [' (depends on T003)', ''],
    [' (depends on T003, T004)', ' (depends on T004)'],
    [' (depends on T004, T003)', ' (depends on T004)'],
    [' — depends on T004 and T003', ' — depends on T004'],
  ] as const)
    it(`a circle is opened where it closes: "${stated}" becomes "${left}"`, () => {
      const text = (said: string): string =>
        `# P\n\n- [ ] T004 Rent\n- [ ] T003 Fill (depends on T002)\n- [ ] T002 Line${said}\n`;
      const { text: after, left: problems } = fixed(text(stated), 'dependency-cycle');
      assert.equal(after, text(left));
      assert.deepEqual(problems, []);
    });

  it('a task that waits for itself waits for one thing less', () => {
    const text = (said: string): string => `# P\n\n- [ ] T004 Rent\n- [ ] T003 Fill${said}\n`;
    const { text: after, left } = fixed(text(' (depends on T003, T004)'), 'dependency-cycle');
    assert.equal(after, text(' (depends on T004)'));
    assert.deepEqual(left, []);
  });

  it('a field that names the only dependency of a circle says that there is none', () => {
    const text = (value: string): string =>
      `# P\n\n## Stream 1\n\n**Depends on**: Stream 2\n\n- [ ] Dig\n\n## Stream 2\n\n**Depends on**: ${value}\n\n- [ ] Fill\n`;
    const { text: after, left } = fixed(text('Stream 1'), 'dependency-cycle');
    assert.equal(after, text('None'));
    assert.deepEqual(left, []);
  });

  it('boxes that stand in a code block are taken out of it', () => {
    const text = '# P\n\n```\n- [ ] a\n- [ ] b\n- [ ] c\n```\n';
    const { text: after, left } = fixed(text, 'boxes-in-code');
    assert.equal(after, '# P\n\n- [ ] a\n- [ ] b\n- [ ] c\n');
    assert.deepEqual(left, []);
    assert.equal(fixed(text.trimEnd(), 'boxes-in-code').text, after.trimEnd());
  });

  it('all tasks without a box get one at once', () => {
    const text = '# P\n\n## Phase 1: Dig\n\n1. **Rent** (2 hours)\n2. **Dig** (1 hour)\n\n- [ ] Tidy\n';
    assert.equal(
      fixed(text, 'no-box', 'add-all-boxes').text,
      text.replace('1. **R', '1. [ ] **R').replace('2. **D', '2. [ ] **D'),
    );
  });

  it('a comment in a script is no heading: the fence is closed behind it', () => {
    const text = '# P\n\n```sh\nls\n\n# then\nls -l\n\n## Next\n\n- [ ] a\n';
    assert.equal(fixed(text, 'unterminated-fence').text, text.replace('ls -l\n', 'ls -l\n```\n'));
  });

  it('an open fence is closed before the next heading, with its own characters and indent', () => {
    const { text, left } = fixed('# P\n\n~~~~sh\nls\n\n## Next\n\n- [ ] a\n', 'unterminated-fence');
    assert.equal(text, '# P\n\n~~~~sh\nls\n~~~~\n\n## Next\n\n- [ ] a\n');
    assert.deepEqual(left, []);
    assert.equal(fixed('- [ ] a\n\n  ```sh\n  ls\n', 'unterminated-fence').text, '- [ ] a\n\n  ```sh\n  ls\n  ```\n');
  });

  for (const [what, text, closed] of [
    ['an item', '- [ ] a\n  ```sh\n  ls\n\n- [ ] b\n', '- [ ] a\n  ```sh\n  ls\n  ```\n\n- [ ] b\n'],
    [
      'a nested item',
      '- [ ] a\n  1. b\n     ```\n     ls\n  2. c\n',
      '- [ ] a\n  1. b\n     ```\n     ls\n     ```\n  2. c\n',
    ],
    ['an item that begins with it', '- ```sh\n  ls\n- [ ] b\n', '- ```sh\n  ls\n  ```\n- [ ] b\n'],
    ['an item by tabs', '- [ ] a\n\t```\n\tls\n- [ ] b\n', '- [ ] a\n\t```\n\tls\n\t```\n- [ ] b\n'],
    ['a quote', '> ```\n> ls\n\n- [ ] b\n', '> ```\n> ls\n> ```\n\n- [ ] b\n'],
  ] as const)
    it(`an open fence in ${what} is closed in it, for behind it another would open`, () => {
      assert.deepEqual(fixed(text, 'unterminated-fence'), { text: closed, left: [] });
    });

  it('a fence that is only indented is closed at the end', () => {
    const text = 'Text\n\n  ```\nls\n- [ ] a\n';
    assert.equal(fixed(text, 'unterminated-fence').text, 'Text\n\n  ```\nls\n- [ ] a\n  ```\n');
  });

  it('nothing is offered that would change nothing', () => {
    const twice = '# P\n\n## Phase 1: A\n\n**Depends on**: Phase 9, T1\n\n- [ ] T1 dig\n- [ ] T1 fill\n';
    for (const fix of fixesOf(twice, 'unknown-dependency')) assert.notEqual(applyTextEdits(twice, fix.edits), twice);
    const bySteps = '# P\n\n- [/] B (depends on T1)\n  - [x] step\n- [ ] T1 dig\n';
    assert.deepEqual(fixesOf(bySteps, 'dependency-order'), []);
  });

  it('a value is written wherever the text has its placeholder, and neither into code nor over another one', () => {
    const text =
      '# P\n\n- [ ] Ask ${WHO} of ${WHOM}, ${WHO}\n- [ ] `echo ${WHO}`\n\n```sh\necho ${WHO}\n```\n\n${WHO}\n';
    const plan = parsePlan('docs/plan.md', text);
    assert.equal(
      applyTextEdits(text, fillEdits(plan, text.split('\n'), '${WHO}', '$&')),
      text
        .replace('Ask ${WHO} of ${WHOM}, ${WHO}', () => 'Ask $& of ${WHOM}, $&')
        .replace(/\$\{WHO\}\n$/, () => '$&\n'),
    );
    const typed = text.replace('Ask', 'Do ask');
    assert.doesNotMatch(applyTextEdits(typed, fillEdits(plan, typed.split('\n'), '${WHO}', 'Kim')), /Ki\$|\$\{Kim/);
  });

  it('offers nothing where the text is another one by now', () => {
    const text = '# P\n\n- [x] Pond\n  - [ ] Fill\n';
    const plan = parsePlan('docs/plan.md', text);
    const [problem] = planProblems(plan);
    assert.ok(problem);
    const lines = '# P\n\n- [-] Pond\n'.split('\n');
    assert.deepEqual(problemFixes(problem, { plan, lines, meanings: () => markMeanings('docs/plan.md', lines) }), []);
  });
});
