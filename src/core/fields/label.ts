import type { Field } from '../model.ts';
import { stripDecoration } from '../text/decoration.ts';
import { plainText } from '../text/plainText.ts';
import { isFieldLabel } from './fieldLabels.ts';

/** A line that opens a group (empty value) or is a field. */
export interface Label {
  /** Plain text without the colon. */
  readonly label: string;
  /** Plain text; empty for a label that opens a group. */
  readonly value: string;
  /** The value as written, markdown included. */
  readonly source: string;
}

const longestLabel = 80;
const lineStart = /^\s{0,20}(?:>\s?){0,4}(?:(?:[-*+]|\d{1,9}[.)])\s+)?/;
/** `**Label**: value`, `**Label:** value`, `__Label__: value`; what stands in brackets before the colon belongs to it. */
const boldLabel = /^(\*\*|__|\*|_)([^*\n]{1,120}?)(:?)\1(\s?\([^()\n]{1,80}\))?(\s?：|\s?:(?=\s|$|[^\p{L}\d]))?/u;
const wholeEmphasis = /^(\*\*|__|\*|_)([^*_\n][^*\n]{0,200}?)\1\s*$/;
const plainLabel = /^([^:：\n]{2,80})[:：](?:\s+|$)/;
/** Words of a sentence, not of the name of a field: "This is the plan: ...". */
const sentenceWord = /(?:^|\s)(?:is|are|was|will|the|this|that|an?|to|we|you|it|i|if|when|should|must|can)(?:\s|$)/i;
/** Fields that are written inside one emphasis: `**Time: 30 minutes**`, `_Requirements: 1.2_`. */
const fieldWord =
  /^(?:estimation|blocks|requirements?|validates|target|progress|goal|verify|parallel|complexity|size|risk|type|files?)$/i;

/**
 * Reads one line that is a label: `**Tasks**:`, `**Acceptance Criteria:**`, `**Owner**: X`, `Deliverables:`,
 * `- **Priority**: HIGH`, `**Time: 30 minutes**`, a line that is bold as a whole. Undefined for a sentence, for a
 * paragraph of several lines and for labels over 80 characters.
 */
export function readLabel(paragraphSource: string): Label | undefined {
  const source = paragraphSource.trim();
  if (source === '' || source.length > 4000 || source.includes('\n')) return undefined;
  const line = source.replace(lineStart, '');
  const undecorated = /^[*_\p{L}\d"'`]/u.test(line) ? line : stripLeadingSigns(line);
  return readBold(undecorated) ?? readWhole(undecorated) ?? readPlain(undecorated);
}

/** Emoji before the label; its own emphasis stays. */
function stripLeadingSigns(line: string): string {
  const start = line.search(/[*_\p{L}\d"'`(]/u);
  return start > 0 && start < 20 && stripDecoration(line.slice(0, start)) === '' ? line.slice(start) : line;
}

function readBold(line: string): Label | undefined {
  const match = boldLabel.exec(line.slice(0, 300));
  if (!match) return undefined;
  const [whole, , words = '', inner = '', bracket = '', outer = ''] = match;
  const rest = line.slice(whole.length).trim();
  if (inner === '' && outer === '') return undefined;
  return label(words + bracket, rest);
}

/** A line that is one emphasis: a field where its words say so, else (bold only) a label that opens a group. */
function readWhole(line: string): Label | undefined {
  const match = wholeEmphasis.exec(line.slice(0, 400));
  const words = match?.[2]?.trim() ?? '';
  const colon = words.search(/[:：]\s/);
  const name = words.slice(0, Math.max(0, colon)).trim();
  if (fieldWord.test(name) || isFieldLabel(name)) return label(name, words.slice(colon + 1).trim());
  const isBold = (match?.[1]?.length ?? 0) === 2;
  // "Fixtures." over its list; a sentence has more words.
  const noun = /^\p{Lu}\p{L}+(?: \p{L}+)?(?=\.$)/u.exec(words)?.[0];
  return isBold && (noun !== undefined || !/[.!?]$/.test(stripDecoration(words)))
    ? label(noun ?? words, '')
    : undefined;
}

function readPlain(line: string): Label | undefined {
  const match = plainLabel.exec(line.slice(0, 100));
  const words = match?.[1]?.trim() ?? '';
  if (!match || !/^[\p{L}\d"'`_*~]/u.test(words) || /[.!?;]\s|[()<>=]{2}|https?$/i.test(words)) return undefined;
  const value = line.slice(match[0].length).trim();
  if (value !== '' && sentenceWord.test(words) && !isFieldLabel(words)) return undefined;
  const count = words.split(/\s+/).length;
  if (value === '' ? count > 10 : count > 4 || words.length > 40 || !/^[*_`"']*[\p{Lu}\p{Lo}\d]/u.test(words))
    return undefined;
  return label(words, value);
}

function label(words: string, source: string): Label | undefined {
  const text = stripDecoration(plainText(words))
    .replace(/\s?(?<![:：])[:：]+$/, '')
    .trim();
  return text === '' || text.length > longestLabel ? undefined : { label: text, value: plainText(source), source };
}

/** `**Owner**: X | **Priority**: P1` and `**Impact:** High **Effort:** 2d` on one line. */
const nextBold = /(?:\s{0,3}[|·•∙‧;,‖｜]\s{0,3}|\s(?:[–—/-]|\/\/)\s|\s{1,3})(?=\*\*[^*\n]{1,60}(?::\*\*|\*\*\s?:))/gu;
/** `Owner: X · Due: Friday`, `*Owner:* X, *Due:* Friday`: a sign, then what may be the name of a field. */
const nextPlain =
  /(?:\s{0,3}[|·•∙‧;,‖｜]|\s(?:[–—/-]|\/\/)(?=\s)|\s(?=\s)|(?=\u3000))\s{0,3}(?=([*_]?)(\p{L}[\p{L} ]{1,30})(?:[:：]\1|\1[:：])\s?)/gu;

/**
 * The fields of a paragraph of `**Key**: value` lines, with or without two blanks or a backslash at the line ends.
 *
 * @param firstLine 0-based line of the paragraph's first line
 */
export function readFieldLines(paragraphSource: string, firstLine: number): readonly Field[] {
  return paragraphSource.split(/\r?\n/).flatMap((source, offset) =>
    splitFields(source.replace(/\\$/, '')).flatMap((part) => {
      const found = readLabel(part);
      return found && found.value !== '' ? [{ label: found.label, value: found.value, line: firstLine + offset }] : [];
    }),
  );
}

function splitFields(line: string): string[] {
  if (line.length > 4000 || line.trim() === '') return [];
  return line.split(nextBold).flatMap(splitPlain);
}

/** Only names that are known divide a line that begins with one: "Owner: X; the rest: later" is one field. */
function splitPlain(line: string): readonly string[] {
  const whole = /^\s*([*_])(?![*_\s])([^\n]{1,400}?)\1\s*$/.exec(line)?.[2];
  const text = whole !== undefined && beginsWithField(whole) ? whole : line;
  if (!beginsWithField(text)) return [line];
  const parts: string[] = [];
  let from = 0;
  for (const { index, 0: sign, 2: name = '' } of text.matchAll(nextPlain)) {
    if (index < from || !isFieldLabel(name.trim())) continue;
    parts.push(text.slice(from, index));
    from = index + sign.length;
  }
  return [...parts, text.slice(from)];
}

function beginsWithField(text: string): boolean {
  const name = /^\s{0,20}(?:[-*+]\s+)?([*_]{0,2})(\p{L}[\p{L} ]{1,30})(?:[:：]\1|\1[:：])/u.exec(text)?.[2];
  return name !== undefined && isFieldLabel(name.trim());
}
