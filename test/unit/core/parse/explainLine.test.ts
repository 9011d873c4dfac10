import assert from 'node:assert/strict';
import { explainLine } from '../../../../src/core/parse/explainLine.ts';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';

const text = `# Harbour plan

**Status:** 72% ready

## Phase 1: Dredge

**Owner:** Port office

Some words about mud.

- [x] **Task 1.1** Rent a dredger (2h)
- [ ] Dredge the sill (depends on 1.1), see \`charts/sill.md:12\`
  - [~] east
- [ ] Run \`make depth\` and read \`depth.log\`

### Success Criteria

- [ ] 4 m at low tide

\`\`\`bash
rm -rf build
ssh <HOST>
\`\`\`

\`\`\`json
{ "depth": 4 }
\`\`\`

Type \`make depth\` when in doubt.

    indented

<!-- - [ ] hidden -->

## Phase 2: Build

- [ ] Lamps

### Ideas

- a pier
`;
const plan = parsePlan('docs/harbour-plan.md', text);

/** What is said about the first line that has these words. */
function explain(words: string): Readonly<Record<string, string>> {
  const line = text.split('\n').findIndex((one) => one.includes(words));
  assert.ok(line >= 0, words);
  return Object.fromEntries(explainLine(plan, text, line).map(({ label, value }) => [label, value]));
}

describe('Explain This Line', () => {
  it('a task: what it is, its id, its mark, its estimate, its key and where it stands', () => {
    const facts = explain('Rent a dredger');
    assert.equal(facts['read as'], 'task');
    assert.equal(facts['title'], 'Rent a dredger');
    assert.equal(facts['id'], '1.1');
    assert.equal(facts['status'], 'done, by its mark [x]');
    assert.equal(facts['estimate'], '120 minutes');
    assert.equal(facts['key'], 'phase-1/1.1');
    assert.equal(facts['in'], 'Harbour plan > Dredge');
  });

  it('a role comes with the rule that gave it', () => {
    assert.equal(explain('4 m at low')['role'], 'gate, because the heading "Success Criteria"');
    assert.equal(explain('Lamps')['role'], 'work, because it is the phase "Build"');
  });

  it('a dependency and a file that a task names', () => {
    const facts = explain('Dredge the sill');
    assert.equal(facts['depends on'], '1.1 (hard)');
    assert.equal(facts['file'], 'charts/sill.md:12');
    assert.equal(facts['progress'], 'work 0/1');
  });

  it('a task that waits for itself', () => {
    const text = '# Plan\n\n- [ ] T1 Dredge (depends on T1, T9)\n';
    const facts = explainLine(parsePlan('plan.md', text), text, 2);
    assert.deepEqual(
      facts.filter(({ label }) => label === 'depends on').map(({ value }) => value),
      ['T1 (hard, its own name)', 'T9 (hard, not found in this plan)'],
    );
  });

  it('a phase: its fields, its owner, how far it is', () => {
    const facts = explain('Phase 1');
    assert.equal(facts['read as'], 'phase (section)');
    assert.equal(facts['owner'], 'Port office');
    assert.equal(facts['field'], 'Owner: Port office');
    assert.equal(facts['progress'], 'work 1/3, gate 0/1');
    assert.equal(facts['status'], undefined);
  });

  it('a number that the document claims', () => {
    assert.equal(explain('72%')['declares'], 'status 72%');
  });

  it('prose, a comment, a plain item and an empty line are said to be that', () => {
    assert.equal(explain('about mud')['read as'], 'prose');
    assert.equal(explain('hidden')['read as'], 'HTML; boxes in comments are not counted');
    assert.equal(explain('a pier')['read as'], 'a list item without a box');
    assert.match(explainLine(plan, text, 1)[0]?.value ?? '', /empty line/);
  });

  it('a shell block: why it has a lens, what is dangerous in it and what has to be filled in', () => {
    const lens = explain('ssh <HOST>')['lens'] ?? '';
    assert.match(lens, /^block of bash, dangerous\. rm -rf build: /);
    assert.match(lens, /To be filled in: <HOST>\.$/);
  });

  it('why there is no lens: not shell, not a command, not in a list', () => {
    assert.match(explain('"depth": 4')['no lens'] ?? '', /./);
    assert.match(explain('Type `make')['no lens'] ?? '', /list items only/);
    assert.match(explain('make depth')['lens'] ?? '', /^inline of sh/);
  });

  it('a fence that never closes is a problem on its line', () => {
    const open = '# Plan\n\n- [ ] a\n\n```\n- [ ] b\n';
    const facts = explainLine(parsePlan('plan.md', open), open, 4);
    assert.ok(facts.some(({ label, value }) => label === 'problem' && value.startsWith('unterminated-fence')));
  });

  it('every line of a document has something to say, also behind its end, with a byte order mark and CRLF', () => {
    for (const variant of [text, `\ufeff${text}`, text.replaceAll('\n', '\r\n')]) {
      const read = parsePlan('plan.md', variant);
      for (let line = 0; line <= read.lineCount; line++) assert.ok(explainLine(read, variant, line).length > 0);
      assert.equal(explainLine(read, variant, 0)[1]?.value, 'Harbour plan');
    }
  });

  it('a heading without words heads nothing, and says so', () => {
    const text = '# Plan\n\n## Phase 1: Quay\n\n- [ ] Sweep\n\n#\n\n- [ ] Oil\n\n## Phase 2: Boats\n\n- [ ] Paint\n';
    const plan = parsePlan('plan.md', text);
    assert.deepEqual(
      plan.phases.map(({ title, tasks }) => [title, tasks]),
      [
        ['Quay', 2],
        ['Boats', 1],
      ],
    );
    assert.equal(plan.children.length, 1);
    assert.equal(explainLine(plan, text, 6)[0]?.value, 'a heading without words: it heads nothing');
  });
});
