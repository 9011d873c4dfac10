import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { passable, windows } from '../src/gate.mjs';

const morning = Date.UTC(2025, 5, 1);

describe('the gate', () => {
  it('never closes for a dinghy', () => {
    assert.deepEqual(windows('brackness', 0.1, morning, 3), [{ from: morning, to: morning + 3 * 3_600_000 }]);
  });

  it('never opens for a boat that is too deep', () => {
    assert.deepEqual(windows('alderwick', 12, morning, 24), []);
  });

  it('is passable inside a window and not just behind it', () => {
    const [first] = windows('alderwick', 2.2, morning, 24);
    assert.ok(first !== undefined);
    assert.ok(passable('alderwick', 2.2, first.from));
    assert.ok(!passable('alderwick', 2.2, first.to));
  });

  it('opens longer for a boat of less draught', () => {
    const total = (draught) => windows('alderwick', draught, morning, 72).reduce((sum, w) => sum + w.to - w.from, 0);
    assert.ok(total(1.2) > total(2.2));
  });
});
