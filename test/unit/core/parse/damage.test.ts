import assert from 'node:assert/strict';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';

const problems = (text: string): readonly string[] =>
  parsePlan('plan.md', text).problems.map(({ code, line }) => `${code} ${line + 1}`);
const fenced = (language: string, body: string): string => `# Plan\n\n- [ ] a\n\n\`\`\`${language}\n${body}\n\`\`\`\n`;

describe('Work that stands in code', () => {
  it('three boxes in a fence that is not markdown are said at the fence, and do not count', () => {
    const text = fenced('', '- [ ] one\n- [x] two\n- [ ] three');
    const plan = parsePlan('plan.md', text);
    assert.deepEqual(problems(text), ['work-in-code 5']);
    assert.equal(plan.problems[0]?.severity, 'information');
    assert.deepEqual([plan.boxes.total, plan.boxesInCode], [1, 3]);
  });

  it('a phase heading in a fence is said, too', () => {
    assert.deepEqual(problems(fenced('text', '# Phase 2: Build')), ['work-in-code 5']);
    assert.deepEqual(problems(fenced('bash', '## Phase 2: Build')), ['work-in-code 5']);
  });

  it('an example in markdown, two boxes, and comments of a script are as they should be', () => {
    assert.deepEqual(problems(fenced('markdown', '## Phase 1\n- [ ] a\n- [ ] b\n- [ ] c')), []);
    assert.deepEqual(problems(fenced('', '- [ ] one\n- [ ] two')), []);
    assert.deepEqual(problems(fenced('bash', '# Phase 1: install\nnpm ci')), []);
    assert.deepEqual(problems(fenced('python', 'a = [x for x in y]\n# week 1')), []);
  });

  it('a fence that never closes is the one problem that is said of it', () => {
    assert.deepEqual(problems('# Plan\n\n- [ ] a\n\n```\n- [ ] b\n- [ ] c\n- [ ] d\n'), ['unterminated-fence 5']);
  });
});
