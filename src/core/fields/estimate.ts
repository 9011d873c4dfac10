import type { Estimate } from '../model.ts';

/** An estimate in a title, with the stretch to cut out (UTF-16 units, end exclusive). */
export interface FoundEstimate {
  readonly estimate: Estimate;
  readonly start: number;
  readonly end: number;
}

/** A day is 8 hours, a week 5 days. Months and sprints have no fixed length and are no estimate. */
const minutesOf: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 480, week: 2400 };

const unitWords: Readonly<Record<string, string>> = {
  minute: 'm|min|mins|minute|minutes|minuten|minuto|minutos|мин|минут|минуты|минута|分|分钟|分間|분',
  hour: 'h|hr|hrs|hour|hours|std|stunde|stunden|hora|horas|heure|heures|ч|час|часа|часов|小时|時間|시간',
  day: 'd|day|days|tag|tage|tagen|día|días|dia|dias|jour|jours|день|дня|дней|天|日|일|pd|pt',
  week: 'w|wk|wks|week|weeks|woche|wochen|semana|semanas|semaine|semaines|неделя|недели|недель|周|週間|주|주일',
};

const unitOf: ReadonlyMap<string, string> = new Map(
  Object.entries(unitWords).flatMap(([unit, words]) => words.split('|').map((word) => [word, unit] as const)),
);

const number = '\\d{1,6}(?:[.,]\\d{1,2})?';
const unit = '[\\p{L}]{1,8}';
const amount = new RegExp(
  `(${number}|½|¼|¾|1/2)\\+?(?:\\s?(?:-|–|—|to|bis|à|a|~)\\s?(${number}))?\\+?[\\s-]?(?:(?:working|work|full|business|person|man|engineer|dev|ideal)[\\s-])?(${unit})(?![\\p{L}\\d])`,
  'uiy',
);
const about =
  /^(?:~|≈|about |around |approx(?:\.|imately)? ?|est(?:\.|imated)?:? ?|ca\. ?|circa |up to |max(?:\.|imum)? |total:? |roughly )\s?/i;
const inWords: readonly (readonly [RegExp, number])[] = [
  [/^(?:a )?half (?:a |an )?day|^half-day/i, 240],
  [/^(?:a )?half (?:a |an )?hour|^half-hour/i, 30],
  [/^(?:an|one) hour/i, 60],
  [/^(?:a|one) (?:full )?day/i, 480],
  [/^(?:a|one) week/i, 2400],
  [/^(?:a )?couple of hours/i, 120],
];
/** What may follow an estimate in the value of a field: a remark, never more of the sentence. */
const remark =
  /^(?:\s*$|\s*[(,;/|.+·]|\s+[-–—]|\s+(?:total|each|of work|of effort|max|maximum|effort|work|in total|estimated|est|tops|remaining|left)\b)/i;

/**
 * Reads the value of a time, effort or duration field, or the content of a bracket: `2 hours`, `~2h`, `2-4h`,
 * `1h 30m`, `half a day`, `4 weeks (spread over 10 weeks)`. Undefined for all else: `Week 1-2`, `2-3 sprints`, `5GB`.
 */
export function readEstimate(text: string): Estimate | undefined {
  const value = text.slice(0, 200).trim();
  const found = readAmounts(value);
  return found && remark.test(value.slice(found.end)) ? found.estimate : undefined;
}

function readAmounts(value: string): { estimate: Estimate; end: number } | undefined {
  const start = about.exec(value)?.[0].length ?? 0;
  for (const [pattern, minutes] of inWords) {
    const match = pattern.exec(value.slice(start));
    if (match) return { estimate: { minutes }, end: start + match[0].length };
  }
  const first = readAmount(value, start);
  if (!first) return undefined;
  const joint = /^(?:\sand\s|\s?,\s?|\s?\+\s?|\s)/.exec(value.slice(first.end));
  const second = joint && first.max === undefined ? readAmount(value, first.end + joint[0].length) : undefined;
  if (second && second.max === undefined && second.unitMinutes < first.unitMinutes) {
    return { estimate: { minutes: first.min + second.min }, end: second.end };
  }
  const until = /^\s?(?:-|–|—|to)\s?/.exec(value.slice(first.end));
  const last = until && first.max === undefined ? readAmount(value, first.end + until[0].length) : undefined;
  if (last && last.min > first.min) return { estimate: { minutes: first.min, maxMinutes: last.min }, end: last.end };
  const { min, max, end } = first;
  return { estimate: max === undefined || max <= min ? { minutes: min } : { minutes: min, maxMinutes: max }, end };
}

function readAmount(value: string, index: number) {
  amount.lastIndex = index;
  const match = amount.exec(value);
  const unitMinutes = match && minutesOf[unitOf.get((match[3] ?? '').toLowerCase()) ?? ''];
  if (!match || unitMinutes === undefined || unitMinutes === null) return undefined;
  const min = Math.round(numberOf(match[1] ?? '') * unitMinutes);
  const max = match[2] === undefined ? undefined : Math.round(numberOf(match[2]) * unitMinutes);
  return min > 0 || max ? { min, max, unitMinutes, end: amount.lastIndex } : undefined;
}

const fractions: Readonly<Record<string, number>> = { '½': 0.5, '¼': 0.25, '¾': 0.75, '1/2': 0.5 };
const numberOf = (text: string) => fractions[text] ?? Number(text.replace(',', '.'));

const endBracket = /[([]([^()[\]]{1,60})[)\]][\s:.]{0,3}$/;
const about2h = /(?:^|[\s(])~\s?\d[^\s()]{0,8}(?:\s[\p{L}]{1,8})?(?![\p{L}\d])/giu;
const behindDash = /\s[-–—]\s(~?\d[^()]{0,30})$/;
/** A length that is a property of the thing, not the work it takes: `"Getting Started" video (5 min)`. */
const recorded = /\b(?:video|tutorial|talk|podcast|screencast|recording|webinar|episode|standups?|meetings?)\W{0,3}$/i;

/** The time that somebody else takes: `Wait for the review (2 days)`. */
const waiting =
  /^(?:\d{1,3}[.)]\s)?(?:wait|waiting|await|in review|под?ожд[а-я]{1,6}|ожида[а-я]{1,6}|esperar|aguardar|warten|attendre)(?![\p{L}])/iu;

/**
 * Finds the estimate in a title: the bracket at its end, `~2h` anywhere, or an amount behind a last dash.
 */
export function findEstimate(title: string): FoundEstimate | undefined {
  const offset = Math.max(0, title.length - 80);
  const tail = title.slice(offset);
  const bracket = endBracket.exec(tail);
  const inBracket = bracket && readEstimate(bracket[1] ?? '');
  if (bracket && inBracket) {
    if (waiting.test(title.slice(0, 60)) || recorded.test(title.slice(0, offset + bracket.index).slice(-40)))
      return undefined;
    const end = offset + bracket.index + bracket[0].trimEnd().replace(/[:.]$/, '').length;
    return { estimate: inBracket, start: offset + bracket.index, end };
  }
  const dash = behindDash.exec(tail);
  const behind = dash && readEstimate(dash[1] ?? '');
  if (dash && behind) return { estimate: behind, start: offset + dash.index, end: title.length };
  for (const match of title.matchAll(about2h)) {
    const start = match.index + (match[0].startsWith('~') ? 0 : 1);
    const found = readAmounts(title.slice(start, start + 40));
    if (found) return { estimate: found.estimate, start, end: start + found.end };
  }
  return undefined;
}
