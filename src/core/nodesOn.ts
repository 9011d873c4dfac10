import type { Plan, PlanNode } from './model.ts';

/**
 * The nodes that hold a line, outermost first; empty where none does.
 *
 * @param line 0-based
 */
export function nodesOn(plan: Plan, line: number): readonly PlanNode[] {
  const path: PlanNode[] = [];
  let nodes = plan.children;
  for (;;) {
    const next = nodes.find((node) => node.line <= line && line < node.endLine);
    if (!next) return path;
    path.push(next);
    nodes = next.children;
  }
}
