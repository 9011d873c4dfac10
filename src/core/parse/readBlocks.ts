import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import type { Code, Heading, List, ListItem, Nodes, Paragraph, Parents, Table } from 'mdast';
import { gfmTable } from 'micromark-extension-gfm-table';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Block, ItemBlock, ListBlock, TableRow } from './block.ts';
import { codeBlock, headingSource, readBox, withoutPrefix } from './blockText.ts';
import { splitDrawnList } from './drawnLists.ts';
import { endBeforeNext } from './endBeforeNext.ts';
import { findTooMuch, hasConflict, mostUnderlines } from './findTooMuch.ts';
import { splitAtLabels } from './lazyLabels.ts';
import { addListTo } from './nestBullets.ts';

const processorWith = (...extensions: readonly object[]) =>
  unified()
    .data('micromarkExtensions', [gfmTable(), ...extensions])
    .data('fromMarkdownExtensions', [gfmTableFromMarkdown()])
    .use(remarkParse)
    .freeze();

const processor = processorWith();
/** For parts with more underlined headings than anybody writes: micromark's time grows with the square of their number. */
const withoutUnderlines = processorWith({ disable: { null: ['setextUnderline'] } });

function withoutConflicts(text: string): string {
  // In code they may be meant.
  return /^[ \t]*(?:```|~~~)/m.test(text) ? text : text.replace(/^(?:[<>]{7} \S.*|\|{7}(?: \S.*)?|={7}\r?)$/gm, '');
}

/**
 * Reads markdown into blocks by CommonMark and GFM. Lines are 0-based. Inline markdown stays text: what is needed of
 * it is read from the source, which keeps the blocks of one part independent of link definitions in another.
 *
 * @param written LF or CRLF; without front matter
 */
export function readBlocks(written: string): readonly Block[] {
  const text = hasConflict(written) ? withoutConflicts(written) : written;
  const lines = text.split(/\r\n|\n|\r/);
  const { deep, underlines } = findTooMuch(lines);
  const left = new Set(deep);
  const source = deep.length === 0 ? text : lines.map((line, index) => (left.has(index) ? '' : line)).join('\n');
  const tree = (underlines > mostUnderlines ? withoutUnderlines : processor).parse(source);
  endBeforeNext(tree, lines);
  const tooDeep = deep
    .slice(0, 1)
    .map((line): Block => ({ type: 'tooDeep', line, endLine: (deep.at(-1) ?? line) + 1 }));
  return [...tooDeep, ...childBlocks({ text: source, lines }, tree)];
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
    if (block?.type === 'list') addParts(blocks, block, source.lines, spanOf(child).column);
    else if (block?.type === 'paragraph') blocks.push(...splitDrawnList(block));
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

function addParts(blocks: Block[], list: ListBlock, lines: readonly string[], column: number): void {
  for (const part of splitAtLabels(list, lines, column)) {
    if (part.type === 'list') addListTo(blocks, part, lines);
    else blocks.push(part);
  }
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
  return headingSource(source.text.slice(spanOf(first).start, spanOf(last).end).split(/\r?\n/));
}

function paragraphLines(source: Source, node: Paragraph): readonly string[] {
  const { start, end } = spanOf(node);
  return source.text
    .slice(start, end)
    .split(/\r\n|\n|\r/)
    .map((line, index) => (index === 0 ? line : withoutPrefix(line)));
}

function toItem(source: Source, list: List, item: ListItem): ItemBlock {
  const { line, endLine } = spanOf(item);
  const first = item.children[0];
  const base = { type: 'item', line, endLine, ordered: list.ordered === true } as const;
  if (first?.type !== 'paragraph') return { ...base, textLine: line, lines: [], blocks: childBlocks(source, item) };
  const lines = paragraphLines(source, first);
  const blocks = item.children.slice(1).flatMap((child) => toBlock(source, child) ?? []);
  const { line: textLine, column } = spanOf(first);
  const box = readBox(textLine, column, lines);
  if (!box) return { ...base, textLine, lines, blocks };
  // The text behind a box may begin on the next line.
  return { ...base, mark: box.mark, textLine: textLine + lines.length - box.lines.length, lines: box.lines, blocks };
}

function toCode(source: Source, node: Code): Block {
  const { line, endLine, start } = spanOf(node);
  const fence = /^(?:`{3,}|~{3,})/.exec(source.text.slice(start, start + 200))?.[0];
  const lastLine = source.lines[endLine - 1] ?? '';
  const body = node.value.replace(/\r\n?/g, '\n');
  return codeBlock({ line, endLine }, fence, lastLine, node.lang ?? '', node.meta ?? '', body);
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
