import type { PlanReadiness } from '../readiness/readiness.ts';
import type { ScoreSnapshot } from './scoreFall.ts';
import type { TrendPoint } from './scoreTrend.ts';
import { readSnapshot, type ShiftRecord, snapshotOf, snapshotText } from './shiftHistory.ts';

/** What is proven, with what it is made of. Percent, not rounded. */
export interface MeasuredScore {
  readonly proven: number;
  readonly possible: number;
  readonly snapshot: ScoreSnapshot;
}

/** A measurement between the ends of shifts, as a file beside their records. */
export interface Measurement extends MeasuredScore {
  /** Epoch milliseconds UTC. */
  readonly atMs: number;
  readonly commit?: string;
}

/** Measures plans; undefined where nothing in them counts. */
export function measureOf(plans: readonly PlanReadiness[]): MeasuredScore | undefined {
  let [weight, proven, possible] = [0, 0, 0];
  for (const { plan, sums } of plans) {
    if (plan.kind !== 'plan') continue;
    weight += sums.weight;
    proven += sums.proven;
    possible += sums.possible;
  }
  if (weight === 0) return undefined;
  return { proven: (100 * proven) / weight, possible: (100 * possible) / weight, snapshot: snapshotOf(plans) };
}

/** The text of the file: as that of the end of a shift, see `recordText`. */
export function measurementText({ atMs, snapshot, ...rest }: Measurement): string {
  return snapshotText({ v: 1, state: 'measured', ...rest, measuredAt: new Date(atMs).toISOString() }, snapshot);
}

/** Reads a file that anybody may have written; undefined for what is none. */
export function readMeasurement(text: string): Measurement | undefined {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return undefined;
  const read = given as Readonly<Record<string, unknown>>;
  const { v, state, proven, possible, measuredAt, commit } = read;
  const atMs = typeof measuredAt === 'string' && measuredAt.length <= 40 ? Date.parse(measuredAt) : NaN;
  if (v !== 1 || state !== 'measured' || !isPercent(proven) || !isPercent(possible) || Number.isNaN(atMs))
    return undefined;
  const isCommit = typeof commit === 'string' && /^[0-9a-f]{4,64}$/.test(commit);
  return { atMs, proven, possible, snapshot: readSnapshot(read), ...(isCommit && { commit }) };
}

const isPercent = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 100;

/** More shifts in a row without a record are not drawn one by one. */
const longestGap = 12;

/**
 * The history of what was proven as one line of time: ends of shifts, measurements, and before the first of them what the
 * score file said. What is dated in the future is left out. A shift between two others without a record, and a version
 * without a number, are points without a score: a gap.
 *
 * @param versions of the score file, see `trendOfVersions`
 * @param now epoch milliseconds
 */
export function readinessHistory(
  records: readonly ShiftRecord[],
  measurements: readonly Measurement[],
  versions: readonly TrendPoint[],
  now: number,
): readonly TrendPoint[] {
  const own = [
    ...records.map(({ endedAtMs, shift, proven, snapshot }) => ({
      ...{ atMs: endedAtMs, shift, formula: snapshot.formula },
      ...(snapshot.items.length > 0 && { score: proven }),
    })),
    ...measurements.map(({ atMs, proven, snapshot: { formula } }): TrendPoint => ({ atMs, score: proven, formula })),
  ]
    .filter(({ atMs }) => atMs <= now + 5 * 60_000)
    .sort((left, right) => left.atMs - right.atMs);
  const first = own[0]?.atMs ?? Infinity;
  const before = versions.filter(({ atMs }) => atMs < first && atMs <= now);
  let last: number | undefined;
  const withGaps = own.flatMap((point): TrendPoint[] => {
    const { shift, atMs } = point;
    const missing = shift !== undefined && last !== undefined ? Math.max(0, shift - last - 1) : 0;
    last = shift ?? last;
    return [...Array.from({ length: Math.min(missing, longestGap) }, (): TrendPoint => ({ atMs })), point];
  });
  return [...before, ...withGaps];
}
