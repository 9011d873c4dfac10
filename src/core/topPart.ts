import type { Phase, Plan, PlanNode } from './model.ts';

/**
 * The boxes above the first phase that stand in no section of their own, but directly in the document, below its title or
 * below the heading that holds the phases. What stands below a label there is chosen, signed or reviewed as often as done.
 *
 * @param phase the first phase
 */
export function nodesAbove({ key, line }: Pick<Phase, 'key' | 'line'>, top: readonly PlanNode[]): readonly PlanNode[] {
  const found: PlanNode[] = [];
  let nodes = top;
  for (;;) {
    for (const node of nodes)
      // "= not started" explains the marks.
      if (node.mark && node.line < line && !/^[=:→]/.test(node.title)) found.push(node);
    const around = nodes.find((node) => node.line <= line && line < node.endLine);
    if (around?.type !== 'section' || around.key === key) return found;
    nodes = around.children;
  }
}

/** Whether it is no phase but what stands above them: it has no name by which it is called, and no criteria. */
export function isTopPart({ key }: Pick<Phase, 'key'>, phases: Plan['phases']): boolean {
  return key === '' && phases.length > 1;
}

/** The nodes of the part above the phases; empty where the plan has none, or no phases at all. */
export function topPart({ phases, children }: Pick<Plan, 'phases' | 'children'>): readonly PlanNode[] {
  const [top, first] = phases;
  return top?.key === '' && first ? nodesAbove(first, children) : [];
}
