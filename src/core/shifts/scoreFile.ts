/** What is to become of the file with the score, which holds one line: `NN%`. */
export type ScoreChange =
  | { readonly kind: 'same' }
  | { readonly kind: 'write'; readonly text: string }
  /** The number there is not one that Runsheet wrote: `question` is a sentence for the user. */
  | { readonly kind: 'ask'; readonly text: string; readonly question: string };

/** The name of the file in the folder of handoffs; one line, `NN%`. */
export const scoreName = 'PRODUCTION_SCORE.txt';

/** The number in a file with a score: the first percentage of its first line that says something. Undefined without one. */
export function readScore(text: string): number | undefined {
  const line =
    text
      .slice(0, 4000)
      .split(/\r\n|\n|\r/)
      .find((each) => each.trim() !== '') ?? '';
  const match = /(?<![\d.])(\d{1,3}(?:\.\d{1,2})?)\s?(?:%|\/\s?100\b|$)/.exec(line.slice(0, 200).trim());
  const value = Number(match?.[1] ?? NaN);
  return value <= 100 ? value : undefined;
}

/**
 * What the end of a shift does with the file: the proven number, rounded down, in the one line that the scripts read.
 *
 * @param present text of the file; undefined where there is none
 * @param lastWritten the number that Runsheet wrote last, by its history
 * @param proven percent
 */
export function changeScore(present: string | undefined, lastWritten: number | undefined, proven: number): ScoreChange {
  const next = Math.floor(proven);
  const text = scoreText(next, present);
  if (present === undefined || present.trim() === '') return { kind: 'write', text };
  const declared = readScore(present);
  if (declared === next && isPlain(present)) return { kind: 'same' };
  if (declared !== undefined && isPlain(present) && declared === lastWritten) return { kind: 'write', text };
  const was = declared === undefined ? 'no number that can be read' : `${declared}%`;
  return {
    kind: 'ask',
    text,
    question: `The score file says ${was}, which Runsheet did not write. Replace it by the proven ${next}%?`,
  };
}

const isPlain = (text: string): boolean => /^\ufeff?\d{1,3}%\s{0,4}$/.test(text);

/** With the line end and the missing final newline that the file has. */
function scoreText(score: number, present: string | undefined): string {
  const end = present === undefined || present.trim() === '' ? '\n' : (/(?:\r\n|\n|\r)$/.exec(present)?.[0] ?? '');
  return `${score}%${end}`;
}
