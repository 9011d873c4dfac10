import type { Random } from './random.ts';
import type { TextEdit } from '../../src/core/textEdit.ts';

const oddities = [
  '\n',
  '\r',
  '\r\n',
  '\t',
  ' ',
  '    ',
  '\u0000',
  '`',
  '```\n',
  '~~~',
  '- [ ] ',
  '- [x]',
  '[X] ',
  '[❌] ',
  '>',
  '> ',
  '**',
  '__',
  '|',
  '| - |\n',
  '<!--',
  '-->',
  '<pre>',
  '<div>',
  '[',
  '](',
  '#',
  '\n## Phase 1: A\n',
  '\n### ',
  '\ufeff',
  '\ud800',
  '\udc00',
  '\u2028',
  '\u0085',
  '---\n',
  '===\n',
  '&#0;',
  '&nbsp;',
  '\\',
  '1. ',
  '9) ',
  '**Owner**: x',
  'depends on T1',
  'constructor',
  '__proto__',
  'toString',
  '\u202e',
  'Ã¢Å“â€¦',
  '✅',
  '👩‍👩‍👧',
  '第一阶段',
  '999999999999999999999',
  '$(',
  '<<EOF\n',
  "'",
  '"',
  '${X',
] as const;

/** Characters that mean something in markdown, in any order. */
export function soup(random: Random): string {
  return Array.from({ length: random.below(40) }, () => random.pick(oddities)).join('');
}

/** Damages a text a few times: what a hasty hand, a bad merge or a converter does to a plan. */
export function mutate(random: Random, source: string): string {
  let text = source;
  for (let count = 1 + random.below(4); count > 0; count--) text = random.pick(mutations)(random, text);
  return text;
}

type Mutation = (random: Random, text: string) => string;

const mutations: readonly [Mutation, ...Mutation[]] = [
  insertOddity,
  insertOddity,
  (random, text) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + text.slice(at + 1 + random.below(8));
  },
  (random, text) => {
    const at = random.below(text.length + 1);
    const to = random.below(text.length + 1);
    return text.slice(0, to) + text.slice(at, at + random.below(60)) + text.slice(to);
  },
  (random, text) =>
    onLines(text, (lines) => {
      lines.splice(random.below(lines.length), 0, ...lines.splice(random.below(lines.length), 1 + random.below(3)));
    }),
  (random, text) =>
    onLines(text, (lines) => {
      const at = random.below(lines.length);
      const indent = random.pick([' ', '  ', '    ', '\t', '> ', '- ', '1. ', '   > ']);
      for (let index = at; index < at + 1 + random.below(4) && index < lines.length; index++)
        lines[index] = `${indent}${lines[index] ?? ''}`;
    }),
  (random, text) =>
    onLines(text, (lines) => {
      lines.splice(random.below(lines.length), 1 + random.below(2));
    }),
  (random, text) =>
    onLines(text, (lines) => {
      const at = random.below(lines.length);
      lines.splice(at, 0, ...lines.slice(at, at + 1 + random.below(6)));
    }),
  (random, text) => text.slice(0, random.below(text.length + 1)),
  (random, text) => (random.oneIn(2) ? text.replaceAll('\n', '\r\n') : text.replaceAll('\n', '\r')),
  (random, text) => text.replaceAll(/[ \t]+/g, random.pick([' ', '  ', '\t', '\u00a0'])),
];

function insertOddity(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + random.pick(oddities).repeat(random.oneIn(8) ? 1 + random.below(90) : 1) + text.slice(at);
}

function onLines(text: string, change: (lines: string[]) => void): string {
  const lines = text.split('\n');
  change(lines);
  return lines.join('\n');
}

/** Something that an editor would report as one change of the text. */
export function randomEdit(random: Random, lines: readonly string[]): TextEdit {
  const line = random.below(lines.length);
  const column = random.below((lines[line]?.length ?? 0) + 1);
  const start = { line, column };
  // Mostly typing in place, sometimes over a few lines.
  const endLine = Math.min(lines.length - 1, line + (random.oneIn(3) ? random.below(4) : 0));
  const length = lines[endLine]?.length ?? 0;
  const endColumn =
    endLine > line ? random.below(length + 1) : Math.min(length, column + (random.oneIn(2) ? random.below(5) : 0));
  const piece = random.oneIn(3) ? random.pick(oddities) : random.pick(['a', 'x', ' ', '\n', '', '', '- [ ] a\n', '# ']);
  // What an editor holds has one kind of line end, and no byte order mark.
  return { ...start, endLine, endColumn, newText: piece.replaceAll(/\r\n?/g, '\n').replaceAll('\ufeff', '') };
}

/** Applies an edit to a text of LF lines. */
export function applyEdit(lines: readonly string[], edit: TextEdit): string[] {
  const before = lines[edit.line]?.slice(0, edit.column) ?? '';
  const behind = lines[edit.endLine]?.slice(edit.endColumn) ?? '';
  return [
    ...lines.slice(0, edit.line),
    ...`${before}${edit.newText}${behind}`.split('\n'),
    ...lines.slice(edit.endLine + 1),
  ];
}
