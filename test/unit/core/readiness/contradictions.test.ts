import assert from 'node:assert/strict';
import { readTestClaim } from '../../../../src/core/readiness/contradictions.ts';
import { assessed, type Checked } from './golden.ts';

/** `LINE SEVERITY CODE` of each, lines 1-based. */
function found(...given: Parameters<typeof assessed>): readonly string[] {
  return assessed(...given).problems.map(({ line, severity, code }) => `${line + 1} ${severity} ${code}`);
}

const work = '## Phase 1: Dig\n\n- [x] Mark\n- [ ] Dig\n\n';

describe('Contradictions between what a plan claims and what is proven', () => {
  it('declared-gap: more than ten points above', () => {
    assert.deepEqual(found(`**Status**: 72% Production Ready\n\n${work}`), ['3 warning declared-gap']);
    assert.deepEqual(found(`**Status**: 60% done\n\n${work}`), []);
    assert.deepEqual(found(`**Target**: 95%\n\n${work}`), []);
  });

  it('declared-gap: the number of a phase is held against that phase', () => {
    const text = `${work}## Phase 2: Fill\n\n**Progress**: 50%\n\n- [ ] Fill\n`;
    assert.deepEqual(found(text), ['10 warning declared-gap']);
    assert.match(assessed(text).problems[0]?.message ?? '', /"Phase 2: Fill", 0 % is proven/);
  });

  it('unproven-tick: criteria with a sign and no box, one information for the list', () => {
    const text = `${work}### Success Criteria\n\n- ✅ Deep: \`make deep\`\n- ✅ Dry: \`make dry\`\n- Round\n`;
    assert.deepEqual(found(text), ['8 information unproven-tick']);
    assert.match(assessed(text).problems[0]?.message ?? '', /^2 of 3 criteria/);
    assert.deepEqual(found(text, { 'Deep: make deep': {}, 'Dry: make dry': {} }), []);
  });

  it('unproven-tick: deliverables with a sign over open work, one information for the phase', () => {
    const text = '## Phase 1: Dig\n\n- [ ] Dig\n\n**Deliverable**: A hole ✅\n';
    assert.deepEqual(found(text), ['7 information unproven-tick']);
    assert.deepEqual(found(text.replace('[ ]', '[x]')), []);
    assert.deepEqual(found(text.replace(' ✅', '')), []);
  });

  it('ticked-but-failing', () => {
    const text = `${work}### Success Criteria\n\n- [x] Deep: \`make deep\`\n`;
    assert.deepEqual(found(text, { 'Deep: make deep': { outcome: 'fail', exitCode: 2 } }), [
      '10 error ticked-but-failing',
    ]);
    assert.match(
      assessed(text, { 'Deep: make deep': { outcome: 'fail', exitCode: 2 } }).problems[0]?.message ?? '',
      /is ticked, but its check ended with 2\.$/,
    );
    for (const [reason, said] of [
      ['It did not end within 3 s.', 'its check did not end within 3 s.'],
      ['Nothing listens there.', 'its check fails: Nothing listens there.'],
    ] as const)
      assert.equal(
        assessed(text, { 'Deep: make deep': { outcome: 'fail', reason } }).problems[0]?.message,
        `"Deep: make deep" is ticked, but ${said}`,
      );
    assert.deepEqual(found(text.replace('[x] Deep', '[ ] Deep'), { 'Deep: make deep': { outcome: 'fail' } }), []);
  });

  it('numbers-differ: the tests that are claimed against those that were counted', () => {
    const text = `${work}### Success Criteria\n\n- [x] 272/272 tests passing: \`npm test\`\n`;
    const counted = (total: number, passed: number, skipped = 0): Checked => ({
      '272/272 tests passing: npm test': { counts: { total, passed, failed: total - passed - skipped, skipped } },
    });
    assert.deepEqual(found(text, counted(220, 220)), ['10 error numbers-differ']);
    assert.deepEqual(found(text, counted(272, 272)), []);
    assert.deepEqual(found(text, counted(280, 272, 8)), []);
    assert.deepEqual(found(text.replace('[x] 272', '[ ] 272'), counted(220, 220)), [], 'an open box claims nothing');
  });

  it('numbers of tests as people write them', () => {
    assert.deepEqual(readTestClaim('All tests passing (272/272)'), {
      text: '272/272',
      passed: 272,
      total: 272,
      atLeast: false,
    });
    assert.deepEqual(readTestClaim('15+ E2E tests covering critical paths'), {
      text: '15+ E2E tests',
      passed: 15,
      atLeast: true,
    });
    assert.deepEqual(readTestClaim('All 52 tests pass'), { text: '52 tests', passed: 52, atLeast: false });
    assert.equal(readTestClaim('Coverage 80%'), undefined);
    assert.equal(readTestClaim('All tests passing'), undefined);
  });

  it('marked-future: a date of completion that lies ahead; a deadline that lies ahead is none', () => {
    assert.deepEqual(found('## Phase 1: Dig\n\n**Completed**: 2026-03-01\n\n- [x] Dig\n'), [
      '5 information marked-future',
    ]);
    assert.deepEqual(found('## Phase 1: Dig\n\n**Completed**: 2025-12-01\n\n- [x] Dig\n'), []);
    assert.deepEqual(found('- [x] Dig (due 2026-03-01)\n'), []);
  });

  it('goal-missed: work that was due and is open', () => {
    assert.deepEqual(found('- [ ] Dig (due 2025-12-01)\n'), ['3 warning goal-missed']);
    assert.deepEqual(found('- [x] Dig (due 2025-12-01)\n- [ ] Fill (due 2026-03-01)\n'), []);
    assert.deepEqual(found('- [ ] Dig (due 2026-01-07)\n'), [], 'the day is not over');
    assert.deepEqual(found('**Deadline**: 2025-12-01\n\n- [ ] Dig\n'), ['3 warning goal-missed']);
    assert.deepEqual(found('**Date**: 2025-12-01\n\n- [ ] Dig\n'), [], 'of the document');
  });

  it('goal-missed: the goal of shifts that have ended', () => {
    const text =
      '| Agent | Shifts |\n|---|---|\n| Backend | 1, 2 |\n| Frontend | 3, 4 |\n\n' +
      '### Day 1 Goals (Shifts 1-2)\n**Target:** 0% → 90%\n\n- [x] Mark\n- [ ] Dig\n\n### Day 2 Goals (Shifts 3-4)\n**Target:** 90% → 100%\n\n- [ ] Fill\n';
    assert.deepEqual(found(text), []);
    assert.deepEqual(found(text, {}, { endedShift: 1 }), []);
    assert.deepEqual(found(text, {}, { endedShift: 2 }), ['8 warning goal-missed']);
  });

  it('scores-differ: the plan against the score file, the tracker and the last handoff', () => {
    const text = `**Status**: 50% done\n\n${work}`;
    const score = (value: number) => ({
      elsewhere: [{ path: '.agent-handoffs/PRODUCTION_SCORE.txt', line: 0, value }],
    });
    assert.deepEqual(found(text, {}, score(95)), ['3 warning scores-differ']);
    assert.match(
      assessed(text, {}, score(95)).problems[0]?.message ?? '',
      /95 % in \.agent-handoffs\/PRODUCTION_SCORE\.txt:1/,
    );
    assert.deepEqual(found(text, {}, score(50)), []);
  });

  it('scores-differ: two status lines of one plan; that of a phase is about the phase', () => {
    assert.deepEqual(found(`**Status**: 40% done\n\n${work}## Summary\n\n**Progress**: 50%\n`), [
      '12 warning scores-differ',
    ]);
    assert.deepEqual(found(`**Status**: 40% done\n\n${work.replace('\n\n', '\n\n**Progress**: 50%\n\n')}`), []);
  });

  it('one that is accepted with a reason is listed as accepted, and one without a reason stands', () => {
    const text = (comment: string): string => `**Status**: 72% ready <!-- runsheet: ${comment} -->\n\n${work}`;
    assert.deepEqual(found(text('accept declared-gap: counted in story points')), []);
    assert.deepEqual(
      assessed(text('accept declared-gap: counted in story points')).accepted.map(({ reason }) => reason),
      ['counted in story points'],
    );
    assert.deepEqual(found(text('accept declared-gap')), ['3 warning declared-gap']);
    assert.deepEqual(found(text('accept goal-missed: no')), ['3 warning declared-gap']);
  });
});
