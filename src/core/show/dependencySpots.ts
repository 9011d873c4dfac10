import type { Plan } from '../model.ts';
import { nodesOn } from '../nodesOn.ts';
import type { Spot } from './explainedSpot.ts';

/** Where a line names something that it depends on. */
export interface DependencySpot extends Spot {
  /** Of the node that it names. */
  readonly key: string;
}

const statement = /\b(?:depend(?:s|ent|ing)?\b|dependenc|blocked\b|requires\b|after\b|needs\b|waits?\b|follows\b)/i;

/**
 * The names of tasks and sections in the dependencies that a line states, in order. What the plan has not exactly once
 * is not among them.
 *
 * @param text the line
 * @param line 0-based
 */
export function dependencySpots(plan: Plan, text: string, line: number): readonly DependencySpot[] {
  const spots: DependencySpot[] = [];
  const nodes = nodesOn(plan, line);
  const said = statement.exec(text)?.index ?? 0;
  for (const { key, target, line: at } of nodes.flatMap((node) => node.dependsOn)) {
    if (at !== line || key === undefined || target === undefined) continue;
    const from = spots.at(-1)?.end ?? said;
    // "Streams 1-2" names Stream 1 by its number only.
    const name = [target, target.slice(target.lastIndexOf(' ') + 1)]
      .map((words) => ({ words, start: indexOfName(text, words, from) }))
      .find(({ start }) => start >= 0);
    if (name) spots.push({ key, start: name.start, end: name.start + name.words.length });
  }
  return spots;
}

/** Where a line states a dependency on that name; undefined where it says it in another way. */
export function startOfName(text: string, name: string): number | undefined {
  const start = indexOfName(text, name, statement.exec(text)?.index ?? 0);
  return start < 0 ? undefined : start;
}

/** Of a name that is no part of a longer one. */
function indexOfName(text: string, name: string, from: number): number {
  const lower = text.toLowerCase();
  const wanted = name.toLowerCase();
  for (let at = lower.indexOf(wanted, from); at >= 0; at = lower.indexOf(wanted, at + 1)) {
    const before = text.charAt(at - 1);
    const after = text.slice(at + name.length, at + name.length + 2);
    if (!/[\p{L}\d.]/u.test(before) && !/^(?:[\p{L}\d]|\.\d)/u.test(after)) return at;
  }
  return -1;
}
