/**
 * What the markdown syntax says, before anything is interpreted. Lines are 0-based and relative to the part of the
 * document the block was read from (see cutParts.ts), so that a part that did not change is never read again.
 */

export interface HeadingBlock {
  readonly type: 'heading';
  readonly line: number;
  readonly endLine: number;
  readonly depth: number;
  /** Inline markdown of the heading. */
  readonly source: string;
}

export interface ParagraphBlock {
  readonly type: 'paragraph';
  readonly line: number;
  readonly endLine: number;
  /** Its lines without the prefixes of quotes and lists. */
  readonly lines: readonly string[];
}

/** The brackets of a checkbox: `char` stands at `column` of `line`. */
export interface BoxMark {
  readonly char: string;
  readonly line: number;
  readonly column: number;
  /** `[ ]*`: optional work. */
  readonly optional: boolean;
}

export interface ItemBlock {
  readonly type: 'item';
  readonly line: number;
  readonly endLine: number;
  readonly ordered: boolean;
  readonly mark?: BoxMark;
  /** The line of `lines[0]`. */
  readonly textLine: number;
  /** Lines of its first paragraph, without bullet and box; empty where it does not begin with a paragraph. */
  readonly lines: readonly string[];
  /** What follows the first paragraph. */
  readonly blocks: readonly Block[];
}

export interface ListBlock {
  readonly type: 'list';
  readonly line: number;
  readonly endLine: number;
  /** Stood in a quote that was unfolded. */
  readonly isQuoted?: true;
  readonly items: readonly ItemBlock[];
}

export interface CodeBlock {
  readonly type: 'code';
  readonly line: number;
  readonly endLine: number;
  /** False for code by indentation. */
  readonly fenced: boolean;
  /** False where the fence runs to the end of the document or of its container. */
  readonly closed: boolean;
  /** First word of the info string in lower case. */
  readonly language: string;
  readonly meta: string;
  /** De-indented, LF. */
  readonly body: string;
}

export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface TableBlock {
  readonly type: 'table';
  readonly line: number;
  readonly endLine: number;
  /** The first is the header. */
  readonly rows: readonly TableRow[];
}

export interface HtmlBlock {
  readonly type: 'html';
  readonly line: number;
  readonly endLine: number;
  readonly text: string;
}

export interface QuoteBlock {
  readonly type: 'quote';
  readonly line: number;
  readonly endLine: number;
  readonly blocks: readonly Block[];
}

export interface RuleBlock {
  readonly type: 'rule';
  readonly line: number;
  readonly endLine: number;
}

/** Lines that were left out because they are nested deeper than any plan is. */
export interface TooDeepBlock {
  readonly type: 'tooDeep';
  readonly line: number;
  readonly endLine: number;
}

export type Block =
  | TooDeepBlock
  | HeadingBlock
  | ParagraphBlock
  | ListBlock
  | CodeBlock
  | TableBlock
  | HtmlBlock
  | QuoteBlock
  | RuleBlock;
