import { statusOfWord } from '../text/statusVocabulary.ts';
import { type Draft, walk } from './draft.ts';
import { isTaskUnit } from './headingTasks.ts';
import { nameSeries, wordSeries } from './nameSeries.ts';
import { promoteUnits } from './promoteUnits.ts';
import { isAboutUnit, normalize, roleOfLabel } from './roleOfLabel.ts';
import { isInFuture, type Weights, weighWork } from './weighWork.ts';

/** How far out a unit stands: the phases are the sections of the outermost unit that owns the work. */
const ranks: ReadonlyMap<string, number> = new Map([
  ...[
    'phase',
    'stage',
    'stream',
    'track',
    'workstream',
    'sprint',
    'milestone',
    'epic',
    'priority',
    'iteration',
    'wave',
    'package',
    'batch',
    'round',
  ].map((unit) => [unit, 3] as const),
  ...[
    'version',
    'month',
    'week',
    'day',
    'shift',
    'hour',
    'step',
    'section',
    'slice',
    'tier',
    'level',
    'quarter',
    'part',
    'module',
    'pr',
  ].map((unit) => [unit, 2] as const),
]);

interface Unit {
  readonly unit: string;
  readonly rank: number;
  readonly sections: Draft[];
  /** Boxes of work, criteria left out. */
  boxes: number;
  taskHeadings: number;
}

/**
 * Marks the sections that are the phases of the plan (`Draft.phase`): those of the highest-ranked unit with at least two
 * headings that owns three tenths of the boxes or owns task headings; else the level-2 sections that own boxes; else
 * none, and the document is one implicit phase. A phase that occurs twice is the copy that owns the most work.
 */
export function choosePhases(root: Draft): readonly Draft[] {
  nameSeries(root);
  promoteUnits(root);
  const weights = weighWork(root);
  const units = collectUnits(root, weights);
  const chosen = bestUnit(units, weights.of(root));
  const phases = chosen
    ? withFollowers(withoutCopies(chosen.sections, weights), units, weights)
    : (proseUnit(root, units, weights) ??
      wordSeries(root, weights) ??
      namedContainer(root, weights) ??
      plainPhases(root, weights));
  for (const phase of phases) phase.phase = true;
  return phases;
}

/**
 * Three phases or more that describe their work in prose, beside one checklist: the checklist is no phase structure of
 * its own.
 */
function proseUnit(root: Draft, units: readonly Unit[], weights: Weights): readonly Draft[] | undefined {
  if (plainPhases(root, weights).length > 1) return undefined;
  const unit = units.find(({ rank, sections }) => rank === 3 && sections.length >= 3);
  const sections = unit ? withoutCopies(unit.sections, weights) : [];
  return sections.length >= 3 && sections.every((section) => section.children.length > 0) ? sections : undefined;
}

/** `## Phases` over `### 1 · Foundation`: the sections that own the work of a section with that name. */
function namedContainer(root: Draft, weights: Weights): readonly Draft[] | undefined {
  let found: readonly Draft[] | undefined;
  walk(root, (draft) => {
    if (draft.type !== 'section' || found || weights.of(draft) * 2 < weights.of(root)) return;
    if (!/(?:^| )(?:phases|milestones|stages|sprints|epics|workstreams)$/.test(normalize(draft.text))) return;
    const owning = draft.children.filter((child) => child.type === 'section' && weights.of(child) > 0);
    if (owning.length >= 2) found = owning;
  });
  return found;
}

function collectUnits(root: Draft, weights: Weights): readonly Unit[] {
  const units = new Map<string, Unit>();
  walk(root, (draft) => {
    const rank = ranks.get(draft.unit ?? '');
    if (draft.type !== 'section' || rank === undefined || draft.unit === undefined) return;
    if (isAboutUnit(draft)) return;
    const unit = units.get(draft.unit) ?? { unit: draft.unit, rank, sections: [], boxes: 0, taskHeadings: 0 };
    units.set(draft.unit, unit);
    // A unit inside its own kind ("Phase 1.1" in "Phase 1") is a group of it.
    if (hasAncestorOf(draft, draft.unit)) return;
    unit.sections.push(draft);
    unit.boxes += weights.of(draft);
    unit.taskHeadings += weights.taskHeadings(draft);
  });
  return [...units.values()];
}

function hasAncestorOf(draft: Draft, unit: string): boolean {
  for (let at = draft.parent; at; at = at.parent) if (at.unit === unit && at.type === 'section') return true;
  return false;
}

function bestUnit(units: readonly Unit[], boxes: number): Unit | undefined {
  const owns = (unit: Unit): boolean =>
    boxes > 0 ? unit.boxes >= boxes * 0.3 || unit.taskHeadings >= 2 : unit.taskHeadings > 0 || hasContent(unit);
  return units
    .filter((unit) => unit.sections.length >= 2 && owns(unit))
    .sort(
      (a, b) =>
        b.rank - a.rank ||
        Number(contains(b, a)) - Number(contains(a, b)) ||
        b.boxes - a.boxes ||
        b.taskHeadings - a.taskHeadings,
    )[0];
}

/** Without boxes and task headings the units themselves are all the structure there is. */
function hasContent(unit: Unit): boolean {
  return unit.sections.some(
    ({ children, fields, code }) => children.length > 0 || fields.length > 0 || code.length > 0,
  );
}

function contains(outer: Unit, inner: Unit): boolean {
  return inner.sections.some((section) => hasAncestorOf(section, outer.unit));
}

/** Of the headings with one number under one parent unit, the copy that owns the most; order stays that of the document. */
function withoutCopies(sections: readonly Draft[], weights: Weights): readonly Draft[] {
  const best = new Map<string, Draft>();
  const weight = (draft: Draft): number => (isInFuture(draft) ? -1 : weights.of(draft) + weights.taskHeadings(draft));
  for (const section of sections) {
    const name = section.id === undefined ? `=${section.title.toLowerCase()}` : section.id.toLowerCase();
    const known = best.get(name);
    if (!known || weight(section) > weight(known)) best.set(name, section);
  }
  const kept = new Set(best.values());
  return sections.filter((section) => kept.has(section));
}

/** `Package 3` beside `Wave 1` and `Wave 2`: a section of another unit that goes on with the numbers of the phases. */
function withFollowers(phases: readonly Draft[], units: readonly Unit[], weights: Weights): readonly Draft[] {
  const all = [...phases];
  const others = units.flatMap(({ sections }) => sections).filter((section) => !phases.includes(section));
  for (const section of others.sort((a, b) => a.line - b.line)) {
    const last = all.at(-1);
    const follows = last && Number(section.id) === Number(last.id) + 1 && section.line >= last.endLine;
    if (follows && section.parent === last.parent && weights.of(section) > 0) all.push(section);
  }
  return all;
}

/**
 * No unit: the level-2 sections that own boxes, rows or headings that are tasks; several level-1 sections that do go
 * before them.
 */
function plainPhases(root: Draft, weights: Weights): readonly Draft[] {
  const owning = (depth: number): readonly Draft[] => {
    const found: Draft[] = [];
    walk(root, (draft) => {
      if (draft.type !== 'section' || draft.depth !== depth || roleOfLabel(draft.text)) return;
      if (draft.boxes > 0 || weights.of(draft) > 0 || ownsStatedTasks(draft)) found.push(draft);
    });
    return found;
  };
  const second = owning(2);
  const states = second.filter((draft) => statusOfWord(normalize(draft.text)) !== undefined);
  // The columns of a board are states of the work, not phases.
  if (states.length >= 2) return [];
  const first = owning(1);
  if (first.length > 1) return first;
  // Task headings that stand by chance below the only section of level 2 are no phase of it.
  return second.length === 1 && second.every(ownsOnlyTaskHeadings) ? [] : second;
}

function ownsStatedTasks(draft: Draft): boolean {
  return draft.children.some(
    (child) => child.type === 'section' && isTaskUnit(child) && (child.unit === 'task' || child.stated !== undefined),
  );
}

function ownsOnlyTaskHeadings(draft: Draft): boolean {
  const tasks = draft.children.filter((child) => child.type === 'section' && child.unit === 'task');
  return tasks.length > 0 && tasks.reduce((sum, task) => sum + task.boxes, 0) === draft.boxes;
}
