import assert from 'node:assert/strict';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { type Criterion, findCriteria } from '../../../../src/core/readiness/criteria.ts';
import type { Evidence } from '../../../../src/core/readiness/evidence.ts';
import { criterionState, indexEvidence, type KnownEvidence } from '../../../../src/core/readiness/evidenceState.ts';

const now = Date.parse('2026-01-07T12:00:00Z');
const path = 'docs/plan.md';

function criterionOf(text = '- [ ] Deep: `make deep`'): Criterion {
  const plan = parsePlan(path, `# Plan\n\n## Phase 1\n\n- [ ] Dig\n\n### Success Criteria\n\n${text}\n`);
  const [criterion] = findCriteria(plan)[0]?.criteria ?? [];
  assert.ok(criterion);
  return criterion;
}

const criterion = criterionOf();

/** @param minutes how long ago */
function record(minutes: number, outcome: Evidence['outcome'], change: Partial<Evidence> = {}): Evidence {
  return {
    v: 1,
    criterion: { plan: path, key: criterion.key, hash: criterion.hash },
    check: { kind: 'command', text: 'make deep' },
    outcome,
    startedAt: new Date(now - minutes * 60_000).toISOString(),
    durationMs: 0,
    fingerprint: 'tree',
    who: 'Backend',
    ...change,
  };
}

const attested: Partial<Evidence> = { check: { kind: 'attestation', text: '' } };

function stateOf(records: readonly Evidence[], known: Partial<KnownEvidence> = {}, of = criterion): string {
  const all: KnownEvidence = { byCriterion: indexEvidence(records), fingerprint: 'tree', ...known };
  return criterionState(path, of, all, now).state;
}

describe('The state of a criterion', () => {
  it('nothing was checked: none', () => {
    assert.equal(stateOf([]), 'none');
  });

  it('a pass on the present state of the code proves it, whatever the order of the files', () => {
    assert.equal(stateOf([record(5, 'pass'), record(90, 'fail', { fingerprint: 'before' })]), 'pass');
  });

  it('a pass is stale when files changed since', () => {
    assert.equal(stateOf([record(5, 'pass')], { fingerprint: 'other' }), 'stale');
  });

  it('a change of files that the check does not depend on leaves it as it is', () => {
    const narrow = criterionOf('- [ ] Deep: `make deep` <!-- runsheet: inputs=src/** -->');
    const passed = record(5, 'pass', { inputs: { globs: ['src/**'], fingerprint: 'src1' } });
    const known = { fingerprint: 'other', inputs: new Map([['src/**', 'src1']]) };
    assert.equal(stateOf([passed], known, narrow), 'pass');
    assert.equal(stateOf([passed], { ...known, inputs: new Map([['src/**', 'src2']]) }, narrow), 'stale');
  });

  it('a pass of a command expires after a day, of a probe after ten minutes, the word of a person after two weeks', () => {
    assert.equal(stateOf([record(23 * 60, 'pass')]), 'pass');
    assert.equal(stateOf([record(25 * 60, 'pass')]), 'expired');
    const probed = criterionOf('- [ ] Up: http://x.test responds');
    const { key, hash } = probed;
    const url = { criterion: { plan: path, key, hash }, check: { kind: 'url', text: 'http://x.test' } } as const;
    assert.equal(stateOf([record(9, 'pass', url)], {}, probed), 'pass');
    assert.equal(stateOf([record(11, 'pass', url)], {}, probed), 'expired');
    assert.equal(stateOf([record(13 * 24 * 60, 'pass', attested)]), 'pass');
    assert.equal(stateOf([record(15 * 24 * 60, 'pass', attested)]), 'expired');
  });

  it('the word of a person and a probe do not become stale with the code', () => {
    assert.equal(stateOf([record(5, 'pass', attested)], { fingerprint: 'other' }), 'pass');
  });

  it('evidence for another text or command is superseded', () => {
    const before = record(5, 'pass', { criterion: { plan: path, key: criterion.key, hash: 'before' } });
    assert.equal(stateOf([before]), 'superseded');
  });

  it('a pass by another end, command or kind of check than the plan names proves nothing, even with the right hash', () => {
    for (const check of [
      { kind: 'command', text: 'make deep', expected: 'exit=2' },
      { kind: 'command', text: 'true' },
      { kind: 'file', text: 'make deep' },
    ] as const)
      assert.equal(stateOf([record(5, 'pass', { check })]), 'superseded', JSON.stringify(check));
    const other = record(4, 'pass', { check: { kind: 'command', text: 'make deep', expected: 'silent' } });
    assert.equal(stateOf([record(9, 'fail'), other]), 'fail', 'nor does it take a failure away');
  });

  it('a pass on a commit that a shallow clone does not have is unknown, and says how to get it', () => {
    const known = { byCriterion: indexEvidence([record(5, 'pass', { commit: 'abc1234def567' })]), fingerprint: 'tree' };
    const absentCommits = new Set(['abc1234def567']);
    const { state, reason } = criterionState(path, criterion, { ...known, absentCommits }, now);
    assert.equal(state, 'unknown');
    assert.match(reason, /shallow clone.*abc1234def is not in it.*git fetch --unshallow/);
    assert.equal(criterionState(path, criterion, { ...known, absentCommits: new Set(['other']) }, now).state, 'pass');
    assert.equal(stateOf([record(5, 'pass')], { absentCommits: new Set(['']) }), 'unknown', 'it names no commit');
    assert.equal(stateOf([record(5, 'fail')], { absentCommits: new Set(['']) }), 'fail');
  });

  it('a failure never ages and outlives changes of the code, until a pass', () => {
    assert.equal(stateOf([record(60 * 24 * 90, 'fail')], { fingerprint: 'other' }), 'fail');
    const failed = record(60, 'fail', { fingerprint: 'before' });
    assert.equal(stateOf([failed, record(5, 'pass')]), 'pass');
    assert.equal(stateOf([failed, record(5, 'unknown')]), 'fail');
    assert.equal(stateOf([failed, record(5, 'pass', attested)]), 'fail');
  });

  it('pass and fail on one state of the code are flaky, until three passes in a row', () => {
    const mixed = [record(9, 'pass'), record(8, 'fail')];
    assert.equal(stateOf(mixed), 'flaky');
    assert.equal(stateOf([...mixed, record(7, 'pass'), record(6, 'pass')]), 'flaky');
    assert.equal(stateOf([...mixed, record(7, 'pass'), record(6, 'pass'), record(5, 'pass')]), 'pass');
  });

  it('a check without a result takes nothing away from a pass that holds, and proves nothing', () => {
    assert.equal(stateOf([record(9, 'pass'), record(5, 'unknown')]), 'pass');
    assert.equal(stateOf([record(5, 'unknown')]), 'unknown');
  });

  it('a person may say that it does not hold, in spite of the check', () => {
    assert.equal(stateOf([record(9, 'pass'), record(5, 'fail', attested)]), 'fail');
    assert.equal(stateOf([record(9, 'fail', attested), record(5, 'pass')]), 'pass');
  });

  it('an attestation stands in for a check that is stale', () => {
    assert.equal(stateOf([record(9, 'pass'), record(5, 'pass', attested)], { fingerprint: 'other' }), 'pass');
  });

  it('evidence from the future is unknown: a clock jumped back, or somebody forged it', () => {
    assert.equal(stateOf([record(-60, 'pass')]), 'unknown');
    assert.equal(stateOf([record(-60, 'pass'), record(9, 'fail')]), 'fail');
    assert.equal(stateOf([record(-2, 'pass')]), 'pass', 'clocks of two machines differ a little');
  });

  it('without a fingerprint nothing is proven, and the reason is said', () => {
    const known: KnownEvidence = { byCriterion: indexEvidence([record(5, 'pass')]), noFingerprint: 'there is no git' };
    const { state, reason } = criterionState(path, criterion, known, now);
    assert.deepEqual([state, reason], ['unknown', 'there is no git']);
    const bare: { fingerprint?: string } & Evidence = record(5, 'pass');
    delete bare.fingerprint;
    assert.equal(stateOf([bare]), 'unknown');
  });
});
