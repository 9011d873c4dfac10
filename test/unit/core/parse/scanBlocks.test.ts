import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cutParts } from '../../../../src/core/parse/cutParts.ts';
import { scanBlocks } from '../../../../src/core/parse/scanBlocks.ts';
import { randomFrom } from '../../../fuzz/random.ts';
import { assertScanned, writeBlocks } from '../../../fuzz/writeBlocks.ts';
import { ownTime } from '../../ownTime.ts';

function plansIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'));
}

/** The scanner reads the text itself, and as remark does. */
function assertRead(...texts: readonly string[]): void {
  for (const text of texts) assert.ok(assertScanned(text), `scanned: ${JSON.stringify(text)}`);
}

describe('reading blocks without remark', () => {
  it('reads headings of both forms', () => {
    assertRead(
      '# A\n## B ##\n### C#\n#\n# #\n',
      'a\nb  \n---\nc\n===\n',
      '#no\n####### no\n',
      '- # in an item\n',
      '# > a\n',
    );
    assertRead(
      'a\n     >\n     > b  \n===\n',
      '  Tasks:**\n       > \n       > <!-     > \n       > <!-- sill Größe -->\n- ',
    );
  });

  it('reads boxes, nested items and what belongs to them', () => {
    assertRead(
      '- [ ] a\n  - [x] b\n\n    text\n- [-]\n  c\n',
      '1. a\n   more\n\n   - [ ]* b\n10) c\n',
      '-\n  a\n-\n\n  b\n',
      '- a\nlazy\n- b\n    lazy too\n',
      '- a\nPlans:\n- b\n',
    );
  });

  it('reads fences, also in items and without an end, and code by indentation', () => {
    assertRead('```sh -x\na\n\n  b\n```\n', '- a\n  ~~~\n    b\n  ~~~~\n', '```\na\n\n', '    a\n\n      b\n\nc\n');
    assertRead('```make\nall:\n\techo\n```\n');
  });

  it('reads tables at the margin and in items', () => {
    assertRead(
      'text\n| a | b |\n|---|:-:|\n| c \\| d |\ne\n\nf\n',
      '- | a |\n  | - |\n  | [ ] b |\n',
      'a | b\n--- | ---\n',
    );
  });

  it('reads comments, HTML, quotes and rules', () => {
    assertRead(
      '<!-- a\n\n- [ ] b -->\nc\n',
      '<details>\n<summary>a</summary>\n\nb\n\n</details>\n',
      '> a\nlazy\n> - [ ] b\n',
    );
    assertRead('a\n\n---\n* * *\n');
  });

  it('leaves to remark what it does not know', () => {
    for (const text of [
      '[a]: b\n',
      '-\ta\n',
      '- <div>\n',
      '``` a&amp;b\n```\n',
      'a\rb',
      '\0',
      '- ```\n\n- b\n',
      '|\n<b a="">\n-|',
      '> | - |\n> | - |\n| - |\n| - |\n',
    ])
      assert.equal(scanBlocks(text), undefined, JSON.stringify(text));
  });

  it('reads more than nine of ten parts of plans itself, all as remark does @long', () => {
    const parts = ['test/fixtures', 'samples'].flatMap(plansIn).flatMap((text) => cutParts(text).parts);
    const read = parts.filter(({ text }) => assertScanned(text));
    assert.ok(read.length > parts.length * 0.9, `${read.length} of ${parts.length}`);
  }).timeout(30_000);

  it('reads whatever it reads as remark does @long', () => {
    const random = randomFrom(20_261);
    let read = 0;
    for (let count = 0; count < 20_000; count++) if (assertScanned(writeBlocks(random))) read++;
    assert.ok(read > 10_000, `${read}`);
  }).timeout(60_000);

  it('takes time in proportion to the text @long', () => {
    for (const unit of [
      '- a\n',
      '    ',
      '> a\n',
      '[',
      '| a ',
      '- ',
      '#',
      '<b ',
      'a\n',
      '`',
      '  - a\n',
      '# a #',
      '1. ',
    ]) {
      const text = unit.repeat(300_000 / unit.length);
      const took = ownTime(() => scanBlocks(text), 1000);
      assert.ok(took < 1000, `${JSON.stringify(unit)}: ${Math.round(took)} ms`);
    }
  }).timeout(30_000);
});
