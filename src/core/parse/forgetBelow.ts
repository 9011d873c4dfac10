import type { Recut } from './changedBodies.ts';
import type { PartRead, Run } from './partRead.ts';

/**
 * Forgets what is settled of the sections whose place in the document changes with a heading that came, went or got other
 * words: those below it have other keys. Whether they have is asked at the reading too, where it costs a second one.
 *
 * @param parts of the document as it is now
 */
export function forgetBelow({ old, now }: Recut, parts: readonly PartRead[]): void {
  const before = old.flatMap(headingsOf);
  const after = now.flatMap(headingsOf);
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && isSame(before[head], after[head])) head++;
  let tail = 0;
  while (tail < most - head && isSame(before.at(-1 - tail), after.at(-1 - tail))) tail++;
  const changed = [...before.slice(head, before.length - tail), ...after.slice(head, after.length - tail)];
  const depth = changed.reduce((least, { heading }) => Math.min(least, heading?.depth ?? Infinity), Infinity);
  const last = now.at(-1);
  // The heading that names the document is in no key.
  if (changed.length === 0 || !last || (depth === 1 && before.length === after.length)) return;
  for (const run of after.slice(after.length - tail)) {
    if ((run.heading?.depth ?? 0) <= depth) return;
    delete run.settled;
  }
  for (let index = parts.indexOf(last) + 1; index < parts.length; index++)
    for (const run of parts[index]?.runs ?? []) {
      if (run.heading && run.heading.depth <= depth) return;
      delete run.settled;
    }
}

function headingsOf({ runs }: PartRead): readonly Run[] {
  return runs.filter(({ heading }) => heading !== undefined);
}

function isSame(one: Run | undefined, other: Run | undefined): boolean {
  return one?.heading?.depth === other?.heading?.depth && one?.heading?.source === other?.heading?.source;
}
