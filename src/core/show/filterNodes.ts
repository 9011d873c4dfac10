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
  let hidden = 0;

  const passes = (node: PlanNode, above: Inherited): boolean => {
    const runs = node.runnables.length > 0;
    if (node.type !== 'task' && !runs) return false;
    if (filter.runnable && !runs) return false;
    if (filter.open && !(node.type === 'task' ? isOpen(node) : filter.runnable)) return false;
    if (filter.p0 && above.priority !== 'P0') return false;
    return owners.size === 0 || (above.owner !== undefined && owners.has(folded(above.owner)));
  };
  const show = (nodes: readonly PlanNode[], above: Inherited): readonly ShownNode[] => {
    const shown: ShownNode[] = [];
    for (const node of nodes) {
      const own = { priority: node.priority ?? above.priority, owner: node.owner ?? above.owner };
      const children = show(childNodes(node), own);
      if (!filtering || children.length > 0 || passes(node, own)) shown.push({ node, children });
      else hidden++;
    }
    return order === 'priority' ? byPriority(shown) : shown;
  };
  return { nodes: show(topNodes(plan), { priority: undefined, owner: undefined }), hidden };
}

/** The owners that plans name, each once, sorted. */
export function ownersOf(plans: readonly Plan[]): readonly string[] {
  const owners = new Map<string, string>();
  const collect = (nodes: readonly PlanNode[]): void => {
    for (const { owner, children } of nodes) {
      if (owner !== undefined && !owners.has(folded(owner))) owners.set(folded(owner), owner);
      collect(children);
    }
  };
  for (const plan of plans) collect(plan.children);
  return [...owners].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, owner]) => owner);
}

interface Inherited {
  readonly priority: Priority | undefined;
  readonly owner: string | undefined;
}

const openStatuses: ReadonlySet<Status> = new Set(['open', 'doing', 'blocked', 'failed']);

/** Work without a box is open as long as nothing below it says how it stands; a criterion without one is a claim. */
function isOpen({ status, role, children }: PlanNode): boolean {
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
