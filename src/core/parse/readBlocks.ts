import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import type { Code, Heading, List, ListItem, Nodes, Paragraph, Parents, Table } from 'mdast';
import { gfmTable } from 'micromark-extension-gfm-table';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Block, BoxMark, ItemBlock, TableRow } from './block.ts';
import { splitAtLabels } from './lazyLabels.ts';

const processor = unified()
  .data('micromarkExtensions', [gfmTable()])
  .data('fromMarkdownExtensions', [gfmTableFromMarkdown()])
  .use(remarkParse);

/**
 * A GFM task list item: one character in brackets, then white space and more. Any character is a mark. Kiro writes
 * `[ ]*` for optional work.
 */
const boxPattern = /^\[([^\]\n]\ufe0f?)\](?=[ \t\n])|^\[([ xX~-])\]\*(?=[ \t])/u;

/**
 * Reads markdown into blocks by CommonMark and GFM. Lines are 0-based. Inline markdown stays text: what is needed of
 * it is read from the source, which keeps the blocks of one part independent of link definitions in another.
 *
 * @param text LF or CRLF; without front matter
 */
export function readBlocks(text: string): readonly Block[] {
  const lines = text.split(/\r\n|\n|\r/);
  let nested = 0;
  const deep = lines.flatMap((line, index) =>
    isTooDeep(line) || (nestedItem.test(line) && ++nested > mostNested) ? [index] : [],
  );
  const left = new Set(deep);
  const source = deep.length === 0 ? text : lines.map((line, index) => (left.has(index) ? '' : line)).join('\n');
  const tree = processor.parse(source);
  const tooDeep = deep
    .slice(0, 1)
    .map((line): Block => ({ type: 'tooDeep', line, endLine: (deep.at(-1) ?? line) + 1 }));
  return [...tooDeep, ...childBlocks({ text: source, lines }, tree)];
}

/**
 * Lists and quotes in each other beyond this are nobody's plan, and time and stack grow with their depth: such lines are
 * left out and reported.
 */
const deepest = 80;
/** Items below one item at the margin; micromark's time grows with the square of their number. */
const mostNested = 2000;
const nestedItem = /^[ \t>]+(?:[-*+]|\d{1,9}[.)])[ \t]/;
const containers = /^(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))*/;

function isTooDeep(line: string): boolean {
  if (line.length <= deepest) return false;
  const prefix = containers.exec(line)?.[0] ?? '';
  if (prefix.length <= deepest) return false;
  const markers = prefix.match(/[>*+.)-]/g)?.length ?? 0;
  return markers > 0 && markers + (prefix.match(/[ \t]/g)?.length ?? 0) / 4 > deepest;
}

interface Source {
  readonly text: string;
  readonly lines: readonly string[];
}

interface Span {
  readonly line: number;
  readonly endLine: number;
  readonly start: number;
  readonly end: number;
  readonly column: number;
}

function childBlocks(source: Source, parent: Parents): readonly Block[] {
  const blocks: Block[] = [];
  for (const child of parent.children) {
    const block = toBlock(source, child);
    if (block?.type === 'list') blocks.push(...splitAtLabels(block, source.lines, spanOf(child).column));
    else if (block) blocks.push(block);
  }
  return blocks;
}

/** unist is 1-based with an inclusive end; blocks are 0-based with an exclusive one. */
function spanOf(node: Nodes): Span {
  const position = node.position;
  if (!position) return { line: 0, endLine: 0, start: 0, end: 0, column: 0 };
  return {
    line: position.start.line - 1,
    endLine: position.end.line,
    start: position.start.offset ?? 0,
    end: position.end.offset ?? 0,
    column: position.start.column - 1,
  };
}

function toBlock(source: Source, node: Nodes): Block | undefined {
  const { line, endLine, start, end } = spanOf(node);
  switch (node.type) {
    case 'heading':
      return { type: 'heading', line, endLine, depth: node.depth, source: inlineSource(source, node) };
    case 'paragraph':
      return { type: 'paragraph', line, endLine, lines: paragraphLines(source, node) };
    case 'list':
      return { type: 'list', line, endLine, items: node.children.map((item) => toItem(source, node, item)) };
    case 'code':
      return toCode(source, node);
    case 'table':
      return { type: 'table', line, endLine, rows: toRows(source, node) };
    case 'html':
      return { type: 'html', line, endLine, text: source.text.slice(start, end) };
    case 'blockquote':
      return { type: 'quote', line, endLine, blocks: childBlocks(source, node) };
    case 'thematicBreak':
      return { type: 'rule', line, endLine };
    default:
      return undefined;
  }
}

/** The inline part of a heading: from its first child to its last, so that marks of both heading forms are left out. */
function inlineSource(source: Source, node: Heading): string {
  const first = node.children[0];
  const last = node.children.at(-1);
  if (!first || !last) return '';
  return source.text.slice(spanOf(first).start, spanOf(last).end).replace(/[ \t]*\r?\n[ \t>]*/g, ' ');
}

function paragraphLines(source: Source, node: Paragraph): readonly string[] {
  const { start, end } = spanOf(node);
  return source.text
    .slice(start, end)
    .split(/\r\n|\n|\r/)
    .map((line, index) => (index === 0 ? line : line.replace(/^[ \t]*(?:>[ \t]?)*[ \t]*/, '')));
}

function toItem(source: Source, list: List, item: ListItem): ItemBlock {
  const { line, endLine } = spanOf(item);
  const first = item.children[0];
  const base = { type: 'item', line, endLine, ordered: list.ordered === true } as const;
  if (first?.type !== 'paragraph') return { ...base, textLine: line, lines: [], blocks: childBlocks(source, item) };
  const lines = paragraphLines(source, first);
  const blocks = item.children.slice(1).flatMap((child) => toBlock(source, child) ?? []);
  const box = readBox(source, first, lines);
  const textLine = spanOf(first).line;
  if (!box) return { ...base, textLine, lines, blocks };
  // The text behind a box may begin on the next line.
  return { ...base, mark: box.mark, textLine: textLine + lines.length - box.lines.length, lines: box.lines, blocks };
}

function readBox(
  source: Source,
  node: Paragraph,
  lines: readonly string[],
): { readonly mark: BoxMark; readonly lines: readonly string[] } | undefined {
  const span = spanOf(node);
  const match = boxPattern.exec(source.text.slice(span.start, Math.min(span.end, span.start + 8)));
  const char = match?.[1] ?? match?.[2];
  if (char === undefined) return undefined;
  const [first = '', ...rest] = lines;
  const behind = [first.slice(match?.[0].length).trimStart(), ...rest];
  if (behind.every((line) => line.trim() === '')) return undefined;
  return {
    mark: { char, line: span.line, column: span.column + 1, optional: match?.[2] !== undefined },
    lines: behind[0] === '' ? behind.slice(1) : behind,
  };
}

function toCode(source: Source, node: Code): Block {
  const { line, endLine, start } = spanOf(node);
  const fence = /^(?:`{3,}|~{3,})/.exec(source.text.slice(start, start + 200))?.[0];
  const info = [node.lang ?? '', node.meta ?? ''];
  return {
    type: 'code',
    line,
    endLine,
    fenced: fence !== undefined,
    closed: fence === undefined || (endLine - line > 1 && isClosing(source.lines[endLine - 1] ?? '', fence)),
    language: (info[0] ?? '')
      .replace(/^\{?\.?/, '')
      .replace(/[,}{].*$/, '')
      .toLowerCase(),
    meta: info[1] ?? '',
    body: node.value.replace(/\r\n?/g, '\n'),
  };
}

/** CommonMark 4.5: the closing fence is of the same character, at least as long, and alone on its line. */
function isClosing(line: string, fence: string): boolean {
  const text = line.replace(/^[ \t>]*/, '').trimEnd();
  return text.length >= fence.length && text === fence.charAt(0).repeat(text.length);
}

function toRows(source: Source, table: Table): readonly TableRow[] {
  return table.children.map((row) => ({
    line: spanOf(row).line,
    cells: row.children.map((cell) => {
      const first = cell.children[0];
      const last = cell.children.at(-1);
      return first && last ? source.text.slice(spanOf(first).start, spanOf(last).end) : '';
    }),
  }));
}
