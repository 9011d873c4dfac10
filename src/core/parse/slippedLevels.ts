import type { BodyPlace } from './body.ts';
import { headingFacts } from './headingFacts.ts';

interface Numbered {
  readonly place: BodyPlace;
  readonly depth: number;
  readonly number: number;
}

/** What is no part of the plan, or is inside of one as often as beside it. */
const inner = new Set([
  'task',
  'subtask',
  'story',
  'risk',
  'session',
  'option',
  'slot',
  'gate',
  'pr',
  'version',
  'step',
]);

/**
 * Notes the level of a heading that its author took for the one of those beside it: `### Phase 3` behind `## Phase 1` and
 * `## Phase 2`, before `## Phase 4`. Three at least are numbered through, most of them stand on one level, and nothing
 * else has the number.
 */
export function noteSlippedLevels(places: readonly BodyPlace[]): void {
  const byUnit = new Map<string, Numbered[]>();
  for (const place of places) {
    const { heading } = place.first.run;
    delete place.depth;
    if (!heading) continue;
    const { info } = headingFacts(heading);
    if (info.unit === undefined || inner.has(info.unit) || !/^\d{1,3}$/.test(info.ordinal ?? '')) continue;
    const all = byUnit.get(info.unit) ?? [];
    all.push({ place, depth: heading.depth, number: Number(info.ordinal) });
    byUnit.set(info.unit, all);
  }
  for (const all of byUnit.values()) {
    const numbers = new Set(all.map(({ number }) => number));
    if (numbers.size === all.length && all.length > 2) levelAll(all, places);
  }
}

function levelAll(all: readonly Numbered[], places: readonly BodyPlace[]): void {
  const counts = new Map<number, number>();
  for (const { depth } of all) counts.set(depth, (counts.get(depth) ?? 0) + 1);
  if (counts.size < 2) return;
  const [level = 0, most = 0] = [...counts].sort(([, one], [, other]) => other - one)[0] ?? [];
  const [first] = all;
  const isNumberedThrough = all.every(({ number }, index) => number === (first?.number ?? 0) + index);
  if (!isNumberedThrough || first?.depth !== level || most * 2 <= all.length) return;
  const own = new Set(all.map(({ place }) => place));
  for (const { place, depth } of all) if (depth !== level && isAlone(places, own, place, level)) place.depth = level;
}

/**
 * Whether nothing but the heading itself slipped: one that is too deep stands directly in another of them, one that is too
 * high is followed by none on their level that is not one of them.
 */
function isAlone(places: readonly BodyPlace[], own: ReadonlySet<BodyPlace>, place: BodyPlace, level: number): boolean {
  const at = places.indexOf(place);
  const depthOf = (one: BodyPlace | undefined): number => one?.first.run.heading?.depth ?? 0;
  if (depthOf(place) > level) {
    const above = places.slice(0, at).findLast((one) => depthOf(one) < depthOf(place));
    return above !== undefined && own.has(above);
  }
  const next = places[at + 1];
  return next === undefined || own.has(next) || depthOf(next) !== level;
}
