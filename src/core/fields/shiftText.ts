const units: readonly string[] =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const words: ReadonlyMap<string, number> = new Map([
  ...units.map((word, index) => [word, index + 1] as const),
  ['twenty-four', 24] as const,
]);
const number = `(\\d{1,3}(?:\\.\\d)?|${[...words.keys()].reverse().join('|')})`;
const unit = '(hours?|hrs?|h|minutes?|mins?)';
/** "3-hour shifts", "eight-hour shift". */
const before = new RegExp(`(?<![\\d.])${number}[ -]?${unit}[ -]shifts?\\b`, 'i');
/** "Shifts are exactly 3 hours", "shifts of three hours", "Shift structure (3 hours each)", "Shift length: 3h". */
const behind = new RegExp(
  `\\bshifts?(?: (?:are|is|of|last|lasts|run|runs|take|takes|exactly|always|about|structure|length|duration)){1,3}:?\\*{0,2} ?\\(?${number}[ -]?${unit}\\b`,
  'i',
);

/** How long a shift is, in minutes, by a line of prose. */
export function readShiftLength(line: string): number | undefined {
  const match = before.exec(line) ?? behind.exec(line);
  const value = match ? numberOf(match[1] ?? '') : undefined;
  if (value === undefined) return undefined;
  const minutes = /^h/i.test(match?.[2] ?? '') ? value * 60 : value;
  return minutes > 0 && minutes <= 7 * 24 * 60 ? minutes : undefined;
}

/** How many shifts there are, by a line of prose: "All 24 shifts", "72 hours (24 shifts)", "sixteen shifts". */
export function readShiftCount(line: string): number | undefined {
  const match = new RegExp(`(?<![\\d.-])${number} shifts?\\b(?! (?:per|a|each|every)\\b)`, 'i').exec(line);
  const count = match ? numberOf(match[1] ?? '') : undefined;
  return count !== undefined && Number.isInteger(count) && count > 1 && count <= mostShifts ? count : undefined;
}

function numberOf(text: string): number | undefined {
  const value = words.get(text.toLowerCase()) ?? Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** Nobody plans more; a typing error must not make a million of them. */
export const mostShifts = 999;

/** The numbers of a list with ranges: `1, 9, 17, 22`, `1-4 and 7`, `#3`. Sorted, each once; empty where it is no list. */
export function readShiftNumbers(text: string): readonly number[] {
  const bare = text
    .replace(/\bshifts?\b|#|\band\b|[,;&+/]/gi, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ?(?:[-–—]|\bto\b) ?/gi, '-')
    .trim();
  if (bare === '' || !/^[\d\s-]{1,400}$/.test(bare)) return [];
  const numbers = new Set<number>();
  for (const part of bare.split(/\s+/)) {
    const range = /^(\d{1,3})(?:-(\d{1,3}))?$/.exec(part);
    if (!range) return [];
    const [from, to] = [Number(range[1]), Number(range[2] ?? range[1])];
    for (let at = from; at <= to; at++) numbers.add(at);
  }
  return [...numbers].filter((one) => one > 0).sort((a, b) => a - b);
}

/** `(Shifts 1-8)` in a heading. */
export function readShiftSpan(text: string): { readonly from: number; readonly to: number } | undefined {
  const match = /\bshifts?\s?#?(\d{1,3})\s?(?:[-–—→]|to|through)\s?#?(\d{1,3})(?!\d)/i.exec(text.slice(0, 500));
  const [from, to] = [Number(match?.[1]), Number(match?.[2])];
  return match && from > 0 && from <= to ? { from, to } : undefined;
}

/** `00:00-03:00 UTC`: minutes after midnight. */
export function readTimes(text: string): { readonly start: number; readonly end: number } | undefined {
  const match = /(?<!\d)(\d{1,2})[:.](\d{2})\s?(?:UTC|Z)?\s?(?:[-–—→]|to)\s?(\d{1,2})[:.](\d{2})(?!\d)/i.exec(
    text.slice(0, 500),
  );
  if (!match) return undefined;
  const [startHour = 0, startMinute = 0, endHour = 0, endMinute = 0] = match.slice(1).map(Number);
  if (startHour > 24 || endHour > 24 || startMinute > 59 || endMinute > 59) return undefined;
  return { start: (startHour * 60 + startMinute) % 1440, end: (endHour * 60 + endMinute) % 1440 };
}

/** `95% → 97%`: where the number is and where it is to be. */
export function readRise(text: string): { readonly from: number; readonly to: number } | undefined {
  const match = /(\d{1,3}(?:\.\d)?)\s?%\s?(?:→|⇒|->|=>|–>|to)\s?(\d{1,3}(?:\.\d)?)\s?%/.exec(text.slice(0, 500));
  const [from, to] = [Number(match?.[1]), Number(match?.[2])];
  return match && from <= 100 && to <= 100 ? { from, to } : undefined;
}

/** When a shift is to test and to hand over, in minutes after its start, as far as a plan says so. */
export interface DrawnStages {
  readonly testMinute?: number;
  readonly handoffMinute?: number;
}

const stage = /\b(test|verify|hand-?off|hand-?over)\b[^(\n]{0,60}\(\s?(\d{1,2}):(\d{2})\s?[-–—]\s?\d{1,2}:\d{2}/i;

/** Whether a line may be that of a stage. Quick: it is asked of every line. */
export function isStageLine(line: string): boolean {
  return line.includes(':') && line.includes('(') && stage.test(line.slice(0, 300));
}

/**
 * The stages of a shift as a plan draws them: `TEST & VERIFY (02:30-02:45)`, times after the start. The first of each
 * counts; what lies behind the end of the shift is a time of day.
 */
export function readStages(lines: readonly string[], lengthMinutes: number): DrawnStages {
  let [testMinute, handoffMinute]: (number | undefined)[] = [];
  for (const line of lines) {
    const match = isStageLine(line) ? stage.exec(line.slice(0, 300)) : null;
    const minute = Number(match?.[2]) * 60 + Number(match?.[3]);
    if (!match || minute <= 0 || minute >= lengthMinutes) continue;
    if (/^hand/i.test(match[1] ?? '')) handoffMinute ??= minute;
    else testMinute ??= minute;
  }
  return { ...(testMinute !== undefined && { testMinute }), ...(handoffMinute !== undefined && { handoffMinute }) };
}
