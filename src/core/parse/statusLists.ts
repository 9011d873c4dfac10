import { statusOfWord } from '../text/statusVocabulary.ts';
import { type Draft, isSection } from './draft.ts';
import { normalize } from './roleOfLabel.ts';
import type { Weights } from './weighWork.ts';

/**
 * Whether numbered units stand in one list of several that sort the work by how far it is: `### Phase 3` and `### Phase 4`
 * below "Recently completed", with "In progress" and "Planned" beside it. The lists are the plan then; the units are how
 * one of them is sorted. Where other lists hold such units too, the units go through the plan.
 *
 * @param sections the headings of one unit
 */
export function areInStatusList(sections: readonly Draft[], weights: Weights): boolean {
  const place = sections[0]?.parent;
  if (!place || !isStatusList(place) || sections.some(({ parent }) => parent !== place)) return false;
  const beside = place.parent?.children.filter(
    (child) => child !== place && child.depth === place.depth && isStatusList(child) && weights.of(child) > 0,
  );
  return (beside?.length ?? 0) >= 2;
}

/** "Done", "✅ In progress (4)", "Recently completed": the whole heading is the state of what it holds. */
function isStatusList(draft: Draft): boolean {
  return isSection(draft) && draft.unit === undefined && namesState(normalize(draft.text));
}

/** @param words of a heading or label, as `normalize` gives them */
function namesState(words: string): boolean {
  return words.length <= 40 && statusOfWord(words.replace(/^(?:recently|already|currently) /, '')) !== undefined;
}

const waiting =
  /^(?:(?:product |project )?backlog|unscheduled|unassigned|unsorted|unplanned|no (?:milestone|version)|someday|now|next|soon)$/;

const coming = /^(?:up next|later|сделать|할 일)$/;

/** "To do", "In progress", "Later": the words sort work by how far it is or when it comes. */
export function isStateName(words: string): boolean {
  return namesState(words) || waiting.test(words) || coming.test(words);
}

/** The same, or "Backlog", "Unscheduled", with a name behind a dash: "Done - official charts". */
export function isStateOrBacklog(draft: Draft): boolean {
  if (!isSection(draft) || draft.unit !== undefined) return false;
  const words = normalize(draft.text);
  return [words, words.split(' - ', 1)[0] ?? ''].some((name) => namesState(name) || waiting.test(name));
}
