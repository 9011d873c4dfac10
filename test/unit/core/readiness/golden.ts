import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { assess, type AssessGiven, type Assessment } from '../../../../src/core/readiness/assess.ts';
import { findCriteria } from '../../../../src/core/readiness/criteria.ts';
import type { Evidence } from '../../../../src/core/readiness/evidence.ts';
import { indexEvidence } from '../../../../src/core/readiness/evidenceState.ts';

export const now = Date.parse('2026-01-07T12:00:00Z');
export const path = 'docs/plan.md';

/** What was checked: the title of a criterion, and what came of it. */
export type Checked = Readonly<Record<string, Partial<Evidence>>>;

/** The assessment of a plan that begins with a title of its own, an hour after some checks. */
export function assessed(text: string, checked: Checked = {}, given: Partial<AssessGiven> = {}): Assessment {
  const plan = parsePlan(path, `# Plan\n\n${text}`);
  const criteria = findCriteria(plan).flatMap((gate) => gate.criteria);
  const records = criteria.flatMap(({ key, hash, title, check }): Evidence[] => {
    const change = checked[title];
    if (!change) return [];
    return [
      {
        v: 1,
        criterion: { plan: path, key, hash },
        check: { kind: check?.kind ?? 'attestation', text: check?.text ?? '' },
        outcome: 'pass',
        startedAt: '2026-01-07T11:00:00Z',
        durationMs: 1000,
        fingerprint: 'tree',
        who: 'Backend',
        ...change,
      },
    ];
  });
  return assess(plan, { byCriterion: indexEvidence(records), fingerprint: 'tree' }, { now, ...given });
}
