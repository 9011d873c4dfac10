import assert from 'node:assert/strict';
import { couldBePlan } from '../../../../src/core/detect/couldBePlan.ts';
import { isDelimiterRow, isStatusHeader, labelKind, listItemText } from '../../../../src/core/detect/lineKinds.ts';
import { scanFacts } from '../../../../src/core/detect/scanFacts.ts';
import { readDate } from '../../../../src/core/fields/dates.ts';
import { readDeclared } from '../../../../src/core/fields/declared.ts';
import { readArrowChain, readDependencies } from '../../../../src/core/fields/dependencies.ts';
import { findEstimate, readEstimate } from '../../../../src/core/fields/estimate.ts';
import { readFileReferences } from '../../../../src/core/fields/fileReferences.ts';
import { readHeading } from '../../../../src/core/fields/headingUnit.ts';
import { readItemId } from '../../../../src/core/fields/itemId.ts';
import { readFieldLines, readLabel } from '../../../../src/core/fields/label.ts';
import { readLegend } from '../../../../src/core/fields/marks.ts';
import { readMermaidEdges } from '../../../../src/core/fields/mermaid.ts';
import { findPriority, readPriority } from '../../../../src/core/fields/priority.ts';
import { readRise, readShiftNumbers, readShiftSpan, readTimes } from '../../../../src/core/fields/shiftText.ts';
import { readStatusValue } from '../../../../src/core/fields/statusValue.ts';
import { readBracketFields } from '../../../../src/core/fields/titleBrackets.ts';
import { readTitleTail } from '../../../../src/core/fields/titleTail.ts';
import { readUnitOrdinal } from '../../../../src/core/fields/unitOrdinal.ts';
import { printable } from '../../../../src/core/outline/style.ts';
import { cutParts } from '../../../../src/core/parse/cutParts.ts';
import { listKind } from '../../../../src/core/parse/listKind.ts';
import { roleOfLabel } from '../../../../src/core/parse/roleOfLabel.ts';
import { findControlCharacters } from '../../../../src/core/run/control.ts';
import { readInlineCommand } from '../../../../src/core/run/inlineCommand.ts';
import { isProse } from '../../../../src/core/run/prose.ts';
import { stripDecoration } from '../../../../src/core/text/decoration.ts';
import { repairGarbled } from '../../../../src/core/text/garbled.ts';
import { plainText } from '../../../../src/core/text/plainText.ts';
import { readStatusWord } from '../../../../src/core/text/statusWords.ts';
import { ownTime } from '../../ownTime.ts';

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  scanFacts,
  couldBePlan: (text) => couldBePlan(Buffer.from(text).toString('latin1'), true),
  labelKind,
  isStatusHeader,
  isDelimiterRow,
  listItemText,
  readBracketFields,
  readTitleTail,
  readStatusValue,
  readUnitOrdinal,
  readShiftNumbers,
  readShiftSpan,
  readTimes,
  readRise,
  roleOfLabel,
  listKind,
  cutParts,
  printable,
  isProse,
  readInlineCommand,
  findControlCharacters,
  repairGarbled,
  plainText,
  stripDecoration,
  readStatusWord,
  readHeading,
  readItemId,
  readEstimate,
  findEstimate,
  readPriority,
  findPriority,
  readDate,
  readDependencies,
  readArrowChain,
  readMermaidEdges: (text) => readMermaidEdges(`graph TD\n${text}`),
  readDeclared: (text) => readDeclared(text, text, text),
  readFileReferences,
  readLegend: (text) => readLegend(text.split('\n')),
  readLabel,
  readFieldLines: (text) => readFieldLines(text, 0),
};

/** A quadratic reader takes minutes for this; a linear one some hundredths of a second. */
const length = 250_000;
const pieces = [
  ...['a', ' ', '\t', '\n', '*', '_', '`', '[', ']', '(', '~', '<', '!', '-', ':', '.', '#', '1', 'T', '|', '\u00a0'],
  ...['**a', '*a ', '[a](', '](', '[[', '![', '<a ', '<!--', '&#', '\\', '`a``', '**a**: b ', '(1h) ', ' - ', ': '],
  ...[
    'Ã…',
    'Å²',
    'â€',
    'ðŸ',
    '√π',
    '–ê',
    '🎯',
    '✅ ',
    'ðŸ“',
    'é ',
    'Phase 1 ',
    'T01,',
    '1.',
    '1-',
    'a/',
    'a.',
    'a.ts:1,',
  ],
  ...['A-->', 'A & ', 'A[', 'A -- ', '[x] = ', '(P0', 'DONE ', '第一', ' (', '  |  ', '> ', '2026-', 'priority: '],
];

describe('a long text that repeats the worst @long', () => {
  for (const [name, read] of Object.entries(readers)) {
    it(`is read by ${name} at a rate of a megabyte in a second`, () => {
      for (const piece of pieces) {
        const text = piece.repeat(length / piece.length);
        const elapsed = ownTime(() => read(text), 500);
        // Twice the budget, for a machine that does something else at the same time.
        assert.ok(elapsed < 500, `${JSON.stringify(piece)} took ${elapsed.toFixed(0)} ms`);
      }
    }).timeout(60_000);
  }

  it('is read by all of them where the pieces are mixed, behind a good beginning and before a good end', () => {
    const text = `Phase 1: ${pieces.join('').repeat(1000)} (2h)`;
    for (const read of Object.values(readers)) assert.doesNotThrow(() => read(text));
  }).timeout(60_000);
});
