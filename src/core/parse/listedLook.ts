import { readLabel } from '../fields/label.ts';
import { remembered } from '../text/remembered.ts';
import type { Body } from './body.ts';
import { type Draft, pass, walk } from './draft.ts';
import { isDrawnBox } from './headingFacts.ts';
import { isDependencyLabel } from './headingTasks.ts';
import { listKind } from './listKind.ts';
import { namesAims } from './listedAims.ts';
import { counted } from './listedHeading.ts';
import { lastWord } from './listedPhases.ts';
import { looksOfHeading } from './listedWork.ts';
import { headsUnits } from './promoteUnits.ts';
import { normalize, roleOfLabel } from './roleOfLabel.ts';
import { looksOfItem } from './thingToDo.ts';
import { listName, namesTopic } from './topics.ts';
import { wishIn } from './wishes.ts';

/**
 * What the rules for work in plain lists see of the own text of a section, which they look into wherever it stands: all of
 * it but the words of plain items, of which they see how these begin and what they head. Where it looks the same, each
 * rule says the same.
 *
 * @param section as its own text says it, before any pass
 */
export function lookOf({ children, code }: Draft): string {
  return JSON.stringify([code.length > 0, children.filter(({ depth }) => depth === 0).map(looks)]);
}

function looks(draft: Draft): unknown {
  const { type, kind, unit, id, mark, status, stated, bold, ordered, optional, priority, ownRole, markedRole } = draft;
  const says = type === 'bullet' && kind === 'bullet' ? saysOf(draft.text) : `${draft.title}\n${draft.text}`;
  return [
    [type, kind, unit, id, mark?.char, status, stated, bold, ordered, optional, priority, ownRole, markedRole],
    [draft.owner === undefined, draft.estimate === undefined, draft.code.length > 0, draft.dependsOn.length],
    draft.fields.map(({ label }) => label),
    says,
    draft.children.map(looks),
  ];
}

/** What rules go by in the words of an item: most have no label and begin like any other. */
const saysOf = remembered((text: string): string =>
  [
    ...looksOfItem(text),
    readLabel(text.slice(0, 300))?.label,
    listKind(text),
    roleOfLabel(text),
    isDependencyLabel(text),
    isDrawnBox(text),
  ].join('\n'),
);

/**
 * Whether a heading in a plan whose work stands in plain lists may get other words: the rules see no difference between
 * them. Words that say how work is sorted are another matter, see sameHeading.ts.
 */
export function sameListedHeading(root: Draft, one: Draft, other: Draft): boolean {
  if (saysOfHeading(one) !== saysOfHeading(other)) return false;
  const last = [lastWord(one.text), lastWord(other.text)];
  if (last[0] === last[1]) return true;
  // What comes of the work is a part of it where three headings end with one word.
  let isAsked = false;
  const ask = ({ depth, text }: Draft): void => {
    isAsked ||= depth > 0 && listKind(text) === 'output' && last.includes(lastWord(text));
  };
  walk(root, ask, pass);
  return !isAsked;
}

function saysOfHeading(heading: Draft): string {
  const { text } = heading;
  const looks = [
    counted.test(text),
    listName.test(normalize(text)),
    headsUnits.test(text),
    namesTopic(text),
    wishIn(text),
  ];
  return [...looksOfHeading(heading), namesAims(heading.text), ...looks].join('\n');
}

/** Notes of each own text which of its plain items became tasks by such a rule, in their order. */
export function noteListed(bodies: readonly Body[], listed: ReadonlySet<Draft>): void {
  for (const { notes, content } of bodies)
    if (notes && !content.some(({ isAllWork }) => isAllWork))
      notes.facts.listed = itemsIn(content).map((bullet) => listed.has(bullet));
}

/** @param listed as it was noted of a text that looks the same */
export function listedIn(content: readonly Draft[], listed: readonly boolean[]): ReadonlySet<Draft> {
  return new Set(itemsIn(content).filter((_, index) => listed[index]));
}

function itemsIn(content: readonly Draft[]): readonly Draft[] {
  const found: Draft[] = [];
  for (const draft of content)
    walk(draft, (below) => {
      if (below.type === 'bullet') found.push(below);
    });
  return found;
}
