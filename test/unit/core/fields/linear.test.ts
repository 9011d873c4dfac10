import assert from 'node:assert/strict';
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
import { stripDecoration } from '../../../../src/core/text/decoration.ts';
import { repairGarbled } from '../../../../src/core/text/garbled.ts';
import { plainText } from '../../../../src/core/text/plainText.ts';
import { readStatusWord } from '../../../../src/core/text/statusWords.ts';

const readers: Readonly<Record<string, (text: string) => unknown>> = {
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

const megabyte = 1_000_000;
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

describe('a text of a megabyte', () => {
  for (const [name, read] of Object.entries(readers)) {
    it(`is read by ${name} in under a second, whatever it repeats`, () => {
      for (const piece of pieces) {
        const text = piece.repeat(megabyte / piece.length);
        const start = performance.now();
        read(text);
        read(`Phase 1: ${text}x`);
        const elapsed = performance.now() - start;
        assert.ok(elapsed < 2000, `${JSON.stringify(piece)} took ${elapsed.toFixed(0)} ms twice`);
      }
    }).timeout(120_000);
  }
});
