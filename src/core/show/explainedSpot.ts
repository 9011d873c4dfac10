import type { Plan } from '../model.ts';
import { nodesOn } from '../nodesOn.ts';

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
  if (!here) return undefined;
  let open = '';
  for (let at = 0; at < line; at++) {
    const fence = fenceOf(lines[at] ?? '');
    if (!fence) continue;
    if (open === '') open = fence.signs;
    else if (fence.bare && fence.signs.startsWith(open)) open = '';
  }
  return open === '' ? { start: here.start, end: here.start + here.signs.length } : undefined;
}

interface Fence {
  readonly start: number;
  readonly signs: string;
  /** Nothing follows: such a fence closes, too. */
  readonly bare: boolean;
}

/** A fence at the beginning of a line, of an item or of a quote. */
function fenceOf(text: string): Fence | undefined {
  const lead = /^[ \t>]{0,99}(?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,9})?/.exec(text)?.[0].length ?? 0;
  const signs = /^(?:`{3,}|~{3,})/.exec(text.slice(lead))?.[0];
  return signs === undefined ? undefined : { start: lead, signs, bare: text.slice(lead + signs.length).trim() === '' };
}
