import { readLikeId } from '../fields/itemId.ts';
import type { Draft } from './draft.ts';

/**
 * `A4: Sort the mail` behind `A3: Read it`: an id like the one before it, though "A4" by itself is the name of something
 * else. Stubs are passed over: what is settled was asked when it was read.
 */
export function followIds({ children }: Draft): void {
  let before: string | undefined;
  for (const child of children) {
    if (child.stands) continue;
    if (child.id === undefined && before !== undefined && child.unit === undefined) {
      const found = readLikeId(child.title);
      if (found?.id !== undefined && isNext(before, found.id)) Object.assign(child, found);
    }
    before = child.id;
  }
}

/** The same for a list and all lists below it. */
export function followIdsBelow(place: Draft): void {
  followIds(place);
  place.children.forEach(followIdsBelow);
}

function isNext(before: string, id: string): boolean {
  const [, letters, number] = /^([A-Z]{1,4})(\d{1,4})$/.exec(before) ?? [];
  return letters !== undefined && id === `${letters}${Number(number) + 1}`;
}
