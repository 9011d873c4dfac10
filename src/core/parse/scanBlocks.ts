import type { Block } from './block.ts';
import { isForRemark } from './isForRemark.ts';
import { OpenBlocks, type OpenList } from './openBlocks.ts';
import { type ItemMarker, readMarker, skipSpaces } from './scanLine.ts';
import { scanText } from './scanText.ts';

/**
 * Reads the blocks of a part as `readBlocks` does, equal in everything, without remark: line by line, by the algorithm
 * for block structure in CommonMark's appendix. Undefined where it is not sure what remark says; then remark reads the
 * part.
 *
 * @param text LF; a part of a document (see cutParts.ts)
 */
export function scanBlocks(text: string): readonly Block[] | undefined {
  const lines = text.split('\n');
  if (isForRemark(text, lines)) return undefined;
  const open = new OpenBlocks(lines);
  const hasTabs = text.includes('\t');
  for (let number = 0; number < lines.length && !open.unsure; number++) {
    const line = lines[number] ?? '';
    if (hasTabs && line.includes('\t') && !isCodeWithTabs(open, line)) return undefined;
    // What stands behind the last line break is a line of nothing but code.
    if (line === '' && number === lines.length - 1 && open.leaf?.type !== 'fence') break;
    scanLine(open, line, number);
  }
  open.closeTo(0, endOf(open, lines));
  return open.unsure ? undefined : open.blocks;
}

/** An HTML block that ends before a blank line does not have the empty text behind the last line break. */
function endOf({ leaf }: OpenBlocks, lines: readonly string[]): number {
  const untilBlank = leaf?.type === 'html' && leaf.end === 'blank';
  return untilBlank && lines.at(-1) === '' ? lines.length - 1 : lines.length;
}

/** In fenced code at the margin tabs matter nowhere but around what ends it. */
function isCodeWithTabs({ leaf, containers }: OpenBlocks, line: string): boolean {
  return leaf?.type === 'fence' && leaf.indent === 0 && containers.length === 0 && !/^[ \t]*[`~]/.test(line);
}

function scanLine(open: OpenBlocks, line: string, number: number): void {
  const { containers } = open;
  let position = 0;
  let depth = 0;
  let sibling = false;
  for (; depth < containers.length; depth++) {
    const container = containers[depth];
    const start = skipSpaces(line, position);
    if (container?.type === 'quote') {
      if (start - position > 3 || line.charCodeAt(start) !== 62) break;
      container.endLine = number + 1;
      position = line.charCodeAt(start + 1) === 32 ? start + 2 : start + 1;
      continue;
    }
    if (!container) break;
    if (goesOn(container, line, position, start)) {
      position = Math.min(position + container.width, line.length);
      continue;
    }
    const marker = siblingMarker(container, line, position, start);
    if (!marker) break;
    open.closeTo(depth + 1, number);
    open.nextItem(container, number, marker, start - position + marker.width);
    position = marker.bare ? line.length : start + marker.width;
    depth++;
    sibling = true;
    break;
  }
  open.matched = depth;
  const { leaf } = open;
  const inside = depth === containers.length && !sibling;
  // Code, HTML and what is inside them hold no containers.
  if (!(inside && (leaf?.type === 'fence' || leaf?.type === 'html'))) {
    // As micromark has it: code by indentation keeps others from beginning, also behind blank lines.
    const interrupts = inside && (leaf?.type === 'paragraph' || leaf?.type === 'indented');
    position = openContainers(open, line, number, position, interrupts);
  }
  scanText(open, line, number, position);
}

/** Whether the line belongs to the item of the list: it is blank or indented as far as its text. */
function goesOn(list: OpenList, line: string, position: number, start: number): boolean {
  if (start === line.length) {
    list.bareBlank ||= list.bare;
    return true;
  }
  const inside = !list.bareBlank && start - position >= list.width;
  list.bare = false;
  list.bareBlank = false;
  return inside;
}

function siblingMarker(list: OpenList, line: string, position: number, start: number): ItemMarker | undefined {
  if (start - position > 3) return undefined;
  const marker = readMarker(line, start, false);
  return marker?.char === list.char && marker.ordered === list.ordered ? marker : undefined;
}

/**
 * Opens the quotes and lists that begin on the line, and closes those it is not in.
 *
 * @returns where the text in the innermost begins
 */
function openContainers(open: OpenBlocks, line: string, number: number, from: number, interrupts: boolean): number {
  let position = from;
  for (let first = true; ; first = false) {
    const start = skipSpaces(line, position);
    if (start === line.length || start - position > 3) return position;
    const quote = line.charCodeAt(start) === 62;
    const marker = quote ? undefined : readMarker(line, start, interrupts);
    if (!quote && !marker) return position;
    if (first) open.closeTo(open.matched, number);
    if (marker) {
      open.openList(number, start, marker, start - position + marker.width);
      position = marker.bare ? line.length : start + marker.width;
    } else {
      open.openQuote(number);
      position = line.charCodeAt(start + 1) === 32 ? start + 2 : start + 1;
    }
    open.matched = open.containers.length;
  }
}
