import type { Draft } from './draft.ts';
import { isInFuture, type Weights } from './weighWork.ts';

/** Of the headings with one number under one parent unit, the copy that owns the most; order stays that of the document. */
export function withoutCopies(sections: readonly Draft[], weights: Weights): readonly Draft[] {
  const best = new Map<string, Draft>();
  const weight = (draft: Draft): number => {
    if (isInFuture(draft)) return -1;
    return weights.of(draft) + weights.taskHeadings(draft) || (draft.children.length > 0 ? 0.5 : 0);
  };
  for (const section of sections) {
    const name = section.id === undefined ? `=${section.title.toLowerCase()}` : section.id.toLowerCase();
    const known = best.get(name);
    if (known && isOwnCount(known, section, weights)) best.set(`${name} ${String(section.line)}`, section);
    else if (!known || weight(section) > weight(known)) best.set(name, section);
  }
  const kept = new Set(best.values());
  const counts = new Map(sections.map(({ id = '', depth }) => [id, depth] as const));
  // "#### Phase 3.3" below "Next steps", behind "### Phase 3": it speaks of a part of that.
  const isPartOf = ({ id = '', depth }: Draft): boolean =>
    /^\d+\.\d+$/.test(id) && depth > (counts.get(id.slice(0, id.indexOf('.'))) ?? depth);
  return withoutMentions(
    sections.filter((section) => kept.has(section) && !isPartOf(section)),
    weights,
  );
}

/**
 * "Stage 2: flags" and "Stage 4-5: flags" below one heading, which own nothing, where "Stage 1" to "Stage 5" below another
 * own all the work: they tell something else about these stages.
 */
function withoutMentions(sections: readonly Draft[], weights: Weights): readonly Draft[] {
  const owning = sections.filter((section) => weights.of(section) + weights.taskHeadings(section) > 0);
  const place = owning[0]?.parent;
  if (!place || owning.length < 3 || owning.some(({ parent }) => parent !== place)) return sections;
  const numbers = new Set(owning.map(({ id }) => id));
  const mentioning = new Set(
    sections.flatMap(({ parent, id = '' }) =>
      parent !== place && id.split(/[-–]/).some((number) => numbers.has(number)) ? [parent] : [],
    ),
  );
  return sections.filter(({ parent }) => !mentioning.has(parent));
}

/**
 * Two that work beside each other count their own phases: "Phase 1: Setup" of the one, "Phase 1: First page" of the other.
 * Two beside each other got one number by mistake where not more than half of the words of their titles are the same, and
 * none says that it looks back.
 */
function isOwnCount(one: Draft, other: Draft, weights: Weights): boolean {
  if (isInFuture(one) || isInFuture(other) || one.parent?.parent !== other.parent?.parent) return false;
  if (weights.of(one) === 0 || weights.of(other) === 0) return false;
  if (one.parent !== other.parent) return one.title.toLowerCase() !== other.title.toLowerCase();
  const [words, others] = [wordsOf(one), wordsOf(other)];
  if (words.length === 0 || others.length === 0) return false;
  const common = others.filter((word) => words.includes(word)).length;
  const isRepeated = looksBack.test(one.title) || looksBack.test(other.title);
  return common === 0 || (!isRepeated && common * 2 <= Math.min(words.length, others.length));
}

/** "Phase 1: API checklist" goes through "Phase 1: API" once more. */
const looksBack = /check-?list|review|recap|summary|verification|validation|testing|status/i;

const wordsOf = ({ title }: Draft): readonly string[] => [...new Set(title.toLowerCase().match(/\p{L}{3,}/gu))];
