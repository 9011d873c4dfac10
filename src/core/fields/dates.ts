/** Month names by their first letters, in English, German, Spanish, Portuguese, French and Russian. */
const months: readonly (readonly [RegExp, number])[] = [
  [/^(?:jan|ene|jän|янв)/, 1],
  [/^(?:feb|fév|fev|фев)/, 2],
  [/^(?:mar|mär|mrz|мар)/, 3],
  [/^(?:apr|abr|avr|апр)/, 4],
  [/^(?:may|mai|мая)/, 5],
  [/^(?:jun|juin|июн)/, 6],
  [/^(?:jul|juil|июл)/, 7],
  [/^(?:aug|ago|aoû|авг)/, 8],
  [/^(?:sep|set|сен)/, 9],
  [/^(?:oct|okt|out|окт)/, 10],
  [/^(?:nov|ноя)/, 11],
  [/^(?:dec|dez|dic|déc|дек)/, 12],
];

/** The name of a month, whole or short, as source of a regular expression. */
export const monthWord =
  '(?:jan(?:uary|uar|eiro|vier|\\.)?|ene(?:ro)?|jänner|feb(?:ruary|ruar|rero)?|fev(?:ereiro)?|fév(?:rier)?|mar(?:ch|zo|ço|s)?|märz|mrz|apr(?:il)?|abr(?:il)?|avr(?:il)?|may(?:o)?|mai(?:o)?|june?|juni[o]?|junho|juin|july?|juli[o]?|julho|juillet|aug(?:ust)?|ago(?:sto)?|août|sept?(?:ember|iembre|embre)?|set(?:embro)?|oct(?:ober|ubre|obre)?|okt(?:ober)?|out(?:ubro)?|nov(?:ember|iembre|embro|embre)?|dec(?:ember)?|dez(?:ember|embro)?|dic(?:iembre)?|déc(?:embre)?|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)';

const iso = /(?<![\d.-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)(?![-/.]\d)/;
const monthFirst = new RegExp(`(?<!\\p{L})(${monthWord})\\.?\\s(\\d{1,2})(?:st|nd|rd|th)?,?\\s(\\d{4})(?!\\d)`, 'iu');
const dayFirst = new RegExp(
  `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|\\.)?\\s(?:of\\s|de\\s)?(${monthWord})\\.?,?\\s(?:de\\s)?(\\d{4})(?!\\d)`,
  'iu',
);
const dotted = /(?<![\p{L}\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/u;
const cjk = /(?<!\d)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]/;
const slashed = /(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4})(?!\d)/;

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * The first date of a text as `YYYY-MM-DD`: `2026-01-07`, `January 7, 2026`, `7. Januar 2026`, `07.01.2026`. Undefined
 * where there is none, where it does not exist (30 February), or where day and month cannot be told apart
 * (`03/04/2026`). Only the first 500 characters are read.
 */
export function readDate(text: string): string | undefined {
  const day = findDay(text);
  if (!day || !exists(day)) return undefined;
  return [String(day.year).padStart(4, '0'), ...[day.month, day.day].map((part) => String(part).padStart(2, '0'))].join(
    '-',
  );
}

/** Whether the first date of the text is one that does not exist: `2026-02-30`, `June 31, 2026`. */
export function isImpossibleDate(text: string): boolean {
  const day = findDay(text);
  return day !== undefined && !exists(day);
}

function findDay(text: string): Day | undefined {
  const bounded = text.slice(0, 500);
  const found = [readIso, readMonthFirst, readDayFirst, readDotted, readCjk, readSlashed]
    .map((read) => read(bounded))
    .filter((candidate) => candidate !== undefined);
  return found.sort((left, right) => left.index - right.index)[0]?.day;
}

type Found = { readonly index: number; readonly day: Day } | undefined;

const dayAt = (index: number, year?: string, month?: string, day?: string): Found => ({
  index,
  day: { year: Number(year), month: Number(month), day: Number(day) },
});

function readIso(text: string): Found {
  const match = iso.exec(text);
  return match ? dayAt(match.index, match[1], match[3], match[4]) : undefined;
}

function readMonthFirst(text: string): Found {
  const match = monthFirst.exec(text);
  return match ? dayAt(match.index, match[3], monthNumber(match[1]), match[2]) : undefined;
}

function readDayFirst(text: string): Found {
  const match = dayFirst.exec(text);
  return match ? dayAt(match.index, match[3], monthNumber(match[2]), match[1]) : undefined;
}

function readDotted(text: string): Found {
  const match = dotted.exec(text);
  return match ? dayAt(match.index, match[3], match[2], match[1]) : undefined;
}

function readCjk(text: string): Found {
  const match = cjk.exec(text);
  return match ? dayAt(match.index, match[1], match[2], match[3]) : undefined;
}

function readSlashed(text: string): Found {
  const match = slashed.exec(text);
  if (!match) return undefined;
  const [first, second] = [Number(match[1]), Number(match[2])];
  if (first === second || second > 12) return dayAt(match.index, match[3], match[1], match[2]);
  return first > 12 ? dayAt(match.index, match[3], match[2], match[1]) : undefined;
}

function monthNumber(word = ''): string {
  const lower = word.toLowerCase();
  return String(months.find(([pattern]) => pattern.test(lower))?.[1] ?? 0);
}

function exists({ year, month, day }: Day): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day <= days;
}
