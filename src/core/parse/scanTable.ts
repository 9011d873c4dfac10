/** Cells of GFM tables (spec 4.10), as micromark's extension for tables counts and cuts them. */

const pipe = 124;
const backslash = 92;
const space = 32;

/** Whether a line can be a delimiter row by its characters alone. */
export function isLikeDelimiters(line: string, start: number): boolean {
  for (let index = start; index < line.length; index++) {
    const code = line.charCodeAt(index);
    if (code !== pipe && code !== 45 && code !== 58 && code !== space) return false;
  }
  return true;
}

/**
 * The number of cells of a delimiter row; 0 where the line is none.
 *
 * @param start where its text begins
 */
export function countDelimiters(line: string, start: number): number {
  if (!isLikeDelimiters(line, start)) return 0;
  let index = start;
  let cells = 0;
  let marked = false;
  const skipSpaces = (): void => {
    while (line.charCodeAt(index) === space) index++;
  };
  if (line.charCodeAt(index) === pipe) {
    marked = true;
    index++;
    skipSpaces();
  }
  while (index < line.length) {
    if (line.charCodeAt(index) === 58) {
      marked = true;
      index++;
    }
    if (line.charCodeAt(index) !== 45) return 0;
    while (line.charCodeAt(index) === 45) index++;
    if (line.charCodeAt(index) === 58) {
      marked = true;
      index++;
    }
    cells++;
    skipSpaces();
    if (index === line.length) break;
    if (line.charCodeAt(index) !== pipe) return 0;
    marked = true;
    index++;
    skipSpaces();
  }
  return marked ? cells : 0;
}

/**
 * The cells of a row without the blanks around them. A backslash keeps the pipe behind it in the cell.
 *
 * @param start where its text begins
 */
export function cellsOf(line: string, start: number): readonly string[] {
  const cells: string[] = [];
  let begin = line.charCodeAt(start) === pipe ? start + 1 : start;
  for (let index = begin; index < line.length; index++) {
    const code = line.charCodeAt(index);
    if (code === backslash) {
      const next = line.charCodeAt(index + 1);
      if (next === backslash || next === pipe) index++;
    } else if (code === pipe) {
      cells.push(withoutSpaces(line, begin, index));
      begin = index + 1;
    }
  }
  const last = withoutSpaces(line, begin, line.length);
  if (last !== '' || cells.length === 0) cells.push(last);
  return cells;
}

function withoutSpaces(line: string, start: number, end: number): string {
  let [from, to] = [start, end];
  while (from < to && line.charCodeAt(from) === space) from++;
  while (to > from && line.charCodeAt(to - 1) === space) to--;
  return line.slice(from, to);
}
