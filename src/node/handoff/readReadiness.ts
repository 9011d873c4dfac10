import type { RunsheetConfig } from '../../core/config/config.ts';
import type { Plan } from '../../core/model.ts';
import { percentOf, type PlanReadiness, readinessOf, workspaceSums } from '../../core/readiness/readiness.ts';
import { loadEvidence } from '../evidence/loadEvidence.ts';
import { loadPlans } from '../loadPlans.ts';

/** How ready the plans of a root are. */
export interface RootReadiness {
  readonly plans: readonly Plan[];
  readonly readiness: readonly PlanReadiness[];
  /** Percent, rounded down; absent where nothing is there to be ready. */
  readonly percent?: { readonly proven: number; readonly possible: number };
}

/** Reads the plans of a root and holds them against the evidence that is there. Never rejects. */
export async function readReadiness(
  root: string,
  config: RunsheetConfig,
  nowMs: number,
  signal?: AbortSignal,
): Promise<RootReadiness> {
  const { plans, keep } = await loadPlans([root], { cwd: root, ...(signal && { signal }) });
  keep();
  const { known } = await loadEvidence(root, plans, config, { now: nowMs, ...(signal && { signal }) });
  const work = plans.filter(({ kind }) => kind === 'plan');
  const percent = percentOf(workspaceSums(work, known, nowMs));
  return { plans, readiness: work.map((plan) => readinessOf(plan, known, nowMs)), ...(percent && { percent }) };
}
