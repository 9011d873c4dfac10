import assert from 'node:assert/strict';
import {
  type ChangedMark,
  changeStates,
  restoreStates,
  type StateChanges,
} from '../../../../src/core/edit/changeStates.ts';
import { markMeanings } from '../../../../src/core/edit/chooseMark.ts';
import type { TaskState } from '../../../../src/core/edit/taskState.ts';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import type { Plan, PlanNode, Status } from '../../../../src/core/model.ts';
import type { TextEdit } from '../../../../src/core/textEdit.ts';

const lineEnd = /\r\n|\r|\n/;

interface Options {
  readonly seen?: string;
  readonly last?: ChangedMark;
  readonly reason?: string;
  readonly path?: string;
  readonly marks?: Readonly<Record<string, Exclude<Status, 'unboxed'>>>;
}

function taskOf(plan: Plan, title: string): PlanNode {
  const find = (nodes: readonly PlanNode[]): PlanNode | undefined => {
    for (const node of nodes) {
      const found = node.type === 'task' && node.title === title ? node : find(node.children);
      if (found) return found;
    }
    return undefined;
  };
  const task = find(plan.children);
  assert.ok(task, `no task ${title}`);
  return task;
}

const keyOf = (text: string, title: string): string => taskOf(parsePlan('PLAN.md', text), title).key;

function change(text: string, keys: string | readonly string[], state: TaskState, options: Options = {}): StateChanges {
  const { seen = text, path = 'PLAN.md', marks = {}, ...wish } = options;
  const lines = text.split(lineEnd);
  const present = { plan: parsePlan(path, text, { marks }), lines, seen: parsePlan(path, seen, { marks }) };
  return changeStates(
    present,
    [keys].flat().map((key) => ({ key, state, ...wish })),
    () => markMeanings(path, lines, marks),
  );
}

/** The text behind the edits, every byte beside them as it was. */
function apply(text: string, { edits }: { readonly edits: readonly TextEdit[] }): string {
  assert.ok(edits.length > 0, 'there is an edit');
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((match) => match.index + match[0].length)];
  const at = (line: number, column: number): number => (starts[line] ?? 0) + column;
  return edits.reduceRight(
    (result, { line, column, endLine, endColumn, newText }) =>
      result.slice(0, at(line, column)) + newText + result.slice(at(endLine, endColumn)),
    text,
  );
}

const set = (text: string, title: string, state: TaskState, options: Options = {}): string =>
  apply(text, change(text, keyOf(options.seen ?? text, title), state, options));

describe('ticking a task', () => {
  for (const [what, text] of [
    ['CRLF', '# Plan\r\n\r\n- [ ] one\r\n- [ ] two\r\n'],
    ['lone CR', '# Plan\r\r- [ ] one\r- [ ] two\r'],
    ['mixed line ends', '# Plan\n\r\n- [ ] one\r- [ ] two\r\n'],
    ['no final newline', '# Plan\n\n- [ ] one\n- [ ] two'],
    ['tabs', '# Plan\n\n- [ ] outer\n\t- [ ] two\t\n'],
    ['trailing blanks', '# Plan\n\n- [ ] two   \n'],
    ['a numbered list in a quote', '# Plan\n\n> 1. [ ] two\n'],
    ['wide characters in front', '# Plan 🚀\n\n* [ ] two\n'],
  ] as const) {
    it(`changes one character and, taken back, nothing: ${what}`, () => {
      const result = change(text, keyOf(text, 'two'), 'done');
      const ticked = apply(text, result);
      const at = text.indexOf('[ ] two');
      assert.equal(ticked, `${text.slice(0, at)}[x] two${text.slice(at + 7)}`);
      const lines = ticked.split(lineEnd);
      const plan = parsePlan('PLAN.md', ticked);
      assert.equal(apply(ticked, restoreStates({ plan, lines, seen: plan }, result.changes)), text);
      assert.equal(set(ticked, 'two', 'open'), text);
    });
  }

  it('writes the mark that the document uses', () => {
    const text = '# Plan\n\n- [X] a\n- [X] b\n- [x] c\n- [ ] d\n';
    assert.equal(set(text, 'd', 'done'), text.replace('[ ]', '[X]'));
  });

  it('gives back the mark that its own tick replaced', () => {
    const text = '# Plan\n\n- [~] begun\n- [ ] other\n';
    const ticked = set(text, 'begun', 'done');
    assert.equal(ticked, text.replace('[~]', '[x]'));
    assert.equal(set(ticked, 'begun', 'open', { last: { wrote: 'x', replaced: '~' } }), text);
    const unticked = '# Plan\n\n- [ ] a\n';
    assert.equal(set(unticked, 'a', 'done', { last: { wrote: ' ', replaced: 'X' } }), '# Plan\n\n- [X] a\n');
  });

  it('does nothing when the task already is as wanted', () => {
    const text = '# Plan\n\n- [x] a\n';
    assert.deepEqual(change(text, keyOf(text, 'a'), 'done'), { edits: [], changes: [], refused: [] });
  });

  it('ticks several tasks at once, and refuses only those that cannot be', () => {
    const seen = '# Plan\n\n- [ ] a\n- [ ] b\n- [ ] c\n';
    const text = seen.replace('- [ ] b\n', '');
    const keys = ['a', 'b', 'c'].map((title) => keyOf(seen, title));
    const result = change(text, keys, 'done', { seen });
    assert.equal(apply(text, result), '# Plan\n\n- [x] a\n- [x] c\n');
    assert.deepEqual(result.refused, [{ key: keys[1], title: 'b', reason: 'missing' }]);
  });

  it('finds the task again below lines that were put in', () => {
    const seen = '# Plan\n\n## One\n\n- [ ] a\n- [ ] b\n';
    const text = seen.replace('- [ ] a', '- [ ] new\n\n  with text\n- [ ] a');
    assert.equal(set(text, 'b', 'done', { seen }), text.replace('[ ] b', '[x] b'));
  });

  const reasonOf = (text: string, key: string, options: Options = {}): string | undefined =>
    change(text, key, 'done', options).refused[0]?.reason;

  it('refuses when the task is gone or reads otherwise now', () => {
    const seen = '# Plan\n\n- [ ] a\n- [ ] b\n';
    assert.equal(reasonOf('# Plan\n\n- [ ] a\n', keyOf(seen, 'b'), { seen }), 'missing');
  });

  it('refuses when tasks read the same and one of them came or went', () => {
    const seen = '# Plan\n\n- [ ] test\n- [ ] test\n';
    const key = `${keyOf(seen, 'test')}~2`;
    assert.equal(reasonOf(`${seen}- [ ] test\n`, key, { seen }), 'ambiguous');
    assert.equal(apply(seen, change(seen, key, 'done')), '# Plan\n\n- [ ] test\n- [x] test\n');
  });

  it('refuses when the text is not the one that was parsed', () => {
    const text = '# Plan\n\n- [ ] a\n';
    const plan = parsePlan('PLAN.md', text);
    const wishes = [{ key: keyOf(text, 'a'), state: 'done' }] as const;
    const result = changeStates({ plan, seen: plan, lines: ['', '', '* [-] a'] }, wishes, () => markMeanings('', []));
    assert.equal(result.refused[0]?.reason, 'moved');
  });

  it('refuses a task without a checkbox', () => {
    const text = '# Plan\n\n## Phase 1: A\n\n### Task 1: Do it\n\n- [ ] a\n\n### Task 2: Then that\n\n- [ ] b\n';
    assert.equal(reasonOf(text, keyOf(text, 'Do it')), 'unboxed');
  });

  it('refuses a task between the markers of a conflict, and ticks one beside them', () => {
    const text =
      '# Plan\n\n- [ ] a\n<<<<<<< HEAD\n- [ ] ours\n||||||| base\n- [ ] c\n=======\n- [ ] theirs\n>>>>>>> branch\n- [ ] b\n';
    for (const title of ['ours', 'c', 'theirs']) assert.equal(reasonOf(text, keyOf(text, title)), 'conflict');
    assert.equal(set(text, 'b', 'done'), text.replace('[ ] b', '[x] b'));
    assert.equal(set(text, 'a', 'done'), text.replace('[ ] a', '[x] a'));
  });
});

describe('setting another state', () => {
  it('uses the marks of the document, else the usual ones', () => {
    const text = '# Plan\n\n- [/] a\n- [ ] b\n- [ ] c\n';
    assert.equal(set(text, 'b', 'doing'), text.replace('[ ] b', '[/] b'));
    assert.equal(set(text, 'b', 'blocked'), text.replace('[ ] b', '[!] b'));
    assert.equal(set(text, 'b', 'cancelled'), text.replace('[ ] b', '[-] b'));
    assert.equal(set('# Plan\n\n- [ ] b\n', 'b', 'doing'), '# Plan\n\n- [~] b\n');
  });

  it('follows the legend of the document and the configuration', () => {
    const text = '# Plan\n\nLegend: `[>]` in progress, `[B]` blocked\n\n- [ ] b\n';
    assert.equal(set(text, 'b', 'doing'), text.replace('[ ] b', '[>] b'));
    assert.equal(set(text, 'b', 'blocked'), text.replace('[ ] b', '[B] b'));
    const plain = '# Plan\n\n- [ ] b\n';
    assert.equal(set(plain, 'b', 'cancelled', { marks: { '%': 'cancelled' } }), plain.replace('[ ] b', '[%] b'));
  });

  it('knows that [-] is work in progress in a plan of Kiro, which has no mark for cancelled work', () => {
    const text = '# Plan\n\n- [ ] 1. b\n  - _Requirements: 1.2_\n';
    assert.equal(set(text, 'b', 'doing'), text.replace('[ ]', '[-]'));
    assert.equal(change(text, keyOf(text, 'b'), 'cancelled').refused[0]?.reason, 'no-mark');
  });

  it('optional work of Kiro stays a task in every state', () => {
    const text = '# Plan\n\n- [ ]* b\n  - _Requirements: 1.2_\n';
    for (const state of ['done', 'doing', 'blocked'] as const)
      assert.equal(taskOf(parsePlan('PLAN.md', set(text, 'b', state)), 'b').status, state);
  });

  it('leaves the total when it is cancelled, visibly', () => {
    const text = '# Plan\n\n- [x] a\n- [ ] b\n';
    const plan = parsePlan('PLAN.md', set(text, 'b', 'cancelled'));
    assert.deepEqual([plan.counts.work, plan.dropped], [{ total: 1, done: 1 }, 1]);
  });
});

describe('the reason of a blocked task', () => {
  const reason = 'the supplier\nis closed';
  const below = (text: string): string | undefined =>
    taskOf(parsePlan('PLAN.md', text), 'b').fields.find(({ label }) => label === 'Blocked')?.value;

  for (const [what, text, expected] of [
    ['below its line', '- [ ] b\n- [ ] c\n', '- [!] b\n  - Blocked: the supplier is closed\n- [ ] c\n'],
    [
      'below the whole of its text',
      '- [ ] b\n  and more\n',
      '- [!] b\n  and more\n  - Blocked: the supplier is closed\n',
    ],
    ['before its steps', '* [ ] b\n\t* [ ] s\n', '* [!] b\n\t* Blocked: the supplier is closed\n\t* [ ] s\n'],
    [
      'beside notes that are nested by four blanks',
      '- [ ] b\n    - why\n    - [ ] s\n',
      '- [!] b\n    - Blocked: the supplier is closed\n    - why\n    - [ ] s\n',
    ],
    [
      'beside steps behind an empty line',
      '* [ ] b\n\n    1. [ ] s\n',
      '* [!] b\n    - Blocked: the supplier is closed\n\n    1. [ ] s\n',
    ],
    [
      'not as far to the right as code',
      '- [ ] b\n\n      - code\n',
      '- [!] b\n  - Blocked: the supplier is closed\n\n      - code\n',
    ],
    ['in a numbered list', '1. [ ] b\n2. [ ] c\n', '1. [!] b\n   - Blocked: the supplier is closed\n2. [ ] c\n'],
    ['in a quote', '> - [ ] b\n> - [ ] c\n', '> - [!] b\n>   - Blocked: the supplier is closed\n> - [ ] c\n'],
    ['at the end without a newline', '- [ ] b', '- [!] b\n  - Blocked: the supplier is closed'],
  ] as const) {
    it(`is written ${what} and read back as a field`, () => {
      const whole = `# Plan\n\n${text}`;
      const result = change(
        whole,
        keyOf(whole, what === 'below the whole of its text' ? 'b and more' : 'b'),
        'blocked',
        {
          reason,
        },
      );
      const written = apply(whole, result);
      assert.equal(written, `# Plan\n\n${expected}`);
      const plan = parsePlan('PLAN.md', written);
      assert.equal(restored(written, plan, result), whole);
      if (!text.includes('more')) assert.equal(below(written), 'the supplier is closed');
    });
  }

  const restored = (text: string, plan: Plan, { changes }: StateChanges): string =>
    apply(text, restoreStates({ plan, lines: text.split(lineEnd), seen: plan }, changes));

  for (const more of [
    '<b>with</b> care',
    '<https://example.org>',
    '| a | b |',
    '2. not a list',
    '    - no item',
    '<<<<<<< HEAD',
    '**soon**',
  ])
    it(`is not written into the text of the task, which goes on with ${more}`, () => {
      const text = `# Plan\n\n- [ ] b\n  ${more}\n- [ ] c\n`;
      const plan = parsePlan('PLAN.md', text);
      const result = change(text, plan.children[0]?.children[0]?.key ?? '', 'blocked', { reason });
      const written = `- [!] b\n  ${more}\n  - Blocked: the supplier is closed\n- [ ] c\n`;
      assert.equal(apply(text, result), `# Plan\n\n${written}`);
    });

  it('stands before what is no text of the task any more', () => {
    for (const more of ['<details>', '```sh\n  ls\n  ```', '- note', '## Next'])
      assert.match(set(`# Plan\n\n- [ ] b\n  ${more}\n`, 'b', 'blocked', { reason }), /^- \[!\] b\n {2}- Blocked/m);
  });

  it('replaces the one that stands there', () => {
    const text = '# Plan\n\n- [!] b\n  - Blocked: rain\n';
    assert.equal(set(text, 'b', 'blocked', { reason: 'storm' }), text.replace('rain', 'storm'));
    assert.deepEqual(change(text, keyOf(text, 'b'), 'blocked', { reason: 'rain' }).edits, []);
  });

  it('writes nothing where none is given', () => {
    assert.equal(set('# Plan\n\n- [ ] b\n', 'b', 'blocked', { reason: '  ' }), '# Plan\n\n- [!] b\n');
  });
});

describe('taking a change back', () => {
  it('leaves a task alone that somebody has changed since', () => {
    const text = '# Plan\n\n- [-] a\n';
    const plan = parsePlan('PLAN.md', text);
    const changes = [{ key: keyOf(text, 'a'), wrote: 'x', replaced: ' ' }];
    const result = restoreStates({ plan, seen: plan, lines: text.split('\n') }, changes);
    assert.deepEqual([result.edits, result.refused[0]?.reason], [[], 'changed']);
  });
});
