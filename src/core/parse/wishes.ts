import { ancestor, type Draft, neighbours } from './draft.ts';
import { normalize } from './roleOfLabel.ts';

const must = /^(?:must|should)[ -]haves?\b/i;
const wish = /^(?:could|nice[ -]to)[ -]haves?\b/i;

/**
 * "Must have" beside "Should have" or "Could have", as headings over plain lists that are in no phase: the work, sorted by
 * how much it is wanted. Elsewhere such words head criteria or ideas.
 */
export function isMustHave(draft: Draft): boolean {
  const beside = wordOfWish(draft);
  if (beside === undefined || draft.boxes > 0 || ancestor(draft, (at) => at.unit !== undefined)) return false;
  const words = neighbours(draft).map(wordOfWish);
  return words.some((word) => word !== undefined && word !== beside);
}

/** "Must have", "should have", "nice to have": by how much it is wanted a heading sorts its list. */
export function wordOfWish(draft: Draft): string | undefined {
  if (draft.type !== 'section' || draft.unit !== undefined) return undefined;
  return wishIn(draft.text);
}

/** Whatever the text is the heading of. */
export function wishIn(text: string): string | undefined {
  const name = normalize(text);
  return (must.exec(name) ?? wish.exec(name))?.[0];
}
