import type { Declared, PlanKind, Problem } from '../model.ts';
import type { AcceptedProblem } from '../problems/acceptProblems.ts';
import type { Assessment } from './assess.ts';
import { phaseOn } from './phaseNamed.ts';
import type { Poll } from './poll.ts';
import type { JudgedCriterion, Sums } from './readiness.ts';
import type { PlanVerdict, Reason, Verdict } from './verdict.ts';

/** What views keep of an assessment: everything but the plan and its tasks, so that thousands of them stay small. */
export interface ReadyPlan {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly title: string;
  readonly kind: PlanKind;
  readonly sums: Sums;
  readonly verdict: PlanVerdict;
  readonly criteria: readonly JudgedCriterion[];
  readonly declared: readonly Declared[];
  /** Where somebody is to decide: lines, 0-based, and about which phase; absent for the whole of a plan with phases. */
  readonly decisionPoints: readonly { readonly line: number; readonly phaseKey?: string }[];
  readonly lineCount: number;
  /** That are not accepted, in document order. */
  readonly problems: readonly Problem[];
  readonly accepted: readonly AcceptedProblem[];
  /** What people decided, by the key of the phase; of the whole plan by `undefined`. */
  readonly polls: ReadonlyMap<string | undefined, Poll>;
  /** When time alone makes the next pass or waiver expire, epoch milliseconds; `Infinity` where none does. */
  readonly until: number;
}

/** Problems that no text tells alone: they come from evidence, the calendar, or other files. */
const told: ReadonlySet<string> = new Set([
  'declared-gap',
  'unproven-tick',
  'ticked-but-failing',
  'numbers-differ',
  'marked-future',
  'goal-missed',
  'scores-differ',
]);

export function readyPlan({ plan, readiness, verdict, problems, accepted, polls }: Assessment): ReadyPlan {
  const { path, title, kind, declared, lineCount } = plan;
  const decisionPoints = plan.decisionPoints.map(({ line }) => {
    const about = phaseOn(plan, line);
    return about.kind === 'phase' ? { line, phaseKey: about.key } : { line };
  });
  const { sums, criteria } = readiness;
  const passes = criteria.reduce((first, { state }) => Math.min(first, state.until ?? Infinity), Infinity);
  const until = Array.from(polls.values()).reduce((first, poll) => Math.min(first, waivedUntil(poll)), passes);
  const found = { problems, accepted, polls, decisionPoints, lineCount };
  return { path, title, kind, sums, verdict, criteria, declared, ...found, until };
}

function waivedUntil({ decision, state }: Poll): number {
  return state.state === 'go by waiver' && decision.waiver ? Date.parse(decision.waiver.until) : Infinity;
}

/** Those of its problems that have to be added to what its text says. */
export function toldProblems({ problems }: Pick<ReadyPlan, 'problems'>): readonly Problem[] {
  return problems.filter(({ code }) => told.has(code));
}

const found = new WeakMap<PlanVerdict, readonly Reason[]>();

/** Every reason against a GO, of the plan as a whole and of its phases, each once; what blocks comes first. */
export function reasonsOf({ verdict }: Pick<ReadyPlan, 'verdict'>): readonly Reason[] {
  let reasons = found.get(verdict);
  if (!reasons) found.set(verdict, (reasons = collect(verdict)));
  return reasons;
}

function collect(verdict: PlanVerdict): readonly Reason[] {
  const seen = new Set<string>();
  const all = [...verdict.reasons, ...verdict.phases.flatMap(({ reasons }) => reasons)].filter(
    ({ code, line, text }) => {
      const name = `${code} ${line} ${text}`;
      return !seen.has(name) && seen.add(name);
    },
  );
  return all.toSorted((one, other) => Number(other.blocks) - Number(one.blocks));
}

/** Several plans taken together. */
export interface ReadyTotal {
  /** How many of them count: handoffs, trackers and other documents do not. */
  readonly plans: number;
  readonly sums: Sums;
  /** The worst of them; UNKNOWN where there is none. */
  readonly verdict: Verdict;
}

export function totalOfReady(all: Iterable<ReadyPlan>): ReadyTotal {
  let [plans, weight, proven, possible] = [0, 0, 0, 0];
  const verdicts = new Set<Verdict>();
  for (const one of all) {
    if (one.kind !== 'plan') continue;
    plans++;
    weight += one.sums.weight;
    proven += one.sums.proven;
    possible += one.sums.possible;
    verdicts.add(one.verdict.verdict);
  }
  const verdict = verdicts.has('NO-GO') ? 'NO-GO' : plans === 0 || verdicts.has('UNKNOWN') ? 'UNKNOWN' : 'GO';
  return { plans, sums: { weight, proven, possible }, verdict };
}
