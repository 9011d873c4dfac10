/**
 * What one line can begin, by CommonMark 0.31. `start` is the column of its first character that is not blank; lines
 * have no tabs.
 */

const space = 32;
const hash = 35;
const star = 42;
const plus = 43;
const dash = 45;
const underscore = 95;

export function skipSpaces(line: string, start: number): number {
  let index = start;
  while (line.charCodeAt(index) === space) index++;
  return index;
}

/** 4.1: three or more of one of `-`, `_`, `*`, with spaces between them. */
export function isRule(line: string, start: number): boolean {
  const marker = line.charCodeAt(start);
  if (marker !== dash && marker !== star && marker !== underscore) return false;
  let count = 0;
  for (let index = start; index < line.length; index++) {
    const code = line.charCodeAt(index);
    if (code === marker) count++;
    else if (code !== space) return false;
  }
  return count >= 3;
}

/** 4.3: the depth of the heading that the line underlines; 0 for another line. */
export function underlineDepth(line: string, start: number): 0 | 1 | 2 {
  const marker = line.charCodeAt(start);
  if (marker !== dash && marker !== 61) return 0;
  let index = start;
  while (line.charCodeAt(index) === marker) index++;
  if (skipSpaces(line, index) < line.length) return 0;
  return marker === dash ? 2 : 1;
}

export type HeadingDepth = 1 | 2 | 3 | 4 | 5 | 6;

/** 4.2: the heading without its marks. */
export function readHeading(
  line: string,
  start: number,
): { readonly depth: HeadingDepth; readonly source: string } | undefined {
  let begin = start;
  while (line.charCodeAt(begin) === hash) begin++;
  const depth = begin - start;
  if (depth < 1 || depth > 6 || (begin < line.length && line.charCodeAt(begin) !== space)) return undefined;
  begin = skipSpaces(line, begin);
  let end = spacesBefore(line, line.length, begin);
  let closing = end;
  while (closing > begin && line.charCodeAt(closing - 1) === hash) closing--;
  if (closing === begin) end = begin;
  else if (line.charCodeAt(closing - 1) === space) end = spacesBefore(line, closing, begin);
  return { depth: depth as HeadingDepth, source: line.slice(begin, end) };
}

function spacesBefore(line: string, end: number, begin: number): number {
  let index = end;
  while (index > begin && line.charCodeAt(index - 1) === space) index--;
  return index;
}

/** 4.5: the fence that opens code. */
export function readFence(
  line: string,
  start: number,
): { readonly fence: string; readonly lang: string; readonly meta: string } | undefined {
  const marker = line.charCodeAt(start);
  if (marker !== 96 && marker !== 126) return undefined;
  let index = start;
  while (line.charCodeAt(index) === marker) index++;
  if (index - start < 3 || (marker === 96 && line.includes('`', index))) return undefined;
  const fence = line.slice(start, index);
  const info = skipSpaces(line, index);
  let end = info;
  while (end < line.length && line.charCodeAt(end) !== space) end++;
  return { fence, lang: line.slice(info, end), meta: line.slice(skipSpaces(line, end)) };
}

export function closesFence(line: string, start: number, fence: string): boolean {
  const marker = fence.charCodeAt(0);
  let index = start;
  while (line.charCodeAt(index) === marker) index++;
  return index - start >= fence.length && skipSpaces(line, index) === line.length;
}

/** The marker of a list item. */
export interface ItemMarker {
  /** `-`, `+`, `*`, `.` or `)`: items of one list have the same. */
  readonly char: number;
  readonly ordered: boolean;
  /** From the marker to the text, which further lines of the item have to be indented by. */
  readonly width: number;
  /** Nothing stands behind it. */
  readonly bare: boolean;
}

/**
 * 5.2: the marker of an item.
 *
 * @param interrupts whether a paragraph is open: then only a bullet or the number 1 with text begins a list
 */
export function readMarker(line: string, start: number, interrupts: boolean): ItemMarker | undefined {
  let char = line.charCodeAt(start);
  let index = start;
  const ordered = char >= 48 && char <= 57;
  if (ordered) {
    while (index - start < 9 && line.charCodeAt(index) >= 48 && line.charCodeAt(index) <= 57) index++;
    if (interrupts && (index - start > 1 || char !== 49)) return undefined;
    char = line.charCodeAt(index);
    if (char !== 46 && char !== 41) return undefined;
  } else if (char !== dash && char !== star && char !== plus) return undefined;
  index++;
  const text = skipSpaces(line, index);
  if (text === line.length) {
    return interrupts ? undefined : { char, ordered, width: index - start + 1, bare: true };
  }
  const spaces = text - index;
  if (spaces === 0 || (!ordered && isRule(line, start))) return undefined;
  return { char, ordered, width: index - start + (spaces > 4 ? 1 : spaces), bare: false };
}

/**
 * 4.7: whether a paragraph that begins with this line may begin with a link reference definition. In doubt it may.
 */
export function mayDefine(line: string, start: number): boolean {
  if (line.charCodeAt(start) !== 91) return false;
  for (let index = start + 1; index < line.length; index++) {
    const code = line.charCodeAt(index);
    if (code === 91) return false;
    if (code === 92) return true;
    if (code === 93) return line.charCodeAt(index + 1) === 58;
  }
  return true;
}
