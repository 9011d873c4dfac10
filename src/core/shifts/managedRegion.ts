import { textHash } from '../run/textHash.ts';
import { fenceOf } from '../text/openFence.ts';
import type { TextEdit } from '../textEdit.ts';
import { linesOf } from './handoffLines.ts';

/**
 * The part of a document that Runsheet writes: what stands between `<!-- runsheet:begin NAME -->` and
 * `<!-- runsheet:end NAME -->`, each on a line of its own outside code. Its last line holds a hash of the rest, by which
 * a change of somebody else is seen.
 */
export type RegionChange =
  /** The region says already what it is to say. */
  | { readonly kind: 'same' }
  | { readonly kind: 'replace'; readonly edits: readonly TextEdit[] }
  /** There is no region: these edits put one at the end, if the user wants it. */
  | { readonly kind: 'append'; readonly edits: readonly TextEdit[] }
  /** Somebody changed it by hand: these edits would replace `present` by `next`, if the user wants it. */
  | { readonly kind: 'edited'; readonly present: string; readonly next: string; readonly edits: readonly TextEdit[] }
  /** The marks do not hold, and nothing may be changed. `reason` is a sentence; `line` is 0-based. */
  | { readonly kind: 'refused'; readonly reason: string; readonly line: number };

interface Marks {
  readonly begins: readonly number[];
  readonly ends: readonly number[];
}

const hashLine = /^<!-- runsheet:hash ([\da-z]{1,16}) -->$/;

/**
 * What has to be changed so that the region says `content`. Line ends and the final newline of the document stay; a
 * region that a person changed, or that has no hash and says something, is never replaced without a question.
 *
 * @param name letters, digits and dashes
 * @param content lines with `\n` between, without marks of its own
 */
export function changeRegion(text: string, name: string, content: string): RegionChange {
  const lines = linesOf(text);
  const eol = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const marks = findMarks(lines, name);
  const wrong = wrongMarks(marks, name);
  if (wrong) return { kind: 'refused', ...wrong };
  const body = [...linesOf(content.trim()), `<!-- runsheet:hash ${regionHash(content)} -->`];
  const [begin, end] = [marks.begins[0], marks.ends[0]];
  if (begin === undefined || end === undefined) return { kind: 'append', edits: [appended(lines, name, body, eol)] };
  const present = lines.slice(begin + 1, end);
  if (present.join('\n') === body.join('\n')) return { kind: 'same' };
  const newText = body.map((line) => line + eol).join('');
  const edits = [{ line: begin + 1, column: 0, endLine: end, endColumn: 0, newText }];
  const hash = hashLine.exec(present.at(-1)?.trim() ?? '')?.[1];
  const own = present.slice(0, hash === undefined ? undefined : -1).join('\n');
  const isOurs = hash === undefined ? own.trim() === '' : hash === regionHash(own);
  return isOurs ? { kind: 'replace', edits } : { kind: 'edited', present: own.trim(), next: content.trim(), edits };
}

/** What stands in the region, without the hash; undefined where there is no region that holds. */
export function readRegion(text: string, name: string): string | undefined {
  const lines = linesOf(text);
  const marks = findMarks(lines, name);
  const [begin, end] = [marks.begins[0], marks.ends[0]];
  if (wrongMarks(marks, name) || begin === undefined || end === undefined) return undefined;
  return lines
    .slice(begin + 1, end)
    .filter((line) => !hashLine.test(line.trim()))
    .join('\n')
    .trim();
}

/** Blanks at the ends of lines and of the whole are no change: editors take them away. */
function regionHash(content: string): string {
  return textHash(
    linesOf(content.trim())
      .map((line) => line.trimEnd())
      .join('\n'),
  );
}

function findMarks(lines: readonly string[], name: string): Marks {
  const begins: number[] = [];
  const ends: number[] = [];
  let fence = '';
  lines.forEach((line, index) => {
    const found = fenceOf(line);
    if (found && fence === '') fence = found.signs;
    else if (found?.bare === true && found.signs.startsWith(fence)) fence = '';
    if (fence !== '' || found || !/^ {0,3}<!--/.test(line)) return;
    if (line.trim() === beginMark(name)) begins.push(index);
    else if (line.trim() === endMark(name)) ends.push(index);
  });
  return { begins, ends };
}

const beginMark = (name: string): string => `<!-- runsheet:begin ${name} -->`;
const endMark = (name: string): string => `<!-- runsheet:end ${name} -->`;

function wrongMarks({ begins, ends }: Marks, name: string): { reason: string; line: number } | undefined {
  const [begin, secondBegin] = begins;
  const [end, secondEnd] = ends;
  const twice = secondBegin ?? secondEnd;
  if (twice !== undefined) {
    const mark = secondBegin === undefined ? endMark(name) : beginMark(name);
    return { reason: `"${mark}" stands there more than once: keep one pair of marks.`, line: twice };
  }
  if (begin !== undefined && end === undefined)
    return {
      reason: `"${endMark(name)}" is missing outside code: put it behind the part that Runsheet writes.`,
      line: begin,
    };
  if (begin === undefined && end !== undefined)
    return {
      reason: `"${beginMark(name)}" is missing outside code: put it before the part that Runsheet writes.`,
      line: end,
    };
  return begin !== undefined && end !== undefined && end < begin
    ? { reason: `"${endMark(name)}" stands before "${beginMark(name)}": put them in order.`, line: end }
    : undefined;
}

function appended(lines: readonly string[], name: string, body: readonly string[], eol: string): TextEdit {
  const line = lines.length - 1;
  const column = (lines[line] ?? '').length;
  const region = [beginMark(name), ...body, endMark(name)].join(eol);
  const isEmpty = lines.every((each) => each.trim() === '');
  const hasFinalNewline = column === 0 && lines.length > 1;
  const lead = isEmpty ? '' : hasFinalNewline ? ((lines[line - 1] ?? '').trim() === '' ? '' : eol) : eol + eol;
  const newText = lead + region + (hasFinalNewline || isEmpty ? eol : '');
  return { line, column, endLine: line, endColumn: column, newText };
}
