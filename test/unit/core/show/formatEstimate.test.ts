import assert from 'node:assert/strict';
import { formatEstimate } from '../../../../src/core/show/formatEstimate.ts';

describe('an estimate in a row', () => {
  it('estimates are short, and a day has eight hours', () => {
    const shown = [5, 60, 90, 480, 720, 2400].map((minutes) => formatEstimate({ minutes }));
    assert.deepEqual(shown, ['5m', '1h', '1h 30m', '1d', '1.5d', '5d']);
    assert.equal(formatEstimate({ minutes: 120, maxMinutes: 240 }), '2h-4h');
    assert.equal(formatEstimate({ minutes: 60, maxMinutes: 60 }), '1h');
  });
});
