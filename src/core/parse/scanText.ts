import { headingSource, withoutPrefix } from './blockText.ts';
import type { FenceLeaf, IndentedLeaf, OpenBlocks, OpenParagraph } from './openBlocks.ts';
import { endsHtml, type HtmlEnd, htmlEnd } from './scanHtml.ts';
import { closesFence, isRule, mayDefine, readFence, readHeading, skipSpaces, underlineDepth } from './scanLine.ts';
import { cellsOf, countDelimiters, isLikeDelimiters } from './scanTable.ts';

/** A line of the part behind the marks of the containers it is in. */
interface TextLine {
  readonly line: string;
  readonly number: number;
  /** Behind these marks. */
  readonly position: number;
  /** Where the text begins. */
  readonly start: number;
  /** So much indent before the text that it is code, or goes on a paragraph. */
  readonly deep: boolean;
}

const codeIndent = 4;

/**
 * Reads what a line says in the innermost container it is in.
 *
 * @param position behind the marks of the containers
 */
export function scanText(open: OpenBlocks, line: string, number: number, position: number): void {
  const start = skipSpaces(line, position);
  const text = { line, number, position, start, deep: start - position >= codeIndent };
  if (start === line.length) {
    blankLine(open, text);
    return;
  }
  const lazy = open.matched < open.containers.length;
  if (lazy && open.leaf?.type !== 'paragraph') {
    // micromark reads each line of such code on its own.
    // Behind a table it takes a row for a paragraph of the container that ends.
    if (text.deep || open.leaf?.type === 'table') open.unsure = true;
    open.closeTo(open.matched, number);
  }
  const { leaf } = open;
  switch (leaf?.type) {
    case 'paragraph':
      if (lazy) lazyLine(open, leaf, text);
      else paragraphLine(open, leaf, text);
      return;
    case 'fence':
      fenceLine(open, leaf, text);
      return;
    case 'html':
      if (endsHtml(line, position, leaf.end)) open.closeLeaf(number + 1);
      return;
    case 'table':
      if (text.deep || beginsBlock(open, text, false)) break;
      leaf.rows.push({ line: number, cells: cellsOf(line, start) });
      leaf.endLine = number + 1;
      return;
    case 'indented':
    case undefined:
      if (!text.deep && !beginsBlock(open, text, false)) beginParagraph(open, text);
  }
  if (text.deep) indentedLine(open, text);
}

function blankLine(open: OpenBlocks, { line, number, position }: TextLine): void {
  const { leaf, containers } = open;
  if (open.matched < containers.length) {
    open.closeTo(open.matched, number);
    return;
  }
  // Where a list in a quote ends is told by what follows.
  if (open.isInQuote() && open.containers.at(-1)?.type === 'list') open.unsure = true;
  switch (leaf?.type) {
    case 'fence':
      leaf.body.push(line.slice(Math.min(position + leaf.indent, line.length)));
      return;
    case 'indented':
      if (line.length - position >= codeIndent) open.unsure = true;
      leaf.body.push('');
      leaf.blanks++;
      return;
    case 'html':
      if (leaf.end === 'blank') open.closeLeaf(number);
      return;
    case 'paragraph':
    case 'table':
      open.closeLeaf(number);
      return;
    case undefined:
      return;
  }
}

/** A paragraph goes on without the marks and the indent of what it stands in (CommonMark 5.1, lazy continuation). */
function lazyLine(open: OpenBlocks, leaf: OpenParagraph, text: TextLine): void {
  if (!text.deep) {
    if (isLikeDelimiters(text.line, text.start) && !isRule(text.line, text.start)) open.unsure = true;
    if (beginsBlock(open, text, false)) return;
  }
  leaf.lazy = true;
  addLine(leaf, text);
  for (const container of open.containers) if (container.type === 'quote') container.endLine = text.number + 1;
}

function addLine(leaf: OpenParagraph, { line, start, deep }: TextLine): void {
  leaf.lines.push(line.charCodeAt(start) === 62 ? withoutPrefix(line) : line.slice(start));
  leaf.lastColumn = start;
  leaf.lastDeep = deep;
}

function paragraphLine(open: OpenBlocks, leaf: OpenParagraph, text: TextLine): void {
  const { line, number, start, deep } = text;
  if (!deep) {
    const depth = underlineDepth(line, start);
    const delimiters = depth ? 0 : countDelimiters(line, start);
    if (leaf.lazy && (depth || delimiters)) open.unsure = true;
    if (depth) {
      endHeading(open, leaf, number, depth);
      return;
    }
    if (delimiters > 0 && open.openTable(leaf, number, delimiters)) return;
    if (beginsBlock(open, text, true)) return;
  }
  addLine(leaf, text);
}

/** The paragraph is a heading that the line underlines. */
function endHeading(open: OpenBlocks, { line, lines }: OpenParagraph, number: number, depth: 1 | 2): void {
  open.leaf = undefined;
  open.add({ type: 'heading', line, endLine: number + 1, depth, source: headingSource(lines) });
}

function fenceLine(open: OpenBlocks, leaf: FenceLeaf, { line, number, position, start, deep }: TextLine): void {
  if (!deep && closesFence(line, start, leaf.fence)) open.closeFence(leaf, number);
  else leaf.body.push(line.slice(Math.min(position + leaf.indent, start)));
}

function indentedLine(open: OpenBlocks, { line, number, position }: TextLine): void {
  const body = line.slice(position + codeIndent);
  if (open.leaf?.type === 'indented') {
    open.leaf.body.push(body);
    open.leaf.blanks = 0;
    return;
  }
  open.closeLeaf(number);
  open.leaf = { type: 'indented', line: number, body: [body], blanks: 0 } satisfies IndentedLeaf;
}

function beginParagraph(open: OpenBlocks, { line, number, start }: TextLine): void {
  open.closeLeaf(number);
  if (mayDefine(line, start)) open.unsure = true;
  open.leaf = {
    type: 'paragraph',
    line: number,
    column: start,
    lines: [line.slice(start)],
    lastColumn: start,
    lastDeep: false,
    lazy: false,
  };
}

/**
 * Reads a heading, a rule, and what opens fenced code or an HTML block, and closes what that ends.
 *
 * @param interrupts whether a paragraph is open, which not every HTML ends
 */
function beginsBlock(open: OpenBlocks, text: TextLine, interrupts: boolean): boolean {
  const { line, number, position, start } = text;
  switch (line.charCodeAt(start)) {
    case 35: {
      const heading = readHeading(line, start);
      if (!heading) return false;
      open.closeTo(open.matched, number);
      open.add({ type: 'heading', line: number, endLine: number + 1, ...heading });
      return true;
    }
    case 42:
    case 45:
    case 95:
      if (!isRule(line, start)) return false;
      open.closeTo(open.matched, number);
      open.add({ type: 'rule', line: number, endLine: number + 1 });
      return true;
    case 96:
    case 126: {
      const fence = readFence(line, start);
      if (!fence) return false;
      if (fence.fence.length > longestFence || /[\\&]/.test(fence.lang + fence.meta)) open.unsure = true;
      open.closeTo(open.matched, number);
      open.leaf = { type: 'fence', line: number, indent: start - position, ...fence, body: [] };
      return true;
    }
    case 60: {
      const end = htmlEnd(line.slice(start), interrupts);
      if (end) beginHtml(open, text, end);
      return end !== undefined;
    }
    default:
      return false;
  }
}

/** As many characters as readBlocks looks at. */
const longestFence = 200;

function beginHtml(open: OpenBlocks, { line, number, start }: TextLine, end: HtmlEnd | 'unsure'): void {
  // What stands before each line of HTML in a list or quote is remark's affair.
  if (end === 'unsure' || open.containers.length > 0) {
    open.unsure = true;
    return;
  }
  open.closeLeaf(number);
  open.leaf = { type: 'html', line: number, end };
  // The dashes of `<!-->` are those of the end too.
  if (endsHtml(line, start + (end === '?>' ? 1 : 2), end)) open.closeLeaf(number + 1);
}
