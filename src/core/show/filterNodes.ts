import type { Plan, PlanNode, Priority, Status } from '../model.ts';
import { childNodes, topNodes } from './treeNodes.ts';

/** What a row has to be to stay in the tree; what is not set asks nothing. */
export interface PlanFilter {
  /** Work that is left. */
  readonly open: boolean;
  readonly p0: boolean;
  /** A command stands directly in it. */
  readonly runnable: boolean;
  /** One of these, whatever their case. */
  readonly owners: readonly string[];
}

/** `priority`: P0 before P1 among the rows of one parent, the rest in the order of the document. */
export type PlanOrder = 'document' | 'priority';

/** A node with those of its children that are shown. */
export interface ShownNode {
  readonly node: PlanNode;
  readonly children: readonly ShownNode[];
}

export const noFilter: PlanFilter = { open: false, p0: false, runnable: false, owners: [] };

export function isFiltering({ open, p0, runnable, owners }: PlanFilter): boolean {
  return open || p0 || runnable || owners.length > 0;
}

/**
 * The rows of a plan that pass a filter, with the rows above them. Priority and owner hold for all that stands below the
 * row that has them. `hidden` is the number of rows left out.
 */
export function filterNodes(
  plan: Plan,
  filter: PlanFilter,
  order: PlanOrder,
): { readonly nodes: readonly ShownNode[]; readonly hidden: number } {
  const filtering = isFiltering(filter);
  const owners = new Set(filter.owners.map(folded));
  const known = shownBy(filter, order);

  const passes = (node: PlanNode, above: Inherited): boolean => {
    const runs = node.runnables.length > 0;
    if (node.type !== 'task' && !runs) return false;
    if (filter.runnable && !runs) return false;
    if (filter.open && !(node.type === 'task' ? isOpen(node) : filter.runnable)) return false;
    if (filter.p0 && above.priority !== 'P0') return false;
    return owners.size === 0 || (above.owner !== undefined && owners.has(folded(above.owner)));
  };
  const showOne = (node: PlanNode, own: Inherited): Shown => {
    const before = known.get(node);
    if (before && before.own.priority === own.priority && before.own.owner === own.owner) return before;
    const below = show(childNodes(node), own);
    const isShown = !filtering || below.nodes.length > 0 || passes(node, own);
    const shown: Shown = isShown
      ? { own, node: { node, children: below.nodes }, hidden: below.hidden }
      : { own, node: undefined, hidden: below.hidden + 1 };
    known.set(node, shown);
    return shown;
  };
  const show = (nodes: readonly PlanNode[], above: Inherited): ReturnType<typeof filterNodes> => {
    const shown: ShownNode[] = [];
    let hidden = 0;
    for (const node of nodes) {
      const one = showOne(node, { priority: node.priority ?? above.priority, owner: node.owner ?? above.owner });
      if (one.node) shown.push(one.node);
      hidden += one.hidden;
    }
    return { nodes: order === 'priority' ? byPriority(shown) : shown, hidden };
  };
  return show(topNodes(plan), { priority: undefined, owner: undefined });
}

/** What became of a node and all below it. */
interface Shown {
  readonly own: Inherited;
  readonly node: ShownNode | undefined;
  readonly hidden: number;
}

let lastFilter = '';
let lastShown = new WeakMap<PlanNode, Shown>();

/**
 * What is known of nodes under a filter. While somebody types, most nodes are the same objects as before: only those that
 * are not are looked at.
 */
function shownBy(filter: PlanFilter, order: PlanOrder): WeakMap<PlanNode, Shown> {
  const asked = JSON.stringify([filter.open, filter.p0, filter.runnable, filter.owners, order]);
  if (asked !== lastFilter) lastShown = new WeakMap();
  lastFilter = asked;
  return lastShown;
}

/** The owners that a plan names, each once, sorted. */
export function ownersOf(plan: Plan): readonly string[] {
  const owners: string[] = [];
  const collect = (nodes: readonly PlanNode[]): void => {
    for (const { owner, children } of nodes) {
      if (owner !== undefined) owners.push(owner);
      collect(children);
    }
  };
  collect(plan.children);
  return mergeOwners([owners]);
}

/** Each owner once, whatever its case, sorted. */
export function mergeOwners(lists: readonly (readonly string[])[]): readonly string[] {
  const owners = new Map<string, string>();
  for (const owner of lists.flat()) if (!owners.has(folded(owner))) owners.set(folded(owner), owner);
  return [...owners].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, owner]) => owner);
}

interface Inherited {
  readonly priority: Priority | undefined;
  readonly owner: string | undefined;
}

const openStatuses: ReadonlySet<Status> = new Set(['open', 'doing', 'blocked', 'failed']);

/** Work without a box is open as long as nothing below it says how it stands; a criterion without one is a claim. */
export function isOpen({ status, role, children }: PlanNode): boolean {
  return openStatuses.has(status) || (status === 'unboxed' && role === 'work' && children.length === 0);
}

const lowest = 4;

function byPriority(nodes: readonly ShownNode[]): readonly ShownNode[] {
  const ranked = nodes.map((shown) => ({ shown, rank: rankOf(shown) }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ shown }) => shown);
}

/** By its own priority, else by the best of the open work below it: a phase with an open P0 comes first. */
function rankOf({ node, children }: ShownNode): number {
  if (node.priority) return Number(node.priority.slice(1));
  const open = children.filter(
    (child) => child.node.type !== 'task' || isOpen(child.node) || child.children.length > 0,
  );
  return Math.min(lowest, ...open.map(rankOf));
}

const folded = (text: string): string => text.trim().toLowerCase();
