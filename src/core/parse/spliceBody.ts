import type { Plan, PlanNode } from '../model.ts';
import { roles as allRoles } from '../model.ts';
import { boxesOf } from './assemblePlan.ts';
import { implicitPhase, sumCounts, withTopPart } from './planSums.ts';
import type { BodyPlace } from './body.ts';
import type { Draft } from './draft.ts';
import { countLeaves, emptyCounts, phaseOf } from './finishPlan.ts';
import type { RereadBody } from './rereadBody.ts';
import { movedNode } from './movedNode.ts';
import { isRenamed, keyAfter, type Rename, targetsAfter } from './rename.ts';
import { movedRunnable, renamedRunnable } from './reuseBody.ts';
import type { SettledBody } from './settledBody.ts';
import { isMoved, moveSchedule, moveTo, type Move } from './moveLines.ts';

interface Step {
  readonly siblings: readonly PlanNode[];
  readonly index: number;
  readonly draft: Draft;
}

/** From the top of the plan to the node of a section. */
export type Way = readonly Step[];

export function wayTo(top: readonly PlanNode[], section: Draft): Way | undefined {
  const chain: Draft[] = [];
  for (let at = section; at.parent; at = at.parent) chain.push(at);
  const way: Step[] = [];
  let siblings = top;
  for (const draft of chain.reverse()) {
    const index = siblings.findIndex(({ key }) => key === draft.key);
    const node = siblings[index];
    if (!node) return undefined;
    way.push({ siblings, index, draft });
    siblings = node.children;
  }
  return way;
}

/** What goes into a plan in place of an own text. */
export interface Splice {
  readonly reread: RereadBody;
  /** Of the plan, where its first heading got other words. */
  readonly title: string | undefined;
  readonly was: SettledBody;
  /** Where it stood. */
  readonly old: BodyPlace;
  readonly move: Move;
}

/** The plan with an own text that was read again; what stands behind it moves. */
export function spliceBody(plan: Plan, way: Way, { reread, title = plan.title, was, old, move }: Splice): Plan {
  const { settled } = reread;
  // Nothing has a key that begins with that of the title.
  const rename = title === plan.title ? reread.rename : undefined;
  /** By the keys they had. */
  const fresh = new Map<string, PlanNode>();
  let { children } = plan;
  let below: PlanNode | undefined;
  for (const { siblings, index, draft } of way.toReversed()) {
    const before = siblings[index];
    if (!before) continue;
    if (!below) {
      const sections = before.children.slice(-sectionsIn(draft) || before.children.length);
      const dependsOn = moveTo(before.dependsOn, move);
      const kept = { status: before.status, dependsOn: rename ? targetsAfter(dependsOn, rename) : dependsOn };
      below = reread.nodeOver(kept, moveAll(sections, 0, move, rename));
    } else below = ancestorOf(before, draft, children, move);
    if (draft.settled) draft.settled.node = below;
    fresh.set(before.key, below);
    const moved = moveAll(siblings, index + 1, move);
    children = moved.with(index, below);
  }
  const roles = emptyCounts();
  for (const role of allRoles)
    for (const what of ['total', 'done'] as const)
      roles[role][what] = plan.roles[role][what] + settled.roles[role][what] - was.roles[role][what];
  const totals = sumCounts(children);
  return {
    ...plan,
    title,
    ...totals,
    roles,
    boxes: boxesOf(roles),
    children,
    phases: renamePhases(phasesOf({ ...plan, title }, children, fresh, totals.counts, move), rename),
    runnables: renameRunnables(runnablesOf(plan, settled, was, move), rename),
    declared: replaced(plan.declared, old, settled.declared, move),
    decisionPoints: replaced(plan.decisionPoints, old, settled.decisionPoints, move),
    hints: replaced(plan.hints, old, settled.hints, move),
    ...(plan.shifts && { shifts: moveSchedule(plan.shifts, move) }),
    lineCount: plan.lineCount + move.lines,
  };
}

function ancestorOf(before: PlanNode, draft: Draft, children: readonly PlanNode[], move: Move): PlanNode {
  return {
    ...before,
    endLine: before.endLine + move.lines,
    dependsOn: moveTo(before.dependsOn, move),
    children,
    ...countLeaves(draft, children, before.status, before.role),
  };
}

function moveAll(nodes: readonly PlanNode[], from: number, move: Move, rename?: Rename): readonly PlanNode[] {
  if (!isMoved(move) && !rename) return nodes;
  return nodes.map((node, index) => (index < from ? node : movedNode(node, move.lines, move.runnables, rename)));
}

function sectionsIn(section: Draft): number {
  return section.children.filter((child) => child.stands === undefined && child.depth > 0).length;
}

function phasesOf(
  plan: Plan,
  children: readonly PlanNode[],
  fresh: ReadonlyMap<string, PlanNode>,
  counts: Plan['counts'],
  move: Move,
): Plan['phases'] {
  if (plan.phases.every(({ key }) => key === '')) return implicitPhase(plan.title, children, counts);
  const named = moveTo(plan.phases, move).flatMap((phase) => {
    const node = fresh.get(phase.key);
    return phase.key === '' ? [] : [node ? phaseOf(node) : phase];
  });
  return withTopPart(plan.title, children, named);
}

function runnablesOf(plan: Plan, settled: SettledBody, was: SettledBody, move: Move): Plan['runnables'] {
  if (settled.runnables.length + was.runnables.length === 0 && move.lines === 0) return plan.runnables;
  const first = settled.firstRunnable;
  const behind = plan.runnables.slice(first + was.runnables.length);
  return [
    ...plan.runnables.slice(0, first),
    ...settled.runnables,
    ...(move.lines === 0 ? behind : behind.map((one) => movedRunnable(one, move.lines))),
  ];
}

function renamePhases(phases: Plan['phases'], rename: Rename | undefined): Plan['phases'] {
  if (!rename || !phases.some(({ key }) => isRenamed(key, rename))) return phases;
  return phases.map((phase) => ({ ...phase, key: keyAfter(phase.key, rename) }));
}

function renameRunnables(runnables: Plan['runnables'], rename: Rename | undefined): Plan['runnables'] {
  if (!rename || !runnables.some(({ key }) => isRenamed(key, rename))) return runnables;
  return runnables.map((one) => (isRenamed(one.key, rename) ? renamedRunnable(one, rename) : one));
}

/** What the document says, with what one own text says now in place of what it said. Each stands on a line of its own. */
function replaced<T extends { readonly line: number }>(
  all: readonly T[],
  old: BodyPlace,
  now: readonly T[],
  move: Move,
): readonly T[] {
  const isIn = ({ line }: T): boolean => line >= old.line && line < old.endLine;
  if (now.length === 0 && !all.some(isIn)) return moveTo(all, move);
  const kept = moveTo(
    all.filter((one) => !isIn(one)),
    move,
  );
  return [...kept, ...now].sort((a, b) => a.line - b.line);
}
