import { stripDecoration } from '../text/decoration.ts';
import { type Draft, walk } from './draft.ts';
import type { Weights } from './weighWork.ts';

/** What one letter numbers by custom. Other letters are the ids of tasks, and `P0` to `P3` are priorities. */
const unitOfLetter: ReadonlyMap<string, string> = new Map([
  ['M', 'milestone'],
  ['V', 'version'],
]);

const lettered = /^([A-Z])(\d{1,3}(?:\.\d{1,3}){0,3})(?:\s?[:.)|](?=\s|$)|\s+[-–—](?=\s)|\s?[–—](?=\s)|\s*$)\s*/u;

/**
 * Gives headings such as `M1 — Control flow`, `M2 — Data` or `V0 — MVP`, `V1 — Growth` their unit. One such heading may
 * be anything; two or more with one letter under one parent are a series. In a document that numbers with other letters
 * too (`A1`, `B1`), the letter stands for a part of that document.
 */
export function nameSeries(root: Draft): void {
  const series: (readonly Draft[])[] = [];
  const letters = new Set<string>();
  walk(root, (draft) => {
    const byLetter = new Map<string, Draft[]>();
    for (const child of draft.children) {
      const letter = child.type === 'section' && child.unit === undefined ? read(child)?.letter : undefined;
      if (letter === undefined) continue;
      const members = byLetter.get(letter) ?? [];
      members.push(child);
      byLetter.set(letter, members);
    }
    for (const [letter, members] of byLetter) {
      if (new Set(members.map((member) => read(member)?.number)).size < 2) continue;
      letters.add(letter);
      series.push(members);
    }
  });
  if ([...letters].some((letter) => !unitOfLetter.has(letter))) return;
  for (const draft of series.flat()) {
    const found = read(draft);
    const unit = unitOfLetter.get(found?.letter ?? '');
    if (!found || unit === undefined) continue;
    draft.unit = unit;
    draft.kind = unit;
    // A version is called by its number; the other letters belong to the name that dependencies use.
    draft.id = unit === 'version' ? found.number : found.letter + found.number;
    draft.title = draft.title.replace(lettered, '') || draft.title;
  }
}

const worded = /^(\p{Lu}\p{L}{2,15})\s#?(\d{1,3})(?:\s?[:.)|](?=\s|$)|\s+[-–—](?=\s)|\s?[–—](?=\s)|\s*$)\s*/u;

/**
 * The headings that number the work by a word that is no known unit: `Chunk 01`, `Increment 2: Search`. They are sections
 * of one parent with one word, three at least, and own half of the boxes of the plan.
 */
export function wordSeries(root: Draft, weights: Weights): readonly Draft[] | undefined {
  let best: readonly Draft[] | undefined;
  walk(root, (draft) => {
    const byWord = new Map<string, Draft[]>();
    for (const child of draft.children) {
      const word = child.type === 'section' && child.unit === undefined ? worded.exec(headOf(child))?.[1] : undefined;
      if (word === undefined) continue;
      const members = byWord.get(word) ?? [];
      members.push(child);
      byWord.set(word, members);
    }
    for (const members of byWord.values()) {
      const boxes = members.reduce((sum, member) => sum + weights.of(member), 0);
      if (members.length >= 3 && boxes > 0 && boxes * 2 >= weights.of(root)) best ??= members;
    }
  });
  for (const draft of best ?? []) {
    const match = worded.exec(headOf(draft));
    if (!match?.[1] || match[2] === undefined) continue;
    draft.kind = match[1].toLowerCase();
    draft.unit = draft.kind;
    draft.id = match[2];
    draft.title = draft.title.replace(worded, '') || draft.title;
  }
  return best;
}

function headOf(draft: Draft): string {
  return stripDecoration(draft.text).slice(0, 60);
}

function read(draft: Draft): { readonly letter: string; readonly number: string } | undefined {
  const match = lettered.exec(headOf(draft));
  return match ? { letter: match[1] ?? '', number: match[2] ?? '' } : undefined;
}
