import type { Directive } from '../model.ts';
import type { TextEdit } from '../textEdit.ts';

/**
 * Writes `<!-- runsheet: NAME=VALUE -->` at the end of a line, or changes the one of that name that is there. Undefined
 * where the value could not be read again: empty, of several lines, or with the end of a comment in it.
 *
 * ```md
 * - [ ] No mocks left <!-- runsheet: check=grep -r mock src -->
 * ```
 *
 * @param text of the line, without its line end
 * @param line 0-based
 */
export function directiveEdit(
  text: string,
  line: number,
  name: Directive['name'],
  value: string,
): TextEdit | undefined {
  const wanted = value.trim();
  if (wanted === '' || wanted.length > 900 || /[\r\n\0]|-->|<!--/.test(wanted)) return undefined;
  const comment = `<!-- runsheet: ${name}=${wanted} -->`;
  const start = startOf(text, name, wanted);
  if (start === undefined) {
    const column = text.trimEnd().length;
    return { line, column, endLine: line, endColumn: text.length, newText: ` ${comment}` };
  }
  const end = text.indexOf('-->', start);
  const endColumn = end < 0 ? text.length : end + 3;
  return { line, column: start, endLine: line, endColumn, newText: comment };
}

/** Of several that are accepted on a line, each has a comment of its own. */
function startOf(text: string, name: string, value: string): number | undefined {
  for (const { index, 1: found } of text.matchAll(/<!--[ \t]{0,9}runsheet:[ \t]{0,9}([a-z-]{1,20})[ \t]{0,9}[=: \t]/g))
    if (found === name && (name !== 'accept' || text.includes(`accept=${value.split(':')[0] ?? ''}:`, index)))
      return index;
  return undefined;
}

/** The text of a line without its comment of that name. */
export function withoutDirective(text: string, name: Directive['name']): string {
  const start = startOf(text, name, '');
  if (start === undefined || name === 'accept') return text;
  const end = text.indexOf('-->', start);
  return text.slice(0, start).trimEnd() + (end < 0 ? '' : text.slice(end + 3));
}
