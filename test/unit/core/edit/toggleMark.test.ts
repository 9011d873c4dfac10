import assert from 'node:assert/strict';
import { toggleMark, type ToggledMark, type ToggleResult } from '../../../../src/core/edit/toggleMark.ts';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import type { PlanNode } from '../../../../src/core/model.ts';

const lineEnd = /\r\n|\r|\n/;

describe('toggling the mark of a task', () => {
  const keyOf = (text: string, title: string): string => {
    const find = (nodes: readonly PlanNode[]): string | undefined => {
      for (const node of nodes) {
        const key = node.type === 'task' && node.title === title ? node.key : find(node.children);
        if (key !== undefined) return key;
      }
      return undefined;
    };
    const key = find(parsePlan('PLAN.md', text).children);
    assert.ok(key !== undefined, `no task ${title}`);
    return key;
  };
  const decide = (
    text: string,
    key: string,
    options: { seen?: string; done?: boolean; last?: ToggledMark } = {},
  ): ToggleResult => {
    const { seen = text, ...rest } = options;
    const lines = text.split(lineEnd);
    return toggleMark({
      plan: parsePlan('PLAN.md', text),
      lineAt: (line) => lines[line],
      seen: parsePlan('PLAN.md', seen),
      key,
      ...rest,
    });
  };
  /** The text behind the edit, every byte beside it as it was. */
  const apply = (text: string, result: ToggleResult): string => {
    assert.equal(result.kind, 'edit');
    const { line, column, endColumn, newText } = result.edit;
    const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((match) => match.index + match[0].length)];
    const at = (starts[line] ?? 0) + column;
    return text.slice(0, at) + newText + text.slice(at + endColumn - column);
  };
  const twice = (text: string, title: string): string[] => {
    const first = decide(text, keyOf(text, title));
    assert.equal(first.kind, 'edit');
    const ticked = apply(text, first);
    return [ticked, apply(ticked, decide(ticked, keyOf(ticked, title), { last: first.toggled }))];
  };

  for (const [what, text] of [
    ['CRLF', '# Plan\r\n\r\n- [ ] one\r\n- [ ] two\r\n'],
    ['lone CR', '# Plan\r\r- [ ] one\r- [ ] two\r'],
    ['no final newline', '# Plan\n\n- [ ] one\n- [ ] two'],
    ['tabs', '# Plan\n\n- [ ] outer\n\t- [ ] two\t\n'],
    ['trailing blanks', '# Plan\n\n- [ ] two   \n'],
    ['a numbered list in a quote', '# Plan\n\n> 1. [ ] two\n'],
    ['wide characters in front', '# Plan 🚀\n\n* [ ] two\n'],
  ] as const) {
    it(`changes one character and, done twice, nothing: ${what}`, () => {
      const [ticked, back] = twice(text, 'two');
      const at = text.indexOf('[ ] two');
      assert.equal(ticked, `${text.slice(0, at)}[x] two${text.slice(at + 7)}`);
      assert.equal(back, text);
    });
  }

  it('writes the mark that the document uses', () => {
    const text = '# Plan\n\n- [X] a\n- [X] b\n- [x] c\n- [ ] d\n';
    assert.equal(apply(text, decide(text, keyOf(text, 'd'))), text.replace('[ ]', '[X]'));
  });

  it('gives back the mark that its own tick replaced', () => {
    const text = '# Plan\n\n- [~] begun\n- [ ] other\n';
    const [ticked, back] = twice(text, 'begun');
    assert.equal(ticked, text.replace('[~]', '[x]'));
    assert.equal(back, text);
  });

  it('does nothing when the task already is as wanted', () => {
    const text = '# Plan\n\n- [x] a\n';
    assert.deepEqual(decide(text, keyOf(text, 'a'), { done: true }), { kind: 'unchanged' });
  });

  it('finds the task again below lines that were put in', () => {
    const seen = '# Plan\n\n## One\n\n- [ ] a\n- [ ] b\n';
    const text = seen.replace('- [ ] a', '- [ ] new\n\n  with text\n- [ ] a');
    assert.equal(apply(text, decide(text, keyOf(seen, 'b'), { seen })), text.replace('[ ] b', '[x] b'));
  });

  it('refuses when the task is gone or reads otherwise now', () => {
    const seen = '# Plan\n\n- [ ] a\n- [ ] b\n';
    assert.deepEqual(decide('# Plan\n\n- [ ] a\n', keyOf(seen, 'b'), { seen }), { kind: 'refused', reason: 'missing' });
  });

  it('refuses when tasks read the same and one of them came or went', () => {
    const seen = '# Plan\n\n- [ ] test\n- [ ] test\n';
    const text = '# Plan\n\n- [ ] test\n- [ ] test\n- [ ] test\n';
    const key = `${keyOf(seen, 'test')}~2`;
    assert.deepEqual(decide(text, key, { seen }), { kind: 'refused', reason: 'ambiguous' });
    assert.equal(apply(seen, decide(seen, key)), '# Plan\n\n- [ ] test\n- [x] test\n');
  });

  it('refuses when the text is not the one that was parsed', () => {
    const text = '# Plan\n\n- [ ] a\n';
    const plan = parsePlan('PLAN.md', text);
    const result = toggleMark({ plan, seen: plan, key: keyOf(text, 'a'), lineAt: () => 'something else' });
    assert.deepEqual(result, { kind: 'refused', reason: 'moved' });
  });

  it('refuses a task without a checkbox', () => {
    const text = '# Plan\n\n## Phase 1: A\n\n### Task 1: Do it\n\n- [ ] a\n\n### Task 2: Then that\n\n- [ ] b\n';
    const result = decide(text, keyOf(text, 'Do it'));
    assert.deepEqual(result, { kind: 'refused', reason: 'unboxed' });
  });
});
