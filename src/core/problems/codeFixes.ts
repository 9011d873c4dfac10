import type { Problem } from '../model.ts';
import { fenceOf } from '../text/openFence.ts';
import { type Lines, type ProblemFix, replaceIn } from './problemFix.ts';

/**
 * A fence at the end of what was meant as code: where the item or quote ends that it stands in (behind that, it would open
 * a fence instead), or before the next heading, where one follows, for there the author went on.
 */
export function closeFence({ line }: Problem, lines: Lines): readonly ProblemFix[] {
  const [, indent = '', fence] =
    /^([\t >]{0,40}(?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,4})?)(`{3,}|~{3,})/.exec(lines[line] ?? '') ?? [];
  if (fence === undefined) return [];
  const closing = indent.replace(/[^\t >]/g, ' ') + fence;
  const isOutside = outsideOf(lines, line, indent);
  let at = line + 1;
  while (at < lines.length && !startsSection(lines, at) && !isOutside(lines[at] ?? '')) at++;
  while (at > line + 1 && (lines[at - 1] ?? '').trim() === '') at--;
  const last = at - 1;
  const column = (lines[last] ?? '').length;
  return [{ kind: 'close-fence', edits: [replaceIn(last, column, column, `\n${closing}`)] }];
}

/** Says of the lines below a fence whether they stand outside of the item or quote around it. */
function outsideOf(lines: Lines, line: number, indent: string): (text: string) => boolean {
  if (indent.includes('>')) return (text) => !/^[\t ]{0,40}>/.test(text);
  const own = columnsOf(indent);
  let content = /[^\t ]/.test(indent) ? own : 0;
  for (let at = line - 1; at >= 0 && content === 0 && own > 0; at--) {
    const text = lines[at] ?? '';
    const item = /^[\t ]{0,40}(?:[-*+]|\d{1,9}[.)])[ \t]{1,4}/.exec(text)?.[0];
    if (item !== undefined && columnsOf(item) <= own) content = columnsOf(item);
    else if (/^\S/.test(text) && !isLazy(text, lines[at - 1])) break;
  }
  return (text) => content > 0 && text.trim() !== '' && columnsOf(/^[\t ]*/.exec(text)?.[0] ?? '') < content;
}

/** Whether a line at the margin goes on with the text above it. */
function isLazy(text: string, above = ''): boolean {
  return above.trim() !== '' && !/^(?:#|`{3}|~{3}|[<>|]|[-*_]{3})/.test(text);
}

function columnsOf(text: string): number {
  let count = 0;
  for (const char of text) count += char === '\t' ? 4 - (count % 4) : 1;
  return count;
}

/** One sign begins a comment in most languages: only two or more between empty lines are a heading. */
function startsSection(lines: Lines, index: number): boolean {
  return /^#{2,6}[ \t]/.test(lines[index] ?? '') && (lines[index - 1] ?? '').trim() === '';
}

/** The two fences of a code block away, so that what stands between them is read. */
export function openCode({ line }: Problem, lines: Lines): readonly ProblemFix[] {
  const open = fenceOf(lines[line] ?? '');
  if (!open || /^[ \t>]*(?:[-*+]|\d{1,9}[.)])/.test((lines[line] ?? '').slice(0, open.start))) return [];
  for (let at = line + 1; at < lines.length; at++) {
    const fence = fenceOf(lines[at] ?? '');
    if (!fence?.bare || !fence.signs.startsWith(open.signs)) continue;
    return [{ kind: 'open-code', edits: [removed(line), lastOf(lines, at)] }];
  }
  return [];
}

function removed(line: number) {
  return { line, column: 0, endLine: line + 1, endColumn: 0, newText: '' };
}

/** The last line of a document has no line end of its own. */
function lastOf(lines: Lines, line: number) {
  if (line + 1 < lines.length) return removed(line);
  const column = (lines[line - 1] ?? '').length;
  return { line: line - 1, column, endLine: line, endColumn: (lines[line] ?? '').length, newText: '' };
}
