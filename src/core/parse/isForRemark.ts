import { findTooMuch, hasConflict, isTooDeep, mostUnderlines } from './findTooMuch.ts';

/** Parts with no more lines than this have too many of nothing. */
const fewLines = 500;

/** Whether a part has what only remark reads, or so much of something that readBlocks reads it in another way. */
export function isForRemark(text: string, lines: readonly string[]): boolean {
  if (/[\0\r]/.test(text) || text.charCodeAt(0) === 0xfeff || hasConflict(text)) return true;
  if (lines.length <= fewLines) return lines.some(isTooDeep);
  const { deep, underlines } = findTooMuch(lines);
  return deep.length > 0 || underlines > mostUnderlines;
}
