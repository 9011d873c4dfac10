import { type HeadingInfo, readHeading } from '../fields/headingUnit.ts';
import { remembered } from '../text/remembered.ts';
import type { Body } from './body.ts';
import { ancestor, type Draft, isSection, pass, setChildren, walk } from './draft.ts';
import { isAboutWork, listKind } from './listKind.ts';
import { isAboutUnit, normalize, roleOfLabel } from './roleOfLabel.ts';
import { isStateName } from './statusLists.ts';

/** Units that hold work of their own; `Week 1` or `Step 1` over a list is as often the title of a task. */
const promoted = new Set(['phase', 'stage', 'sprint', 'milestone', 'epic', 'stream', 'track', 'workstream', 'wave']);

interface Candidate {
  readonly draft: Draft;
  readonly info: HeadingInfo;
}

/**
 * Makes sections of phases that are no headings: `**Phase 1: Setup**` on a line of its own, or `1. **Phase 1: Setup**`
 * as an item over a list. Only where no heading is such a unit: elsewhere these lines repeat or sum up the headings.
 */
export function promoteUnits(root: Draft): void {
  const byParent = new Map<Draft, Candidate[]>();
  if (hasUnitHeading(root) || hasRunningNumbers(root)) return;
  const hasBoxes = root.boxes > 0;
  const isFlat = !hasSections(root);
  let holding: number | undefined;
  const visit = (draft: Draft): void => {
    const info = candidateOf(draft, hasBoxes) ?? (isFlat && namesPart(draft) ? headingOf(draft.text) : undefined);
    if (!info || !draft.parent || isInCriteria(draft)) return;
    draft.meddled = true;
    const candidates = byParent.get(draft.parent) ?? [];
    candidates.push({ draft, info });
    byParent.set(draft.parent, candidates);
  };
  walk(root, visit, (body) => {
    if ((hasBoxes ? body.hasCandidate : body.hasTimedCandidate) || (isFlat && body.hasPart)) body.touched = true;
  });
  // One such table in each of several sections: these are the phases, and its rows their work.
  const tables = [...byParent].filter(([, candidates]) => candidates.every(({ draft }) => draft.kind === 'span'));
  if (tables.length > 1) for (const [parent] of tables) byParent.delete(parent);
  for (const [parent, all] of byParent) {
    const named = all.filter(({ draft, info }) => info.unit !== undefined || namesState(draft));
    const candidates = named.length > 0 ? named : all;
    if (named.length === 0 && !arePartsOfAll(candidates, parent, root.boxes > 0)) continue;
    if (
      hasBoxes &&
      named.length > 0 &&
      candidates.some(({ info }) => !promoted.has(info.unit ?? '')) &&
      !holdAll(candidates, parent, (holding ??= countHolding(root)))
    )
      continue;
    const ids = new Set(candidates.map(({ info }) => `${info.unit ?? ''} ${info.ordinal ?? info.title}`));
    if (ids.size < 2 || ids.size < candidates.length) continue;
    const areTold = !hasBoxes && candidates.length >= 3 && candidates.every(isLead) && headsUnits.test(parent.text);
    adoptFollowers(parent, new Set(candidates.map(({ draft }) => draft)), areTold);
    const owning = candidates.filter(({ draft }) => draft.children.length > 0);
    if (areTold || (owning.length * 2 >= candidates.length && owning.length >= 2)) candidates.forEach(promote);
    if (areTold) candidates.forEach(reachToNext);
  }
}

/** `**Phase 1. Skeleton.** Only the store.`, below a heading that says that phases follow: as much of them as the plan has. */
export const headsUnits =
  /(?:^|[^\p{L}])(?:phases|stages|milestones|sprints|road ?map|(?:implementation|development|delivery|project|migration) plan|этапы|фазы|phasen|etappen|meilensteine|fases|etapas|phases|étapes|阶段|里程碑|フェーズ|단계)(?:$|[^\p{L}])/iu;

/**
 * `**Week 1 - the frame**` and the like over all boxes of a place, in a document of which no section holds work but the one
 * they stand in. It is not counted how many boxes they have: a box more somewhere else is read without asking here.
 *
 * @param holding how many sections of the document hold boxes of work
 */
function holdAll(candidates: readonly Candidate[], place: Draft, holding: number): boolean {
  const labels = new Set(candidates.map(({ draft }) => draft));
  const isOther = (child: Draft): boolean =>
    !labels.has(child) && child.type !== 'section' && child.boxes > 0 && roleOfLabel(child.text) === undefined;
  let around = 0;
  for (let at: Draft | undefined = place; at; at = at.parent) if (holdsWork(at)) around++;
  const areTimes = candidates.every(({ draft, info }) => draft.type === 'group' && timed.has(info.unit ?? ''));
  return areTimes && around === holding && !place.children.some(isOther);
}

function holdsWork({ type, boxes, text }: Draft): boolean {
  return type === 'section' && boxes > 0 && roleOfLabel(text) === undefined;
}

function countHolding(root: Draft): number {
  let holding = 0;
  walk(root, (draft) => void (holding += holdsWork(draft) ? 1 : 0), pass);
  return holding;
}

function isLead({ draft: { kind } }: Candidate): boolean {
  return kind === 'unitLead';
}

function reachToNext({ draft }: Candidate, index: number, all: readonly Candidate[]): void {
  draft.endLine = all[index + 1]?.draft.line ?? draft.parent?.endLine ?? draft.endLine;
}

/** Without boxes: lists and rows of tables that are named after a time or a release. */
const timed = new Set(['week', 'month', 'quarter', 'day', 'version', 'iteration']);

function mayBeUnit(draft: Draft, hasBoxes: boolean): boolean {
  if (draft.kind === 'span') return !hasBoxes;
  return (
    draft.parent?.type === 'section' &&
    !draft.mark &&
    draft.text.length <= 200 &&
    draft.kind !== 'cell' &&
    draft.kind !== 'entry'
  );
}

/** `Q1 2026`, `2026 Q1`, `2026 H1`, `2026`. */
const quarter = /^(?:[QH][1-4](?:\s?[/'’-]?\s?(?:20)?\d\d)?|20\d\d(?:[\s/-]?[QH][1-4])?)(?=$|\s?[:(–—-])/;

const weekday =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|weekend)(?: (?:morning|noon|afternoon|evening|night))?:?$/i;

function infoOf(draft: Draft): HeadingInfo {
  const info = headingOf(draft.text);
  if (info.unit !== undefined) return info;
  const named = quarter.exec(draft.text)?.[0];
  if (named !== undefined)
    return { unit: 'quarter', ordinal: named, title: draft.text.replace(/:$/, ''), optional: false };
  const milestone = /^(M\d{1,2})\s?(?:[:.–—]|-(?=\s))\s*(?=\S)/.exec(draft.text);
  if (milestone?.[1] !== undefined && draft.type === 'group')
    return { unit: 'milestone', ordinal: milestone[1], title: draft.text.slice(milestone[0].length), optional: false };
  if (draft.type === 'group') {
    const version = /^v?(\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)(?=$| [(–—-])[ –—-]*/i.exec(draft.text);
    if (version?.[1] !== undefined)
      return { unit: 'version', ordinal: version[1], title: draft.text.slice(version[0].length), optional: false };
    if (weekday.test(draft.text)) return { unit: 'day', ordinal: draft.text, title: draft.text, optional: false };
  }
  return draft.kind === 'span' && draft.unit !== undefined ? { ...info, unit: draft.unit } : info;
}

function candidateOf(draft: Draft, hasBoxes: boolean): HeadingInfo | undefined {
  if (draft.type === 'section' || !mayBeUnit(draft, hasBoxes)) return undefined;
  const info = infoOf(draft);
  if (!hasBoxes && info.unit === undefined && namesState(draft)) return info;
  const isTimed =
    timed.has(info.unit ?? '') && (!hasBoxes || (draft.type === 'group' && (draft.parent?.depth ?? 0) < 2));
  const isUnit = promoted.has(info.unit ?? '') || isTimed;
  return isUnit && !isAboutUnit({ title: info.title, text: draft.text }) ? info : undefined;
}

/** "Backend" over its list, in the text below the title or without one; the others there tell whether it is a part of the plan. */
function namesPart({ type, text, parent, children }: Draft): boolean {
  if (type !== 'group' || parent === undefined || parent.depth > 1 || children.length === 0 || text.length > 80)
    return false;
  return roleOfLabel(text) === undefined && !isAboutWork(text);
}

/** Three labels or more over all lists of a document that has no heading but its title: they are its parts. */
function arePartsOfAll(candidates: readonly Candidate[], place: Draft, hasBoxes: boolean): boolean {
  const parts = new Set(candidates.map(({ draft }) => draft));
  const isList = ({ boxes, kind }: Draft): boolean => boxes > 0 || kind === 'row' || (!hasBoxes && kind === 'bullet');
  // "Tasks" beside "Present" and "Discussed" says itself which of them is the work.
  const isNamed = place.children.some(({ type, text }) => type === 'group' && listKind(text) === 'work');
  return candidates.length > 2 && !isNamed && !place.children.some((child) => !parts.has(child) && isList(child));
}

function hasSections({ children }: Draft): boolean {
  return children.some((child) => isSection(child) && (child.depth > 1 || hasSections(child)));
}

const counted = / [\dx ]{1,12}$/;

/** `To do:` and `Done` over the lists of a document that has no headings for them. */
function namesState({ type, text, parent }: Draft): boolean {
  const isState = (): boolean => isStateName(normalize(text).replace(counted, '')) || roleOfLabel(text) === 'future';
  return type === 'group' && parent !== undefined && parent.depth < 2 && isState();
}

/** Notes which texts have to be read in full where no heading is a phase. */
export function noteCandidates(bodies: readonly Body[]): void {
  for (const { notes, content } of bodies) {
    if (!notes) continue;
    const found = { hasCandidate: false, hasTimedCandidate: false, hasPart: false };
    for (const draft of content)
      walk(draft, (below) => {
        found.hasCandidate ||= candidateOf(below, true) !== undefined;
        found.hasTimedCandidate ||= candidateOf(below, false) !== undefined;
        found.hasPart ||= namesPart(below);
      });
    Object.assign(notes.facts, found);
  }
}

/** `Phase 1:` below "Completion criteria": what has to hold, phase by phase, is no phase. */
function isInCriteria(draft: Draft): boolean {
  return ancestor(draft, (at) => at.type === 'section' && roleOfLabel(at.text) === 'gate') !== undefined;
}

const headingOf = remembered((text) => readHeading(text.replace(/:$/, '')));

function hasUnitHeading(draft: Draft): boolean {
  const isUnit = draft.type === 'section' && promoted.has(draft.unit ?? '') && !isAboutUnit(draft);
  return (
    (isUnit && draft.children.length > 0) || draft.children.some((child) => isSection(child) && hasUnitHeading(child))
  );
}

/** `### 3. Sign the contract` ends one section and `### 4. Run the pilot` begins the next: the work is numbered through. */
function hasRunningNumbers(draft: Draft): boolean {
  let count = 0;
  let places = 0;
  for (const place of draft.children.filter(isSection)) {
    const numbers = place.children.filter((child) => isSection(child) && child.unit === undefined).map(({ id }) => id);
    const isNext = numbers.length > 0 && numbers.every((id, index) => id === String(count + index + 1));
    if (!isNext) continue;
    count += numbers.length;
    places++;
  }
  return (places > 1 && count > 3) || draft.children.some((child) => isSection(child) && hasRunningNumbers(child));
}

function promote({ draft, info }: Candidate): void {
  draft.type = 'section';
  draft.kind = info.unit ?? 'section';
  if (info.unit !== undefined) draft.unit = info.unit;
  if (info.ordinal !== undefined) draft.id = info.ordinal;
  draft.title = info.title || draft.title;
  if (info.estimate) draft.estimate ??= info.estimate;
  if (info.schedule !== undefined) draft.schedule ??= info.schedule;
  if (info.priority) draft.priority ??= info.priority;
  draft.optional ||= info.optional;
}

/** `**Tests:**` between `**Phase 1**` and `**Phase 2**` is of phase 1. */
function adoptFollowers(parent: Draft, labels: ReadonlySet<Draft>, areTold: boolean): void {
  const kept: Draft[] = [];
  let label: Draft | undefined;
  for (const child of parent.children) {
    if (labels.has(child)) label = areTold || child.type === 'group' ? child : undefined;
    else if (child.type === 'section') label = undefined;
    else if (label) {
      child.parent = label;
      label.children.push(child);
      label.boxes += child.boxes;
      label.endLine = Math.max(label.endLine, child.endLine);
      continue;
    }
    kept.push(child);
  }
  setChildren(parent, kept);
}
