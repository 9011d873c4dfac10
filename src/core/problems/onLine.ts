import type { PlanNode, Problem } from '../model.ts';

/** A problem of a whole line; the range ends where the next line begins. */
export function onLine(line: number, rest: Pick<Problem, 'code' | 'severity' | 'message'>): Problem {
  return { ...rest, line, column: 0, endLine: line + 1, endColumn: 0 };
}

/** Every node of a plan, parents first. */
export function* everyNode(nodes: readonly PlanNode[]): Generator<PlanNode> {
  for (const node of nodes) {
    yield node;
    yield* everyNode(node.children);
  }
}
