import assert from 'node:assert/strict';
import { castVote } from '../../../../src/core/readiness/poll.ts';
import { assessed, now, path } from './golden.ts';

/** The verdict of each phase with the codes of its reasons. */
function verdicts(...given: Parameters<typeof assessed>): readonly string[] {
  return assessed(...given).verdict.phases.map(({ verdict, reasons }) =>
    [verdict, ...reasons.map(({ code }) => code)].join(' '),
  );
}

const gate = '### Exit Criteria\n\n- [ ] Deep: `make deep`\n\n';
const phase = (number: number, task: string, criteria = gate): string =>
  `## Phase ${number}: Pond ${number}\n\n${task}\n\n${criteria}`;
const passed = { 'Deep: make deep': {} };
const failed = { 'Deep: make deep': { outcome: 'fail', exitCode: 1 } } as const;

describe('The verdict of a phase', () => {
  it('GO: every criterion is proven, nothing of P0 is open', () => {
    assert.deepEqual(verdicts(phase(1, '- [x] Dig'), passed), ['GO']);
    assert.deepEqual(verdicts(phase(1, '- [ ] Paint (P2)'), passed), ['GO']);
  });

  it('no number buys it: 99 % with one failing check is NO-GO', () => {
    const tasks = Array.from({ length: 99 }, (_, at) => `- [x] Dig ${at}`).join('\n');
    assert.deepEqual(verdicts(phase(1, tasks), failed), ['NO-GO check-failed']);
  });

  it('NO-GO: work of P0 is open', () => {
    assert.deepEqual(verdicts(phase(1, '- [ ] Dig (P0)'), passed), ['NO-GO open-p0']);
  });

  it('UNKNOWN: evidence is missing or no longer holds', () => {
    assert.deepEqual(verdicts(phase(1, '- [x] Dig')), ['UNKNOWN no-evidence']);
    assert.deepEqual(verdicts(phase(1, '- [x] Dig'), { 'Deep: make deep': { fingerprint: 'before' } }), [
      'UNKNOWN stale-evidence',
    ]);
  });

  it('UNKNOWN: work is open and nothing says how much is enough', () => {
    assert.deepEqual(verdicts(phase(1, '- [ ] Dig', '')), ['UNKNOWN no-criteria']);
    assert.deepEqual(verdicts(phase(1, '- [x] Dig', '')), ['GO']);
  });

  it('what stands above the phases is judged by itself, and open work there holds nothing up', () => {
    const text = `- [ ] Ask (P0)\n\n${phase(1, '- [x] Dig', '')}${phase(2, '- [x] Fill', '')}`;
    assert.deepEqual(verdicts(text), ['NO-GO open-p0', 'GO', 'GO']);
    const above = assessed(text).verdict.phases[0];
    assert.deepEqual([above?.phase.key, above?.phase.title, above?.phase.tasks], ['', 'Plan', 1]);
    assert.deepEqual(verdicts(text.replace(' (P0)', '')), ['GO', 'GO', 'GO']);
    const mistaken = text.replace('Ask (P0)', 'Ask (depends on T999)');
    assert.deepEqual(verdicts(mistaken), ['NO-GO contradiction', 'GO', 'GO']);
  });

  it('a way back that is a part of the plan holds nothing up', () => {
    const text = '## Pond\n\n- [x] Dig\n\n## Rollback\n\n- [ ] Fill it again\n';
    assert.deepEqual(verdicts(text), ['GO', 'GO']);
    assert.equal(assessed(text).plan.phases[1]?.kind, 'rollback');
  });

  it('a phase waits for the one before it, a stream only for those it depends on', () => {
    const text = phase(1, '- [ ] Dig (P0)', '') + phase(2, '- [x] Fill', '');
    assert.deepEqual(verdicts(text), ['NO-GO open-p0 no-criteria', 'NO-GO no-go-before']);
    const streams = text.replaceAll('Phase', 'Stream');
    assert.deepEqual(verdicts(streams), ['NO-GO open-p0 no-criteria', 'GO']);
    const bound = streams.replace('- [x] Fill', '**Depends on**: Stream 1\n\n- [x] Fill');
    assert.deepEqual(verdicts(bound)[1], 'NO-GO no-go-before contradiction', 'done before what it waits for');
  });

  it('what people decided lets the next phase go on', () => {
    const text = phase(1, '- [ ] Dig (P0)', '') + phase(2, '- [x] Fill', '');
    const ballot = { who: 'Lead', vote: 'go', why: 'the customer waits', until: now + 3_600_000 } as const;
    const vote = castVote(assessed(text), 'phase-1', ballot, { now });
    assert.ok('v' in vote);
    assert.deepEqual(verdicts(text, {}, { decisions: [vote] }), ['NO-GO open-p0 no-criteria', 'GO']);
  });

  it('an error of the plan blocks the phase it stands in, until it is accepted', () => {
    const text = '## Phase 1: Pond ✅\n\n- [ ] Dig\n\n## Phase 2: Path\n\n- [x] Lay\n';
    assert.deepEqual(verdicts(text)[0], 'NO-GO contradiction no-criteria');
    const accepted = text.replace('Pond ✅', 'Pond ✅ <!-- runsheet: accept complete-but-open: the rest moved -->');
    assert.deepEqual(verdicts(accepted)[0], 'UNKNOWN no-criteria');
  });

  it('an open blocker of P0 blocks its phase', () => {
    const blockers = [{ title: 'No water', path: '.agent-handoffs/SHIFT_1_HANDOFF.md', line: 4, phaseKey: 'phase-1' }];
    assert.deepEqual(verdicts(phase(1, '- [x] Dig', ''), {}, { blockers }), ['NO-GO blocker']);
  });

  it('each reason says where it stands and what to do', () => {
    const [reason] = assessed(phase(1, '- [x] Dig'), failed).verdict.phases[0]?.reasons ?? [];
    assert.deepEqual(reason, {
      code: 'check-failed',
      blocks: true,
      text: '"Deep: make deep" fails: its check ended with 1.',
      path,
      line: 8,
      todo: 'Mend what it checks, and check again.',
    });
  });

  it('of the plan is the worst of its phases, and counts criteria of no phase', () => {
    const text = phase(1, '- [x] Dig', '') + phase(2, '- [x] Fill', '');
    assert.equal(assessed(text).verdict.verdict, 'GO');
    assert.equal(assessed(`${text}## Launch Criteria\n\n- [ ] Dry\n`).verdict.verdict, 'UNKNOWN');
    assert.equal(
      assessed(`${text}## Launch Criteria\n\n- [ ] Dry\n`, { Dry: { outcome: 'fail' } }).verdict.verdict,
      'NO-GO',
    );
    assert.equal(assessed('Nothing.\n').verdict.verdict, 'UNKNOWN');
  });
});
