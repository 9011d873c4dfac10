import type { TextEdit } from '../textEdit.ts';

/**
 * The text with the edits in it. All are meant for the text as it is; two at one place come in the order they are given.
 * A place behind the end of a line or of the text is that end.
 */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  const starts = lineStarts(text);
  const offsetOf = (line: number, column: number): number => {
    const start = starts[line];
    if (start === undefined) return text.length;
    const next = starts[line + 1];
    const end = next === undefined ? text.length : next - (text.startsWith('\r\n', next - 2) ? 2 : 1);
    return Math.min(start + column, end);
  };
  const placed = edits
    .map(({ line, column, endLine, endColumn, newText }, index) => ({
      start: offsetOf(line, column),
      end: offsetOf(endLine, endColumn),
      newText,
      index,
    }))
    .sort((left, right) => left.start - right.start || left.index - right.index);
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, newText } of placed) {
    parts.push(text.slice(at, Math.max(at, start)), newText);
    at = Math.max(at, end);
  }
  return parts.join('') + text.slice(at);
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  return starts;
}
