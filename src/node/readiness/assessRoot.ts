import { assess, type Assessment } from '../../core/readiness/assess.ts';
import { readConfigFile } from '../configFile.ts';
import type { RefusedFile } from '../evidence/evidenceFiles.ts';
import { loadEvidence } from '../evidence/loadEvidence.ts';
import type { LoadedPlans } from '../loadPlans.ts';
import { besidePlans, givenFor } from './besidePlans.ts';
import { declaredScores } from './declaredScores.ts';

/** How ready the plans of a root are, and what of its evidence and decisions was not believed. */
export interface AssessedRoot {
  readonly assessments: readonly Assessment[];
  readonly stored: { readonly refused: readonly RefusedFile[]; readonly unread: number };
}

/**
 * Assesses plans with the evidence of their root, what people decided, and what its score file, trackers and handoffs say.
 *
 * @param now epoch milliseconds
 */
export async function assessRoot(
  { root, plans }: Pick<LoadedPlans, 'root' | 'plans'>,
  now: number,
): Promise<AssessedRoot> {
  const { config } = await readConfigFile(root);
  const [{ known, refused, unread }, beside] = await Promise.all([
    loadEvidence(root, plans, config, { now }),
    besidePlans(root, config.handoffs, now),
  ]);
  const scores = declaredScores(root, config.handoffs, plans);
  const assessments = plans.map((plan) => {
    const elsewhere = scores.get(plan);
    return assess(plan, known, { now, ...givenFor(plan, plans, beside), ...(elsewhere && { elsewhere }) });
  });
  return { assessments, stored: { refused: [...refused, ...beside.refused], unread } };
}
