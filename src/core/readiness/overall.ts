import type { Assessment } from './assess.ts';
import { noSums, type Sums } from './readiness.ts';
import type { Verdict } from './verdict.ts';

/** The sums of all plans; handoffs, trackers and other documents are left out. */
export function totalSums(all: readonly Assessment[]): Sums {
  return counted(all).reduce(
    (sum, { readiness: { sums } }) => ({
      weight: sum.weight + sums.weight,
      proven: sum.proven + sums.proven,
      possible: sum.possible + sums.possible,
    }),
    noSums,
  );
}

/** The worst verdict of all plans; UNKNOWN where there is none. */
export function overallVerdict(all: readonly Assessment[]): Verdict {
  const verdicts = counted(all).map(({ verdict }) => verdict.verdict);
  if (verdicts.includes('NO-GO')) return 'NO-GO';
  return verdicts.length === 0 || verdicts.includes('UNKNOWN') ? 'UNKNOWN' : 'GO';
}

export function counted(all: readonly Assessment[]): readonly Assessment[] {
  return all.filter(({ plan }) => plan.kind === 'plan');
}
