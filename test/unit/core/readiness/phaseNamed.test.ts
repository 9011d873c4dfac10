import assert from 'node:assert/strict';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { phaseOn } from '../../../../src/core/readiness/phaseNamed.ts';

describe('what a line of a plan decides about', () => {
  const text = [
    '# Beacon',
    '## Phase 1: Lamp',
    '- [ ] Wire it',
    '## Phase 2: Season',
    '- [ ] Announce it',
    '## Approvals',
    '### Phase 1 Approval Required',
    '- [ ] Keeper',
    '- [ ] Harbour office',
    '### Papers',
    'Kept in the office.',
  ].join('\n');
  const plan = parsePlan('PLAN.md', text);
  const aboutOn = (line: number): string => {
    const about = phaseOn(plan, line - 1);
    return about.kind === 'phase' ? (plan.phases.find(({ key }) => key === about.key)?.title ?? '') : about.kind;
  };

  it('is the phase it stands in', () => {
    assert.equal(aboutOn(3), 'Lamp');
    assert.equal(aboutOn(5), 'Season');
  });

  it('is the phase that an approval elsewhere names', () => {
    assert.equal(aboutOn(7), 'Lamp');
    assert.equal(aboutOn(9), 'Lamp');
  });

  it('is the whole plan outside of both', () => {
    assert.equal(aboutOn(1), 'plan');
    assert.equal(aboutOn(11), 'plan');
  });
});
