import assert from 'node:assert/strict';
import { readBlocks } from '../../src/core/parse/readBlocks.ts';
import { scanBlocks } from '../../src/core/parse/scanBlocks.ts';
import type { Random } from './random.ts';

type Choices<T> = readonly [T, ...T[]];

/** What can stand on a line of markdown behind its indent and the marks of lists and quotes. */
const contents: Choices<Choices<string>> = [
  [
    'a',
    'b c',
    'text  ',
    'x ',
    'a\\',
    '\\',
    '&amp;',
    '`a',
    '日本',
    '• a',
    '☐ b',
    '✅ c',
    'Owner:',
    '**Plans:**',
    '**Plans**',
    'A: b',
    '"t"',
  ],
  ['# h', '## h ##', '#', 'x# a#', '### # #', '#x', '# a \u00a0', '===', '--', '-', '=', '---', '***', '- - -', '___'],
  ['```', '```', '```sh', '``` sh x y ', '```a`', '````', '~~~', '~~~ b', '``', '```\u00a0', '    code', '      deep'],
  [
    '| a |',
    '| a | b |',
    '| - |',
    '| - | - |',
    '|-|-',
    'a | b',
    '- | -',
    ':-: | -',
    '|:-',
    'a \\| b |',
    '||',
    '|',
    '| |',
  ],
  [
    '<!--',
    '-->',
    '<!-- c -->',
    '<!-->',
    '<div>',
    '</div>',
    '<p/',
    '<b>',
    '<b>x',
    '<b a="c">',
    '<br/>',
    '<https://x.y>',
  ],
  ['<script>', '</script>', '<style>a</style>', '<?', '?>', '?>x', '<!x', '[a]: b', '[a] b', '[a', '[^1]: n', '[ ]: x'],
  [
    '[ ] box',
    '[x] done',
    '[x]* opt',
    '[x]',
    '[ ]',
    '[-]  y',
    '[ ]\u00a0x',
    '[x]\u3000y',
    '[x]\\',
    '[ ] a: b',
    '[\ufe0f] x',
  ],
  ['1. one', '2. two', '1)', '10. ten', '- x', '* y', '+ z', '-   x', '-     code', '*', '+', '-', '1234567890. x'],
  [
    '> q',
    '>',
    '>q',
    '> > r',
    '> - s',
    '>  t',
    '>\u00a0u',
    '\u00a0',
    '\u00a0 a',
    'a\u2028b',
    '- \u00a0',
    '\f- x',
    'x\ty',
    '\ta',
  ],
];
const indents = ['', '', '', '', '', '  ', '  ', ' ', '   ', '    ', '     ', '      ', '        '] as const;
const markers = [
  '',
  '',
  '',
  '',
  '- ',
  '- ',
  '* ',
  '1. ',
  '2. ',
  '> ',
  '>',
  '-  ',
  '+   ',
  '10) ',
  '- [ ] ',
  '- [x] ',
] as const;
const blanks = ['', '', '', '', '', '', '    ', '  ', '   ', '      '] as const;

/** Lines of every construct of markdown, with any indent, in any order. */
export function writeBlocks(random: Random): string {
  const line = (): string => {
    if (random.oneIn(6)) return random.pick(blanks);
    const marker = random.pick(markers) + (random.oneIn(8) ? random.pick(markers) : '');
    return random.pick(indents) + marker + random.pick(random.pick(contents)) + (random.oneIn(20) ? '  ' : '');
  };
  const count = 1 + random.below(random.oneIn(5) ? 16 : 7);
  return Array.from({ length: count }, line).join('\n') + (random.oneIn(2) ? '\n' : '');
}

/**
 * Asserts that the scanner reads what remark reads, or leaves it to remark.
 *
 * @returns whether it read the text
 */
export function assertScanned(text: string): boolean {
  const scanned = scanBlocks(text);
  if (scanned) assert.deepEqual(scanned, readBlocks(text), `the blocks of ${JSON.stringify(text)}`);
  return scanned !== undefined;
}
