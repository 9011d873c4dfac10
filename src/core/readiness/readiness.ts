import type { Plan } from '../model.ts';
import { type CriterionState, criterionState, type KnownEvidence } from './evidenceState.ts';
import { type CriterionTerm, type LeftOut, type TaskTerm, termsOf } from './terms.ts';

/** Sums over weights, from which the two numbers come. */
export interface Sums {
  readonly weight: number;
  /** Of weight times value; what is unknown or stale counts nothing. */
  readonly proven: number;
  /** The same with what is unknown or stale counted as if it held. */
  readonly possible: number;
}

/** A criterion, what it weighs, and where it stands. */
export interface JudgedCriterion extends CriterionTerm {
  readonly state: CriterionState;
}

/** How ready a plan is, with every term. */
export interface PlanReadiness {
  readonly plan: Plan;
  readonly tasks: readonly TaskTerm[];
  /** With those that have no box, which are not in the sums. */
  readonly criteria: readonly JudgedCriterion[];
  readonly leftOut: readonly LeftOut[];
  readonly sums: Sums;
}

export const noSums: Sums = { weight: 0, proven: 0, possible: 0 };

interface Kept {
  readonly known: KnownEvidence;
  readonly at: number;
  /** When time alone changes the result. */
  readonly until: number;
  readonly readiness: PlanReadiness;
}

const kept = new WeakMap<Plan, Kept>();

/**
 * How ready a plan is. The same plan and evidence give the same object until a pass expires, so that after a change of one
 * plan of many only that one is summed up again.
 *
 * @param now epoch milliseconds
 */
export function readinessOf(plan: Plan, known: KnownEvidence, now: number): PlanReadiness {
  const before = kept.get(plan);
  // Behind the clock's back anything may have become future or present again.
  if (before?.known === known && now >= before.at && now < before.until) return before.readiness;
  const { tasks, criteria: terms, leftOut } = termsOf(plan, known.services);
  let until = Infinity;
  const criteria = terms.map((term): JudgedCriterion => {
    const state = criterionState(plan.path, term.criterion, known, now);
    if (state.until !== undefined) until = Math.min(until, state.until);
    return { ...term, state };
  });
  const readiness = { plan, tasks, criteria, leftOut, sums: sumUp(tasks, criteria) };
  kept.set(plan, { known, at: now, until, readiness });
  return readiness;
}

/** The sums of some terms of a plan: of a phase, of all. */
export function sumUp(tasks: readonly TaskTerm[], criteria: readonly JudgedCriterion[]): Sums {
  let [weight, proven, possible] = [0, 0, 0];
  for (const task of tasks) {
    const value = (task.weight * task.done) / task.leaves;
    weight += task.weight;
    proven += value;
    possible += value;
  }
  for (const { criterion, weight: own, state } of criteria) {
    if (!criterion.boxed) continue;
    weight += own;
    if (state.state === 'pass') proven += own;
    if (state.state !== 'fail') possible += own;
  }
  return { weight, proven, possible };
}

/** The readiness of many plans: the sum of their sums. Handoffs, trackers and other documents are left out. */
export function workspaceSums(plans: readonly Plan[], known: KnownEvidence, now: number): Sums {
  let [weight, proven, possible] = [0, 0, 0];
  for (const plan of plans) {
    if (plan.kind !== 'plan') continue;
    const { sums } = readinessOf(plan, known, now);
    weight += sums.weight;
    proven += sums.proven;
    possible += sums.possible;
  }
  return { weight, proven, possible };
}

/** What counts in one phase. */
interface PhaseTerms {
  readonly tasks: readonly TaskTerm[];
  readonly criteria: readonly JudgedCriterion[];
  readonly sums: Sums;
}

const phasesOf = new WeakMap<PlanReadiness, ReadonlyMap<string, PhaseTerms>>();
const noTerms: PhaseTerms = { tasks: [], criteria: [], sums: noSums };

/** The terms of one phase: tasks in it, and criteria of the gates that decide about it. */
export function phaseTerms(readiness: PlanReadiness, phaseKey: string): PhaseTerms {
  let phases = phasesOf.get(readiness);
  if (!phases) phasesOf.set(readiness, (phases = byPhase(readiness)));
  return phases.get(phaseKey) ?? noTerms;
}

function byPhase({ tasks, criteria }: PlanReadiness): ReadonlyMap<string, PhaseTerms> {
  const own = new Map<string, { readonly tasks: TaskTerm[]; readonly criteria: JudgedCriterion[] }>();
  const at = (key: string): { readonly tasks: TaskTerm[]; readonly criteria: JudgedCriterion[] } => {
    const known = own.get(key) ?? { tasks: [], criteria: [] };
    own.set(key, known);
    return known;
  };
  for (const task of tasks) if (task.phaseKey !== undefined) at(task.phaseKey).tasks.push(task);
  for (const one of criteria) if (one.gate.phaseKey !== undefined) at(one.gate.phaseKey).criteria.push(one);
  return new Map(Array.from(own, ([key, of]) => [key, { ...of, sums: sumUp(of.tasks, of.criteria) }]));
}

/** The sums as percentages, rounded down: 99.6 is not 100. Undefined where there is nothing to be ready. */
export function percentOf(sums: Sums): { readonly proven: number; readonly possible: number } | undefined {
  if (sums.weight === 0) return undefined;
  return { proven: floored(sums.proven, sums.weight), possible: floored(sums.possible, sums.weight) };
}

/** The sum of three thirds may miss 1 by a last bit. */
function floored(part: number, whole: number): number {
  return Math.min(100, Math.floor((100 * part) / whole + 1e-9));
}
