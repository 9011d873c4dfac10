import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plainText } from '../../../../src/core/text/plainText.ts';

describe('a title in markdown', () => {
  const readings: readonly (readonly [source: string, plain: string])[] = [
    ['**Task 1.1**: Validate', 'Task 1.1: Validate'],
    ['**Bold** and *slanted* and ***both***', 'Bold and slanted and both'],
    ['__Bold__ and _slanted_', 'Bold and slanted'],
    ['keeps snake_case_name and __init__.py', 'keeps snake_case_name and init.py'],
    [':white_check_mark: Sign-in', '✅ Sign-in'],
    ['build:x:prod and :unknown_sign: stay', 'build:x:prod and :unknown_sign: stay'],
    ['2 * 3 * 4 and a * b', '2 * 3 * 4 and a * b'],
    ['**open end', '**open end'],
    ['Run `npm test` and ``a`b``', 'Run npm test and a`b'],
    ['`*not slanted*` and `[x](y)`', '*not slanted* and [x](y)'],
    ['an open ` tick', 'an open ` tick'],
    ['See [the guide](docs/guide.md "Guide") now', 'See the guide now'],
    ['[a (b)](http://x.org/(y)) end', 'a (b) end'],
    ['[**bold** link][ref]', 'bold link'],
    ['[![build](badge.svg)](https://x.org) App', 'build App'],
    ['[P1] [x] stay', '[P1] [x] stay'],
    ['Text with a note[^1]', 'Text with a note'],
    ['~~old~~ new', 'old new'],
    ['~2h or ~3h', '~2h or ~3h'],
    ['a<br>b <kbd>Esc</kbd> <!-- hidden --> c', 'ab Esc c'],
    ['shift-start <NUMBER> <TYPE>', 'shift-start <NUMBER> <TYPE>'],
    ['<https://x.org/a_b>', 'https://x.org/a_b'],
    ['\\*as is\\* 5 \\< 6', '*as is* 5 < 6'],
    ['A &amp; B &lt; C &#35;1 &#x41; &rarr; &unknown;', 'A & B < C #1 A → &unknown;'],
    ['Rank \\_\\_: **\\_\\_\\_** minutes', 'Rank __: ___ minutes'],
    ['  many \t blanks  ', 'many blanks'],
    ['', ''],
  ];
  for (const [source, plain] of readings) {
    it(`${JSON.stringify(source)} reads ${JSON.stringify(plain)}`, () => assert.equal(plainText(source), plain));
  }

  it('never fails', () => {
    const piece = fc.constantFrom(...Array.from('\\`*_~<>!&[]()#;- ax'), '<!--', '-->', '](', '**', '&#');
    fc.assert(fc.property(fc.array(piece), (parts) => assert.equal(typeof plainText(parts.join('')), 'string')));
  });
});
