import { findNode } from '../findNode.ts';
import { gatherInSlices, gathering } from '../gathering.ts';
import type { Plan, PlanNode, Role, Runnable } from '../model.ts';
import { unmovedNode } from '../parse/movedNode.ts';
import { pushAll } from '../pushAll.ts';
import { atOnce, type Slices } from '../slices.ts';
import { hashOf, textHash } from './textHash.ts';

export interface SequenceStep {
  readonly runnable: Runnable;
  /** Of the task or section it stands in. */
  readonly title: string;
}

/** The commands of a task, phase or plan in the order in which they are run. */
export interface Sequence {
  readonly title: string;
  readonly steps: readonly SequenceStep[];
  /** Titles of tasks with commands that are not run, because they are blocked. */
  readonly blocked: readonly string[];
}

/** What is no work of this plan: repeated, to be filled in, for later. */
const notRun: readonly Role[] = ['echo', 'form', 'future'];

/**
 * What is run when a task, a phase or the whole plan is. Tasks that are done, dropped or blocked are left out, and so is
 * what takes something back: a rollback section is run on purpose, never along with the work.
 *
 * @param nodeKey undefined for the whole plan
 * @returns undefined if there is no such node
 */
export function sequenceOf(plan: Plan, nodeKey: string | undefined): Sequence | undefined {
  const node = nodeKey === undefined ? undefined : findNode(plan.children, nodeKey);
  if (nodeKey !== undefined && !node) return undefined;
  const found = (node ? [node] : plan.children).map((top) => stepsIn(plan, top));
  const steps = found.flatMap((each) => each.steps);
  return { title: node?.title ?? plan.title, steps: inOrder(steps), blocked: found.flatMap((each) => each.blocked) };
}

/** A phase or task with several commands that can be run one after the other. */
export interface SequenceSpot {
  readonly kind: 'sequence';
  readonly of: 'phase' | 'task';
  readonly key: string;
  /** The title. */
  readonly text: string;
  readonly line: number;
  readonly endLine: number;
  readonly runnables: readonly Runnable[];
}

/** The phases and tasks of a plan in which two commands or more would run now. */
export function sequenceSpots(plan: Plan): readonly SequenceSpot[] {
  return atOnce(findingSpots(plan));
}

/** The same, a section at a time. */
export function* findingSpots(plan: Plan): Slices<readonly SequenceSpot[]> {
  if (plan.runnables.length < 2) return [];
  const phases = new Set(plan.phases.map(({ key }) => key));
  const to: Spots = { phases, named: JSON.stringify([...phases]), spots: [] };
  yield* gatherInSlices(plan.children);
  yield* keepBelow(plan, plan.children, to);
  for (const top of plan.children) stepsIn(plan, top, to);
  return to.spots;
}

/** From below: what was found in a section is kept, so that no step is longer than one of them. */
function* keepBelow(plan: Plan, nodes: readonly PlanNode[], to: Spots): Slices<void> {
  for (const node of nodes) {
    if (node.type !== 'section' || kept.get(node)?.named === to.named) continue;
    if (withCommands([unmovedNode(node) ?? node]).length === 0) continue;
    yield* keepBelow(plan, node.children, to);
    if (waiting([node]).length === 0) stepsIn(plan, node, { ...to, spots: [] });
    yield;
  }
}

/** What is collected on the way through a plan. */
interface Spots {
  readonly phases: ReadonlySet<string>;
  /** The phases as one text. */
  readonly named: string;
  readonly spots: SequenceSpot[];
}

function addSpot({ phases, spots }: Spots, node: PlanNode, { steps }: Found): void {
  const isPhase = phases.has(node.key);
  if (steps.length < 2 || !(isPhase || (node.type === 'task' && !isLeft(node)))) return;
  const { key, title: text, line } = node;
  const runnables = inOrder(steps).map(({ runnable }) => runnable);
  spots.push({
    ...{ kind: 'sequence', key, text, line, endLine: line + 1, runnables },
    of: isPhase ? 'phase' : 'task',
  });
}

/** What the steps of a sequence say, all of them: what was seen is compared with what is run by it. */
export function sequenceHash(runnables: readonly Runnable[]): string {
  return textHash(runnables.map((runnable) => `${runnable.key} ${hashOf(runnable)}`).join('\n'));
}

type Found = Omit<Sequence, 'title'>;

interface Kept extends Pick<Spots, 'named' | 'spots'> {
  readonly found: Found;
}

const kept = new WeakMap<PlanNode, Kept>();
const withCommands = gathering((node) => (node.runnables.length > 0 ? [node] : []));
const waiting = gathering((node) => (node.dependsOn.length > 0 ? [node] : []));

/**
 * What would be run if it were started at a node; the node's own state does not count, that of its children does.
 *
 * @param to gets the spots at the node and below it. What a section holds in which nothing waits for others is kept with
 * it then: for every key that is typed most of them are the same objects
 */
function stepsIn(plan: Plan, at: PlanNode, to?: Spots): Found {
  if (at.type !== 'section' || !to) return readSteps(plan, at, to);
  if (withCommands([at]).length === 0) return nothing;
  if (waiting([at]).length > 0) return readSteps(plan, at, to);
  let known = kept.get(at);
  if (known?.named !== to.named) {
    const own = { ...to, spots: [] };
    known = { named: to.named, found: readSteps(plan, at, own), spots: own.spots };
    kept.set(at, known);
  }
  pushAll(to.spots, known.spots);
  return known.found;
}

function readSteps(plan: Plan, at: PlanNode, to: Spots | undefined): Found {
  if (at.children.length === 0 && at.runnables.length === 0) return nothing;
  const below = at.children.map((child) => {
    const found = stepsIn(plan, child, to);
    return isLeft(child) || notRun.includes(child.role) ? nothing : found;
  });
  let found: Found = nothing;
  if (isBlocked(plan, at)) {
    if (withCommands([at]).length > 0) found = { steps: [], blocked: [at.title] };
  } else {
    const own = at.runnables.flatMap((index): readonly SequenceStep[] => {
      const runnable = plan.runnables[index];
      return runnable && runnable.kind !== 'line' && runnable.rollback !== true
        ? [{ runnable, title: runnable.label ?? at.title }]
        : [];
    });
    found = {
      steps: [...own, ...below.flatMap(({ steps }) => steps)],
      blocked: below.flatMap(({ blocked }) => blocked),
    };
  }
  if (to) addSpot(to, at, found);
  return found;
}

const nothing: Found = { steps: [], blocked: [] };

const isLeft = ({ status }: PlanNode): boolean => status === 'done' || status === 'cancelled' || status === 'skipped';

/** In the order of the plan, each once. */
function inOrder(steps: readonly SequenceStep[]): readonly SequenceStep[] {
  const sorted = [...steps].sort((a, b) => a.runnable.line - b.runnable.line);
  return [...new Map(sorted.map((step) => [step.runnable, step])).values()];
}

/** Marked as blocked, or waiting for a task that has a box and is not done. */
function isBlocked({ children }: Plan, { status, dependsOn }: PlanNode): boolean {
  if (status === 'blocked') return true;
  return dependsOn.some(({ kind, key }) => {
    const other = kind === 'hard' && key !== undefined ? findNode(children, key) : undefined;
    if (!other) return false;
    if (other.mark) return !isLeft(other);
    const { total, done } = other.counts.work;
    return done < total;
  });
}
