import { stripDecoration } from '../text/decoration.ts';
import { type Draft, isSection, pass, walk } from './draft.ts';
import { ownsListedWork } from './listedHeading.ts';
import { listKind } from './listKind.ts';
import type { Weights } from './weighWork.ts';

/** What one letter numbers by custom. Other letters are the ids of tasks. */
const unitOfLetter: ReadonlyMap<string, string> = new Map([
  ['M', 'milestone'],
  ['V', 'version'],
  ['P', 'phase'],
]);

const lettered =
  /^([A-Z])(\d{1,3}(?:\.\d{1,3}){0,3})(?:\s?[:.)|](?=\s|$)|\s+[-–—](?=\s)|\s?[–—](?=\s)|\s*$|(?<=^(?:P\d|M\d{1,2}|V\d))\s(?=\p{L}))\s*/u;

/** `P0` to `P3` are priorities; where the numbers go on behind them, and all of them hold something, they are phases. */
function arePhases(members: readonly Draft[]): boolean {
  return (
    members.some((member) => Number(read(member)?.number) > 3) && members.every(({ children }) => children.length > 0)
  );
}

/**
 * Gives headings such as `M1 — Control flow`, `M2 — Data` or `V0 — MVP`, `V1 — Growth` their unit. One such heading may
 * be anything; two or more with one letter under one parent are a series. In a document that numbers with other letters
 * too (`A1`, `B1`), the letter stands for a part of that document.
 */
export function nameSeries(root: Draft): void {
  nameVersions(root);
  const series: (readonly Draft[])[] = [];
  const letters = new Set<string>();
  walk(
    root,
    (draft) => {
      const byLetter = new Map<string, Draft[]>();
      for (const child of draft.children) {
        const letter = isSection(child) && child.unit === undefined ? read(child)?.letter : undefined;
        // "P2.1" and "P2.2" are parts of "P2".
        if (letter === undefined || (letter === read(draft)?.letter && read(child)?.number.includes('.'))) continue;
        const members = byLetter.get(letter) ?? [];
        members.push(child);
        byLetter.set(letter, members);
      }
      for (const [letter, members] of byLetter) {
        // "V1 The first one" beside "V1.1 Search", which is a version by its number.
        const isBeside = letter === 'V' && draft.children.some((child) => isSection(child) && child.unit === 'version');
        if (!isBeside && new Set(members.map((member) => read(member)?.number)).size < 2) continue;
        letters.add(letter === 'P' && !arePhases(members) ? 'priority' : letter);
        series.push(members);
      }
    },
    pass,
  );
  if ([...letters].some((letter) => !unitOfLetter.has(letter))) return;
  for (const draft of series.flat()) {
    const found = read(draft);
    const unit = unitOfLetter.get(found?.letter ?? '');
    if (!found || unit === undefined) continue;
    draft.unit = unit;
    draft.kind = unit;
    if (unit === 'phase') delete draft.priority;
    // A version is called by its number; the other letters belong to the name that dependencies use.
    draft.id = unit === 'version' ? found.number : found.letter + found.number;
    draft.title = draft.title.replace(lettered, '') || draft.title;
  }
}

const versioned = /^(\d{1,2}\.\d{1,3})\s(?:[-–—]\s|["“„«])/;

/** `0.10 - Windows` beside `1.0`, which is a version by itself. */
function nameVersions(root: Draft): void {
  walk(
    root,
    (draft) => {
      if (draft.depth > 1 || !draft.children.some((child) => isSection(child) && child.unit === 'version')) return;
      for (const child of draft.children) {
        const id = isSection(child) && child.unit === undefined ? versioned.exec(headOf(child))?.[1] : undefined;
        if (id !== undefined) Object.assign(child, { unit: 'version', kind: 'version', id });
      }
    },
    pass,
  );
}

const worded =
  /^(\p{Lu}\p{L}{2,15})\s#?(\d{1,3}|(?:[IVX]{1,5}|[A-H]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix)(?!\p{L}))(?:\s?[:.)|,](?=\s|$)|\s+[-–—](?=\s)|\s?[–—](?=\s)|\s(?=\()|\s*$)\s*/u;

/**
 * The headings that number the work by a word that is no known unit: `Chunk 01`, `Increment 2: Search`. They are sections
 * of one parent with one word, three at least, and own half of the boxes of the plan; lists of work, where it has no boxes.
 */
export function wordSeries(root: Draft, weights: Weights): readonly Draft[] | undefined {
  let best: readonly Draft[] | undefined;
  walk(
    root,
    (draft) => {
      const byWord = new Map<string, Draft[]>();
      for (const child of draft.children) {
        const word = isSection(child) && child.unit === undefined ? worded.exec(headOf(child))?.[1] : undefined;
        if (word === undefined) continue;
        const members = byWord.get(word) ?? [];
        members.push(child);
        byWord.set(word, members);
      }
      for (const members of byWord.values()) {
        const boxes = members.reduce((sum, member) => sum + weights.of(member), 0);
        const owns = weights.boxes > 0 ? boxes > 0 && boxes * 2 >= weights.of(root) : members.every(ownsListedWork);
        if (!best && members.length >= 3 && owns && !isInOneOfParts(draft, boxes, weights)) best = members;
      }
    },
    pass,
  );
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

/**
 * "Launch tests" over "Test 1" to "Test 6", which do not hold most of the work, with two sections or more beside it that own
 * boxes as well: how one part is sorted.
 */
function isInOneOfParts(place: Draft, boxes: number, weights: Weights): boolean {
  if (place.depth < 2 || boxes * 5 > weights.boxes * 3) return false;
  const beside = place.parent?.children.filter(
    (child) => child !== place && isSection(child) && child.depth === place.depth && weights.of(child) > 0,
  );
  return (beside?.length ?? 0) > 1;
}

/**
 * "Commit 01: the lock" and "Commit 02: the key" below the phases of a plan: whatever they are called, they are what is
 * done in them. Three at least, numbered through.
 */
export function nameWordTasks(phases: readonly Draft[]): void {
  const byWord = new Map<string, Map<number, Draft>>();
  for (const child of phases.flatMap(({ children }) => children)) {
    if (!isSection(child) || child.unit !== undefined || child.phase || child.boxes > 0) continue;
    const [, word, number] = worded.exec(headOf(child)) ?? [];
    if (word === undefined || !Number.isFinite(Number(number)) || listKind(word) !== undefined) continue;
    const members = byWord.get(word) ?? new Map<number, Draft>();
    byWord.set(word, members.set(Number(number), child));
  }
  for (const members of byWord.values()) {
    if (members.size < 3 || members.size <= Math.max(...members.keys()) - Math.min(...members.keys())) continue;
    for (const [number, draft] of members) {
      draft.unit = 'task';
      draft.id = String(number);
      draft.title = draft.title.replace(worded, '') || draft.title;
    }
  }
}

/** Whether a heading may be one of a series, by a letter or a word in front of a number. */
export function isNumbered(draft: Draft): boolean {
  return read(draft) !== undefined || worded.test(headOf(draft));
}

function headOf(draft: Draft): string {
  return stripDecoration(draft.text).slice(0, 60);
}

function read(draft: Draft): { readonly letter: string; readonly number: string } | undefined {
  const match = lettered.exec(headOf(draft));
  return match ? { letter: match[1] ?? '', number: match[2] ?? '' } : undefined;
}
