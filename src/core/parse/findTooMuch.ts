/**
 * Lists and quotes in each other beyond this are nobody's plan, and time and stack grow with their depth: such lines are
 * left out and reported.
 */
const deepest = 80;
/** Items below one item at the margin; micromark's time grows with the square of their number. */
const mostNested = 1500;
const nestedItem = /^[ \t>]+(?:[-*+]|\d{1,9}[.)])[ \t]/;
const containers = /^(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))*/;

/** Lines in a row that go on with the text of an item or quote; micromark looks back from each at all before it. */
const mostContinued = 500;
const beginsContainer = /^[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$))/;
const fenceLine = /^[ \t>]*(?:`{3}|~{3})/;
/** No heading, HTML or rule, and no delimiter row, behind which the rows of a table are its own. */
const plainLine = /^[ \t]*(?=\S)(?![#<]|[-*_]{3}|[|: \t]*-[-|: \t]*$)/;

/** Headings underlined by more than anybody writes: micromark's time grows with the square of their number. */
export const mostUnderlines = 1000;
const underline = /^ {0,3}(?:=+|-+)[ \t]*$/;

/** The lines that are left out, and how many may underline a heading. */
export function findTooMuch(lines: readonly string[]): {
  readonly deep: readonly number[];
  readonly underlines: number;
} {
  const deep: number[] = [];
  let [nested, continued, underlines] = [0, 0, 0];
  let inCode = false;
  for (const [index, line] of lines.entries()) {
    const isFence = fenceLine.test(line);
    if (isFence) inCode = !inCode;
    if (underline.test(line)) underlines++;
    if (beginsContainer.test(line)) continued = 1;
    else continued = continued > 0 && !isFence && !inCode && plainLine.test(line) ? continued + 1 : 0;
    const isTooMuch = (nestedItem.test(line) && ++nested > mostNested) || continued > mostContinued;
    if (isTooMuch || isTooDeep(line)) deep.push(index);
  }
  return { deep, underlines };
}

export function isTooDeep(line: string): boolean {
  if (line.length <= deepest) return false;
  const prefix = containers.exec(line)?.[0] ?? '';
  if (prefix.length <= deepest) return false;
  const markers = prefix.match(/[>*+.)-]/g)?.length ?? 0;
  return markers > 0 && markers + (prefix.match(/[ \t]/g)?.length ?? 0) / 4 > deepest;
}

/** What git leaves where two versions met: no text of the plan, and no underline of a heading. */
export function hasConflict(text: string): boolean {
  return /^(?:<{7}|>{7}) \S/m.test(text);
}
