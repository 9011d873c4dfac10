import { ancestor, type Draft, neighbours } from './draft.ts';
import { normalize, roleOfLabel } from './roleOfLabel.ts';

const must = /^(?:must|should)[ -]haves?\b/i;
const wish = /^(?:could|nice[ -]to)[ -]haves?\b/i;

/**
 * "Must have" beside "Should have" or "Could have": the work, sorted by how much it is wanted. Boxes below such words are
 * so at the top of a document and directly in a phase. Elsewhere they head criteria ("Launch criteria") or ideas.
 */
export function isMustHave(draft: Draft): boolean {
  const { type, text, parent } = draft;
  if ((type !== 'section' && type !== 'group') || draft.unit !== undefined || !parent) return false;
  const beside = wishIn(text);
  if (beside === undefined) return false;
  const words = neighbours(draft).map((one) => (one.stands || one.type !== type ? undefined : wishIn(one.text)));
  const degrees = new Set(words.filter((word) => word !== undefined));
  const isNarrow = draft.boxes > 0 || type === 'group' || ancestor(draft, (at) => at.unit !== undefined) !== undefined;
  if (isNarrow && !isPartOfPlan(parent) && (degrees.size < 3 || roleOfLabel(parent.text) !== undefined)) return false;
  return degrees.size > 1;
}

/** The document, its title or a phase. */
function isPartOfPlan({ depth, unit, text }: Draft): boolean {
  return (depth < 2 || unit !== undefined) && roleOfLabel(text) === undefined;
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
