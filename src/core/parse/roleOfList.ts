import type { Role } from '../model.ts';
import type { Body } from './body.ts';
import { type Draft, isSection, neighbours, walk } from './draft.ts';
import { numbered } from './numberedTopics.ts';
import type { BodyFacts } from './settledBody.ts';
import { normalize, roleOfLabel } from './roleOfLabel.ts';
import { isMustHave } from './wishes.ts';

/** What says whether it is a success is no work, even where it measures nothing. */
const signs = /\bsuccess (?:indicators?|metrics?|measures?)\b|éxito|sucesso|succès|успеха|成功|성공/iu;

/** A number, a blank, a comparison: what a metric has and a thing to do has not. */
const measured = /\d|_{2,}|[<>≥≤%→]/;

/**
 * The role that the text of a section, group or list item gives to what stands below it. "Metrics" heads values and
 * targets, but also things to do ("Choose the metrics", "Images are lazy-loaded"): boxes that mostly measure nothing are
 * work, and signs of success that measure nothing are criteria.
 */
export function roleOfList(draft: Draft): Role | undefined {
  if (draft.configuredRole) return draft.configuredRole;
  const role = roleOfLabel(draft.text);
  // "Quality gates" over commands are things to run, not what has to hold.
  if (role === 'gate' && draft.boxes > 0 && draft.type === 'section' && isRun(draft)) return undefined;
  if (role === 'gate' && (isOneOfKind(draft) || isPartOfOutline(draft) || isNumberedWork(draft) || isMustHave(draft)))
    return undefined;
  if (role === 'echo' && holdsMost(draft)) return undefined;
  // "8.2 Maintenance" in phase 8 is what is left to do there.
  const isCounted = draft.depth > 0 && numbered.test(draft.id ?? '');
  if (role === 'recurring' && (isCounted || isAreaOfParts(draft))) return undefined;
  if (role === 'future' && isLastOfLaunch(draft)) return undefined;
  if (role !== 'metric' || draft.boxes === 0) return role;
  let values = 0;
  walk(
    draft,
    (node) => {
      if (isMeasured(node)) values++;
    },
    (body) => {
      values += body.measured;
    },
  );
  if (values * 2 >= draft.boxes) return role;
  return signs.test(draft.text) ? 'gate' : undefined;
}

const launched = /\b(?:launch|release|go-live|deployment)\b/i;

/** Whether a heading names the launch, as a stage of it or what comes behind it. */
export function namesLaunch(text: string): boolean {
  return launched.test(text);
}

const lastStage = /^\W*post[ -](?:launch|release|deployment|go-live)(?: (?:phase|stage|day))?\s*(?:\([^()]{1,60}\))?$/i;
const firstStage = /^\W*pre[ -]?(?:launch|release|deployment|go-live)\b/i;

/** Lines of the first "Pre-launch" over boxes among the headings of one depth. */
const firstStages = new WeakMap<Draft, Map<number, number>>();

/** "Post-launch" behind "Pre-launch", both over boxes: the last stage of one piece of work, not an idea for later. */
function isLastOfLaunch({ text, type, depth, line, boxes, parent }: Draft): boolean {
  if (type !== 'section' || boxes === 0 || !parent || !lastStage.test(text)) return false;
  const lines = firstStages.get(parent) ?? new Map<number, number>();
  firstStages.set(parent, lines);
  let first = lines.get(depth);
  if (first === undefined) {
    const found = parent.children.find(
      (child) => isSection(child) && child.depth === depth && child.boxes > 0 && firstStage.test(child.text),
    );
    first = found?.line ?? Infinity;
    lines.set(depth, first);
  }
  return first < line;
}

/** "Current status" over most of the boxes there are, sorted by headings: what should it repeat? */
function holdsMost({ type, text, boxes, children, parent }: Draft): boolean {
  if (type !== 'section' || recaps.test(text)) return false;
  if (children.filter((child) => isSection(child) && child.boxes > 0).length < 2) return false;
  let root = parent;
  while (root?.parent) root = root.parent;
  return boxes * 2 > (root?.boxes ?? 0);
}

/** "Maintenance" over "Updates" and "Support": an area of a checklist like the others, no routine. */
function isAreaOfParts({ type, text, children }: Draft): boolean {
  if (type !== 'section' || normalize(text) !== 'maintenance') return false;
  return children.filter((child) => isSection(child) && child.boxes > 0).length > 1;
}

const outline = /^\d{1,2}[.)] /;

/** "Opening checklist": what it holds are the parts of a checklist. */
export function headsChecklist(text: string): boolean {
  return /\bchecklist$/.test(normalize(text));
}

/**
 * "5. Quality gates" among the parts of a checklist, all of them numbered or none, and over boxes, that are named after what
 * is checked: one of these parts.
 */
function isPartOfOutline(draft: Draft): boolean {
  const { type, depth, text, boxes, parent } = draft;
  if (!parent || !headsChecklist(parent.text)) return false;
  if (type !== 'section' || boxes === 0 || !/\bgates?\b/i.test(text)) return false;
  const beside = neighbours(draft).filter((child) => isSection(child) && child.depth === depth);
  const plain = beside.filter((child) => roleOfLabel(child.text) === undefined);
  return (
    beside.length >= 4 &&
    beside.every((child) => child.boxes > 0 && outline.test(child.text) === outline.test(text)) &&
    plain.length * 3 >= beside.length * 2
  );
}

/** "10. Gates" over "10.1", "10.2": numbered as the work of the other sections is. */
function isNumberedWork({ id = '', type, text, children }: Draft): boolean {
  const boxes =
    type === 'section' && /\bgates?$/i.test(text) && /^\d+$/.test(id) ? children.filter(({ mark }) => mark) : [];
  return boxes.length > 1 && boxes.every((box) => box.id?.startsWith(`${id}.`) === true);
}

const recaps = /\b(?:reference|summary|recap|glance|tl;?dr)\b/i;

const kindsBelow = new WeakMap<Draft, ReadonlySet<string>>();

/** "Technical gate" beside "Product gate" and "Legal gate": what most of them are called gives none of them a role. */
function isOneOfKind({ text, depth, parent }: Draft): boolean {
  const kind = depth > 0 ? lastWord(text) : undefined;
  if (kind === undefined || !parent) return false;
  let found = kindsBelow.get(parent);
  if (!found) {
    found = kindsOf(parent);
    kindsBelow.set(parent, found);
  }
  return found.has(`${depth} ${kind}`);
}

/** The last words of three headings or more below a place, most of which say nothing about the work. */
function kindsOf(place: Draft): ReadonlySet<string> {
  const votes = new Map<string, { all: number; plain: number }>();
  for (const child of place.children) {
    const kind = isSection(child) ? lastWord(child.text) : undefined;
    if (kind === undefined) continue;
    const name = `${child.depth} ${kind}`;
    const vote = votes.get(name) ?? { all: 0, plain: 0 };
    vote.all++;
    if (roleOfLabel(child.text) === undefined) vote.plain++;
    votes.set(name, vote);
  }
  return new Set([...votes].flatMap(([name, { all, plain }]) => (all >= 3 && plain * 2 > all ? [name] : [])));
}

/** Whether a gate beside a heading ends with the last word of it, or of what it is to be called: they are counted together. */
export function endsLikeGate({ depth, parent }: Draft, names: readonly string[]): boolean {
  const kinds = names.map(lastWord).filter((word) => word !== undefined);
  const beside = kinds.length > 0 ? (parent?.children ?? []) : [];
  return beside.some(
    (child) =>
      isSection(child) &&
      child.depth === depth &&
      kinds.includes(lastWord(child.text) ?? '') &&
      roleOfLabel(child.text) === 'gate',
  );
}

function lastWord(text: string): string | undefined {
  const words = normalize(text).split(' ');
  return words.length > 1 ? words.at(-1) : undefined;
}

/** Whether most of its own boxes are nothing but a command. */
function isRun(draft: Draft): boolean {
  let boxes = 0;
  let commands = 0;
  for (const child of draft.children) {
    const own = child.stands?.ownBoxes ?? ownBoxes([child]);
    boxes += own.boxes;
    commands += own.commands;
  }
  return commands * 2 > boxes;
}

/** Boxes among nodes beside each other, and those of them that are nothing but a command. */
function ownBoxes(drafts: readonly Draft[]): BodyFacts['ownBoxes'] {
  const boxes = drafts.filter((child) => child.mark);
  const commands = boxes.filter((box) => box.code.some((code) => code.inline === box.text));
  return { boxes: boxes.length, commands: commands.length };
}

function isMeasured(draft: Draft): boolean {
  return draft.mark !== undefined && (draft.ownRole !== undefined || measured.test(draft.text));
}

/** Notes what the role of a section's lists depends on. */
export function noteLists(bodies: readonly Body[]): void {
  for (const { notes, content } of bodies) {
    if (!notes) continue;
    let values = 0;
    for (const draft of content)
      walk(draft, (node) => {
        if (isMeasured(node)) values++;
      });
    notes.facts.measured = values;
    notes.facts.ownBoxes = ownBoxes(content);
  }
}
