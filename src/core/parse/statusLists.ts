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

/** "Completed features", "未完成功能": what is done or not. */
const things =
  /(?: (?:features|tasks|items|work|functions|issues|tickets|funcionalidades|tareas|tarefas|fonctionnalités|tâches|aufgaben|funktionen|задачи|функции)|的?(?:功能|任务|任務|事项|事項|工作|機能|タスク|作業))$/;

/** @param words of a heading or label, as `normalize` gives them */
function namesState(words: string): boolean {
  const bare = words.replace(/^(?:recently|already|currently) /, '').replace(things, '');
  return words.length <= 40 && statusOfWord(bare) !== undefined;
}

const waiting =
  /^(?:(?:product |project )?backlog|unscheduled|unassigned|unsorted|unplanned|no (?:milestone|version)|someday|now|next|do next|soon)$/;

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

/** "Done: the dam": a state before the name of a piece of work. */
export function beginsWithState(draft: Draft): boolean {
  const [head = '', ...name] = draft.text.slice(0, 60).split(/[:：]/);
  return name.length > 0 && namesState(normalize(head));
}

/** "Completed components": what follows is what is done, not one piece of it. */
const doneParts =
  /^(?:already )?(?:completed|finished|done|implemented|delivered|shipped|existing)(?: (?:\p{L}+ ){0,2}(?:features|components|parts|work|items|tasks|milestones|phases|stories|functionality|fixes|improvements))?$/u;

/** Whether a heading says of what follows that it is done. */
export function headsDone(text: string): boolean {
  return doneParts.test(normalize(text));
}
