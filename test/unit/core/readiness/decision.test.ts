import assert from 'node:assert/strict';
import { findCriteria } from '../../../../src/core/readiness/criteria.ts';
import {
  type Decision,
  decisionState,
  gateHash,
  isDecidedGo,
  readDecision,
} from '../../../../src/core/readiness/decision.ts';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { decisionEdit, decisionText } from '../../../../src/core/readiness/decisionText.ts';
import { assessed, now } from './golden.ts';

const text = `## Phase 1: Dig

- [ ] Dig (P0)

### Phase 1 Checkpoint

**Success Criteria**:
- [ ] Deep

**Decision Point**: GO/NO-GO for Phase 2

## Phase 2: Fill

- [ ] Fill

## Sign-off

**Phase 2 Approval**:
- [ ] Full
`;
const { readiness, plan } = assessed(text);
const gates = gateHash(readiness, 'phase-1');
const decision: Decision = {
  v: 1,
  plan: 'docs/plan.md',
  phase: 'phase-1',
  decidedAt: '2026-01-07T11:00:00Z',
  votes: [
    { who: 'Lead', vote: 'go', why: 'the rest is small' },
    { who: 'Ops', vote: 'abstain' },
  ],
  verdict: 'GO',
  gates,
};
const stateOf = (change: Partial<Decision>): string => decisionState({ ...decision, ...change }, gates, now).state;

describe('A decision about a phase', () => {
  it('is go where somebody says so and nobody says no-go; open where all abstain', () => {
    assert.equal(stateOf({}), 'go');
    assert.equal(stateOf({ votes: [...decision.votes, { who: 'Safety', vote: 'no-go' }] }), 'no-go');
    assert.equal(stateOf({ votes: [{ who: 'Ops', vote: 'abstain' }] }), 'open');
  });

  it('a GO against a NO-GO needs a waiver, which ends', () => {
    const waiver = { who: 'Lead', why: 'the customer waits', until: '2026-01-09T00:00:00Z' };
    assert.equal(stateOf({ verdict: 'NO-GO' }), 'poll');
    assert.equal(stateOf({ verdict: 'NO-GO', waiver }), 'go by waiver');
    assert.equal(stateOf({ verdict: 'NO-GO', waiver: { ...waiver, until: '2026-01-07T00:00:00Z' } }), 'poll');
  });

  it('asks for a new poll when the criteria change, and not when they are ticked', () => {
    const other = (changed: string): string =>
      decisionState(decision, gateHash(assessed(changed).readiness, 'phase-1'), now).state;
    assert.equal(other(text.replace('[ ] Deep', '[x] Deep')), 'go');
    assert.equal(other(text.replace('Deep', 'Deeper')), 'poll');
  });

  it('one from the future decides nothing', () => {
    assert.equal(stateOf({ decidedAt: '2026-01-08T11:00:00Z' }), 'poll');
    assert.equal(isDecidedGo(decisionState(decision, gates, now)), true);
    assert.equal(isDecidedGo({ state: 'poll', why: '' }), false);
  });

  it('is read from its file as it was written; what is damaged is refused', () => {
    assert.deepEqual(readDecision(JSON.parse(JSON.stringify(decision))), decision);
    for (const wrong of [
      { v: 2 },
      { votes: [] },
      { votes: [{ who: 'x', vote: 'yes' }] },
      { verdict: 'MAYBE' },
      { decidedAt: 'today' },
      { waiver: {} },
    ])
      assert.ok('refused' in readDecision({ ...decision, ...wrong }), JSON.stringify(wrong));
  });

  it('is written below the decision point, and replaces the one before', () => {
    const lines = `# Plan\n\n${text}`.split('\n');
    const write = (all: readonly string[], phase: string) => {
      const line = decisionText(decision, decisionState(decision, gates, now));
      const edit = decisionEdit(plan, all, findCriteria(plan), line, phase);
      assert.ok(edit);
      return all
        .with(edit.line, `${(all[edit.line] ?? '').slice(0, edit.column)}${edit.newText}`)
        .join('\n')
        .split('\n');
    };
    const once = write(lines, 'phase-1');
    assert.deepEqual(once.slice(11, 14), [
      '**Decision Point**: GO/NO-GO for Phase 2',
      '',
      '**Decision**: GO (2026-01-07; go: Lead, "the rest is small"; abstain: Ops)',
    ]);
    assert.deepEqual(write(once, 'phase-1'), once);
    const approved = write(lines, 'phase-2');
    assert.deepEqual(
      approved.slice(20, 22).map((line) => line.slice(0, 12)),
      ['- [ ] Full', ''],
    );
    assert.match(approved[22] ?? '', /^\*\*Decision\*\*: GO/);
  });

  it('is written below a heading that asks for it, with criteria or without', () => {
    const write = (heading: string, below: string): readonly string[] => {
      const lines =
        `# Plan\n\n## Phase 1: Dig\n\n- [x] Dig\n\n### ${heading}\n\n${below}\n\n## Phase 2: Fill\n\n- [ ] Fill\n`.split(
          '\n',
        );
      const asked = parsePlan('plan.md', lines.join('\n'));
      const edit = decisionEdit(asked, lines, findCriteria(asked), '**Decision**: GO', 'phase-1');
      return edit ? [lines[edit.line] ?? '', edit.newText] : [];
    };
    const text = '\n\n**Decision**: GO';
    assert.deepEqual(write('Decision Point', 'Go on or stop?'), ['### Decision Point', text]);
    assert.deepEqual(write('Phase 1 Decision Gate', 'Go on or stop?'), ['### Phase 1 Decision Gate', text]);
    assert.deepEqual(write('Approval', 'By the office.'), ['### Approval', text]);
    assert.deepEqual(write('Decision Point', '- [ ] Deep\n- [ ] Dry'), ['- [ ] Dry', text]);
    assert.deepEqual(write('Approval Flow', 'A mail to the office.'), []);
    assert.deepEqual(write('Notes', 'At each decision point somebody decides.'), []);
  });
});
