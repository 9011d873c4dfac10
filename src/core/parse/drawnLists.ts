import type { Block, ItemBlock, ParagraphBlock } from './block.ts';

/** Boxes and ticks that say how far a thing is; they stay in the text. */
const box =
  /^(?:(?:☐|☑|☒|⬜|🔲)\ufe0f?[ \t]*|:(?:white_large_square|white_check_mark|heavy_check_mark|ballot_box_with_check|construction):[ \t]+)\S/u;
/** The box of a list item without the bullet, or with it behind the box: `[] - Write the importer`. */
const bare = /^\[([ xX]?)\][ \t]+(?:[-–—][ \t]+)?(?=\S)/;
/** A tick before one sentence may be anything; several lines of them are a list. */
const tick = /^(?:✅|✔|✓|❌|🚧|⏳)\ufe0f?[ \t]*\S/u;
const dot = /^[•◦▪‣●○■□][ \t]*(?=\S)/u;

/** A list that does not begin with 1 interrupts no paragraph (CommonMark 5.3). */
const counted = /^(\d{1,3})[.)][ \t]+(?=\S)/;

const isDrawn = (line: string): boolean => box.test(line) || bare.test(line) || tick.test(line) || dot.test(line);

/**
 * The list that an author drew with signs that are no bullets to markdown: `• Write the importer`, `☐ Oil the hinges`.
 * What stands before its first line, a label, stays a paragraph.
 *
 * @returns the paragraph itself where it is no list
 */
export function splitDrawnList(paragraph: ParagraphBlock): readonly Block[] {
  const { lines } = paragraph;
  const numbered = countedBelow(lines);
  if (numbered) return split(paragraph, numbered);
  const first = lines.findIndex(isDrawn);
  if (first < 0 || (first > 0 && !/[:：]\s?(?:\*\*)?\s?$/.test(lines[first - 1]?.slice(-80) ?? ''))) return [paragraph];
  const starts = lines.flatMap((line, index) => (index >= first && isDrawn(line) ? [index] : []));
  if (starts.length < 2 && tick.test(lines[first] ?? '')) return [paragraph];
  return split(paragraph, starts);
}

/**
 * `**Week 2**` over `5. Hang the bell` and `6. Ring it`: the label and the numbers that go on below it, two at least.
 *
 * @returns undefined where the lines are no such list
 */
function countedBelow(lines: readonly string[]): readonly number[] | undefined {
  if (!/^(?:\*\*[^*\n]{1,100}\*\*|[^:\n]{1,100}[:：])\s?$/.test(lines[0] ?? '')) return undefined;
  const starts = lines.flatMap((line, index) => (counted.test(line) ? [index] : []));
  const numbers = starts.map((start) => Number(counted.exec(lines[start] ?? '')?.[1]));
  const goOn = numbers.every((number, index) => number === (numbers[0] ?? 0) + index);
  return starts[0] === 1 && starts.length > 1 && goOn ? starts : undefined;
}

/** @param starts the lines with which items begin, the first of them where the list does */
function split(paragraph: ParagraphBlock, starts: readonly number[]): readonly Block[] {
  const { lines } = paragraph;
  const [first = 0] = starts;
  const items = starts.map((start, index) => itemOf(paragraph, start, starts[index + 1] ?? lines.length));
  const line = paragraph.line + first;
  const list: Block = { type: 'list', line, endLine: paragraph.endLine, items };
  return first === 0 ? [list] : [{ ...paragraph, endLine: line, lines: lines.slice(0, first) }, list];
}

/** A box without a bullet is a sign to read, none to tick. */
function bulletless(text: string): string {
  const bulleted = text.replace(dot, '').replace(counted, '');
  return bulleted.replace(bare, (_whole, char: string) => (char.trim() === '' ? '☐ ' : '☑ '));
}

function itemOf({ line, lines }: ParagraphBlock, start: number, end: number): ItemBlock {
  const own = lines.slice(start, end).map((text, index) => (index === 0 ? bulletless(text) : text));
  const at = line + start;
  const ordered = counted.test(lines[start] ?? '');
  return { type: 'item', line: at, endLine: line + end, ordered, textLine: at, lines: own, blocks: [] };
}
