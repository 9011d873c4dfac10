import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { scanFacts } from '../../../../src/core/detect/scanFacts.ts';
import { scorePlan, scoreText } from '../../../../src/core/detect/scorePlan.ts';
import { ownTime } from '../../ownTime.ts';

describe('What a scan of the lines sees', () => {
  it('counts boxes, open boxes and list items, and the headings by what they say', () => {
    const facts = scanFacts(
      '# Plan\n\n## Phase 1: Dredge (DONE)\n\n### Task 3\n\n### 1.2 Add lamps\n\n- [ ] a\n- [x] b\n* [~] c\n1. [ ] d\n> - [ ] e\n- point\n',
    );
    assert.deepEqual(
      [
        facts.title,
        facts.boxes,
        facts.openBoxes,
        facts.listItems,
        facts.unitHeadings,
        facts.taskHeadings,
        facts.statusHeadings,
      ],
      ['Plan', 5, 3, 6, 2, 2, 1],
    );
  });

  it('counts the rows of tables that list work with its status, and of no other table', () => {
    const rows = (text: string) => scanFacts(text).statusRows;
    assert.equal(rows('| Task | Status |\n|---|:-:|\n| Lamps | ✅ |\n| Quay | ⬜ |\n\n| Quay | ⬜ |\n'), 2);
    assert.equal(rows('| # | **Item** | State |\r\n| - | - | - |\r\n| 1 | Lamps | open |\r\n'), 1);
    assert.equal(rows('| Component | Status |\n|---|---|\n| API | up |\n'), 0);
    assert.equal(rows('| Task | Status |\n| Lamps | ✅ |\n'), 0);
  });

  it('knows the headings that handoffs are made of', () => {
    const text = '# Next steps\n\n## ✅ Completed this session\n\n## What was done\n\n## Harbour\n\n### Next Steps\n';
    assert.equal(scanFacts(text).handoffHeadings, 3);
  });

  it('takes a link or a legend in brackets for no box', () => {
    assert.equal(scanFacts('- [x](a.md)\n- [P]: parallel\n- [P] tasks = side by side\n- [x]bar\n- [ab] c\n').boxes, 0);
  });

  it('does not look into code, comments and front matter', () => {
    const text =
      '---\n# no: heading\n- [ ] no\n---\n# Yes\n\n~~~~\n- [ ] no\n~~~\n# no\n~~~~\n<!-- - [ ] no\n# no -->\n- [ ] yes\n';
    const facts = scanFacts(text);
    assert.deepEqual([facts.title, facts.headings, facts.boxes], ['Yes', 1, 1]);
  });

  it('a fence inside a list item hides its boxes, too', () => {
    assert.equal(scanFacts('- ```md\n  - [ ] no\n  ```\n- [ ] yes\n').boxes, 1);
  });

  it('names the kinds of labels, whether the colon stands inside or outside', () => {
    const facts = scanFacts('**Owner**: a\n\n**Tasks:**\n\n- **Depends on**: b\n\nSteps:\n\n**Bold text** here\n');
    assert.deepEqual(facts.labelKinds, ['dependencies', 'owner', 'tasks']);
  });

  it('reads the same with CRLF, with a byte order mark and with a garbled emoji in the heading', () => {
    const plain = scanFacts('# Plan\n\n## Phase 1\n\n- [ ] a\n');
    assert.deepEqual(scanFacts('\ufeff# Plan\r\n\r\n## Phase 1\r\n\r\n- [ ] a\r\n'), plain);
    assert.equal(scanFacts('## ðŸš€ Phase 1: Dredge\n').unitHeadings, 1);
  });

  it('logs, alternatives and risks are no units of work', () => {
    assert.equal(scanFacts('## Session 1\n\n## Option A\n\n## Risk 2\n').unitHeadings, 0);
  });

  it('never throws, whatever the text', () => {
    const piece = fc.constantFrom(
      '#',
      '- [',
      ' ',
      ']',
      '```',
      '<!--',
      '-->',
      '\n',
      '>',
      '---',
      '**',
      ':',
      '1.',
      'Phase 1',
      '\ud800',
      '\r',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => void scanFacts(pieces.join(''))),
      { numRuns: 300 },
    );
  });

  for (const [name, unit] of [
    ['one line of blanks', ' '],
    ['quote marks', '> '],
    ['open comments', '<!--'],
    ['fences', '```\n'],
    ['hashes', '# '],
    ['bold marks', '**a'],
    ['digits', '1'],
    ['underlines', 'a\n==\n'],
  ] as const) {
    it(`1 MB of ${name} takes under a second @long`, () => {
      const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
      assert.ok(ownTime(() => scanFacts(text), 1000) < 1000);
    });
  }
});

describe('A quick look at a text', function () {
  this.timeout(60_000);
  const files = ['samples/plans', 'test/fixtures/plans'].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.md'))
      .map((name) => path.join(folder, name)),
  );
  const all = (name: string, text: string): string => scorePlan(name, scanFacts(text)).verdict;

  it('gives the verdict of the whole scan for every plan of the samples, and finds most of them @long', () => {
    let quick = 0;
    for (const file of files) {
      const [name, text] = [`plans/${path.basename(file)}`, readFileSync(file, 'utf8')];
      assert.equal(scoreText(name, text).verdict, all(name, text), file);
      if (scorePlan(name, scanFacts(text, Infinity)).verdict === 'plan') quick++;
    }
    assert.ok(quick * 3 > files.length, `${quick} of ${files.length}`);
  });

  it('gives the verdict of the whole scan for any lines, whatever stands behind those that are read @long', () => {
    const line = fc.constantFrom(
      ...[
        '# Plan',
        '# Notes',
        '# Plan guide',
        '# Harbour',
        '## Phase 1',
        '- [ ] a',
        '- [x] b',
        '- c',
        '* d',
        'words',
        '',
      ],
      ...[
        '```',
        '**Owner**: x',
        '**Files**:',
        '| Task | Status |',
        '|---|---|',
        '| a | b |',
        '<!-- runsheet: ignore -->',
      ],
      ...['<!-- runsheet: plan -->', '<!--', '-->', '===', '(archived) plan', '# Roadmap (archived)'],
    );
    const few = fc.array(line, { maxLength: 12 });
    const title = fc.constantFrom('# Plan', '# Plan guide', '# Harbour', 'words', '# Roadmap (archived)');
    const items = fc.array(fc.constant('- c'), { maxLength: 60 });
    const boxes = fc.array(fc.constantFrom('- [ ] a', '- [x] b', '- [ ] c'), { maxLength: 14 });
    const name = fc.constantFrom(
      ...['notes.md', 'plan.md', 'docs/plans/x.md', 'roadmap-report.md', 'plans/2026-01-01-x.md', 'README.md'],
      ...['plan-report.md', 'a/.kiro/specs/b/tasks.md', 'HANDOFF.md', 'archive/plan.md'],
    );
    let stopped = 0;
    fc.assert(
      fc.property(name, title, few, boxes, few, boxes, items, few, (file, ...parts) => {
        const text = parts.flat().join('\n');
        assert.equal(scoreText(file, text).verdict, all(file, text));
        if (scanFacts(text, 2).headings < scanFacts(text).headings) stopped++;
      }),
      { numRuns: 1000 },
    );
    assert.ok(stopped > 30, `stopped in ${stopped}`);
  });

  it('takes what it did not read for items without a box', () => {
    const guide = `# Plan guide\n\n${'- [ ] a\n'.repeat(10)}`;
    assert.equal(scoreText('plan.md', guide).verdict, 'plan');
    assert.notEqual(scoreText('plan.md', `${guide}${'- b\n'.repeat(60)}`).verdict, 'plan');
  });

  it('reads on where a marker may follow', () => {
    const text = `# Plan\n\n${'- [ ] a\n'.repeat(20)}`;
    assert.equal(scoreText('roadmap.md', `${text}words\n`).verdict, 'plan');
    assert.equal(scoreText('roadmap.md', `${text}<!-- runsheet: ignore -->\n`).verdict, 'no');
    assert.equal(scoreText('roadmap.md', `${text}\`\`\`\n<!-- runsheet: ignore -->\n\`\`\`\n`).verdict, 'plan');
  });
});
