import { readScore } from './scoreFile.ts';

/** The score at one moment. */
export interface TrendPoint {
  /** Epoch milliseconds UTC. */
  readonly atMs: number;
  /** Percent; undefined where a shift left none. */
  readonly score?: number;
  readonly shift?: number;
  /** Of the rule by which it was computed; absent where somebody wrote it down. */
  readonly formula?: number;
}

const bars = '▁▂▃▄▅▆▇█';
/** Stands where nothing is known. */
const gap = '·';

/**
 * The scores as a line of bars, lowest to highest of what is shown; what is not known stays a gap and is never drawn
 * through. `[88, undefined, 90]` is `▁·█`; where all are equal, bars of middle height.
 *
 * @param most of how many of the last values
 */
export function sparkline(scores: readonly (number | undefined)[], most = 60): string {
  const shown = scores.slice(-most);
  const known = shown.filter((score) => score !== undefined);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return shown
    .map((score) => {
      if (score === undefined) return gap;
      const level = high === low ? 3 : Math.round(((score - low) / (high - low)) * (bars.length - 1));
      return bars[level] ?? gap;
    })
    .join('');
}

/** A history as it is shown: its bars, and where it began and stands. Percent, rounded down. */
export interface ShownTrend {
  readonly line: string;
  readonly from: number;
  readonly to: number;
  /** A day, UTC: `2026-01-07`. */
  readonly since: string;
}

/**
 * A history to be drawn; undefined where fewer than two scores are known: one is no trend.
 *
 * @param points oldest first
 * @param most of how many of the last points
 */
export function shownTrend(points: readonly TrendPoint[], most = 60): ShownTrend | undefined {
  const shown = points.slice(-most);
  const known = shown.filter(({ score }) => score !== undefined);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || first === last) return undefined;
  const percent = ({ score = 0 }: TrendPoint): number => Math.floor(score + 1e-9);
  const since = new Date(first.atMs).toISOString().slice(0, 10);
  return { line: sparkline(shown.map(({ score }) => score)), from: percent(first), to: percent(last), since };
}

/** The same in a few words: `▁▂·█  40% to 61% since 2026-01-07`. */
export function trendText(points: readonly TrendPoint[]): string | undefined {
  const shown = shownTrend(points);
  return shown && `${shown.line}  ${shown.from}% to ${shown.to}% since ${shown.since}`;
}

/** One value per shift from the first to the last that is known; a shift without an end is a gap. Its last end counts. */
export function scoresByShift(points: readonly TrendPoint[]): readonly (number | undefined)[] {
  const ofShift = new Map<number, number>();
  for (const { shift, score } of [...points].sort((left, right) => left.atMs - right.atMs))
    if (shift !== undefined && score !== undefined) ofShift.set(shift, score);
  if (ofShift.size === 0) return [];
  const [first, last] = [Math.min(...ofShift.keys()), Math.max(...ofShift.keys())];
  return Array.from({ length: Math.min(last - first, 999) + 1 }, (_, index) => ofShift.get(first + index));
}

/**
 * The trend of a score file from its versions, for a repository that has a past without Runsheet: one point where the
 * number changed, a point without a score where a version has none.
 *
 * @param versions in any order, with the time of their commit
 */
export function trendOfVersions(
  versions: readonly { readonly atMs: number; readonly text: string }[],
): readonly TrendPoint[] {
  const points = [...versions]
    .sort((left, right) => left.atMs - right.atMs)
    .map(({ atMs, text }): TrendPoint => {
      const score = readScore(text);
      return { atMs, ...(score !== undefined && { score }) };
    });
  return points.filter((point, index) => index === 0 || points[index - 1]?.score !== point.score);
}
