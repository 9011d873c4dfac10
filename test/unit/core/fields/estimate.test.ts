import assert from 'node:assert/strict';
import { findEstimate, readEstimate } from '../../../../src/core/fields/estimate.ts';

describe('an estimate', () => {
  const values: readonly (readonly [text: string, minutes: number, maxMinutes?: number])[] = [
    ['2 hours', 120],
    ['3 days', 1440],
    ['~2h', 120],
    ['30 minutes', 30],
    ['30 min', 30],
    ['80 hours', 4800],
    ['1.5h', 90],
    ['1h 30m', 90],
    ['1 day and 4 hours', 720],
    ['2-4h', 120, 240],
    ['1–2 days', 480, 960],
    ['30 min - 1 hour', 30, 60],
    ['2 to 4 hours', 120, 240],
    ['2 weeks', 4800],
    ['4 weeks (spread over 10 weeks)', 9600],
    ['half a day', 240],
    ['½ day', 240],
    ['2 person-days', 960],
    ['about 3 hours', 180],
    ['2 Stunden', 120],
    ['3 días', 1440],
    ['2 часа', 120],
  ];
  for (const [text, minutes, maxMinutes] of values) {
    it(`of "${text}" is ${String(minutes)} minutes`, () => {
      assert.deepEqual(readEstimate(text), maxMinutes === undefined ? { minutes } : { minutes, maxMinutes });
    });
  }

  const none = [
    'Week 1-2',
    '2-3 sprints',
    '5GB',
    '4 files',
    '3 months',
    '< 5 minutes',
    '2 hours per week',
    '24 shifts',
  ];
  for (const text of [...none, '2 hours to measurable improvements', '10', 'soon', '']) {
    it(`is not in "${text}"`, () => assert.equal(readEstimate(text), undefined));
  }

  const titles: readonly (readonly [title: string, minutes: number, rest: string])[] = [
    ['Fix the login (3 days)', 1440, 'Fix the login '],
    ['Fix the login [2h]', 120, 'Fix the login '],
    ['Fix the login ~2h', 120, 'Fix the login '],
    ['Fix the login - 30 min', 30, 'Fix the login'],
    ['~3 days of cleaning', 1440, ' of cleaning'],
  ];
  for (const [title, minutes, rest] of titles) {
    it(`stands in "${title}" and can be cut out`, () => {
      const found = findEstimate(title);
      assert.equal(found?.estimate.minutes, minutes);
      assert.equal(title.slice(0, found.start) + title.slice(found.end), rest);
    });
  }

  for (const title of [
    '"Getting Started" video (5 min)',
    'Ship (Week 1)',
    'Upload (5GB)',
    'Use ~100 files',
    'a - 3 files',
  ]) {
    it(`does not stand in "${title}"`, () => assert.equal(findEstimate(title), undefined));
  }
});
