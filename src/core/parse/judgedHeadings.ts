import { ancestor, type Draft } from './draft.ts';
import { roleOfList } from './roleOfList.ts';
import type { Weights } from './weighWork.ts';

/**
 * Finds the headings over nothing but acceptance criteria, as most of those on their level below the phases are: "Issue
 * #7: Sort the mail". The criteria judge one piece of work, which the heading names.
 *
 * @returns asked of sections while they become tasks, see settleTasks.ts
 */
export function judgedHeadings(weights: Weights): (section: Draft) => boolean {
  const levels = new WeakMap<Draft, Map<number, boolean>>();
  // Those asked before are tasks by now, but still headings.
  const isHeading = (draft: Draft): boolean => !draft.stands && draft.depth > 0;
  const isJudged = (draft: Draft): boolean =>
    draft.boxes > 0 && weights.of(draft) === 0 && !draft.children.some(isHeading) && !roleOfList(draft);
  const areJudged = (place: Draft, level: number): boolean => {
    const beside = place.children.flatMap(({ children }) =>
      children.filter((child) => isHeading(child) && child.depth === level),
    );
    const judged = beside.filter(isJudged);
    return judged.length > 1 && judged.length * 2 > beside.length;
  };
  return (section) => {
    const place = section.parent?.parent;
    if (!place || section.depth < 3 || section.unit !== undefined || !isJudged(section)) return false;
    // Beside work of the phase they are what it is signed off by.
    const phase = ancestor(section, (at) => at.phase);
    if (!phase || weights.of(phase) > 0) return false;
    const known = levels.get(place) ?? new Map<number, boolean>();
    levels.set(place, known);
    const found = known.get(section.depth) ?? areJudged(place, section.depth);
    known.set(section.depth, found);
    return found;
  };
}
