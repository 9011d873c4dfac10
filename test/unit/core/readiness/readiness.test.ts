import assert from 'node:assert/strict';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { findCriteria } from '../../../../src/core/readiness/criteria.ts';
import type { Evidence } from '../../../../src/core/readiness/evidence.ts';
import { indexEvidence, type KnownEvidence, noEvidence } from '../../../../src/core/readiness/evidenceState.ts';
import { percentOf, phaseTerms, readinessOf, workspaceSums } from '../../../../src/core/readiness/readiness.ts';
import { ownTime } from '../../ownTime.ts';

const now = Date.parse('2026-01-07T12:00:00Z');

function planOf(text: string, path = 'docs/plan.md') {
  return parsePlan(path, `# Plan\n\n${text}`);
}

/** `proven, possible` as percentages. */
function numbers(text: string): string {
  const percent = percentOf(readinessOf(planOf(text), noEvidence, now).sums);
  return percent ? `${percent.proven}, ${percent.possible}` : 'nothing';
}

/** Evidence that every criterion of the text passed. */
function proof(text: string): KnownEvidence {
  const records = findCriteria(planOf(text)).flatMap(({ criteria }) =>
    criteria.map(({ key, hash, check }): Evidence => ({
      v: 1,
      criterion: { plan: 'docs/plan.md', key, hash },
      check: { kind: check?.kind ?? 'attestation', text: check?.text ?? '' },
      outcome: 'pass',
      startedAt: '2026-01-07T11:00:00Z',
      durationMs: 1000,
      fingerprint: 'tree',
      who: 'Backend',
    })),
  );
  return { byCriterion: indexEvidence(records), fingerprint: 'tree' };
}

describe('The number', () => {
  it('a task has one weight, however many steps it has', () => {
    const text = '## Phase 1\n\n- [ ] Dig\n  - [x] Mark\n  - [ ] Lift\n- [x] Fill\n';
    assert.equal(numbers(text), '75, 75');
  });

  it('P0 weighs as much as two of P1 and eight of P3', () => {
    assert.equal(numbers('- [x] Dig (P0)\n- [ ] Fill\n'), '66, 66');
    assert.equal(numbers('- [x] Dig (P0)\n- [ ] Paint (P3)\n'), '88, 88');
  });

  it('the priority of a section holds for what stands in it; without one P1 is assumed, and said', () => {
    const plan = planOf('## Stream 1: Dig\n\n**Priority**: P0\n\n- [ ] Dig\n\n## Stream 2: Fill\n\n- [ ] Fill\n');
    assert.deepEqual(
      readinessOf(plan, noEvidence, now).tasks.map(({ priority, assumed, weight }) => [priority, assumed, weight]),
      [
        ['P0', false, 8],
        ['P1', true, 4],
      ],
    );
  });

  it('must have, should have and nice to have are P0, P1 and P3', () => {
    const plan = planOf(
      '## Work\n\n- [ ] Dig\n\n## Launch Criteria\n\n### Must Have\n\n- [ ] Dry\n\n### Should Have\n\n- [ ] Deep\n',
    );
    assert.deepEqual(
      readinessOf(plan, noEvidence, now).criteria.map(({ priority }) => priority),
      ['P0', 'P1'],
    );
  });

  it('a ticked criterion is a claim: possible, not proven', () => {
    assert.equal(numbers('## Work\n\n- [x] Dig\n\n## Success Criteria\n\n- [x] Deep\n'), '50, 100');
  });

  it('a criterion without a box stays out of the number', () => {
    assert.equal(numbers('## Phase 1\n\n- [x] Dig\n\n### Success Criteria\n\n- ✅ Deep\n'), '100, 100');
  });

  it('a criterion that passed counts, whether its box is ticked or not', () => {
    const text = '## Work\n\n- [x] Dig\n\n## Success Criteria\n\n- [ ] Deep: `make deep`\n';
    assert.deepEqual(percentOf(readinessOf(planOf(text), proof(text), now).sums), { proven: 100, possible: 100 });
  });

  it('is rounded down: 99.6 is not 100', () => {
    const done = Array.from({ length: 249 }, (_, index) => `- [x] Dig hole ${index}`).join('\n');
    assert.equal(numbers(`${done}\n- [ ] Fill\n`), '99, 99');
    assert.equal(numbers(`${done}\n- [x] Fill\n`), '100, 100');
  });

  it('thirds that are all done make a whole', () => {
    assert.equal(
      numbers('- [ ] Dig\n  - [x] a\n  - [x] b\n  - [x] c\n- [ ] Fill\n  - [x] d\n  - [x] e\n  - [x] f\n'),
      '100, 100',
    );
  });

  it('optional work stays out until it is begun', () => {
    assert.equal(numbers('- [x] Dig\n- [ ] Paint (optional)\n'), '100, 100');
    assert.equal(numbers('- [x] Dig\n- [ ] Paint (optional)\n  - [x] Red\n  - [ ] Blue\n'), '75, 75');
  });

  it('what does not apply, with a reason, leaves the number and is listed', () => {
    const text = '- [x] Dig\n- [ ] Paint <!-- runsheet: not-applicable: nothing to paint -->\n';
    assert.equal(numbers(text), '100, 100');
    assert.deepEqual(readinessOf(planOf(text), noEvidence, now).leftOut, [
      { title: 'Paint', line: 3, why: 'not applicable', reason: 'nothing to paint' },
    ]);
    assert.equal(numbers(text.replace(': nothing to paint', '')), '50, 50');
  });

  it('a dropped task leaves the number and is listed', () => {
    const text = '- [x] Dig\n- [-] Paint\n';
    assert.equal(numbers(text), '100, 100');
    assert.deepEqual(
      readinessOf(planOf(text), noEvidence, now).leftOut.map(({ why }) => why),
      ['dropped'],
    );
  });

  it('routines, blanks, metrics, repetitions and ideas do not count', () => {
    assert.equal(
      numbers('## Phase 1\n\n- [x] Dig\n\n## Daily Checklist\n\n- [ ] Look\n\n## Nice to Have\n\n- [ ] Fish\n'),
      '100, 100',
    );
    assert.equal(numbers('Nothing to do.\n'), 'nothing');
  });

  it('a phase has its own number, with the approval that names it', () => {
    const text =
      '## Phase 1: Dig\n\n- [x] Dig\n\n## Phase 2: Fill\n\n- [ ] Fill\n\n## Sign-off\n\n**Phase 1 Approval**:\n- [ ] Dug\n';
    const readiness = readinessOf(planOf(text), noEvidence, now);
    assert.deepEqual(percentOf(phaseTerms(readiness, 'phase-1').sums), { proven: 50, possible: 100 });
    assert.deepEqual(percentOf(phaseTerms(readiness, 'phase-2').sums), { proven: 0, possible: 0 });
  });

  it('of the workspace is that of all tasks together; handoffs and trackers are left out', () => {
    const plans = [
      planOf('- [x] Dig (P0)\n', 'docs/one-plan.md'),
      planOf('- [ ] Fill\n', 'docs/two-plan.md'),
      planOf('- [ ] Look\n', '.agent-handoffs/SHIFT_1_HANDOFF.md'),
    ];
    assert.deepEqual(percentOf(workspaceSums(plans, noEvidence, now)), { proven: 66, possible: 66 });
  });

  it('is not computed again until the plan, the evidence or the age of a pass changes', () => {
    const text = '## Success Criteria\n\n- [ ] Deep: `make deep`\n';
    const [plan, known] = [planOf(text), proof(text)];
    const first = readinessOf(plan, known, now);
    assert.equal(readinessOf(plan, known, now + 1000), first);
    const nextDay = readinessOf(plan, known, now + 24 * 3_600_000);
    assert.deepEqual(percentOf(nextDay.sums), { proven: 0, possible: 100 });
    assert.notEqual(readinessOf(plan, { ...known }, now + 24 * 3_600_000), nextDay);
  });

  it('after one tick among 1,000 plans with 20,000 criteria is there within a keystroke @long', () => {
    const text = (mark: string): string =>
      `## Work\n\n- [${mark}] Dig\n\n## Success Criteria\n\n${Array.from({ length: 20 }, (_, at) => `- [ ] Deep ${at}`).join('\n')}\n`;
    const plans = Array.from({ length: 1000 }, (_, at) => planOf(text(' '), `docs/plan-${at}.md`));
    workspaceSums(plans, noEvidence, now);
    const times = ['x', ' ', 'x', ' ', 'x', ' ', 'x', ' ', 'x'].map((mark) => {
      plans[500] = planOf(text(mark), 'docs/plan-500.md');
      let proven: number | undefined;
      const time = ownTime(() => ({ proven } = workspaceSums(plans, noEvidence, now)), 8, 1);
      assert.equal(proven, mark === 'x' ? 4 : 0);
      return time;
    });
    assert.ok(Math.min(...times) < 8, `${Math.min(...times).toFixed(2)} ms`);
  });
});
