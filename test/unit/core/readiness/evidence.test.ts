import assert from 'node:assert/strict';
import { type Evidence, readEvidence } from '../../../../src/core/readiness/evidence.ts';

const good: Evidence = {
  v: 1,
  criterion: { plan: 'docs/plan.md', key: 'phase-1/gate/a', hash: 'h' },
  check: { kind: 'command', text: 'npm test' },
  outcome: 'pass',
  exitCode: 0,
  startedAt: '2026-01-07T10:00:00.000Z',
  durationMs: 1200,
  commit: 'abc',
  fingerprint: 'f1',
  dirty: false,
  counts: { total: 272, passed: 270, failed: 0, skipped: 2 },
  who: 'Backend',
};

/** The reason why a changed copy is refused; 'believed' if it is not. */
function refusal(change: Readonly<Record<string, unknown>>): string {
  const read = readEvidence({ ...good, ...change });
  return 'refused' in read ? read.refused : 'believed';
}

describe('A file of evidence', () => {
  it('is read as it was written, unknown fields left out', () => {
    assert.deepEqual(readEvidence(JSON.parse(JSON.stringify({ ...good, output: 'x' }))), good);
  });

  it('of a newer Runsheet is refused with what to do', () => {
    assert.match(refusal({ v: 2 }), /newer Runsheet.*update/);
  });

  it('that is damaged or forged is refused', () => {
    assert.equal(refusal({ criterion: null }), 'it does not say which criterion it is about');
    assert.equal(refusal({ outcome: 'GO' }), 'it has no outcome');
    assert.equal(refusal({ startedAt: '2026-01-07 10:00' }), 'it does not say when the check was made');
    assert.equal(refusal({ durationMs: -1 }), 'it does not say how long the check took');
    assert.equal(refusal({ counts: { total: 5, passed: 6, failed: 0, skipped: 0 } }), 'its counts do not add up');
    for (const exitCode of [1, undefined])
      assert.match(refusal({ exitCode }), /^it says pass, and that its command ended with (?:1|nothing)$/);
    const grep = { kind: 'command', text: 'grep mock', expected: 'exit=1' };
    assert.equal(refusal({ check: grep, exitCode: 1 }), 'believed');
    assert.match(refusal({ check: grep }), /ended with 0$/);
    assert.equal(refusal({ check: { ...grep, expected: 'silent' }, exitCode: 1 }), 'believed');
    assert.match(refusal({ check: { ...grep, expected: '>= 18' }, exitCode: 1 }), /ended with 1$/);
    assert.equal(refusal({ who: '' }), 'it does not say who made the check');
    for (const value of [null, [], 'pass', 1]) assert.ok('refused' in readEvidence(value));
  });
});
