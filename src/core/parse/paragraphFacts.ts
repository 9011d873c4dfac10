import { findEstimate } from '../fields/estimate.ts';
import { readUnitOrdinal } from '../fields/unitOrdinal.ts';
import { type Label, readFieldLines, readLabel } from '../fields/label.ts';
import type { Field } from '../model.ts';
import { plainText } from '../text/plainText.ts';
import { starred } from '../text/starred.ts';
import type { ParagraphBlock } from './block.ts';
import { inlineCode } from './inlineCode.ts';
import { listKind } from './listKind.ts';
import { roleOfLabel } from './roleOfLabel.ts';

/** What the lines of a paragraph say by themselves; lines are relative to the first one. */
export interface ParagraphFacts {
  /** The label that its last line opens. */
  readonly label?: string;
  /** `Tasks`, `**Routes** *(merged)*`, alone in its paragraph: the label of a list that stands directly behind it. */
  readonly listLabel?: string;
  /** The label is the title of a task, with its estimate. */
  readonly isTitle: boolean;
  /** `**Sign-in.** Remember them.`, `**2. Sign-in** - Remember them.`: what the paragraph is about, in bold before it. */
  readonly lead?: string;
  /** `**Phase 2: Sign-in** — Remember them.`: the paragraph is about a phase or a span of time. */
  readonly unitLead?: string;
  readonly fields: readonly Field[];
  /** ``Run: `npm test` ``: commands that stand in no list. */
  readonly commands: readonly { readonly line: number; readonly text: string }[];
}

const cache = new WeakMap<ParagraphBlock, ParagraphFacts>();

/** Reads a paragraph once per block. */
export function paragraphFacts(block: ParagraphBlock): ParagraphFacts {
  let facts = cache.get(block);
  if (!facts) {
    facts = readParagraph(starred(block.lines));
    cache.set(block, facts);
  }
  return facts;
}

function readParagraph(lines: readonly string[]): ParagraphFacts {
  const title = readBoldTitle(lines);
  const label =
    title ??
    readTaskLine(lines) ??
    readUnitLine(lines) ??
    readStateLine(lines) ??
    readGateLine(lines) ??
    readLabel(lines.at(-1) ?? '');
  const lead = readLead(lines[0] ?? '') ?? readEstimatedLead(lines);
  const unitLead = readUnitLead(lines[0] ?? '');
  const opensGroup = label?.value === '';
  return {
    ...(opensGroup && { label: label.label }),
    ...(lines.length === 1 && headsList(lines[0] ?? '') && { listLabel: (lines[0] ?? '').trim() }),
    isTitle: title !== undefined,
    ...(unitLead !== undefined ? { unitLead } : lead !== undefined && { lead }),
    fields: readFieldLines(lines.slice(0, opensGroup ? -1 : undefined).join('\n'), 0),
    commands: lines.flatMap((line, index) => {
      const code = commandLine.test(line) ? inlineCode(line)[0] : undefined;
      return code === undefined ? [] : [{ line: index, text: code }];
    }),
  };
}

function headsList(line: string): boolean {
  const text = line.trim();
  return namesList(line) || bareTitle.test(text) || (remarkedTitle.test(text) && listKind(plainText(text)) !== 'none');
}

/** `**M1. Routes** *(merged)*`, `**Phase 4** ※ waits`: a title, and what is remarked of it. */
const remarkedTitle =
  /^\*\*[^*\n]{2,100}\*\*\s{0,3}(?:\*\([^*\n]{1,120}\)\*|_\([^_\n]{1,120}\)_|[(（][^()（）\n]{1,120}[)）]|[※—–-] ?[^*\n.]{1,60})$/u;

/** `SATURDAY MORNING`, `Things I learned last time`: what heads a list without any sign of it. */
const bareTitle = /^(?:\p{Lu}[\p{Lu}\p{N}&-]{2,20}(?: [\p{Lu}\p{N}&-]{1,20}){0,4}|(?:Things|Lessons) [\p{L} ]{3,40})$/u;

/** "Tasks", "Verification": one to three words that say what a list is. */
function namesList(line: string): boolean {
  const words = /^\s{0,3}(\p{Lu}\p{L}{1,20}(?: \p{L}{2,20}){0,2})\s*$/u.exec(line)?.[1];
  return words !== undefined && (listKind(words) !== undefined || roleOfLabel(words) !== undefined);
}

function readLead(line: string): string | undefined {
  const sentence = /^\*\*([^*\n]{1,80})[.!]\*\*\s\S/.exec(line);
  return (sentence ??
    /^\*\*(\d{1,3}[.)] [^*\n]{1,160})(?<!\?)\*\*(?: [-–—] \S|(?: \([^()\n]{1,80}\))?$)/.exec(line))?.[1];
}

/** `**Sign-in** (3 days)` over lines that describe it. */
function readEstimatedLead([line = '', ...others]: readonly string[]): string | undefined {
  const title =
    others.length > 0 ? /^\*\*([^*\n]{1,160}[^*:\n])\*\* ?\([^()\n]{1,60}\)\s*$/.exec(line)?.[1] : undefined;
  return title !== undefined && findEstimate(plainText(line)) ? title : undefined;
}

function readUnitLead(line: string): string | undefined {
  const [, title = ''] = /^\*\*([^*\n]{1,100})\*\*(?:\s|[:：]\s)\S/.exec(line) ?? [];
  return unitsOfLines.has(readUnitOrdinal(title)?.unit ?? '') ? title.replace(/[.:：]$/, '') : undefined;
}

/** A line that says of its first code span that it is to be run. */
const commandLine = /^[*_]{0,3}(?:then )?(?:run|command|verify|test|execute)(?: with| command)?[*_]{0,3}:[*_]{0,3} ?`/i;

/**
 * `Phase 1`, `Phase 1: Clear the ground` or `**Milestone 1** (May)`, alone in its paragraph: what a heading would be, without
 * its sign.
 */
function readUnitLine(lines: readonly string[]): Pick<Label, 'label' | 'value'> | undefined {
  const written = lines.length === 1 ? (lines[0] ?? '').trim() : '';
  const line = /^\*\*[^*]{1,80}\*\* \([^()]{1,60}\)$/.test(written) ? plainText(written) : written;
  if (line.length > 80 || !/^\p{Lu}/u.test(line)) return undefined;
  const found = readUnitOrdinal(line);
  if (!found || !unitsOfLines.has(found.unit)) return undefined;
  const rest = line.slice(found.length);
  return /^(?:\s?[:(–—]| -|$)/.test(rest) && !/[.!?;,]$/.test(rest) ? { label: line, value: '' } : undefined;
}

/** `Done`, alone in its paragraph: what stands below it is. */
function readStateLine(lines: readonly string[]): Pick<Label, 'label' | 'value'> | undefined {
  const line = lines.length === 1 ? (lines[0] ?? '').trim() : '';
  return /^(?:To[ -]?[Dd]o|TODO|Doing|Done|Completed|In [Pp]rogress|Planned|Pending|Backlog)$/.test(line)
    ? { label: line, value: '' }
    : undefined;
}

/** `Definition of Done (Phase 1)`, `Sprint 1 exit criteria`, alone in its paragraph: what the items below it are for. */
function readGateLine(lines: readonly string[]): Pick<Label, 'label' | 'value'> | undefined {
  const line = lines.length === 1 ? (lines[0] ?? '').trim() : '';
  const words = /^(\p{Lu}[\p{L}\d -]{8,40}?)(?: \([^()]{1,40}\))?$/u.exec(line)?.[1];
  return words !== undefined && /\p{L} /u.test(words) && roleOfLabel(words) === 'gate'
    ? { label: line, value: '' }
    : undefined;
}

/** `**Task 1.1:** Rename the columns (2 hours)`, alone in its paragraph: a title behind its number. */
function readTaskLine(lines: readonly string[]): Pick<Label, 'label' | 'value'> | undefined {
  const line = lines.length === 1 ? (lines[0] ?? '').trim() : '';
  return line.length <= 200 &&
    /^\*\*Task [A-Z]?\d{1,3}(?:\.\d{1,3}){0,3}(?::\*\*|\*\*:) \S/.test(line) &&
    !/[:：]$/.test(line)
    ? { label: plainText(line), value: '' }
    : undefined;
}

const unitsOfLines = new Set(['phase', 'stage', 'sprint', 'milestone', 'week', 'month', 'version', 'iteration']);

/** `**Rename the columns** (2 hours)` alone in its paragraph: a title with an estimate. */
function readBoldTitle(lines: readonly string[]): Pick<Label, 'label' | 'value'> | undefined {
  const line = lines.length === 1 ? (lines[0] ?? '').trim() : '';
  return /^\*\*[^*]{1,200}[^*:]\*\* ?\([^()]{1,60}\)$/.test(line) && findEstimate(plainText(line))
    ? { label: line, value: '' }
    : undefined;
}
