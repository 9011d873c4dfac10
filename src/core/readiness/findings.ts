import { isTopPart } from '../topPart.ts';
import type { Assessment } from './assess.ts';
import { counted, overallVerdict, totalSums } from './overall.ts';
import { noSums, percentOf, phaseTerms } from './readiness.ts';
import type { PhaseVerdict } from './verdict.ts';

/** What a check of the status is to fail on. */
export interface Expected {
  /** Percent that has to be proven. */
  readonly min?: number;
  readonly failOn: readonly ('contradiction' | 'stale' | 'no-go')[];
}

/** The assessments with one phase only, of those plans that have it: its number, gates, verdict, and what stands in it. */
export function onlyPhase(all: readonly Assessment[], name: string): readonly Assessment[] {
  return counted(all).flatMap((one) => {
    const phase = one.verdict.phases.find((each) => !isTopPart(each.phase, one.plan.phases) && isNamed(each, name));
    if (!phase) return [];
    const { key } = phase.phase;
    const { sums, tasks, criteria } = phaseTerms(one.readiness, key);
    const next = one.plan.phases.find(({ line }) => line > phase.phase.line)?.line ?? Infinity;
    const gates = new Set(criteria.flatMap(({ criterion, gate }) => [criterion.line, gate.line]));
    const isHere = ({ line }: { readonly line: number }): boolean =>
      (line >= phase.phase.line && line < next) || gates.has(line);
    return [
      {
        ...one,
        plan: { ...one.plan, counts: phase.phase.counts },
        readiness: { ...one.readiness, sums, tasks, criteria, leftOut: one.readiness.leftOut.filter(isHere) },
        verdict: { verdict: phase.verdict, reasons: [], phases: [phase] },
        problems: one.problems.filter(isHere),
        accepted: one.accepted.filter(({ problem }) => isHere(problem)),
      },
    ];
  });
}

function isNamed({ phase: { id, title, kind } }: PhaseVerdict, name: string): boolean {
  const wanted = name.trim().toLowerCase();
  if (id?.toLowerCase() === wanted || `${kind} ${id}` === wanted) return true;
  return wanted.length > 2 && title.toLowerCase().includes(wanted);
}

/** What a check finds, a sentence each; empty where all is as expected. */
export function findingsOf(all: readonly Assessment[], { min, failOn }: Expected): readonly string[] {
  const found: string[] = [];
  const percent = percentOf(counted(all).length === 0 ? noSums : totalSums(all));
  if (min !== undefined && (percent?.proven ?? -1) < min)
    found.push(
      percent ? `${percent.proven}% is proven, ${min}% is asked for.` : `Nothing counts, and ${min}% is asked for.`,
    );
  if (failOn.includes('no-go') && overallVerdict(all) !== 'GO') found.push(`The verdict is ${overallVerdict(all)}.`);
  if (failOn.includes('contradiction')) {
    const count = all.reduce(
      (sum, { problems }) =>
        sum + problems.filter(({ severity }) => severity === 'error' || severity === 'warning').length,
      0,
    );
    if (count > 0)
      found.push(
        `${count} ${count === 1 ? 'contradiction or mistake stands' : 'contradictions or mistakes stand'} in the plans.`,
      );
  }
  if (failOn.includes('stale')) {
    const count = counted(all)
      .flatMap(({ readiness }) => readiness.criteria)
      .filter(({ state }) => state.evidence && state.state !== 'pass' && state.state !== 'fail').length;
    if (count > 0)
      found.push(`The evidence of ${count} ${count === 1 ? 'criterion' : 'criteria'} does not hold any more.`);
  }
  return found;
}
