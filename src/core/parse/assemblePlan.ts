import { statusOfMark } from '../fields/marks.ts';
import { type Count, type Plan, type PlanNode, type Role, type Status } from '../model.ts';
import type { Slices } from '../slices.ts';
import { assignKeys } from './assignKeys.ts';
import { assignRoles } from './assignRoles.ts';
import { type Body, followContent } from './body.ts';
import { buildTree } from './buildTree.ts';
import { choosePhases } from './choosePhases.ts';
import { addCounts, implicitPhase, planTitle, sumCounts, withTopPart } from './planSums.ts';
import { configureRoles } from './configureRoles.ts';
import { type Draft, pass, walk } from './draft.ts';
import { emptyCounts, finishNodes, finishPhases } from './finishPlan.ts';
import { linkDependencies } from './linkDependencies.ts';
import { nameKinds } from './nameKinds.ts';
import { noteNames } from './namedNodes.ts';
import { nestNumbered } from './nestNumbered.ts';
import { type PartRead, type Run, tells } from './partRead.ts';
import type { Standing } from './standing.ts';
import type { PlanSettings } from './planSettings.ts';
import { noteCandidates } from './promoteUnits.ts';
import { countBoxesInCode, findTextProblems, noteDeclared, readDeclaredValues } from './readDocument.ts';
import { noteDecisionPoints, noteHints, readDecisionPoints, readHints } from './readRemarks.ts';
import { readLines, saidByLines } from './readLines.ts';
import { readRunnables } from './readRunnables.ts';
import { noteShiftTasks, readShifts } from './readShifts.ts';
import { noteLists } from './roleOfList.ts';
import { settleBodies } from './settleBodies.ts';
import { settleTasks } from './settleTasks.ts';
import { noteEdges } from './statedEdges.ts';
import { noteWeights } from './weighWork.ts';

/** A document that was cut, and its parts read. */
export interface ReadDocument {
  readonly lines: readonly string[];
  readonly frontMatter: readonly string[];
  readonly parts: readonly PartRead[];
  readonly settings: PlanSettings;
}

/** A plan, and what stands of its reading. */
export interface Assembled {
  readonly plan: Plan;
  readonly standing: Standing;
}

/**
 * Puts a plan together. What is settled of sections from an earlier time is taken as it is, as long as the rest of the
 * document gives it what it gave it then. The parts must be the same until it is done.
 *
 * @param keep whether to settle what was read now
 * @returns undefined where something that was settled is so no more, and has to be read anew: it is marked
 */
export function* assemblePlan(
  { lines, frontMatter, parts, settings }: ReadDocument,
  keep: boolean,
): Slices<Assembled | undefined> {
  const { path, kind, options } = settings;
  const { root, bodies } = yield* buildTree(parts, lines.length, settings, keep);
  nestNumbered(root);
  followContent(bodies);
  countBoxes(root, bodies);
  yield;
  configureRoles(root, options.roles);
  noteLists(bodies);
  noteWeights(bodies);
  yield;
  noteCandidates(bodies);
  noteEdges(bodies);
  noteNames(bodies, 'earlyNames');
  yield;
  // What a handoff lists is state, not work to be counted.
  const chosen = yield* choosePhases(root, kind !== 'handoff');
  const { phases } = chosen;
  nameKinds(root);
  yield;
  noteHints(bodies);
  const hints = readHints(root);
  yield;
  yield* settleTasks(root, chosen, bodies);
  yield;
  const echoes = assignRoles(root, bodies);
  yield;
  assignKeys(root, bodies);
  yield;
  noteNames(bodies, 'names');
  yield;
  const names = linkDependencies(root, bodies);
  yield;

  const { runnables, indices } = readRunnables(root, bodies);
  if (bodies.some(({ settled }) => settled && (settled.touched || settled.stale))) return undefined;
  yield;
  noteDeclared(bodies);
  noteDecisionPoints(bodies);
  noteShiftTasks(bodies);
  yield;
  const statusOf = statusReader(settings);
  const noted = new Map<Draft, PlanNode>();
  const children = finishNodes(root.children, indices, statusOf, noted);
  yield;
  const totals = sumCounts(children);
  const named = finishPhases(children, new Set(phases.map((phase) => phase.key)));
  yield;
  const schedule = readShifts(root, parts, lines);
  // A tracker and a handoff tell who was there: a shift that nobody had is no mistake in them.
  const shiftProblems = kind === 'tracker' || kind === 'handoff' ? [] : (schedule?.problems ?? []);
  const found = readLines(parts);
  const title = planTitle(root, frontMatter, path);
  yield;
  const roles = countRoles(root, bodies, statusOf);
  yield;
  settleBodies(bodies, (section) => noted.get(section)?.children ?? children, settings);
  yield;
  const plan: Plan = {
    path,
    title,
    kind,
    ...roles,
    boxesInCode: countBoxesInCode(parts),
    counts: totals.counts,
    dropped: totals.dropped,
    phases: named.length > 0 ? withTopPart(title, children, named) : implicitPhase(title, children, totals.counts),
    children,
    runnables,
    declared: readDeclaredValues(root),
    decisionPoints: readDecisionPoints(root),
    hints,
    ...(schedule && { shifts: schedule.shifts }),
    problems: [...findTextProblems(lines, parts, root.boxes), ...found.problems, ...shiftProblems].sort(
      (a, b) => a.line - b.line || a.column - b.column,
    ),
    ...saidByLines(found),
    lineCount: lines.length,
  };
  const telling = keep ? parts.filter(tells) : [];
  const standing = {
    plan,
    root,
    settings,
    telling,
    names,
    choice: chosen,
    ...echoes,
    shiftProblems,
  };
  const kept = keep ? { bodies: byRun(bodies), order: bodies.slice() } : { bodies: new Map<Run, Body>(), order: [] };
  return { plan, standing: { ...standing, ...kept, hasFarLines: keep && hasFarLines(root) } };
}

/** Whether a node depends on something by a line that is not its own. */
function hasFarLines(root: Draft): boolean {
  let found = false;
  walk(
    root,
    ({ line, endLine, dependsOn }) => {
      if (dependsOn.length > 0) found ||= dependsOn.some((one) => one.line < line || one.line >= endLine);
    },
    pass,
  );
  return found;
}

function byRun(bodies: readonly Body[]): Map<Run, Body> {
  const found = new Map<Run, Body>();
  for (const body of bodies) {
    found.set(body.place.first.run, body);
    for (const { run } of body.place.more) found.set(run, body);
  }
  return found;
}

export function countBoxes(root: Draft, bodies: readonly Body[]): void {
  const order: Draft[] = [];
  const visit = (draft: Draft): void => {
    order.push(draft);
  };
  walk(root, visit, (body, section) => {
    section.boxes += body.boxes;
  });
  for (const draft of order.reverse()) {
    draft.boxes += draft.mark ? 1 : 0;
    if (draft.parent) draft.parent.boxes += draft.boxes;
  }
  for (const { notes, content } of bodies)
    if (notes) notes.facts.boxes = content.reduce((sum, draft) => sum + draft.boxes, 0);
}

/** The mark says the status; struck text and words such as DEFERRED take an open box out of the work. */
export function statusReader({ kiro, legend }: PlanSettings): (draft: Draft) => Status {
  return (draft) => {
    if (!draft.mark) return draft.type === 'task' || draft.phase ? unboxedStatus(draft) : 'unboxed';
    const status = statusOfMark(draft.mark.char, { kiro, legend });
    const dropped = draft.status === 'skipped' || draft.status === 'cancelled';
    return status === 'open' && dropped ? draft.status : status;
  };
}

/** What a task or phase without a box says of itself, where no boxes say better; criteria do not say whether work is begun. */
function unboxedStatus(draft: Draft): Status {
  if (draft.boxes === 0) return draft.stated ?? draft.status;
  return ownsWork(draft) ? 'unboxed' : (draft.stated ?? 'unboxed');
}

function ownsWork(draft: Draft): boolean {
  return draft.children.some(isOrOwnsWork);
}

function isOrOwnsWork(draft: Draft): boolean {
  return draft.stands ? draft.stands.ownsWork : (draft.mark !== undefined && draft.role === 'work') || ownsWork(draft);
}

function countRoles(
  root: Draft,
  bodies: readonly Body[],
  statusOf: (draft: Draft) => Status,
): Pick<Plan, 'boxes' | 'roles'> {
  const roles = emptyCounts();
  walk(root, countInto(roles, statusOf), (body) => addCounts(roles, body.roles));
  noteRoles(bodies, statusOf);
  return { boxes: boxesOf(roles), roles };
}

function countInto(
  counts: Record<Role, { total: number; done: number }>,
  statusOf: (draft: Draft) => Status,
): (draft: Draft) => void {
  return (draft) => {
    if (!draft.mark) return;
    const count = counts[draft.role ?? 'work'];
    count.total++;
    count.done += statusOf(draft) === 'done' ? 1 : 0;
  };
}

/** Notes the boxes in the own texts of sections by their roles. */
export function noteRoles(bodies: readonly Body[], statusOf: (draft: Draft) => Status): void {
  for (const { notes, content } of bodies) {
    if (!notes) continue;
    const own = emptyCounts();
    for (const draft of content) walk(draft, countInto(own, statusOf));
    notes.facts.roles = own;
    notes.facts.ownsWork = content.some(isOrOwnsWork);
  }
}

export function boxesOf(roles: Readonly<Record<Role, Readonly<Count>>>): Count {
  const boxes = { total: 0, done: 0 };
  for (const { total, done } of Object.values(roles)) {
    boxes.total += total;
    boxes.done += done;
  }
  return boxes;
}
