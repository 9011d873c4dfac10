import { nodesByKey } from '../everyNode.ts';
import type { Dependency, Plan, PlanNode, Priority, Remark } from '../model.ts';
import { hintRanks } from './hintRanks.ts';

/** An open task of the work, with what decides when it comes. */
export interface NextTask {
  readonly plan: Plan;
  readonly node: PlanNode;
  /** Of its own, else of what it stands in. */
  readonly priority?: Priority;
  readonly owner?: string;
  /** The nearest section it stands in. */
  readonly section?: PlanNode;
  /** Its first open step, where it has steps. */
  readonly step?: PlanNode;
  /** What the author says comes next, where that names the task or what it stands in. */
  readonly hint?: Remark;
  /** Why it stands where it stands: the first of these that tells it from the others. */
  readonly reason: 'hint' | 'doing' | 'priority' | 'order';
}

export interface BlockedTask extends NextTask {
  /** What has to be done before; empty where the plan only says that the task is blocked. */
  readonly blockedBy: readonly PlanNode[];
}

export interface NextWork {
  readonly tasks: readonly NextTask[];
  /** Open too, but something has to be done before; in the same order. */
  readonly blocked: readonly BlockedTask[];
}

/**
 * The open work over plans, what is to be done first in front: what the authors say comes next (Next Action, Start Here,
 * Priority Order), then what is begun, then by priority and in the order of the documents. A task is listed once, with its
 * first open step. Handoffs and trackers are left out, as are optional tasks and everything that is no work (criteria,
 * routines, ideas).
 *
 * A hard dependency that is open blocks; one that the plan does not know, or that has nothing to tick, does not.
 */
export function nextTasks(plans: readonly Plan[]): NextWork {
  const found = plans.filter((plan) => plan.kind === 'plan').flatMap(openTasks);
  // Stable: what is equal stays in the order of the plans and their lines.
  const sorted = found.sort((a, b) => rankOf(a).reduce((sum, rank, at) => sum || rank - (rankOf(b)[at] ?? 0), 0));
  return {
    tasks: sorted.filter((task) => !isBlocked(task)),
    blocked: sorted.filter(isBlocked),
  };
}

type Found = BlockedTask & { readonly rank: number };

function isBlocked({ node, blockedBy }: BlockedTask): boolean {
  return blockedBy.length > 0 || node.status === 'blocked';
}

/** Without a priority is not the same as unimportant: it comes between P1 and P2. */
const rankOfPriority = (priority: Priority | undefined): number => (priority ? Number(priority.slice(1)) : 1.5);

function rankOf({ rank, node, priority }: Found): readonly number[] {
  return [rank, isBegun(node) ? 0 : 1, rankOfPriority(priority)];
}

function isBegun(node: PlanNode): boolean {
  return node.status === 'doing' || node.counts.work.done > 0;
}

/** What holds for everything below a node. */
interface Above {
  readonly priority?: Priority;
  readonly owner?: string;
  readonly section?: PlanNode;
  readonly dependsOn: readonly Dependency[];
  readonly keys: readonly string[];
  readonly hint?: { readonly rank: number; readonly hint: Remark };
}

function openTasks(plan: Plan): Found[] {
  const byKey = nodesByKey(plan);
  const ranks = hintRanks(plan);
  const tasks: Found[] = [];
  const visit = (node: PlanNode, above: Above): void => {
    const { priority = above.priority, owner = above.owner } = node;
    const hint = ranks.get(node) ?? above.hint;
    const here: Above = {
      ...(priority && { priority }),
      ...(owner !== undefined && { owner }),
      ...((node.type === 'section' ? node : above.section) && {
        section: node.type === 'section' ? node : above.section,
      }),
      ...(hint && { hint }),
      dependsOn: [...above.dependsOn, ...node.dependsOn],
      keys: [...above.keys, node.key],
    };
    if (node.type !== 'task') node.children.forEach((child) => visit(child, here));
    else if (node.role === 'work' && !node.optional && isOpen(node)) tasks.push(taskOf(plan, node, here, byKey));
  };
  plan.children.forEach((node) => visit(node, { dependsOn: [], keys: [] }));
  return tasks;
}

function taskOf(plan: Plan, node: PlanNode, above: Above, byKey: ReadonlyMap<string, PlanNode>): Found {
  const { priority, owner, section, hint, dependsOn, keys } = above;
  const needed = dependsOn.flatMap(({ kind, key }) => {
    const target = kind === 'hard' && key !== undefined && !keys.includes(key) ? byKey.get(key) : undefined;
    return target && !isDone(target) ? [target] : [];
  });
  const step = firstOpenStep(node);
  return {
    plan,
    node,
    ...(priority && { priority }),
    ...(owner !== undefined && { owner }),
    ...(section && { section }),
    ...(step && { step }),
    ...(hint && { hint: hint.hint }),
    rank: hint?.rank ?? Infinity,
    reason: hint ? 'hint' : isBegun(node) ? 'doing' : priority ? 'priority' : 'order',
    blockedBy: Array.from(new Set(needed)),
  };
}

/** A mark says it; without one the boxes below do. Work without any box is open until it says otherwise. */
function isOpen({ status, counts: { work }, children }: PlanNode): boolean {
  if (status === 'open' || status === 'doing' || status === 'blocked' || status === 'failed') return true;
  if (status !== 'unboxed') return false;
  return work.total > work.done || (work.total === 0 && children.length === 0);
}

/** Whether nothing has to be waited for: work and criteria below it are ticked, or it has nothing to tick. */
function isDone({ status, counts: { work, gate } }: PlanNode): boolean {
  if (status === 'done' || status === 'cancelled' || status === 'skipped') return true;
  return status === 'unboxed' && work.done === work.total && gate.done === gate.total;
}

function firstOpenStep(task: PlanNode): PlanNode | undefined {
  for (const child of task.children) {
    if (child.role !== 'work' || (child.type === 'task' && !isOpen(child))) continue;
    const deeper = firstOpenStep(child);
    if (deeper ?? child.type === 'task') return deeper ?? child;
  }
  return undefined;
}
