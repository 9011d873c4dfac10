import { findNode } from '../edit/locateMark.ts';
import { nodesByKey } from '../everyNode.ts';
import type { Plan, PlanNode, Role, Runnable } from '../model.ts';
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
  const found = (node ? [node] : plan.children).map((top) => stepsIn(plan, top, (key) => findNode(plan.children, key)));
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

/** The phases and tasks of a plan in which two commands or more would run now. One walk, for every key that is typed. */
export function sequenceSpots(plan: Plan): readonly SequenceSpot[] {
  if (plan.runnables.length < 2) return [];
  const phases = new Set(plan.phases.map(({ key }) => key));
  let nodes: ReadonlyMap<string, PlanNode> | undefined;
  const nodeOf = (key: string): PlanNode | undefined => (nodes ??= nodesByKey(plan)).get(key);
  const spots: SequenceSpot[] = [];
  const visit = (node: PlanNode, { steps }: Found): void => {
    const isPhase = phases.has(node.key);
    if (steps.length < 2 || !(isPhase || (node.type === 'task' && !isLeft(node)))) return;
    const { key, title: text, line } = node;
    const runnables = inOrder(steps).map(({ runnable }) => runnable);
    spots.push({
      ...{ kind: 'sequence', key, text, line, endLine: line + 1, runnables },
      of: isPhase ? 'phase' : 'task',
    });
  };
  for (const top of plan.children) stepsIn(plan, top, nodeOf, visit);
  return spots;
}

/** What the steps of a sequence say, all of them: what was seen is compared with what is run by it. */
export function sequenceHash(runnables: readonly Runnable[]): string {
  return textHash(runnables.map((runnable) => `${runnable.key} ${hashOf(runnable)}`).join('\n'));
}

type Lookup = (key: string) => PlanNode | undefined;
type Found = Omit<Sequence, 'title'>;

/**
 * What would be run if it were started at a node; the node's own state does not count, that of its children does.
 *
 * @param visit what holds no commands may be left out
 */
function stepsIn(plan: Plan, at: PlanNode, nodeOf: Lookup, visit?: (node: PlanNode, found: Found) => void): Found {
  if (at.children.length === 0 && at.runnables.length === 0) return nothing;
  const below = at.children.map((child) => {
    const found = stepsIn(plan, child, nodeOf, visit);
    return isLeft(child) || notRun.includes(child.role) ? nothing : found;
  });
  let found: Found = nothing;
  if (isBlocked(at, nodeOf)) {
    if (hasCommands(at)) found = { steps: [], blocked: [at.title] };
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
  visit?.(at, found);
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
function isBlocked({ status, dependsOn }: PlanNode, nodeOf: Lookup): boolean {
  if (status === 'blocked') return true;
  return dependsOn.some(({ kind, key }) => {
    const other = kind === 'hard' && key !== undefined ? nodeOf(key) : undefined;
    if (!other) return false;
    if (other.mark) return !isLeft(other);
    const { total, done } = other.counts.work;
    return done < total;
  });
}

function hasCommands(node: PlanNode): boolean {
  return node.runnables.length > 0 || node.children.some(hasCommands);
}
