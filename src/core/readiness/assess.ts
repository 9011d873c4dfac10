import { gatherInSlices } from '../gathering.ts';
import type { Plan, Problem } from '../model.ts';
import { type AcceptedProblem, acceptProblems } from '../problems/acceptProblems.ts';
import { findingProblems } from '../problems/planProblems.ts';
import { atOnce, type Slices } from '../slices.ts';
import { evidenceContradictions } from './contradictions.ts';
import { datedContradictions } from './datedContradictions.ts';
import { type Decision, isDecidedGo } from './decision.ts';
import type { KnownEvidence } from './evidenceState.ts';
import { type Poll, pollsOf } from './poll.ts';
import { type PlanReadiness, readinessOf } from './readiness.ts';
import { type DeclaredScore, scoresDiffer } from './scoresDiffer.ts';
import { findingTerms } from './terms.ts';
import { judge, type OpenBlocker, type PlanVerdict } from './verdict.ts';

/** What is known beside a plan and its evidence. */
export interface AssessGiven {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Number of the last shift that has ended. */
  readonly endedShift?: number;
  /** What the score file, the tracker and the last handoff declare. */
  readonly elsewhere?: readonly DeclaredScore[];
  readonly blockers?: readonly OpenBlocker[];
  /** Votes of people about phases, of any plans; see `pollsOf`. */
  readonly decisions?: readonly Decision[];
  /** Problems that somebody else found in the plan. */
  readonly more?: readonly Problem[];
}

/** All that is to be said of how ready a plan is. */
export interface Assessment {
  readonly plan: Plan;
  readonly readiness: PlanReadiness;
  readonly verdict: PlanVerdict;
  /** What people decided, by the key of the phase; of the whole plan by `undefined`. */
  readonly polls: ReadonlyMap<string | undefined, Poll>;
  /** In document order, without those that are accepted. */
  readonly problems: readonly Problem[];
  readonly accepted: readonly AcceptedProblem[];
}

/** The number, the contradictions and the verdict of a plan. Visits every node, so it is not for each keystroke. */
export function assess(plan: Plan, known: KnownEvidence, given: AssessGiven): Assessment {
  return atOnce(assessing(plan, known, given));
}

/** `assess`, in slices. */
export function* assessing(plan: Plan, known: KnownEvidence, given: AssessGiven): Slices<Assessment> {
  const { now, endedShift, elsewhere, blockers, decisions = [], more = [] } = given;
  yield* gatherInSlices(plan.children);
  yield* findingTerms(plan, known.services);
  const readiness = readinessOf(plan, known, now);
  yield;
  const claimed =
    plan.kind === 'plan'
      ? [
          ...evidenceContradictions(readiness),
          ...datedContradictions(readiness, now, endedShift),
          ...scoresDiffer(plan, elsewhere),
        ]
      : [];
  const { open, accepted } = acceptProblems(plan, yield* findingProblems(plan, [...claimed, ...more]));
  yield;
  const polls = pollsOf(readiness, decisions, now);
  const decidedGo = new Set(Array.from(polls).flatMap(([key, { state }]) => (isDecidedGo(state) ? (key ?? []) : [])));
  const verdict = judge(readiness, { problems: open, ...(blockers && { blockers }), decidedGo });
  return { plan, readiness, verdict, polls, problems: open, accepted };
}
