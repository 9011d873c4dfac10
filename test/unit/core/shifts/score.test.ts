import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type ScoreItem, splitScore, splitText } from '../../../../src/core/shifts/scoreFall.ts';
import { changeScore, readScore } from '../../../../src/core/shifts/scoreFile.ts';
import { scoresByShift, sparkline, trendOfVersions } from '../../../../src/core/shifts/scoreTrend.ts';

const item = (key: string, value: number, more: Partial<ScoreItem> = {}): ScoreItem => ({
  key,
  weight: 4,
  value,
  ...more,
});
const snapshot = (...items: ScoreItem[]) => ({ formula: 1, items });

describe('The score file', () => {
  it('is read as the scripts write it, and with a word around it', () => {
    assert.deepEqual(
      ['95%\n', '95', '\ufeff95 %\r\n', 'Score: 95%', '\n\n95/100', '95.5%', '', 'soon', '195%'].map(readScore),
      [95, 95, 95, 95, 95, 95.5, undefined, undefined, undefined],
    );
  });

  it('gets the proven number rounded down, on one line', () => {
    assert.deepEqual(changeScore('88%\n', 88, 89.99), { kind: 'write', text: '89%\n' });
    assert.deepEqual(changeScore('88%', 88, 99.6), { kind: 'write', text: '99%' });
    assert.deepEqual(changeScore('88%\r\n', 88, 90), { kind: 'write', text: '90%\r\n' });
    assert.deepEqual(changeScore(undefined, undefined, 61), { kind: 'write', text: '61%\n' });
    assert.deepEqual(changeScore('61%\n', undefined, 61.4), { kind: 'same' });
  });

  it('with a number that Runsheet did not write is replaced only after a question that names both', () => {
    const change = changeScore('95%\n', undefined, 34);
    assert.match('question' in change ? change.question : '', /95%.*34%/);
    assert.equal(changeScore('95%\n', 61, 62).kind, 'ask');
    assert.equal(changeScore('61% (and rising)\n', 61, 62).kind, 'ask');
  });
});

describe('A score that is another than before', () => {
  it('work that was done is progress', () => {
    const split = splitScore(snapshot(item('a', 0), item('b', 0)), snapshot(item('a', 1), item('b', 0.5)));
    assert.deepEqual([split?.progress, split?.regression, split?.scope, split?.stops], [75, 0, 0, false]);
  });

  it('work that was added lowers the number by scope, and stops nobody', () => {
    const split = splitScore(snapshot(item('a', 1)), snapshot(item('a', 1), item('b', 0)));
    assert.deepEqual([split?.difference, split?.scope, split?.regression, split?.stops], [-50, -50, 0, false]);
  });

  it('evidence that grew old is staleness, and stops nobody', () => {
    const split = splitScore(snapshot(item('a', 1)), snapshot(item('a', 0, { isStale: true })));
    assert.deepEqual([split?.staleness, split?.regression, split?.stops, split?.stale], [-100, 0, false, ['a']]);
  });

  it('what was unticked or fails is a regression and stops, and is named', () => {
    const split = splitScore(snapshot(item('a', 1), item('b', 1)), snapshot(item('a', 0), item('b', 1)));
    assert.deepEqual([split?.regression, split?.stops, split?.regressed], [-50, true, ['a']]);
  });

  it('a regression of half a point is tolerated, of more it is not, whatever progress there is beside it', () => {
    const many = (lost: number) =>
      splitScore(
        snapshot(...Array.from({ length: 1000 }, (_, index) => item(String(index), index < 500 ? 1 : 0))),
        snapshot(...Array.from({ length: 1000 }, (_, index) => item(String(index), index < lost ? 0 : 1))),
      );
    assert.deepEqual([many(5)?.stops, many(6)?.stops], [false, true]);
  });

  it('is not explained by numbers of another rule', () => {
    assert.equal(splitScore({ formula: 1, items: [] }, { formula: 2, items: [] }), undefined);
  });

  it('the parts always add up to the difference', () => {
    const items = fc.uniqueArray(
      fc.record({
        key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
        weight: fc.constantFrom(1, 2, 4, 8),
        value: fc.constantFrom(0, 0.25, 0.5, 1),
        isStale: fc.boolean(),
      }),
      { selector: ({ key }) => key },
    );
    fc.assert(
      fc.property(items, items, (was, is) => {
        const split = splitScore(snapshot(...was), snapshot(...is));
        assert.ok(split);
        const sum = split.progress + split.regression + split.scope + split.staleness;
        assert.ok(Math.abs(sum - split.difference) < 1e-9);
        assert.ok(split.progress >= 0 && split.regression <= 0 && split.staleness <= 0);
      }),
    );
  });

  it('is told in one sentence', () => {
    const split = splitScore(snapshot(item('a', 1), item('b', 0)), snapshot(item('a', 0), item('b', 1)));
    assert.equal(split && splitText(split), '50.0% → 50.0%: progress +50.0, regression -50.0 points.');
  });
});

describe('The trend of the score', () => {
  it('is a line of bars in which what is not known stays a gap', () => {
    assert.equal(sparkline([88, undefined, 89, 90]), '▁·▅█');
    assert.equal(sparkline([90, 90]), '▄▄');
    assert.equal(sparkline([]), '');
  });

  it('has a value for each shift, the last end of each, and a gap for one that never ended', () => {
    const points = [
      { atMs: 3, shift: 4, score: 91 },
      { atMs: 1, shift: 2, score: 88 },
      { atMs: 4, shift: 4, score: 92 },
    ];
    assert.deepEqual(scoresByShift(points), [88, undefined, 92]);
  });

  it('is found again in the versions of an older score file', () => {
    const versions = [
      { atMs: 30, text: '96%\n' },
      { atMs: 10, text: '95%\n' },
      { atMs: 20, text: '95%' },
      { atMs: 40, text: 'conflict' },
    ];
    assert.deepEqual(trendOfVersions(versions), [{ atMs: 10, score: 95 }, { atMs: 30, score: 96 }, { atMs: 40 }]);
  });
});
