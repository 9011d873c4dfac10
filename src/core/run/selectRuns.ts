import { everyNode } from '../everyNode.ts';
import type { Plan, PlanNode, Runnable } from '../model.ts';
import { nodesOn } from '../nodesOn.ts';
import { type RunPart, wholeRunnable } from './runText.ts';

/** What a user names of a plan. `line` is 0-based. */
export type RunTarget =
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'phase'; readonly phase: string }
  | { readonly kind: 'all' };

/** One run of several. */
export interface RunItem {
  readonly runnable: Runnable;
  readonly part: RunPart;
  /** Why it is left out of the order: its task is done or blocked, or it takes something back. */
  readonly leftOut?: { readonly reason: 'done' | 'blocked' | 'rollback'; readonly by: string };
}

/** Something that a name may mean. */
export interface RunCandidate {
  readonly key: string;
  readonly title: string;
  /** 0-based. */
  readonly line: number;
}

export type RunSelection =
  | { readonly kind: 'selected'; readonly items: readonly RunItem[] }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly RunCandidate[] }
  /** `named`: there is such a task, phase or line, and it has no command. */
  | { readonly kind: 'none'; readonly named: boolean };

/**
 * The commands that a name means, in the order of the plan. A task, section or phase is all commands in and below it,
 * without those of tasks that are done, blocked, or part of a rollback; these are items that are left out. What is named
 * itself, by key, id or line, is run whatever its state.
 */
export function selectRuns(plan: Plan, target: RunTarget): RunSelection {
  switch (target.kind) {
    case 'all':
      return several(plan, plan.children, [], plan.runnables);
    case 'phase':
      return selectPhase(plan, target.phase);
    case 'id':
      return selectId(plan, target.id);
    case 'line':
      return selectLine(plan, target.line);
  }
}

function selectPhase(plan: Plan, name: string): RunSelection {
  const wanted = fold(name);
  const phases = plan.phases.filter(
    ({ key, id, kind, title }) =>
      key !== '' && [key, id ?? '', `${kind} ${id ?? ''}`, title].some((each) => fold(each) === wanted),
  );
  return oneOf(plan, phases);
}

function selectId(plan: Plan, id: string): RunSelection {
  const runnable = plan.runnables.find(({ key }) => key === id);
  if (runnable) return { kind: 'selected', items: [{ runnable, part: wholeRunnable }] };
  const nodes = everyNode(plan.children);
  const exact = nodes.filter(({ key }) => key === id);
  const wanted = fold(id);
  const meant = exact.length > 0 ? exact : nodes.filter((node) => namesOf(node).some((each) => fold(each) === wanted));
  return oneOf(plan, meant);
}

function oneOf(plan: Plan, meant: readonly RunCandidate[]): RunSelection {
  const [first, second] = meant;
  if (!first) return { kind: 'none', named: false };
  if (second) return { kind: 'ambiguous', candidates: meant.map(({ key, title, line }) => ({ key, title, line })) };
  const path = pathTo(plan.children, first.key);
  const node = path.at(-1);
  if (!node) return { kind: 'none', named: false };
  return several(plan, [node], path, runnablesBelow(plan, node));
}

function selectLine(plan: Plan, line: number): RunSelection {
  const block = plan.runnables.find((each) => each.kind === 'block' && each.line <= line && line < each.endLine);
  if (block) return { kind: 'selected', items: [{ runnable: block, part: partOn(block, line) }] };
  const inline = plan.runnables.filter((each) => each.line === line);
  const [first, second] = inline;
  if (first && second) {
    const candidates = inline.map(({ key, text }) => ({ key, title: text, line }));
    return { kind: 'ambiguous', candidates };
  }
  if (first) return { kind: 'selected', items: [{ runnable: first, part: wholeRunnable }] };
  const path = nodesOn(plan, line);
  const node = path.at(-1);
  return node?.line === line ? several(plan, [node], path, runnablesBelow(plan, node)) : { kind: 'none', named: true };
}

/** The fence is the block, the label of a step the step, a command the command. */
function partOn(block: Runnable, line: number): RunPart {
  const step = block.steps.find((each) => each.line === line);
  if (step) return { kind: 'step', line };
  const command = block.lines.find((each) => each.line <= line && line < each.endLine);
  return command ? { kind: 'line', line: command.line } : wholeRunnable;
}

/** @param named the nodes from the outermost to the one that was named: their own state counts for nothing */
function several(
  plan: Plan,
  within: readonly PlanNode[],
  named: readonly PlanNode[],
  runnables: readonly Runnable[],
): RunSelection {
  if (runnables.length === 0) return { kind: 'none', named: true };
  const asked = new Set(named.map(({ key }) => key));
  const done = new Set(
    everyNode(plan.children)
      .filter(isDone)
      .map(({ key }) => key),
  );
  const wantsRollback = runnables.every(({ rollback }) => rollback === true);
  const items = runnables.map((runnable): RunItem => {
    const path = pathTo(within, runnable.nodeKey ?? '').filter(({ key }) => !asked.has(key));
    const leftOut =
      runnable.rollback === true && !wantsRollback
        ? ({ reason: 'rollback', by: path.at(-1)?.title ?? '' } as const)
        : whyLeftOut(path, done);
    return { runnable, part: wholeRunnable, ...(leftOut && { leftOut }) };
  });
  return { kind: 'selected', items };
}

function whyLeftOut(path: readonly PlanNode[], done: ReadonlySet<string>): RunItem['leftOut'] {
  for (const node of path) {
    if (done.has(node.key) || node.status === 'cancelled' || node.status === 'skipped')
      return { reason: 'done', by: node.title };
    const blocker = node.dependsOn.find(({ kind, key }) => kind === 'hard' && key !== undefined && !done.has(key));
    if (blocker || node.status === 'blocked') return { reason: 'blocked', by: blocker?.text ?? node.title };
  }
  return undefined;
}

/** A section or a task without a box is done when all work below it is. */
function isDone({ status, counts }: PlanNode): boolean {
  return status === 'done' || (status === 'unboxed' && counts.work.total > 0 && counts.work.done === counts.work.total);
}

function runnablesBelow(plan: Plan, node: PlanNode): readonly Runnable[] {
  const indices = everyNode([node]).flatMap(({ runnables }) => runnables);
  return [...new Set(indices)].sort((a, b) => a - b).flatMap((index) => plan.runnables[index] ?? []);
}

function pathTo(nodes: readonly PlanNode[], key: string): readonly PlanNode[] {
  for (const node of nodes) {
    if (node.key === key) return [node];
    const below = pathTo(node.children, key);
    if (below.length > 0) return [node, ...below];
  }
  return [];
}

function namesOf({ id, kind, title }: PlanNode): readonly string[] {
  return id === undefined ? [title] : [id, `${kind} ${id}`, title];
}

const fold = (name: string): string => name.trim().toLowerCase().replace(/\s+/g, ' ');
