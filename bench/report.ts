import os from 'node:os';

/** One figure of the product against a neighbour's of the same run. */
export interface Row {
  /** Stays the same when the figures change: by it a row is found in the results that were kept. */
  readonly name: string;
  readonly what: string;
  readonly against: string;
  /** Medians in milliseconds, sizes in KB or MB, or a count. */
  readonly value: number;
  readonly peer: number;
  readonly ratio: number;
  /** The same of the quickest run of each, where whole processes were measured: what a busy machine changes least. */
  readonly bestRatio?: number;
  readonly must: string;
  readonly goal?: string;
  readonly holds: boolean;
}

export type Figure = Omit<Row, 'ratio' | 'name'> & { readonly name?: string };

export interface Results {
  readonly machine: string;
  readonly rows: readonly Row[];
}

/** Rows in the order in which they were measured. */
export const rows: Row[] = [];

/** What could not be measured, as sentences. */
export const missing: string[] = [];

/** Adds a row and prints it. Without a name it is called what stands before the first comma or bracket. */
export function report(figure: Figure): void {
  const { value, peer, what, against, must, goal, holds } = figure;
  const ratio = peer === 0 ? value : value / peer;
  const row = { ...figure, name: figure.name ?? (what.split(/[,(]/)[0] ?? what).trim(), ratio };
  rows.push(row);
  const wanted = goal === undefined ? `must ${must}` : `must ${must}, goal ${goal}`;
  const best = figure.bestRatio === undefined ? '' : `, best ${figure.bestRatio.toFixed(3)}`;
  console.log(
    `${holds ? 'ok  ' : 'MISS'} ${what}: ${value.toFixed(1)} against ${against} ${peer.toFixed(1)} = ${ratio.toFixed(3)}${best} (${wanted})`,
  );
}

/** Says that a row is not there, and why; the run goes on. */
export function reportMissing(what: string, why: string): void {
  missing.push(what);
  console.log(`---- ${what}: not measured, ${why}`);
}

/** A ratio may be worse by a fifth than the one that was kept: so much comes from the machine. */
const tolerance = 1.2;
/** Ratios below are next to nothing, and next to nothing may double. */
const leastRatio = 0.02;

/**
 * The rows whose ratio is worse than the kept one by more than a fifth, as sentences. Where whole processes were measured
 * both say so, the medians and the quickest runs: one of them alone is the machine.
 */
export function worse(kept: Results | undefined, present: readonly Row[]): readonly string[] {
  const isWorse = (before: number | undefined, now: number | undefined): boolean =>
    before === undefined || now === undefined || now > Math.max(before, leastRatio) * tolerance;
  return present.flatMap(({ name, ratio, bestRatio }) => {
    const before = kept?.rows.find((row) => row.name === name);
    if (!before || !isWorse(before.ratio, ratio) || !isWorse(before.bestRatio, bestRatio)) return [];
    return [`WORSE ${name}: was ${before.ratio.toFixed(3)}, is ${ratio.toFixed(3)}`];
  });
}

/** The rows that were kept and are not there any more, as sentences: nobody would see them become worse. */
export function gone(kept: Results | undefined, present: readonly Row[]): readonly string[] {
  const names = new Set(present.map(({ name }) => name));
  return (kept?.rows ?? []).filter(({ name }) => !names.has(name)).map(({ name }) => `GONE  ${name}: was measured`);
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The quickest of one against the quickest of the other. */
export const bestOf = (own: readonly number[], its: readonly number[]): number => Math.min(...own) / Math.min(...its);

/** `min 61, median 63` of milliseconds. */
export function spread(values: readonly number[]): string {
  return `min ${Math.min(...values).toFixed(0)}, median ${median(values).toFixed(0)}`;
}

/** Milliseconds that the work takes. */
export function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/**
 * At most so many milliseconds this thread was busy with the work. Processor time is also that of the threads which
 * compile and collect beside it, and the clock runs on while a busy machine does something else; neither is less than
 * what the thread took.
 */
export function cost(work: () => unknown): number {
  const start = process.cpuUsage();
  const elapsed = time(work);
  const { user, system } = process.cpuUsage(start);
  return Math.min(elapsed, (user + system) / 1000);
}

export function machineName(): string {
  const { model = 'unknown' } = os.cpus()[0] ?? {};
  return `${os.cpus().length} cores, ${model.trim()}, Node ${process.version}, ${process.platform}`;
}
