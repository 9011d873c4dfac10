import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { harbourIds, heightAt } from '../src/tide.mjs';

const noon = Date.UTC(2025, 5, 1, 12);

describe('the tide', () => {
  it('knows both harbours', () => {
    assert.deepEqual(harbourIds(), ['alderwick', 'brackness']);
  });

  it('stays within the sum of its amplitudes', () => {
    for (let hour = 0; hour < 24 * 30; hour += 1) {
      const metres = heightAt('alderwick', noon + hour * 3_600_000);
      assert.ok(Math.abs(metres - 3.1) <= 1.62 + 0.54 + 0.11, `${metres} at hour ${hour}`);
    }
  });

  it('rises and falls twice in a lunar day', () => {
    let turns = 0;
    let rising = heightAt('alderwick', noon + 60_000) > heightAt('alderwick', noon);
    for (let minute = 1; minute < 24 * 60 + 50; minute += 1) {
      const at = noon + minute * 60_000;
      const now = heightAt('alderwick', at + 60_000) > heightAt('alderwick', at);
      if (now !== rising) turns += 1;
      rising = now;
    }
    assert.equal(turns, 4);
  });

  it('names the known harbours when asked for another', () => {
    assert.throws(() => heightAt('atlantis', noon), /alderwick, brackness/);
  });
});
