import type { Block, ItemBlock, TableRow } from './block.ts';
import { codeBlock, readBox } from './blockText.ts';
import { splitDrawnList } from './drawnLists.ts';
import { splitAtLabels } from './lazyLabels.ts';
import { addListTo } from './nestBullets.ts';
import type { HtmlEnd } from './scanHtml.ts';
import type { ItemMarker } from './scanLine.ts';
import { cellsOf } from './scanTable.ts';

interface OpenQuote {
  readonly type: 'quote';
  readonly line: number;
  /** Behind the last line that has its mark, or goes on a paragraph in it. */
  endLine: number;
  readonly blocks: Block[];
}

/** A list with its last item. */
export interface OpenList {
  readonly type: 'list';
  readonly line: number;
  readonly column: number;
  readonly char: number;
  readonly ordered: boolean;
  readonly items: ItemBlock[];
  itemLine: number;
  /** How far the text of the item is indented, from where the list stands. */
  width: number;
  /** The paragraph that the item begins with. */
  text: OpenParagraph | undefined;
  blocks: Block[];
  /** The item begins with a blank line; `bareBlank`: and another one behind it. */
  bare: boolean;
  bareBlank: boolean;
}

type Container = OpenQuote | OpenList;

export interface OpenParagraph {
  readonly type: 'paragraph';
  readonly line: number;
  readonly column: number;
  readonly lines: string[];
  /** Where the text of the last line begins. */
  lastColumn: number;
  /** The last line is indented so far that it begins nothing. */
  lastDeep: boolean;
  /** One of its lines does not have the marks or the indent of what it stands in. */
  lazy: boolean;
}

export interface FenceLeaf {
  readonly type: 'fence';
  readonly line: number;
  /** Blanks before it, which are taken from its lines. */
  readonly indent: number;
  readonly fence: string;
  readonly lang: string;
  readonly meta: string;
  readonly body: string[];
}

export interface IndentedLeaf {
  readonly type: 'indented';
  readonly line: number;
  readonly body: string[];
  /** Blank lines at its end, which belong to it only if more code follows. */
  blanks: number;
}

interface HtmlLeaf {
  readonly type: 'html';
  readonly line: number;
  readonly end: HtmlEnd;
}

interface TableLeaf {
  readonly type: 'table';
  readonly line: number;
  endLine: number;
  readonly rows: TableRow[];
}

type Leaf = OpenParagraph | FenceLeaf | IndentedLeaf | HtmlLeaf | TableLeaf;

/**
 * The blocks that are open while a part is scanned, the outermost container first, and the blocks that were read.
 * What it cannot tell sets `unsure`, which ends the scan.
 */
export class OpenBlocks {
  readonly blocks: Block[] = [];
  readonly containers: Container[] = [];
  leaf: Leaf | undefined;
  unsure = false;
  /** How many of the containers the line is in that is read. */
  matched = 0;
  readonly #lines: readonly string[];

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  /** Adds a finished block to the innermost container. */
  add(block: Block): void {
    this.#open.push(block);
  }

  get #open(): Block[] {
    return this.containers.at(-1)?.blocks ?? this.blocks;
  }

  openQuote(line: number): void {
    this.containers.push({ type: 'quote', line, endLine: line + 1, blocks: [] });
  }

  openList(line: number, column: number, marker: ItemMarker, width: number): void {
    const { char, ordered, bare } = marker;
    const item = { itemLine: line, width, text: undefined, blocks: [], bare, bareBlank: false };
    this.containers.push({ type: 'list', line, column, char, ordered, items: [], ...item });
  }

  /** Ends the last item of a list and begins the next. */
  nextItem(list: OpenList, line: number, marker: ItemMarker, width: number): void {
    this.#closeItem(list);
    list.itemLine = line;
    list.width = width;
    list.bare = marker.bare;
  }

  /** Whether one of the outermost containers is a quote; where something in a quote ends, micromark has its own way. */
  isInQuote(depth = this.containers.length): boolean {
    return this.containers.findIndex(({ type }, index) => index < depth && type === 'quote') >= 0;
  }

  /** @param depth how many containers stay open */
  closeTo(depth: number, line: number): void {
    this.closeLeaf(line);
    if (depth < this.containers.length && this.isInQuote(depth)) this.unsure = true;
    for (let container; this.containers.length > depth;) {
      container = this.containers.pop();
      if (container?.type === 'quote') {
        const { line: start, endLine, blocks } = container;
        this.add({ type: 'quote', line: start, endLine, blocks });
      } else if (container) this.#closeList(container);
    }
  }

  /** @param end the first line that does not belong to the leaf */
  closeLeaf(end: number): void {
    const { leaf } = this;
    if (!leaf) return;
    this.leaf = undefined;
    const { line } = leaf;
    switch (leaf.type) {
      case 'paragraph':
        this.#addParagraph(leaf);
        break;
      case 'fence':
        this.#closeFence(leaf, end);
        break;
      case 'indented':
        leaf.body.length -= leaf.blanks;
        this.#addCode(line, line + leaf.body.length, undefined, leaf);
        break;
      case 'html':
        this.add({ type: 'html', line, endLine: end, text: this.#lines.slice(line, end).join('\n') });
        break;
      case 'table':
        this.add({ type: 'table', line, endLine: leaf.endLine, rows: leaf.rows });
    }
  }

  /** Ends the fenced code with its closing fence. */
  closeFence(leaf: FenceLeaf, line: number): void {
    this.leaf = undefined;
    this.#addCode(leaf.line, line + 1, leaf.fence, leaf);
  }

  /**
   * Makes the last line of the open paragraph the head of a table.
   *
   * @param line of the delimiter row
   * @param columns of it
   * @returns whether that is as many as the head has
   */
  openTable(paragraph: OpenParagraph, line: number, columns: number): boolean {
    const head = this.#lines[line - 1] ?? '';
    if (paragraph.lastDeep || /^\| *$/.test(paragraph.lines.at(-1) ?? '')) return false;
    const cells = cellsOf(head, paragraph.lastColumn);
    if (cells.length !== columns) return false;
    // Once a table ends the paragraph, micromark looks again whether its head is HTML, which could not end it.
    if (head.charCodeAt(paragraph.lastColumn) === 60) this.unsure = true;
    paragraph.lines.pop();
    if (paragraph.lines.length > 0) this.#addParagraph(paragraph);
    this.leaf = { type: 'table', line: line - 1, endLine: line + 1, rows: [{ line: line - 1, cells }] };
    return true;
  }

  /** A fence without an end: at the margin it runs to the end of the part; a container's end is remark's affair. */
  #closeFence(leaf: FenceLeaf, line: number): void {
    if (this.containers.length > 0 || line < this.#lines.length) {
      this.unsure = true;
      return;
    }
    const { body } = leaf;
    if (body.at(-1) === '') body.pop();
    this.#addCode(leaf.line, line, leaf.fence, leaf);
  }

  #addCode(
    line: number,
    endLine: number,
    fence: string | undefined,
    {
      body,
      lang = '',
      meta = '',
    }: { readonly body: readonly string[]; readonly lang?: string; readonly meta?: string },
  ): void {
    this.add(codeBlock({ line, endLine }, fence, this.#lines[endLine - 1] ?? '', lang, meta, body.join('\n')));
  }

  #addParagraph(paragraph: OpenParagraph): void {
    const container = this.containers.at(-1);
    if (container?.type === 'list' && !container.text && container.blocks.length === 0) {
      container.text = paragraph;
      return;
    }
    const { line, lines } = paragraph;
    const block = { type: 'paragraph', line, endLine: line + lines.length, lines } as const;
    if (container?.type === 'list' && container.text) container.blocks.push(block);
    else for (const part of splitDrawnList(block)) this.add(part);
  }

  #closeItem(list: OpenList): void {
    const { text, blocks, itemLine: line, ordered, items } = list;
    const endLine = blocks.at(-1)?.endLine ?? (text ? text.line + text.lines.length : line + 1);
    const base = { type: 'item', line, endLine, ordered } as const;
    list.text = undefined;
    list.blocks = [];
    if (!text) {
      items.push({ ...base, textLine: line, lines: [], blocks });
      return;
    }
    const box = readBox(text.line, text.column, text.lines);
    items.push(
      box
        ? {
            ...base,
            mark: box.mark,
            // The text behind a box may begin on the next line.
            textLine: text.line + text.lines.length - box.lines.length,
            lines: box.lines,
            blocks,
          }
        : { ...base, textLine: text.line, lines: text.lines, blocks },
    );
  }

  #closeList(list: OpenList): void {
    this.#closeItem(list);
    const { line, column, items } = list;
    const block = { type: 'list', line, endLine: items.at(-1)?.endLine ?? line + 1, items } as const;
    const parent = this.containers.at(-1);
    if (parent?.type === 'list' && parent.text) parent.blocks.push(block);
    else for (const part of splitAtLabels(block, this.#lines, column)) this.#addPart(part);
  }

  #addPart(part: Block): void {
    if (part.type === 'list') addListTo(this.#open, part, this.#lines);
    else this.add(part);
  }
}
