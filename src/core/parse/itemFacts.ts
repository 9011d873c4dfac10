import { readDependencies } from '../fields/dependencies.ts';
import { findEstimate } from '../fields/estimate.ts';
import { readItemId } from '../fields/itemId.ts';
import { findPriority } from '../fields/priority.ts';
import type { Estimate, Priority } from '../model.ts';
import { repairGarbled } from '../text/garbled.ts';
import { stripDecoration } from '../text/decoration.ts';
import { plainText } from '../text/plainText.ts';
import { readStatusWord } from '../text/statusWords.ts';
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
  /** Begins with an emoji or mark of its own: a claim, not a box. */
  /** What `(depends on T1)`, `— depends on T1, T2`, `(after T4)` names. */
  readonly dependencies: ReturnType<typeof readDependencies>;
  readonly commands: readonly { readonly line: number; readonly text: string }[];
}

const cache = new WeakMap<ItemBlock, ItemFacts>();

/** Reads an item once per block: blocks of parts that did not change keep their facts. */
export function itemFacts(item: ItemBlock): ItemFacts {
  const known = cache.get(item);
  if (known) return known;
  const facts = readItem(item);
  cache.set(item, facts);
  return facts;
}

/** Only the first line is the title; a sentence that runs on is still one item. */
const titleLimit = 300;

function readItem(item: ItemBlock): ItemFacts {
  const source = item.lines.join(' ').slice(0, 4000);
  const repaired = repairGarbled(source).text.trim();
  const text = plainText(repaired).trim();
  const word = readStatusWord(stripDecoration(text));
  const estimate = findEstimate(word.title);
  const named = readItemId(estimate ? cut(word.title, estimate.start, estimate.end) : word.title);
  const priority = findPriority(text);
  const title = named.title.trim() || text;
  return {
    title: title.length > titleLimit ? `${title.slice(0, titleLimit - 1)}…` : title,
    text,
    ...(named.id !== undefined && { id: named.id }),
    ...(named.unit !== undefined && { unit: named.unit }),
    bold: /^(?:\*\*|__)\S/.test(repaired),
    struck: /^~~.*~~$/.test(repaired),
    ...(word.status && { statusWord: word.status }),
    ...(priority && { priority: priority.priority }),
    ...(estimate && { estimate: estimate.estimate }),
    optional: isOptional(text),
    blank: isBlank(source),
    dependencies: inlineDependencies(text),
    commands: item.lines.flatMap((line, index) => inlineCode(line).map((code) => ({ line: index, text: code }))),
  };
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
