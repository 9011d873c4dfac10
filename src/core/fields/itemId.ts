import { stripDecoration } from '../text/decoration.ts';
import { readUnitOrdinal } from './unitOrdinal.ts';
import { unitOfWord } from './unitWords.ts';

/** The explicit id of an item, and its title without it. */
export interface ItemId {
  /** Without its unit or `#`: `1.1` of `Task 1.1`, `T014`, `TASK-12`, `1` of `#1`. */
  readonly id?: string;
  /** The canonical unit, where a unit word stands before the id: `task`, `step`. */
  readonly unit?: string;
  readonly title: string;
}

/** Names that look like ids. */
const names =
  /^(?:PM2|S3|EC2|K[68]S?|H[1-6]|D3|MP[34]|IPV[46]|UTF-?\d+|HTTP-?\d|OAUTH-?\d|SHA-?\d+|AES-?\d+|MD5|X509|WEB3|LOG4J|E2E|Q[1-4]|V\d+|B2[BC]|P\d{1,3}|GPT-?\d.*|RFC-?\d+|(?:ERC|EIP|BIP|PEP|SEP|IEEE|CVE|WCAG)-?\d.*|ISO-?\d+|TLS-?\d|ES\d+|CSS3|HTML5|R2|GO1|COVID-19|TOP-?\d+|A4|I18N|L10N|A11Y|C\d\d|BASE-?\d+|IE\d+|N8N|K6|F5|3D|2FA|LV\d|CO2|H264|H265|GB\d?|CHIP-?8|Z-?80|VT-?\d+|DDR-?\d|USB-?\d|RS-?\d{3}|MPEG-?\d|LATIN-?\d|WINDOWS-?\d+|LLAMA-?\d.*|L?GPL-?\d.*|SOC-?2|FIDO-?2|ARM64|X86|X64|WIN\d+|PY\d+|T[34])$/i;

const separator = '(?:\\s?[:.)\\]](?=\\s|$)|\\s+[-–—](?=\\s)|\\s?[–—](?=\\s))';
const dotted = new RegExp(`^(\\d{1,4}(?:\\.\\d{1,4}){1,6})(?:${separator}\\s*|\\s+)(?=\\S)`);
/** `4a. Sort the mail`: a part of 4. */
const parted = /^(\d{1,2}[a-z])[.)]\s+(?=\S)/;
const outline = /^(\d{1,3})[.)]\s+(?=\S)/;
const ticket = new RegExp(
  `^\\[?((?:[A-Z][A-Z0-9]{0,9}-){1,3}\\d{1,5}(?:\\.\\d{1,3})*[a-z]?)\\]?(?:${separator}\\s*|\\s+|$)`,
);
const lettered = new RegExp(`^([A-Z]{1,4}\\d{1,4}(?:\\.\\d{1,3})*[a-z]?)${separator}\\s*(?=\\S)`);
const bracketed = /^[[(]([A-Z]{1,5}\d{1,5}(?:\.\d{1,3})*[a-z]?|#?\d{1,4}(?:\.\d{1,4}){1,5})[\])]\s?[:.–—-]?\s*(?=\S)/;
/** Without a separator only the forms that are nothing else: `T001 Create ...`, `US012 ...`. */
const bareTask = /^(T\d{1,4}[a-z]?|[A-Z]{1,3}\d{3,4}[a-z]?|t\d{3}(?:\.\d{1,3})?)\s+(?=\S)/;
const hash = /^#(\d{1,6})(?:\s?[:.)–—-])?\s+(?=\S)/;
const anchor = /(?<!\s)\s*\{#([^\s{}]{1,80})\}$/;
const gsdPlan = /^(\d{2}-\d{2})(?:-PLAN\.md(?:\s?[:–—-])?\s*|:\s+)/;
const bareUnit = /^(Task|Subtask|Step)\s?:\s+(?=\S)/i;

/** A number with what it counts is no id: `1.5 hours`, `2.0 GB`, `3.2 million`. */
const measured =
  /^(?:%|x (?=faster|slower|more|speed)|ms\b|s\b|h\b|hrs?\b|hours?\b|days?\b|weeks?\b|min(?:utes?)?\b|seconds?\b|[KMGT]i?B\b|million\b|billion\b|times\b|percent\b|points?\b|stars?\b|release\b(?!\s\p{L}))/iu;

/** "T-7 days: freeze" counts down to an event. */
const countdown =
  /^(?:days?|hours?|hrs?|h|weeks?|months?|minutes?|mins?|tage?|días?|jours?|дн(?:я|ей)|天|日)(?![\p{L}])/iu;

const readers: readonly ((text: string) => ItemId | undefined)[] = [
  readUnit,
  (text) => take(text, gsdPlan),
  (text) => take(text, dotted, (_, rest) => !measured.test(rest)),
  readTicket,
  (text) => take(text, bracketed, (id) => !names.test(id)),
  (text) => take(text, lettered, (id) => !names.test(id)),
  (text) => take(text, bareTask, (id) => /^[Tt]\d/.test(id) || !names.test(id)),
  (text) => take(text, hash),
  (text) => take(text, parted),
  (text) => take(text, outline),
];

/**
 * Reads the id at the start of an item's or heading's plain text, or `{#id}` at its end: `Task 1.1: Validate`,
 * `1.1 Add X`, `T001 Create`, `A1: Plan`, `#1 First`, `TASK-12 Fix`. No id: `10 concurrent solves`, `T-7 days`, `3D view`,
 * `404 page`, `P0 fix`, `PM2 installed`.
 */
export function readItemId(plainTitle: string): ItemId {
  const bounded = plainTitle.trim();
  const marked = anchor.exec(bounded.slice(-90));
  const text = stripDecoration(marked ? bounded.slice(0, bounded.length - marked[0].length) : bounded);
  for (const read of readers) {
    const found = read(text);
    if (found) return found;
  }
  const id = marked?.[1];
  return id === undefined ? { title: text } : { id, title: text };
}

/** `A4: Sort the mail`, read without asking whether "A4" is the name of something: for who knows that `A3` stands before it. */
export function readLikeId(title: string): ItemId | undefined {
  return take(title, lettered);
}

function readUnit(text: string): ItemId | undefined {
  const bare = bareUnit.exec(text);
  if (bare) return { unit: (bare[1] ?? '').toLowerCase(), title: text.slice(bare[0].length) };
  const found = readUnitOrdinal(text);
  if (!found) return undefined;
  const rest = text.slice(found.length);
  const separated = /^(?:\s?[:.)|](?=\s|$)|\s+[-–—](?=\s)|\s?[–—]|\s?:)\s*|^\s*$/.exec(rest);
  const isWork = ['task', 'step', 'subtask'].includes(found.unit);
  // "Week 1 review" is a sentence; "Task 1.1 Validate" is an id with its title.
  if (!separated && !(isWork && /^\s+\p{Lu}/u.test(rest))) return undefined;
  return { id: found.ordinal, unit: found.unit, title: rest.slice(separated?.[0].length ?? 0).trim() };
}

/** `TASK-12` keeps its word in the id, as trackers write it, and has the unit of that word too. */
function readTicket(text: string): ItemId | undefined {
  const found = take(
    text,
    ticket,
    (id, rest) =>
      !names.test(id) &&
      !names.test(/\d-/.test(id) ? id : id.replace('-', '')) &&
      !(/^[A-Z]-/.test(id) && countdown.test(rest)),
  );
  const unit = found?.id === undefined ? undefined : unitOfWord(found.id.replace(/-\d.*$/, ''));
  return found && unit !== undefined ? { ...found, unit } : found;
}

function take(text: string, pattern: RegExp, accepts?: (id: string, rest: string) => boolean): ItemId | undefined {
  const match = pattern.exec(text.slice(0, 120));
  const id = match?.[1];
  if (!match || id === undefined) return undefined;
  const rest = text.slice(match[0].length);
  return accepts && !accepts(id, rest) ? undefined : { id, title: rest.trim() };
}
