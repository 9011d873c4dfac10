import { type Draft, neighbours } from './draft.ts';
import { listKind } from './listKind.ts';
import { normalize } from './roleOfLabel.ts';

const planned =
  /^(?:work|execution|implementation|delivery|roll-?out|migration|build|development|refactoring|milestones?|phase) (?:plan|steps|order|sequence|milestones|strategy|tasks|breakdown|phases|checklist|roadmap)$|^(?:(?:git|project|delivery|key|implementation|development|release) )?milestones$|^(?:tasks?|task list|task breakdown|action items|action plan|work items|to-?do|steps|roadmap|plan of (?:work|action|attack)|order of (?:work|implementation|execution)|(?:sprint|iteration|release) (?:scope|backlog)|(?:remaining|outstanding|open) (?:work|tasks|items|steps))$/;

/** Whether a heading may be that of the plan itself; what stands in it and beside it tells. */
export function namesPlan(text: string): boolean {
  return planned.test(normalize(text));
}

/**
 * "Execution plan" over numbered steps, among sections that describe what is to be built: it alone is the plan. So is
 * "Tasks" over any list, where two of the sections beside it say themselves that they are about the work.
 */
export function isPlanItself(section: Draft): boolean {
  if (section.type !== 'section' || !namesPlan(section.text)) return false;
  if (isOrdered(section)) return true;
  const beside = neighbours(section).filter(({ type, depth }) => type === 'section' && depth === section.depth);
  return beside.filter(({ text, unit }) => unit === undefined && listKind(text) === 'none').length >= 2;
}

/** Three numbered items or more directly in a section. */
export function isOrdered(section: Draft): boolean {
  return section.children.filter(({ type, ordered }) => type === 'bullet' && ordered).length >= 3;
}
