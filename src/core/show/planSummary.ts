import type { Plan, Problem } from '../model.ts';
import { planProblems } from '../problems/planProblems.ts';
import { assess } from '../readiness/assess.ts';
import { noEvidence } from '../readiness/evidenceState.ts';
import { type ReadyPlan, readyPlan } from '../readiness/readyPlan.ts';
import { ownersOf } from './filterNodes.ts';
import { topNodes } from './treeNodes.ts';

/** What the row of a plan, the status bar and the filter's list need, without the plan itself. */
export interface PlanSummary extends Pick<Plan, 'title' | 'kind' | 'counts' | 'dropped'> {
  /** Whether there is anything below its row. */
  readonly hasRows: boolean;
  /** Whether it says anything about shifts. */
  readonly hasShifts: boolean;
  readonly owners: readonly string[];
  /** Absent for a plan that the editor reads itself: asked for when they are shown (planProblems). */
  readonly problems?: readonly Problem[];
  /** How ready it is as far as its text says, without evidence and other files; found out off the editor's thread. */
  readonly ready?: ReadyPlan;
}

/** @param now epoch milliseconds: what is dated in the future is marked done */
export function summarize(plan: Plan, now: number): PlanSummary {
  const { title, kind, counts, dropped } = plan;
  return {
    title,
    kind,
    counts,
    dropped,
    hasRows: topNodes(plan).length > 0,
    hasShifts: plan.shifts !== undefined,
    owners: ownersOf(plan),
    problems: planProblems(plan),
    ready: readyPlan(assess(plan, noEvidence, { now })),
  };
}
