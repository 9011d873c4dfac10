import { isPartBeside } from './besidePhases.ts';
import type { Draft } from './draft.ts';
import { isAboutUnit, normalize } from './roleOfLabel.ts';
import type { Weights } from './weighWork.ts';

/**
 * Versions, priorities and what is numbered by a word of the author are no steps of one work: topics beside them that own
 * boxes, two at least, are phases as much as they are. "1.0.0" behind "Alpha 8" and "Alpha 9" is one of them.
 *
 * @param phases sections of one unit
 * @param isWorded the unit is a word of the author
 * @param least how many there have to be
 */
export function withTopics(phases: readonly Draft[], weights: Weights, isWorded = false, least = 2): readonly Draft[] {
  const parents = new Set(phases.map((phase) => phase.parent));
  const [parent] = parents;
  const [first] = phases;
  if (!parent || !first || parents.size > 1 || weights.boxes === 0) return phases;
  const topics = parent.children.filter(
    (child) => isPartBeside(child, first, weights) && !isAboutUnit(child) && (child.unit === undefined || isWorded),
  );
  return topics.length < least ? phases : [...phases, ...topics].sort((a, b) => a.line - b.line);
}

const times = new Set(['day', 'week', 'month', 'quarter']);
const aroundTimes = /^(?:before|after|beyond|until) (?:\S+ ){0,3}(?:day|week|month|quarter)\b/;

/** Whether a heading may go before or behind phases that are spans of time. */
export function isAroundTime(text: string): boolean {
  return aroundTimes.test(normalize(text));
}

/** "Before the first day", "Day 60" beside "Week 1" and "Week 2", with work of their own: the same time goes on. */
export function withTimes(phases: readonly Draft[], weights: Weights): readonly Draft[] {
  const [first] = phases;
  if (!first || !times.has(first.unit ?? '') || phases.some(({ parent }) => parent !== first.parent)) return phases;
  const isTime = ({ unit = '', text }: Draft): boolean => times.has(unit) || isAroundTime(text);
  const beside = first.parent?.children.filter(
    (child) =>
      !phases.includes(child) &&
      isPartBeside(child, first, weights) &&
      !isAboutUnit(child) &&
      isTime(child) &&
      // "Week 1 deliverables" beside the days of "# Week 1"
      (child.unit === undefined || child.unit !== first.parent?.unit || child.id !== first.parent.id),
  );
  return beside?.length ? [...phases, ...beside].sort((a, b) => a.line - b.line) : phases;
}
