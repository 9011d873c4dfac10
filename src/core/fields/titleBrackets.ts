import type { Estimate, Priority } from '../model.ts';
import { readEstimate } from './estimate.ts';
import { readPriorityWord } from './priority.ts';

/** What the brackets of a title say beside the title. */
export interface BracketFields {
  readonly estimate?: Estimate;
  readonly schedule?: string;
  readonly priority?: Priority;
  readonly optional?: true;
  /** "(Future)": not part of the plan yet. */
  readonly future?: true;
}

const unit =
  '(?:weeks?|days?|months?|hours?|minutes?|shifts?|sprints?|quarters?|phases?|semanas?|días?|dias?|wochen?|tage?|semaines?|jours?|meses|mes|week|неделя|недели|день|дни|第?\\d+周)';
const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?';
const scheduleForms: readonly RegExp[] = [
  // What the score is to move by: "80% → 90%".
  /^\d{1,3}\s?%\s?(?:→|->|–|-|to)\s?\d{1,3}\s?%$/,
  // "2 Sep – 13 Sep"
  new RegExp(`^\\d{1,2}\\.? ${month}(?: \\d{4})?\\s?[-–—]\\s?\\d{1,2}\\.? ${month}(?: \\d{4})?$`, 'i'),
  new RegExp(
    `^(?:(?:end|start|beginning|middle|mid|late|early|by|until|from|during|after|before|in|target)(?: of| the)?[ :-]){0,3}${unit}[ -]?#?\\d{1,4}(?:\\+|[\\s,&/–—-]{1,3}(?:and |to )?\\d{1,4}|[\\s–—-]{1,3}(?:to )?${unit}[ -]?\\d{1,4})*(?: only| and later| onwards?)?\\+?$`,
    'iu',
  ),
  new RegExp(`^(?:this|next|coming|last|current|first|each|every)(?: \\d{1,3}(?:-\\d{1,3})?)? ${unit}(?:end)?$`, 'iu'),
  /^(?:today|tonight|tomorrow|now|immediate(?:ly)?|asap|right now|later|ongoing|end of (?:day|week|month|quarter|year|session)|eod|eow|eom|morning|afternoon|evening|all day|night|noon|overnight)$/i,
  /^(?:(?:by|due|until|every|on) )?(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?$/i,
  /^(?:(?:by|end of|early|mid|late|due|target:?) )?(?:Q[1-4]|H[12])(?:[ -]?'?\d{2,4})?(?:\s?[-–—]\s?Q[1-4](?:[ -]?\d{4})?)?$/i,
  new RegExp(
    `^(?:(?:by|end of|early|mid|late|due|until|from|target:?)[ -])?${month}(?: \\d{1,2}(?:st|nd|rd|th)?)?(?:,? \\d{4})?(?:\\s?[-–—→]\\s?(?:${month} ?)?(?:\\d{1,2}(?:st|nd|rd|th)?)?(?:,? ?\\d{4})?)?$`,
    'i',
  ),
  /^(?:(?:by|due|until|from|since|target:?|deadline:?) )?\d{4}-\d{2}(?:-\d{2})?(?:\s?(?:to|[-–—→/])\s?\d{4}-\d{2}(?:-\d{2})?)?$/i,
  /^\d{1,2}[:.]\d{2}\s?(?:am|pm)?\s?[-–—]\s?\d{1,2}[:.]\d{2}\s?(?:am|pm)?(?: [A-Z]{2,4})?$/i,
  /^\d{1,2}\s?(?:am|pm)\s?[-–—]\s?\d{1,2}\s?(?:am|pm)$/i,
];

/** Whether a text says when something is to be done: `Week 1-2`, `Today`, `End of Week 6`, `Q3 2026`. */
export function isSchedule(text: string): boolean {
  const bounded = text.trim();
  return bounded.length <= 60 && scheduleForms.some((form) => form.test(bounded));
}

/**
 * Reads the content of a bracket of a title: `Today - 2 Hours`, `Priority: P1`, `optional, 2h`. Undefined unless every
 * part of it is a schedule, an estimate, a priority or "optional", so that a bracket which says more stays in the title.
 */
export function readBracketFields(content: string): BracketFields | undefined {
  if (content.length > 80) return undefined;
  const parts = content.split(/\s[-–—|·•/]\s|[,;]/).map((part) => readPart(part.trim()));
  const kinds = parts.flatMap((part) => Object.keys(part ?? { unread: true }));
  // "30 min - 1 hour" is one estimate, and a part that says nothing may be a remark on the one before it.
  if (kinds.includes('unread') || new Set(kinds).size < kinds.length) return readPart(content.trim());
  return Object.assign({}, ...parts) as BracketFields;
}

function readPart(part: string): BracketFields | undefined {
  if (/^(?:optional|opcional|optionnel(?:le)?|if time permits|if needed|stretch(?: goal)?)$/i.test(part))
    return { optional: true };
  if (/^(?:future|later|post-mvp|post-launch|futuro|zukunft|в будущем|将来|未来)$/i.test(part)) return { future: true };
  // "(0% Complete)": a claim, which is no part of the title.
  if (/^\d{1,3}\s?%(?: (?:complete|completed|done|finished))?$/i.test(part)) return {};
  const priority = readPriorityWord(part.replace(/^priority\s?:\s?/i, ''));
  if (priority && !/^(?:must|should|could|nice|normal|low-|high-)/i.test(part)) return { priority };
  const estimate = readEstimate(
    part.replace(/^(?:(?:estimated? |est\.? )?(?:time|effort|duration)|estimated?|est\.?|target)\s?:\s?/i, ''),
  );
  if (estimate) return { estimate };
  // "Est: 1 session": a span in a unit without a fixed length is when, not how much.
  return isSchedule(part) || /^(?:est\.?|estimate|estimated)\s?:\s?\d/i.test(part) ? { schedule: part } : undefined;
}
