import { gatherInSlices } from '../gathering.ts';
import type { Plan, Problem } from '../model.ts';
import { pushAll } from '../pushAll.ts';
import { atOnce, type Slices } from '../slices.ts';
import { acceptProblems } from './acceptProblems.ts';
import { findingCriteria } from '../readiness/criteria.ts';
import { completeButOpen } from './completeButOpen.ts';
import { dependencyProblems } from './dependencyProblems.ts';
import { duplicateIds } from './duplicateIds.ts';
import { impossibleDates } from './impossibleDates.ts';
import { parentProblems } from './parentProblems.ts';
import { readyButOpen } from './readyButOpen.ts';
import { skippedPhases } from './skippedPhases.ts';

/**
 * Everything that is wrong with a plan as far as its text says: what the parser met, and what its parts say of each
 * other. In document order; what the document switches off (`<!-- runsheet: ignore-problem CODE -->`) or accepts
 * (`<!-- runsheet: accept CODE: REASON -->`) is left out.
 *
 * Visits every node the first time, so it is not for each keystroke.
 *
 * @param more problems that somebody else found in the same plan
 */
export function planProblems(plan: Plan, more: readonly Problem[] = []): readonly Problem[] {
  return acceptProblems(plan, atOnce(findingProblems(plan, more))).open;
}

const known = new WeakMap<Plan, readonly Problem[]>();

/** The same with those that the document accepts, rule by rule. What the text of a plan tells is found once. */
export function* findingProblems(plan: Plan, more: readonly Problem[]): Slices<readonly Problem[]> {
  const muted = new Set(plan.muted);
  const told = known.get(plan) ?? (yield* toldByText(plan));
  known.set(plan, told);
  return [...told, ...more]
    .filter((problem) => !muted.has(problem.code))
    .sort((a, b) => a.line - b.line || a.column - b.column);
}

const rules: readonly ((plan: Plan) => readonly Problem[])[] = [
  duplicateIds,
  dependencyProblems,
  parentProblems,
  skippedPhases,
  impossibleDates,
];
const rulesOfPlans = [...rules, completeButOpen, readyButOpen];

function* toldByText(plan: Plan): Slices<readonly Problem[]> {
  const found = [...plan.problems];
  yield* gatherInSlices(plan.children);
  yield* findingCriteria(plan);
  for (const rule of plan.kind === 'plan' ? rulesOfPlans : rules) {
    pushAll(found, rule(plan));
    yield;
  }
  return found;
}
