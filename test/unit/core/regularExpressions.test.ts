import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { ownTime } from '../ownTime.ts';

interface Found {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

/** Every regular expression that is written in the sources of a folder. */
function regularExpressions(folder: string): readonly Found[] {
  const found: Found[] = [];
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )) {
    const text = readFileSync(path.join(folder, name), 'utf8');
    const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest);
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf('/');
        const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
        const [source, flags] = [node.text.slice(1, end), node.text.slice(end + 1)];
        found.push({ place: `${folder}/${name}:${line}`, source, flags });
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return found;
}

const pieces = [
  ...['a', 'T', '1', ' ', '\t', '\n', ' \n', '*', '_', '`', '[', ']', '(', '~', '<', '!', '-', ':', '.', '#', '|', '>'],
  ...[
    '**a',
    '[a](',
    '[[',
    '<a ',
    '<!--',
    '&#',
    '\\',
    ' - ',
    ': ',
    '1-',
    '1.',
    'a/',
    'a.',
    'a b ',
    'A-',
    '- [ ] ',
    ' (',
  ],
  ...['é ', '第一', '🎯', '✅ ', '$(', '"', "'", 'a=', '; ', 'P0 ', '1h ', 'and ', 'a, ', 'Phase 1 ', '\\\n'],
];
const length = 6000;
/** Milliseconds for such a text; one that looks from each place at all that follow takes twice that. */
const most = 8;
/** Four times the text: what is linear takes four times as long, what is not sixteen times. */
const mostGrowth = 9;

function timeOf({ source, flags }: Found, text: string): number {
  const expression = new RegExp(source, flags);
  const search = (): void => {
    if (expression.global) text.replace(expression, '');
    else expression.test(text);
  };
  return ownTime(search, most, 2);
}

function isSlow(found: Found, piece: string, end: string): boolean {
  const texts = [1, 4].map((times) => piece.repeat((times * length) / piece.length) + end);
  const [once = '', four = ''] = texts;
  const time = timeOf(found, once);
  return time >= most && timeOf(found, four) > mostGrowth * time;
}

describe('Each regular expression of core @long', () => {
  it('takes a time that grows with the length of the text, for whatever is repeated', () => {
    const all = regularExpressions('src/core');
    assert.ok(all.length > 500, `only ${all.length} found`);
    const slow = all.flatMap((found) =>
      pieces
        .filter((piece) => ['', '\u0001'].some((end) => isSlow(found, piece, end)))
        .map((piece) => `${found.place} /${found.source}/ for ${JSON.stringify(piece)}`),
    );
    assert.deepEqual(slow, []);
  }).timeout(60_000);

  it('would be found if it did not', () => {
    assert.ok(isSlow({ place: '', source: '\\s+$', flags: '' }, ' ', 'a'));
  });
});
