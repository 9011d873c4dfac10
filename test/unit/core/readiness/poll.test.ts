import assert from 'node:assert/strict';
import type { Decision } from '../../../../src/core/readiness/decision.ts';
import { type Ballot, castVote, pollsOf, pollWith } from '../../../../src/core/readiness/poll.ts';
import { readyPlan } from '../../../../src/core/readiness/readyPlan.ts';
import { assessed, now } from './golden.ts';

const text = `## Phase 1: Dig

- [ ] Dig (P0)

### Phase 1 Checkpoint

- [ ] Deep

## Phase 2: Fill

- [x] Fill
`;
const hour = 3_600_000;
const waived = { why: 'the customer waits', until: now + hour } as const;

function cast(ballot: Ballot, at = now, given: readonly Decision[] = [], plan = text): Decision {
  const vote = castVote(assessed(plan, {}, { decisions: given, now: at }), 'phase-1', ballot, { now: at });
  assert.ok('v' in vote, JSON.stringify(vote));
  return vote;
}

const stateOf = (given: readonly Decision[], plan = text, at = now): string | undefined =>
  pollsOf(assessed(plan).readiness, given, at).get('phase-1')?.state.state;

describe('A poll', () => {
  it('takes the votes of several people together, the last word of each', () => {
    const no = cast({ who: 'Ops', vote: 'no-go', why: 'no staff' });
    const go = cast({ who: 'Lead', vote: 'go', ...waived }, now + 1);
    assert.equal(stateOf([go, no]), 'no-go');
    const changed = cast({ who: 'ops ', vote: 'abstain' }, now + 2);
    assert.equal(stateOf([changed, go, no]), 'go by waiver');
    const poll = pollWith(assessed(text), [go, no], changed, now);
    assert.deepEqual(
      poll.decision.votes.map(({ who, vote }) => `${who} ${vote}`),
      ['Lead go', 'ops abstain'],
    );
  });

  it('a GO against a NO-GO needs a reason and an end', () => {
    const assessment = assessed(text);
    const refused = castVote(assessment, 'phase-1', { who: 'Lead', vote: 'go', why: 'so' }, { now });
    assert.ok('refused' in refused);
    assert.match(refused.refused, /^The verdict is NO-GO, with 2 reasons: a GO against it is a waiver\.$/);
    assert.ok('refused' in castVote(assessment, 'phase-1', { who: 'Lead', vote: 'go', until: now + hour }, { now }));
    const past = castVote(assessment, 'phase-1', { who: 'Lead', vote: 'go', why: 'so', until: now - 1 }, { now });
    assert.ok('refused' in past && past.refused.includes('ended already'));
  });

  it('makes what views know of the plan old when its waiver ends', () => {
    const until = (given: readonly Decision[]): number =>
      readyPlan(assessed(text, {}, { decisions: given, now })).until;
    assert.equal(until([]), Infinity);
    assert.equal(until([cast({ who: 'Lead', vote: 'go', ...waived })]), waived.until);
  });

  it('who votes go beside a waiver that holds needs none, and it ends with the waiver', () => {
    const lead = cast({ who: 'Lead', vote: 'go', ...waived });
    const both = [lead, cast({ who: 'Ops', vote: 'go' }, now + 1, [lead])];
    assert.equal(stateOf(both), 'go by waiver');
    assert.equal(stateOf(both, text, now + 2 * hour), 'poll');
  });

  it('votes on criteria that were changed do not count for the present ones', () => {
    const old = cast({ who: 'Ops', vote: 'no-go' });
    const other = text.replace('Deep', 'Deeper');
    assert.equal(stateOf([old], other), 'poll');
    assert.equal(stateOf([old, cast({ who: 'Lead', vote: 'go', ...waived }, now, [], other)], other), 'go by waiver');
  });

  it('is of one plan and one phase', () => {
    const go = cast({ who: 'Lead', vote: 'go', ...waived });
    assert.equal(stateOf([{ ...go, plan: 'docs/other.md' }]), undefined);
    assert.equal(stateOf([{ ...go, phase: 'phase-2' }]), undefined);
    assert.ok('refused' in castVote(assessed(text), 'phase-9', { who: 'Lead', vote: 'go' }, { now }));
  });

  it('lets the next phase go on, as long as its waiver holds', () => {
    const decisions = [cast({ who: 'Lead', vote: 'go', ...waived })];
    const second = (at: number) => assessed(text, {}, { decisions, now: at }).verdict.phases[1]?.verdict;
    assert.deepEqual([second(now), second(now + 2 * hour)], ['GO', 'NO-GO']);
  });
});
