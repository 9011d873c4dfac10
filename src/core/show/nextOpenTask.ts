import type { Plan, PlanNode } from '../model.ts';
import { isOpen } from './filterNodes.ts';

/**
 * The next open task of the work behind a line, or before it; behind the last one comes the first. A task with steps is
 * not meant, but the first open one of them.
 *
 * @param line 0-based
 */
export function nextOpenTask(plan: Plan, line: number, direction: 'next' | 'previous'): PlanNode | undefined {
  const open = plan.children.flatMap(openLeaves).sort((a, b) => a.line - b.line);
  return direction === 'next'
    ? (open.find((node) => node.line > line) ?? open[0])
    : (open.findLast((node) => node.line < line) ?? open.at(-1));
}

function openLeaves(node: PlanNode): readonly PlanNode[] {
  const below = node.children.flatMap(openLeaves);
  if (below.length > 0) return below;
  return node.type === 'task' && node.role === 'work' && isOpen(node) ? [node] : [];
}
