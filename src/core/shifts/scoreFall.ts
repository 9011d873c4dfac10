/** One thing that counts for readiness, as it stood at the end of a shift. */
export interface ScoreItem {
  /** Identity over time: the plan's path and the key of its node. */
  readonly key: string;
  readonly weight: number;
  /** From 0 to 1. */
  readonly value: number;
  /** Evidence that once proved it and no longer counts, since time passed or files or its text changed. */
  readonly isStale?: boolean;
}

/** What readiness was at one moment. */
export interface ScoreSnapshot {
  /** Of the rule by which weights and values are given: numbers of two rules are not compared. */
  readonly formula: number;
  readonly items: readonly ScoreItem[];
}

/** Why the number is another than before. In points of percent; the four add up to `difference`. */
export interface ScoreSplit {
  readonly before: number;
  readonly after: number;
  readonly difference: number;
  /** Work that was done. */
  readonly progress: number;
  /** Unticked, failed, evidence gone: at most 0. */
  readonly regression: number;
  /** Work that came or went, and changed weights. */
  readonly scope: number;
  /** Evidence that became too old: at most 0. */
  readonly staleness: number;
  /** Keys of what got worse, worst first. */
  readonly regressed: readonly string[];
  readonly stale: readonly string[];
  /** The fall stops the end of a shift until somebody gives a reason. */
  readonly stops: boolean;
}

/** A regression up to this many points lets a shift end. */
const toleratedPoints = 0.5;

/** Percent of weight that has its value; 0 where nothing counts. */
export function provenPercent(items: readonly ScoreItem[]): number {
  const total = items.reduce((sum, { weight }) => sum + weight, 0);
  return total === 0 ? 0 : (100 * items.reduce((sum, { weight, value }) => sum + weight * value, 0)) / total;
}

/**
 * Splits the difference between two snapshots. First the scope changes, with what was known of the work that stays and
 * nothing done of what is new; then, on the new denominator, each item's value: up is progress, down is staleness where
 * evidence grew old, else regression. Undefined where the two were not computed by one rule.
 */
export function splitScore(before: ScoreSnapshot, after: ScoreSnapshot): ScoreSplit | undefined {
  if (before.formula !== after.formula) return undefined;
  const known = new Map(before.items.map((item) => [item.key, item]));
  const total = after.items.reduce((sum, { weight }) => sum + weight, 0);
  const [was, is] = [provenPercent(before.items), provenPercent(after.items)];
  const parts = { progress: 0, regression: 0, staleness: 0 };
  const worse: { key: string; points: number; isStale: boolean }[] = [];
  for (const item of after.items) {
    const points = total === 0 ? 0 : (100 * item.weight * (item.value - (known.get(item.key)?.value ?? 0))) / total;
    if (points > 0) parts.progress += points;
    if (points >= 0) continue;
    parts[item.isStale === true ? 'staleness' : 'regression'] += points;
    worse.push({ key: item.key, points, isStale: item.isStale === true });
  }
  worse.sort((left, right) => left.points - right.points);
  const difference = is - was;
  return {
    before: was,
    after: is,
    difference,
    ...parts,
    scope: difference - parts.progress - parts.regression - parts.staleness,
    regressed: worse.filter(({ isStale }) => !isStale).map(({ key }) => key),
    stale: worse.filter(({ isStale }) => isStale).map(({ key }) => key),
    // A sum of many terms must not stop anybody by its last digit.
    stops: parts.regression < -toleratedPoints - 1e-9,
  };
}

/** The split in a sentence: `61.0% → 58.2%: progress +1.2, regression -4.0 points.` */
export function splitText({ before, after, progress, regression, scope, staleness }: ScoreSplit): string {
  const parts = Object.entries({ progress, regression, scope, staleness })
    .filter(([, points]) => Math.abs(points) >= 0.05)
    .map(([name, points]) => `${name} ${points > 0 ? '+' : ''}${points.toFixed(1)}`);
  const why = parts.length === 0 ? 'nothing changed' : `${parts.join(', ')} points`;
  return `${before.toFixed(1)}% → ${after.toFixed(1)}%: ${why}.`;
}
