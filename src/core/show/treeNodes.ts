import type { Plan, PlanNode } from '../model.ts';
import { unmovedNode } from '../parse/movedNode.ts';

/**
 * What stands directly below a plan in a tree. The heading that names the plan is not shown again: what is below it
 * moves up. Sections in which there is nothing to do or to run are left out.
 */
export function topNodes(plan: Plan): readonly PlanNode[] {
  const [first, second] = plan.children.filter(hasWork);
  if (!first) return [];
  const isTitle = !second && first.type === 'section' && first === plan.children.at(0) && first.runnables.length === 0;
  return isTitle ? childNodes(first) : plan.children.filter(hasWork);
}

/** The nodes shown below a node. */
export function childNodes(node: PlanNode): readonly PlanNode[] {
  return node.children.filter(hasWork);
}

const known = new WeakMap<PlanNode, boolean>();

/** Remembered, because a large plan is asked level by level and at every change. */
function hasWork(node: PlanNode): boolean {
  if (node.type === 'task' || node.runnables.length > 0) return true;
  const before = known.get(node);
  if (before !== undefined) return before;
  const unmoved = unmovedNode(node);
  const found = unmoved ? hasWork(unmoved) : node.children.some(hasWork);
  known.set(node, found);
  return found;
}
