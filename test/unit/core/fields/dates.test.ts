import assert from 'node:assert/strict';
import { isImpossibleDate, readDate } from '../../../../src/core/fields/dates.ts';

describe('a date', () => {
  const values = {
    '2026-01-07': '2026-01-07',
    '2026-01-07T10:00Z': '2026-01-07',
    '2026/1/7': '2026-01-07',
    'by 2026-01-07 (Friday)': '2026-01-07',
    'January 7, 2026': '2026-01-07',
    'Oct 10 2025': '2025-10-10',
    '7th of March 2026': '2026-03-07',
    '7. Januar 2026': '2026-01-07',
    '7 de enero de 2026': '2026-01-07',
    '10.12.2025': '2025-12-10',
    '25/04/2026': '2026-04-25',
    '1 мая 2026': '2026-05-01',
    '2026年5月1日': '2026-05-01',
    '2026년 5월 1일': '2026-05-01',
    '2024-02-29': '2024-02-29',
    '03/04/2026': undefined,
    'v1.2.2025': undefined,
    'End of Week 4': undefined,
    '': undefined,
  };
  for (const [text, date] of Object.entries(values)) {
    it(`"${text}" is ${date ?? 'none'}`, () => {
      assert.equal(readDate(text), date);
      assert.equal(isImpossibleDate(text), false);
    });
  }
  for (const text of ['2026-02-30', '2025-02-29', '2025-13-01', 'June 31, 2026', '31.04.2026']) {
    it(`"${text}" does not exist`, () => {
      assert.equal(readDate(text), undefined);
      assert.equal(isImpossibleDate(text), true);
    });
  }
});
