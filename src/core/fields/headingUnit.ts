import type { Estimate, Priority } from '../model.ts';
import { stripDecoration } from '../text/decoration.ts';
import { statusOfWord } from '../text/statusVocabulary.ts';
import { readItemId } from './itemId.ts';
import { findPriority } from './priority.ts';
import { isSchedule, readBracketFields, type BracketFields } from './titleBrackets.ts';
import { readUnitOrdinal } from './unitOrdinal.ts';

/** What a heading says: its unit and number, its title, and the fields in its brackets. */
export interface HeadingInfo {
  /** The canonical word in lower-case English: `phase`, `week`, `task`. Absent where the heading has none. */
  readonly unit?: string;
  /** The word as written: `Fase`. */
  readonly unitWord?: string;
  /** `1`, `6.5`, `1-5`, `A`, `4.1.1`; of `1.1 Add X` too. */
  readonly ordinal?: string;
  /** The explicit id without its unit; the ordinal, where there is one. */
  readonly id?: string;
  /** Without unit, ordinal, decoration and the brackets that were read. May be empty: "Phase 1". */
  readonly title: string;
  readonly estimate?: Estimate;
  readonly schedule?: string;
  readonly priority?: Priority;
  readonly optional: boolean;
  readonly future?: true;
}

/** `1. Phase A:`, `2) Phase 2`: the number of the outline before the unit. */
const outlineNumber = /^(\d{1,4}(?:\.\d{1,4}){0,4})[.)]?\s+/;
/** `0 — Bootstrap`: an outline number before a dash; "24 - 48 hours" is a span. */
const outlineDash = /^(\d{1,2}(?:[-–]\d{1,2})?)\s+[-–—·]\s+(?=[\p{L}"'`(*])/u;
/** `Next: v0.2`, `当前批次：v0.1.1`, `Current sprint: Phase 1`: which of them it is, before its number. */
const unitHead =
  /^(?:(?:current|next|upcoming|previous|latest|following)(?: (?:release|version|batch|milestone|sprint|phase|stage|iteration|focus|work))?|(?:当前|下一|下个|后续)\p{L}{0,4})[:：]\s?(?=v\d|(?:phase|stage|milestone|sprint|iteration|week)\s\d)/iu;
/** `: `, ` - `, `. `, ` of 3: `; fullwidth forms stand without blanks. */
const separators =
  /^(?:\s?(?:of|de|von|\/)\s?\d{1,3}(?!\d))?[\s:|,;–—―⸺：；、．。·•]*(?:[.)\]→⇒▸»=>~/-]+(?=\s|$)[\s:|–—：]*)?/;
const optionalHint = /^only (?:proceed )?if\b|\(if [^()]{1,60}\)$|(?:\s[-–—|]\s|,\s)optional$|^optional\s?[:–—-]\s/i;

/**
 * Reads the plain text of a heading (`plainText` of its source). Example: `🚀 PHASE 1: QUICK WINS (Today - 2 Hours)` is
 * phase 1, "QUICK WINS", schedule "Today", 120 minutes.
 */
export function readHeading(plainTitle: string): HeadingInfo {
  const clean = stripDecoration(plainTitle.slice(0, 2000).replace(/(\d)\ufe0f?\u20e3/g, '$1 '));
  const trailing = cutTrailingBrackets(clean);
  const named = readName(trailing.title);
  const inner = cutTrailingBrackets(named.title);
  const behindUnit = named.unit === undefined ? { title: inner.title, fields: {} } : cutLeadingBracket(inner.title);
  let fields: BracketFields = { ...behindUnit.fields, ...inner.fields, ...trailing.fields };
  let title = cleanTitle(behindUnit.title);
  const priority = fields.priority ? undefined : findPriority(title);
  if (priority) {
    fields = { ...fields, priority: priority.priority };
    if (priority.end > 0) title = cleanTitle(title.slice(0, priority.start) + title.slice(priority.end));
  }
  return { ...named, ...fields, title, optional: fields.optional === true || optionalHint.test(clean.slice(-200)) };
}

const cleanTitle = (text: string) =>
  stripDecoration(text.replace(separators, ''))
    .replace(/(?<!\s)\s*[:–—-]$/, '')
    .replace(/\s{2,}/g, ' ')
    .trim();

/** Takes brackets off the end while they say nothing but fields. */
function cutTrailingBrackets(text: string): { title: string; fields: BracketFields } {
  let title = text;
  let fields: BracketFields = {};
  for (let round = 0; round < 5; round++) {
    const bare = stripDecoration(title).replace(/:$/, '');
    const bracket = /[([]([^()[\]]{1,80})[)\]]$/.exec(bare.slice(-84));
    const read = bracket && readBracketFields(bracket[1] ?? '');
    if (!bracket || !read) return { title, fields };
    fields = { ...read, ...fields };
    title = bare.slice(0, bare.length - bracket[0].length).trimEnd();
  }
  return { title, fields };
}

/** `Shift 1 (00:00-03:00 UTC) - Infrastructure`: a bracket directly behind the ordinal. */
function cutLeadingBracket(text: string): { title: string; fields: BracketFields } {
  const bracket = /^\s*[([]([^()[\]]{1,80})[)\]]/.exec(text.slice(0, 100));
  const content = bracket?.[1] ?? '';
  const fields = bracket && (isSchedule(content) ? { schedule: content.trim() } : readBracketFields(content));
  return bracket && fields ? { title: text.slice(bracket[0].length), fields } : { title: text, fields: {} };
}

/** `[Phase 1] Setup`, `(Sprint 2) Search`. */
const bracketedUnit = /^[[(]([^()[\]]{3,20})[\])]\s/;

type Name = Pick<HeadingInfo, 'unit' | 'unitWord' | 'ordinal' | 'id' | 'title'>;

function readName(text: string): Name {
  const withoutStatus = cutLeadingStatus(text);
  const outline = outlineNumber.exec(withoutStatus.slice(0, 40));
  const next = unitHead.exec(text.slice(0, 40))?.[0] ?? '';
  for (const start of [text, withoutStatus, text.slice(next.length), withoutStatus.slice(outline?.[0].length ?? 0)]) {
    const found = readUnitOrdinal(start);
    if (!found) continue;
    const { unit, unitWord, ordinal, length } = found;
    return { unit, unitWord, ordinal, id: ordinal, title: start.slice(length) };
  }
  const bracketed = bracketedUnit.exec(text.slice(0, 40));
  const inside = bracketed && readUnitOrdinal(bracketed[1] ?? '');
  if (inside && inside.length === bracketed[1]?.length) {
    const { unit, unitWord, ordinal } = inside;
    return { unit, unitWord, ordinal, id: ordinal, title: text.slice(bracketed[0].length) };
  }
  const item = readItemId(text);
  const dashed = item.id === undefined ? outlineDash.exec(text.slice(0, 40)) : null;
  if (dashed?.[1]) return { ordinal: dashed[1], id: dashed[1], title: text.slice(dashed[0].length) };
  if (item.id === undefined) return { title: text };
  return {
    ...(item.unit ? { unit: item.unit } : {}),
    ...(/^\d/.test(item.id) ? { ordinal: item.id } : {}),
    id: item.id,
    title: item.title,
  };
}

/** `DONE Phase 1`, `[WIP] Phase 2`, `In progress: Phase 3`: the status before a unit; else the text as it is. */
function cutLeadingStatus(text: string): string {
  const match = /^[[(]?([\p{L}][\p{L} -]{1,20}?)[\])]?\s?[:–—-]?\s/u.exec(text.slice(0, 40));
  if (!match) return text;
  const words = text.slice(0, 40).split(/[\s:–—]+/);
  for (const count of [1, 2, 3]) {
    const phrase = words
      .slice(0, count)
      .join(' ')
      .replace(/[[\]()]/g, '');
    const rest = text.slice(words.slice(0, count).join(' ').length);
    if (statusOfWord(phrase)) return stripDecoration(rest.replace(/^[\s:–—\])-]+/, ''));
  }
  return text;
}
