import type { Plan, PlanNode } from '../model.ts';
import { leavesBelow } from '../problems/parentProblems.ts';

/**
 * The boxes above tasks that are being ticked which then have nothing open below them, innermost first: the marks that can
 * be set together with the last leaf. Only open ones: what is cancelled, or said to be blocked, stays so.
 *
 * @param keys of the tasks that are being ticked
 */
export function ripeParents(plan: Plan, keys: readonly string[]): readonly PlanNode[] {
  const done = new Set(keys);
  const ripe: PlanNode[] = [];
  const visit = (node: PlanNode): boolean => {
    let holdsOne = done.has(node.key);
    for (const child of node.children) holdsOne = visit(child) || holdsOne;
    const { mark, status, key, children } = node;
    const isOpen = mark !== undefined && (status === 'open' || status === 'doing');
    if (!holdsOne || !isOpen || done.has(key) || children.length === 0) return holdsOne;
    const below = leavesBelow(node, (leaf) => leaf.status === 'done' || done.has(leaf.key));
    if (below.total > 0 && below.done === below.total) ripe.push(node);
    return holdsOne;
  };
  plan.children.forEach(visit);
  return ripe;
}
