import type { Plan, PlanNode, Priority } from '../model.ts';
import { pushAll } from '../pushAll.ts';
import { atOnce, type Slices } from '../slices.ts';
import { topPart } from '../topPart.ts';
import { directivesOn, type Criterion, findingCriteria, type Gate, gateNodes } from './criteria.ts';

/** What a task or criterion weighs in the number. */
export const weightOf: Readonly<Record<Priority, number>> = { P0: 8, P1: 4, P2: 2, P3: 1 };

/** Where nothing is said. */
const assumedPriority: Priority = 'P1';

/** The weight of something, and where it comes from. */
interface Weighed {
  readonly priority: Priority;
  /** Nothing in the plan says the priority. */
  readonly assumed: boolean;
  readonly weight: number;
}

/** A task of the work: one weight, that its leaves share. */
export interface TaskTerm extends Weighed {
  readonly node: PlanNode;
  readonly leaves: number;
  readonly done: number;
  /** Key of the phase it stands in. */
  readonly phaseKey?: string;
}

/** A criterion with a box, which counts; or without one, which does not. */
export interface CriterionTerm extends Weighed {
  readonly criterion: Criterion;
  readonly gate: Gate;
}

/** Something that is not in the number, and why. */
export interface LeftOut {
  readonly title: string;
  /** 0-based. */
  readonly line: number;
  readonly why: 'not applicable' | 'optional' | 'no box' | 'dropped';
  /** Of what does not apply. */
  readonly reason?: string;
}

/** What the number of a plan is made of, as far as its text says. */
export interface PlanTerms {
  readonly tasks: readonly TaskTerm[];
  readonly criteria: readonly CriterionTerm[];
  readonly leftOut: readonly LeftOut[];
}

const known = new WeakMap<Plan, { readonly gates: readonly Gate[]; readonly terms: PlanTerms }>();

/** The terms of a plan in document order; the same plan gives the same object. Visits every node the first time. */
export function termsOf(plan: Plan, services: readonly string[] = []): PlanTerms {
  return atOnce(findingTerms(plan, services));
}

/** `termsOf`, in slices. */
export function* findingTerms(plan: Plan, services: readonly string[] = []): Slices<PlanTerms> {
  const gates = yield* findingCriteria(plan, { services });
  const before = known.get(plan);
  if (before?.gates === gates) return before.terms;
  const terms = yield* readTerms(plan, gates);
  known.set(plan, { gates, terms });
  return terms;
}

interface Above {
  readonly priority?: Priority;
  readonly optional: boolean;
  readonly phaseKey?: string;
}

/** What is collected on the way through a plan. */
interface Reading {
  readonly plan: Plan;
  readonly phases: ReadonlySet<string>;
  /** The phases as one text. */
  readonly named: string;
  /** Above the first phase, in no section. */
  readonly top: ReadonlySet<PlanNode>;
  readonly gates: ReadonlyMap<string, Gate>;
  readonly tasks: TaskTerm[];
  readonly criteria: CriterionTerm[];
  readonly leftOut: LeftOut[];
}

function* readTerms(plan: Plan, gates: readonly Gate[]): Slices<PlanTerms> {
  const phases = new Set(plan.phases.map(({ key }) => key));
  const byKey = new Map(gates.map((gate) => [gate.key, gate]));
  const top = new Set(topPart(plan));
  const named = JSON.stringify([...phases]);
  const to: Reading = { plan, phases, named, top, gates: byKey, tasks: [], criteria: [], leftOut: [] };
  const isWhole = plan.phases[0]?.key === '' && plan.phases.length === 1;
  const above = { optional: false, ...(isWhole && { phaseKey: '' }) };
  for (const node of plan.children) yield* visit(to, node, above);
  return { tasks: to.tasks, criteria: to.criteria, leftOut: to.leftOut };
}

interface KeptTerms extends Pick<PlanTerms, 'tasks' | 'leftOut'> {
  readonly above: Above;
  readonly named: string;
}

const keptTerms = new WeakMap<PlanNode, KeptTerms>();

/** What a section without criteria holds is kept with it: in a plan that is edited most of them are the same objects. */
function* visit(to: Reading, node: PlanNode, above: Above): Slices<void> {
  if (node.type !== 'section' || to.plan.directives || gateNodes([node]).length > 0) {
    yield* visitAnew(to, node, above);
    return;
  }
  let kept = keptTerms.get(node);
  if (kept?.named !== to.named || !isSame(kept.above, above)) {
    const own = { ...to, tasks: [], leftOut: [] };
    yield* visitAnew(own, node, above);
    yield;
    kept = { above, named: to.named, tasks: own.tasks, leftOut: own.leftOut };
    keptTerms.set(node, kept);
  }
  pushAll(to.tasks, kept.tasks);
  pushAll(to.leftOut, kept.leftOut);
}

function isSame(one: Above, other: Above): boolean {
  return one.priority === other.priority && one.optional === other.optional && one.phaseKey === other.phaseKey;
}

function* visitAnew(to: Reading, node: PlanNode, above: Above): Slices<void> {
  const priority = node.priority ?? priorityOfLabel(node) ?? above.priority;
  const phaseKey = to.phases.has(node.key) ? node.key : to.top.has(node) ? '' : above.phaseKey;
  const here: Above = {
    optional: above.optional || node.optional,
    ...(priority && { priority }),
    ...(phaseKey !== undefined && { phaseKey }),
  };
  const gate = to.gates.get(node.key);
  for (const criterion of gate?.criteria ?? []) if (gate) addCriterion(to, criterion, gate, here);
  if (node.type === 'task' && node.role === 'work' && addTask(to, node, here)) {
    for (const child of node.children) if (child.role === 'gate') yield* visit(to, child, here);
    return;
  }
  if (node.counts.work.total + node.counts.gate.total + node.dropped > 0 || gateNodes(node.children).length > 0)
    for (const child of node.children) yield* visit(to, child, here);
}

/** Whether the node is a task that holds what stands below it. */
function addTask(to: Reading, node: PlanNode, above: Above): boolean {
  const { title, line, counts, dropped } = node;
  if (dropped > 0 && counts.work.total === 0) leave(to, node, 'dropped');
  if (counts.work.total === 0) return dropped > 0;
  const reason = notApplicable(to, node);
  const isBegun = counts.work.done > 0 || node.status === 'doing';
  if (reason !== undefined) to.leftOut.push({ title, line, why: 'not applicable', reason });
  else if (above.optional && !isBegun) leave(to, node, 'optional');
  else {
    const leftOutBefore = to.leftOut.length;
    const leaves = leavesOf(to, node);
    // Every step of it is left out, and listed.
    if (leaves.total === 0 && to.leftOut.length > leftOutBefore) return true;
    const counted = leaves.total > 0 ? leaves : counts.work;
    const { phaseKey } = above;
    const place = phaseKey === undefined ? {} : { phaseKey };
    to.tasks.push({ node, leaves: counted.total, done: counted.done, ...weigh(above.priority), ...place });
  }
  return true;
}

/** Leaf boxes of role work; open optional ones and what does not apply are listed and left out. */
function leavesOf(to: Reading, node: PlanNode): { readonly total: number; readonly done: number } {
  let [total, done] = [0, 0];
  for (const child of node.children) {
    if (child.role !== 'work') continue;
    const { work } = child.counts;
    if (work.total === 0) {
      if (child.dropped > 0) leave(to, child, 'dropped');
      continue;
    }
    const reason = notApplicable(to, child);
    if (reason !== undefined) to.leftOut.push({ title: child.title, line: child.line, why: 'not applicable', reason });
    else if (child.optional && work.done === 0 && child.status !== 'doing') leave(to, child, 'optional');
    else {
      const below = child.children.some(({ counts }) => counts.work.total > 0) ? leavesOf(to, child) : work;
      total += below.total;
      done += below.done;
    }
  }
  return node.children.some(({ counts }) => counts.work.total > 0) ? { total, done } : node.counts.work;
}

function addCriterion(to: Reading, criterion: Criterion, gate: Gate, above: Above): void {
  const { title, line, boxed, status, notApplicable, optional } = criterion;
  const isDropped = status === 'cancelled' || status === 'skipped';
  if (notApplicable !== undefined) to.leftOut.push({ title, line, why: 'not applicable', reason: notApplicable });
  else if (isDropped) leave(to, criterion, 'dropped');
  else if ((optional || above.optional) && status !== 'done') leave(to, criterion, 'optional');
  else {
    if (!boxed) leave(to, criterion, 'no box');
    to.criteria.push({ criterion, gate, ...weigh(criterion.priority ?? above.priority) });
  }
}

function leave(
  to: Reading,
  { title, line }: { readonly title: string; readonly line: number },
  why: LeftOut['why'],
): void {
  to.leftOut.push({ title, line, why });
}

/** Of the task as a whole: on its first line, or on lines of its own before its steps. */
function notApplicable(to: Reading, node: PlanNode): string | undefined {
  if (!to.plan.directives) return undefined;
  const end = Math.max(node.line + 1, node.children[0]?.line ?? node.endLine);
  return directivesOn(to.plan, node.line, end).find(({ name }) => name === 'not-applicable')?.value;
}

function weigh(priority: Priority | undefined): Weighed {
  const given = priority ?? assumedPriority;
  return { priority: given, assumed: priority === undefined, weight: weightOf[given] };
}

/** "Must Have", "Should Have", "Nice to Have" over a list say its priority. */
function priorityOfLabel({ type, title }: PlanNode): Priority | undefined {
  if (type === 'task') return undefined;
  const word = /^(must|should|could|nice)(?:[ -](?:haves?|to[ -]haves?))?(?=$|[^\p{L}\p{N}])/iu.exec(title)?.[1];
  if (word === undefined) return undefined;
  const lower = word.toLowerCase();
  return lower === 'must' ? 'P0' : lower === 'should' ? 'P1' : 'P3';
}
