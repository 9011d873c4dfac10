import type { Plan, PlanNode } from './model.ts';

/** Every node below and among these, parents first. Recursion is safe: what is nested deeper than any plan is not read. */
export function everyNode(nodes: readonly PlanNode[]): readonly PlanNode[] {
  const all: PlanNode[] = [];
  // Not a generator for each level: whole plans are gone through by many rules.
  const visit = (node: PlanNode): void => {
    all.push(node);
    node.children.forEach(visit);
  };
  nodes.forEach(visit);
  return all;
}

/** The nodes of a plan by their keys, for who looks for many of them. */
export function nodesByKey({ children }: Pick<Plan, 'children'>): ReadonlyMap<string, PlanNode> {
  return new Map(everyNode(children).map((node) => [node.key, node]));
}
