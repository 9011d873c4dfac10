import type { Body, BodyPlace, PlacedRun } from './body.ts';
import type { PartRead } from './partRead.ts';
import { saidOfShifts } from './readShifts.ts';
import type { Standing } from './standing.ts';

/** Parts of a document that went, those that came in their place, and by how many lines what stands behind them moved. */
export interface Recut {
  readonly old: readonly PartRead[];
  readonly now: readonly PartRead[];
  readonly moved: number;
}

/** An own text that was changed, and where it stands now if no other text of the document is longer or shorter. */
export interface ChangedBody {
  readonly body: Body;
  readonly place: BodyPlace;
  /** Nothing but the heading is another one. */
  readonly isSameBelow: boolean;
}

/** Not more than a few: many are read as a whole. */
const mostBodies = 8;

/**
 * The own texts that a change went through, in their order. Undefined where there are other headings, or where
 * they speak of shifts otherwise.
 */
export function changedBodies(standing: Standing, { old, now, moved }: Recut): readonly ChangedBody[] | undefined {
  if (!sameMentions(old, now)) return undefined;
  const changed = changedRuns(old.flatMap(placed), now.flatMap(placed));
  const before = byHeading(changed.before);
  const after = byHeading(changed.after);
  if (before.length === 0 || before.length !== after.length || before.length > mostBodies) return undefined;
  const found: ChangedBody[] = [];
  for (const [index, runs] of before.entries()) {
    const fresh = after[index] ?? [];
    const [begin] = runs;
    const body = begin && standing.bodies.get(begin.run);
    if (!body || begin.run.heading?.depth !== fresh[0]?.run.heading?.depth) return undefined;
    const all = replaced([body.place.first, ...body.place.more], runs, fresh);
    const [first, ...more] = all ?? [];
    if (!first) return undefined;
    const next = after[index + 1]?.[0];
    const line = first.part.line + (first.run.heading?.line ?? 0);
    const { depth } = body.place;
    const endLine = next ? lineOf(next) : body.place.endLine + moved;
    const place = { first, more, ...(depth !== undefined && { depth }), line, endLine };
    found.push({ body, place, isSameBelow: isSameBelow(body.place, place) });
  }
  return found;
}

function isSameBelow({ first: old, more: behind }: BodyPlace, { first: now, more }: BodyPlace): boolean {
  const below = ({ part, run }: PlacedRun): string =>
    part.text
      .split('\n')
      .toSpliced(run.heading?.line ?? 0, 1)
      .join('\n');
  return (
    // Most keys are typed below the heading: it is the quick question.
    old.run.heading?.source !== now.run.heading?.source &&
    old.run.heading !== undefined &&
    now.part.runs.length === 1 &&
    behind.length === more.length &&
    behind.every(({ run }, index) => run === more[index]?.run) &&
    below(old) === below(now)
  );
}

function placed(part: PartRead): readonly PlacedRun[] {
  return part.runs.map((run) => ({ run, part }));
}

function lineOf({ run, part }: PlacedRun): number {
  return part.line + (run.heading?.line ?? 0);
}

/** Without the runs at both ends that stayed. Where nothing but such runs is left, one of them stands for the place. */
function changedRuns(
  before: readonly PlacedRun[],
  after: readonly PlacedRun[],
): { readonly before: readonly PlacedRun[]; readonly after: readonly PlacedRun[] } {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head]?.run === after[head]?.run) head++;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail)?.run === after.at(-1 - tail)?.run) tail++;
  if (head + tail === most && head > 0) head--;
  else if (head + tail === most && tail > 0) tail--;
  return { before: before.slice(head, before.length - tail), after: after.slice(head, after.length - tail) };
}

/** The runs of each heading; what stands before the first heading goes on with an own text that began further up. */
function byHeading(runs: readonly PlacedRun[]): readonly (readonly PlacedRun[])[] {
  const found: PlacedRun[][] = [];
  for (const placedRun of runs) {
    const last = found.at(-1);
    if (last && !placedRun.run.heading) last.push(placedRun);
    else found.push([placedRun]);
  }
  return found;
}

function replaced(
  runs: readonly PlacedRun[],
  old: readonly PlacedRun[],
  now: readonly PlacedRun[],
): readonly PlacedRun[] | undefined {
  const start = runs.findIndex(({ run }) => run === old[0]?.run);
  if (start < 0 || old.some(({ run }, index) => runs[start + index]?.run !== run)) return undefined;
  return [...runs.slice(0, start), ...now, ...runs.slice(start + old.length)];
}

/** Whether the lines that speak of shifts say the same, and the tables of shifts are the same on the same lines. */
function sameMentions(old: readonly PartRead[], now: readonly PartRead[]): boolean {
  const one = old.flatMap(({ facts }) => facts.mentions);
  const other = now.flatMap(({ facts }) => facts.mentions);
  // As they are written: their problems end where their lines do.
  const tables = (parts: readonly PartRead[], others: readonly PartRead[]): string =>
    parts
      .filter(({ facts }) => facts.shiftTables.length > 0)
      .filter((part) => !others.includes(part))
      .flatMap(({ line, text, facts }) =>
        facts.shiftTables.map((table) => [line + table.line, ...text.split('\n').slice(table.line, table.endLine)]),
      )
      .join('\n');
  return (
    one.length > 0 === other.length > 0 &&
    saidOfShifts(one) === saidOfShifts(other) &&
    tables(old, now) === tables(now, old)
  );
}
