import type { Plan } from '../model.ts';
import { nodesOn } from '../nodesOn.ts';
import { fenceOf, openFence } from '../text/openFence.ts';

/** A part of one line, 0-based columns; the end is behind it. */
export interface Spot {
  readonly start: number;
  readonly end: number;
}

/**
 * The sign under the pointer that says how a line is read: the mark of a box, the `#` of a heading, the fence that opens
 * a block. `undefined` everywhere else, so that a hover stays out of the way of reading.
 *
 * @param lines of the document
 * @param line 0-based
 * @param column 0-based
 */
export function explainedSpot(plan: Plan, lines: readonly string[], line: number, column: number): Spot | undefined {
  const text = lines[line] ?? '';
  const spot = markAt(plan, line) ?? headingSigns(plan, text, line) ?? openingFence(lines, line);
  return spot && spot.start <= column && column <= spot.end ? spot : undefined;
}

/** The brackets and what stands between them. */
function markAt(plan: Plan, line: number): Spot | undefined {
  const mark = nodesOn(plan, line).findLast((node) => node.mark?.line === line)?.mark;
  return mark && { start: mark.column - 1, end: mark.column + mark.char.length + 1 };
}

function headingSigns(plan: Plan, text: string, line: number): Spot | undefined {
  const signs = /^( {0,3})#{1,6}(?=[ \t]|$)/.exec(text);
  if (!signs || !nodesOn(plan, line).some((node) => node.line === line)) return undefined;
  return { start: signs[1]?.length ?? 0, end: signs[0].length };
}

function openingFence(lines: readonly string[], line: number): Spot | undefined {
  const here = fenceOf(lines[line] ?? '');
  if (!here || openFence(lines, line) !== '') return undefined;
  return { start: here.start, end: here.start + here.signs.length };
}

/** The id that a task or section says at its beginning: `T014` of `- [ ] **T014** Moor`. */
export function idSpot(plan: Plan, text: string, line: number, column: number): Spot | undefined {
  const id = nodesOn(plan, line).findLast((node) => node.line === line)?.id;
  if (id === undefined) return undefined;
  // Behind the mark, the signs of the heading, emphasis and a unit word.
  const start = text.slice(0, 120).indexOf(id);
  const spot = { start, end: start + id.length };
  return start >= 0 && start <= column && column <= spot.end ? spot : undefined;
}
