import type { BoxMark, CodeBlock } from './block.ts';

/**
 * A GFM task list item: one character in brackets, then white space and more. Any character is a mark. Kiro writes
 * `[ ]*` (some formatters make `[ ]\*` of it) for optional work, which stays optional whatever state it is set to; `[1]*`
 * is a note.
 */
const boxPattern = /^\[([^\]\n]\ufe0f?)\](?=[ \t\n])|^\[([^\]\n\p{N}]\ufe0f?)\]\\?\*(?=[ \t])/u;

/**
 * The box at the beginning of an item's first paragraph and what is left of its lines; nothing where there is no text
 * behind it.
 *
 * @param line of `lines[0]`
 * @param column where the text of `lines[0]` begins
 */
export function readBox(
  line: number,
  column: number,
  lines: readonly string[],
): { readonly mark: BoxMark; readonly lines: readonly string[] } | undefined {
  const [first = '', ...rest] = lines;
  if (!first.startsWith('[')) return undefined;
  const match = boxPattern.exec((rest.length > 0 ? `${first}\n` : first).slice(0, 8));
  const char = match?.[1] ?? match?.[2];
  if (char === undefined) return undefined;
  const behind = [first.slice(match?.[0].length).trimStart(), ...rest];
  if (behind.every((text) => text.trim() === '')) return undefined;
  return {
    mark: { char, line, column: column + 1, optional: match?.[2] !== undefined },
    lines: behind[0] === '' ? behind.slice(1) : behind,
  };
}

/** A further line of a paragraph without the indent and the marks of the quotes it stands in. */
export function withoutPrefix(line: string): string {
  return line.replace(/^[ \t]*(?:>[ \t]{0,4})*[ \t]*/, '');
}

/**
 * The lines of an underlined heading as one, without the blanks at their ends, and without the indent and the marks of
 * quotes before all but the first: an ATX heading may begin with `>`.
 */
export function headingSource(lines: readonly string[]): string {
  return lines.map((line, index) => withoutEnd(index === 0 ? line : line.replace(/^[ \t>]+/, ''))).join(' ');
}

function withoutEnd(line: string): string {
  let end = line.length;
  // A pattern would look at the same blanks again from each of them.
  while (end > 0 && (line.charCodeAt(end - 1) === 32 || line.charCodeAt(end - 1) === 9)) end--;
  return line.slice(0, end);
}

/**
 * @param fence the characters that open the code; undefined for code by indentation
 * @param lastLine the last line of the source that belongs to it
 * @param lang the first word of the info string, `meta` the rest
 */
export function codeBlock(
  { line, endLine }: { readonly line: number; readonly endLine: number },
  fence: string | undefined,
  lastLine: string,
  lang: string,
  meta: string,
  body: string,
): CodeBlock {
  return {
    type: 'code',
    line,
    endLine,
    fenced: fence !== undefined,
    closed: fence === undefined || (endLine - line > 1 && isClosing(lastLine, fence)),
    language: lang
      .replace(/^\{?\.?/, '')
      .replace(/[,}{].*$/, '')
      .toLowerCase(),
    meta,
    body,
  };
}

/** CommonMark 4.5: the closing fence is of the same character, at least as long, and alone on its line. */
function isClosing(line: string, fence: string): boolean {
  const text = line.replace(/^[ \t>]*/, '').trimEnd();
  return text.length >= fence.length && text === fence.charAt(0).repeat(text.length);
}
