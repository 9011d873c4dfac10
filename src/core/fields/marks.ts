import type { Status } from '../model.ts';
import { statusOfWord } from '../text/statusVocabulary.ts';

const statusByChar: ReadonlyMap<string, Status> = new Map<string, Status>([
  ['x', 'done'],
  ['X', 'done'],
  ['✓', 'done'],
  ['✔', 'done'],
  ['✅', 'done'],
  ['☑', 'done'],
  [' ', 'open'],
  ['~', 'doing'],
  ['/', 'doing'],
  ['>', 'doing'],
  ['^', 'doing'],
  ['*', 'doing'],
  ['🔄', 'doing'],
  ['⏳', 'doing'],
  ['🚧', 'doing'],
  ['-', 'cancelled'],
  ['!', 'blocked'],
  ['⏸', 'blocked'],
  ['⬜', 'open'],
  ['✗', 'failed'],
  ['✘', 'failed'],
  ['❌', 'failed'],
]);

/**
 * Whether what stands between the brackets of a list item is a mark. Of the letters only x is: `[P] tasks` explains a
 * label, `[a] first` is an enumeration; others are marks where a legend or the configuration says so.
 */
export function isMark(char: string, legend: ReadonlyMap<string, Status>): boolean {
  return !/^[a-wyz]$/i.test(char) || legend.has(char);
}

export interface MarkOptions {
  /** In Kiro's task lists `[-]` is work in progress; elsewhere it is cancelled. */
  readonly kiro: boolean;
  /** What the document or the configuration says its marks mean; it wins. */
  readonly legend?: ReadonlyMap<string, Status>;
}

/** The status of the character between the brackets of a checkbox. Unknown marks are open: only done is done. */
export function statusOfMark(char: string, { kiro, legend }: MarkOptions): Status {
  const explained = legend?.get(char);
  if (explained) return explained;
  if (kiro && char === '-') return 'doing';
  return statusByChar.get(char.replace('\ufe0f', '')) ?? 'open';
}

const explained =
  /\[([^[\]\s\\]\ufe0f?| )\]`?(\*\*)?\s{0,3}(=|:|-{1,2}|–|—|→|\|)?\s{0,3}(\*\*)?([\p{L}][\p{L}' /-]{1,40})/gu;
const box = /^\s*(?:[-*+]|\d{1,9}[.)])\s+\[[^[\]]{1,2}\]\s/;

/**
 * Reads a legend from the lines of a document: `[~] = in progress`, `` `[!]` blocked ``, `[x] done | [>] started`. A
 * checkbox of a list is a task and explains nothing, unless it says so with an equals sign.
 */
export function readLegend(lines: readonly string[]): ReadonlyMap<string, Status> {
  const legend = new Map<string, Status>();
  for (const line of lines) {
    if (!line.includes('[') || line.length > 1000) continue;
    const isBox = box.test(line);
    // A checkbox explains its own mark by nothing but an equals sign.
    if (isBox && !line.includes('=')) continue;
    let isLegend = !isBox && /^\s{0,3}(?:legend|status|marks|key)\b/i.test(line);
    for (const [whole, char = '', , sign, , words = ''] of line.matchAll(explained)) {
      const ticked = whole.includes('`');
      const says = sign === '=' || isLegend || (!isBox && (sign !== undefined || ticked));
      const status = says ? statusOfMeaning(words) : undefined;
      isLegend ||= status !== undefined && !isBox;
      if (status && !legend.has(char)) legend.set(char, status);
    }
  }
  return legend;
}

function statusOfMeaning(words: string): Status | undefined {
  const meaning =
    words
      .split(/\s[/-]|\s{2,}| \(/)[0]
      ?.trim()
      .replace(/(?<![\s/'-])[\s/'-]+$/, '') ?? '';
  if (/^(?:failed|failing|broken|error)$/i.test(meaning)) return 'failed';
  return statusOfWord(meaning);
}
