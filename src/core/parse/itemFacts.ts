import { readDependencies, type StatedDependency } from '../fields/dependencies.ts';
import { findEstimate } from '../fields/estimate.ts';
import { readFileReferences } from '../fields/fileReferences.ts';
import { readItemId } from '../fields/itemId.ts';
import { readFieldLines, readLabel } from '../fields/label.ts';
import { findPriority } from '../fields/priority.ts';
import { readTitleTail } from '../fields/titleTail.ts';
import type { Estimate, Field, FileReference, Priority } from '../model.ts';
import { repairGarbled } from '../text/garbled.ts';
import { stripDecoration } from '../text/decoration.ts';
import { plainText } from '../text/plainText.ts';
import { starred } from '../text/starred.ts';
import { readStatusWord } from '../text/statusWords.ts';
import { isFieldLabel } from '../fields/fieldLabels.ts';
import type { ItemBlock } from './block.ts';
import { inlineCode } from './inlineCode.ts';
import { isBlank } from './roleOfLabel.ts';

/** What the text of a list item says by itself, wherever it stands. */
export interface ItemFacts {
  readonly title: string;
  readonly text: string;
  readonly id?: string;
  readonly unit?: string;
  readonly bold: boolean;
  readonly struck: boolean;
  readonly statusWord?: ReturnType<typeof readStatusWord>['status'];
  readonly priority?: Priority;
  readonly estimate?: Estimate;
  readonly optional: boolean;
  readonly blank: boolean;
  /** What `(depends on T1)`, `— depends on T1, T2`, `(after T4)` names. */
  readonly dependencies: ReturnType<typeof readDependencies>;
  readonly files: readonly Omit<FileReference, 'line'>[];
  /** Set where the item without a box is fields of what it stands in: `- **Owner**: X`, `- Owner: X · Due: Friday`. */
  readonly fields?: readonly Pick<Field, 'label' | 'value'>[];
  /** Fields of the item itself, behind its title or on lines below it; lines are relative to its text. */
  readonly own: readonly Field[];
  readonly commands: readonly { readonly line: number; readonly text: string }[];
}

const cache = new WeakMap<ItemBlock, ItemFacts>();

/** Reads an item once per block: blocks of parts that did not change keep their facts. */
export function itemFacts(item: ItemBlock): ItemFacts {
  const known = cache.get(item);
  if (known) return known;
  const lines = starred(item.lines);
  const facts = readItem(lines === item.lines ? item : { ...item, lines });
  cache.set(item, facts);
  return facts;
}

/** Only the first line is the title; a sentence that runs on is still one item. */
const titleLimit = 300;

function readItem(item: ItemBlock): ItemFacts {
  const source = item.lines.join(' ').slice(0, 4000);
  const repaired = repairGarbled(source).text.trim();
  const text = plainText(repaired).trim();
  const written = titleLines(item.lines);
  const head = written === item.lines.length ? text : plainText(repairGarbled(headOf(item.lines, written)).text).trim();
  const waits = readWaits(head);
  const tail = readTitleTail(waits.title);
  const word = readStatusWord(stripDecoration(tail.title));
  const estimate = findEstimate(word.title);
  const named = readItemId(estimate ? cut(word.title, estimate.start, estimate.end) : word.title);
  const priority = findPriority(text);
  // "Day 3: Ropes" says when; numbers of days name no task.
  const isDay = named.unit === 'day' || named.unit === 'hour';
  const title =
    titleOf(isDay || named.id === undefined ? (isDay ? word.title : named.title) : named.title.replace(labels, '')) ||
    text;
  const fields = item.mark ? undefined : readFields(item.lines);
  return {
    title: title.length > titleLimit ? `${title.slice(0, titleLimit - 1)}…` : title,
    text,
    ...(!isDay && named.id !== undefined && { id: named.id }),
    ...(!isDay && named.unit !== undefined && { unit: named.unit }),
    bold: /^(?:\*\*|__)\S/.test(repaired),
    struck: /^~~.*~~$/.test(repaired),
    ...(word.status && { statusWord: word.status }),
    ...(priority && { priority: priority.priority }),
    ...(estimate && { estimate: estimate.estimate }),
    optional: isOptional(text),
    blank: isBlank(source),
    dependencies: [...inlineDependencies(waits.title === head ? text : waits.title), ...waits.dependencies],
    files: readFileReferences(text),
    ...(fields && { fields }),
    own: [
      ...tail.fields.map((field) => ({ ...field, line: 0 })),
      ...(written < item.lines.length ? ownFields(item.lines, written) : []),
    ],
    commands: item.lines.flatMap((line, index) => inlineCode(line).map((code) => ({ line: index, text: code }))),
  };
}

/** `[P] [US1]` behind the id: what kind of task it is, not what it is about. */
const labels = /^(?:\[[A-Z][A-Za-z]{0,3}\d{0,3}\?{0,1}\]\s{0,3}){1,5}(?=\S)/;

function headOf(lines: readonly string[], count: number): string {
  return lines.slice(0, count).join(' ').slice(0, 4000).trim();
}

/** A line that fills the page goes on in the next; so does a line that ends within a sentence. */
const fullLine = 70;
const goesOn = /(?:[,;–—-]|\b(?:and|or|the|an?|of|to|for|with|in|on|by|from|that))\s*$/i;

/**
 * How many lines the title of an item has. Where a line starts a sentence of its own below a short line, the title has
 * ended and the description begun; a title that is wrapped goes on.
 */
function titleLines(lines: readonly string[]): number {
  for (let count = 1; count < lines.length; count++) {
    const before = lines[count - 1] ?? '';
    const starts = /^[*_`~]{0,3}[\p{Lu}\p{Lo}]/u.test(lines[count] ?? '');
    if (!starts || before.length > fullLine || goesOn.test(before.slice(-40))) continue;
    if (!isOpen(headOf(lines, count))) return count;
  }
  return lines.length;
}

/** Whether an emphasis or a code span has begun that has not ended yet. */
function isOpen(text: string): boolean {
  const odd = (run: string): boolean => text.split(run).length % 2 === 0;
  return odd('**') || odd('`');
}

/** `- **Owner**: X` says something about what the list stands in; all its lines are the value of the last one. */
function readFields(lines: readonly string[]): readonly Pick<Field, 'label' | 'value'>[] | undefined {
  const label = readLabel(lines[0] ?? '');
  if (!label || label.value === '' || !isFieldLabel(label.label)) return undefined;
  const found = readFieldLines(lines[0] ?? '', 0);
  return found.map((field, index) => {
    const value = index === found.length - 1 ? [field.value, ...lines.slice(1)].join(' ') : field.value;
    return { label: field.label, value };
  });
}

/** `Owner: X` on a line of its own below the title of an item. */
function ownFields(lines: readonly string[], written: number): readonly Field[] {
  return readFieldLines(lines.slice(written).join('\n'), written).filter((field) => isFieldLabel(field.label));
}

const wait =
  /(?:^|\s)(?:blocked-by|depends-on|depends|after|needs):((?:#?[A-Za-z][\w.-]{0,30}\d|#?\d[\w.-]{0,10})(?:,#?[\w.-]{1,30}){0,20})(?=\s|$)/gi;

/** Words such as `blocked-by:t001,t002`: what the task waits for, and the text without them. */
function readWaits(text: string): { readonly title: string; readonly dependencies: readonly StatedDependency[] } {
  if (!text.includes(':')) return { title: text, dependencies: [] };
  const dependencies: StatedDependency[] = [];
  const title = text.replace(wait, (words: string, targets: string) => {
    for (const target of targets.split(','))
      dependencies.push({ kind: 'hard', target: target.replace(/^#/, ''), text: words.trim() });
    return '';
  });
  return { title: title.trim(), dependencies };
}

/** Without the priority that was read as a field, and without an emoji behind the id. */
function titleOf(text: string): string {
  const priority = findPriority(text);
  return stripDecoration(priority && priority.end > 0 ? cut(text, priority.start, priority.end) : text.trim());
}

function cut(text: string, start: number, end: number): string {
  return `${text.slice(0, start).trimEnd()} ${text.slice(end).trimStart()}`.trim();
}

/** "(Optional)", "(if implemented)", "Only proceed if ...", "Optional: ...". */
export function isOptional(text: string): boolean {
  return /\((?:optional\)|optional [-–—:,][^()]{1,80}\)|if (?:you (?:use|have|need) |using |on )[^()]{1,40}\)|if (?:\S+ ){0,4}(?:implemented|needed|required|applicable|possible|time permits|used|any)\))|\[optional\]|^optional:|\s[-–—] optional$|^only (?:proceed|do|needed|required) (?:this )?if\b/i.test(
    text.slice(0, 400),
  );
}

const dependencyClause =
  /(?:\(|\[|\s[-–—|;,]\s|^)(?:depends on|blocked by|requires|needs|after)\s?:?\s+([^()[\]]{1,200})/i;

/** Only what names an id is a dependency here: "(after lunch)" is none. */
function inlineDependencies(text: string): ReturnType<typeof readDependencies> {
  const clause = dependencyClause.exec(text.slice(0, 1000))?.[1];
  return clause === undefined ? [] : readDependencies(clause).filter((dependency) => dependency.kind !== 'note');
}
