import type { PlanNode } from '../model.ts';
import type { TextEdit } from '../textEdit.ts';

const longestReason = 500;
const beginnings = {
  Blocked: /^[^:]{0,80}\bBlocked:\**[ \t]?/i,
  Signed: /^[^:]{0,80}\bSigned:\**[ \t]?/i,
} as const;
const itemStart = /^([\t >]{0,40})([-*+]|\d{1,9}[.)])([ \t]+)$/;

/** A reason as it can stand in one line of a list: without control characters and line ends, blanks collapsed. */
function cleanReason(reason: string): string {
  return reason
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
    .slice(0, longestReason);
}

/**
 * The edit that writes why a task is blocked, as a nested item below its text, which is read back as a field:
 *
 *     - [!] Order the pump
 *       - Blocked: the supplier is closed
 *
 * A reason that stands there already is replaced. Undefined where there is nothing to write, or no list to write it in.
 *
 * @param lines the text without line ends
 * @param label `Signed` for who proved a criterion with their word, and when
 */
export function reasonEdit(
  node: PlanNode,
  lines: readonly string[],
  reason: string,
  label: 'Blocked' | 'Signed' = 'Blocked',
): TextEdit | undefined {
  const text = cleanReason(reason);
  const { mark } = node;
  if (text === '' || !mark) return undefined;
  const at = writtenLine(node, lines, label);
  const head = at === undefined ? undefined : beginnings[label].exec(lines[at] ?? '')?.[0];
  if (at !== undefined && head !== undefined) {
    const { length } = lines[at] ?? '';
    if (lines[at]?.slice(head.length) === text) return undefined;
    return { line: at, column: head.length, endLine: at, endColumn: length, newText: text };
  }
  const start = itemStart.exec((lines[mark.line] ?? '').slice(0, mark.column - 1));
  if (!start) return undefined;
  const [prefix, , bullet = '-'] = start;
  const indent = prefix.replace(/[^\t >]/g, ' ');
  // Below the whole text of the item, which may run over several lines; a blank line or anything nested ends it.
  const nested = new Set(node.children.map((child) => child.line));
  let last = mark.line;
  while (last + 1 < node.endLine && !nested.has(last + 1) && goesOn(lines[last + 1] ?? '', indent)) last++;
  const column = (lines[last] ?? '').length;
  const [before, sign] = itemBelow(last + 1, node.endLine, lines, indent) ?? [indent, bullet];
  const newText = `\n${before}${/^\d/.test(sign) ? '-' : sign} ${label}: ${text}`;
  return { line: last, column, endLine: last, endColumn: column, newText };
}

/**
 * What stands before the first nested item, and its sign. The reason goes to the same column: further left, it would take
 * what is nested by four blanks or a tab below itself.
 */
function itemBelow(from: number, end: number, lines: readonly string[], indent: string): [string, string] | undefined {
  let at = from;
  while (at < end && /^[\t >]{0,80}$/.test(lines[at] ?? '')) at++;
  const [, before, sign] = at < end ? (/^([\t >]{0,80})([-*+]|\d{1,9}[.)])[ \t]/.exec(lines[at] ?? '') ?? []) : [];
  if (before === undefined || sign === undefined) return undefined;
  const deeper = columns(before) - columns(indent);
  // Four blanks more, and it is code.
  return deeper >= 0 && deeper < 4 ? [before, sign] : undefined;
}

function columns(blanks: string): number {
  let count = 0;
  for (const char of blanks) count += char === '\t' ? 4 - (count % 4) : 1;
  return count;
}

/** A signature is no field of a task: it is found by its text, in the first lines below. */
function writtenLine({ fields, line, endLine }: PlanNode, lines: readonly string[], label: keyof typeof beginnings) {
  if (label === 'Blocked') return fields.find((field) => /^blocked$/i.test(field.label.trim()))?.line;
  for (let at = line + 1; at < Math.min(endLine, line + 20); at++)
    if (/^[\t >]{0,80}[-*+] Signed: /.test((lines[at] ?? '').slice(0, 120))) return at;
  return undefined;
}

const startsBlock = /^(?:[-*+](?:\s|$)|1[.)](?:\s|$)|#{1,6}(?:\s|$)|`{3}|~{3})/;
/** Of HTML, only these and links stand within a text. */
const inlineTag =
  /^<(?:<|https?:|mailto:|\/?(?:a|abbr|b|br|code|del|em|i|img|ins|kbd|mark|s|span|strong|sub|sup|u|var)\b)/i;

/**
 * Whether a line continues the text above it: neither empty nor the start of another block. The underline of a heading
 * and the rows of a table belong to the text: a line between them would make them something else.
 */
function goesOn(line: string, indent: string): boolean {
  const before = /^[\t >]{0,80}/.exec(line)?.[0] ?? '';
  const text = line.slice(before.length);
  if (text === '') return false;
  // So far to the right, nothing begins in the middle of a text.
  if (columns(before) >= columns(indent) + 4) return true;
  if (startsBlock.test(text)) return false;
  if (text.startsWith('<')) return inlineTag.test(text);
  return !/^(?:-{2,}|\*{3,}|_{3,})[ \t]*$/.test(text) || columns(before) >= columns(indent);
}
