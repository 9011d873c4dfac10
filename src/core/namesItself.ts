import type { PlanNode } from './model.ts';

/**
 * Whether what a node waits for is its own name: `T1` or `Task T1` of `- [ ] T1 Dredge (depends on T1)`, `Phase 2` of
 * that phase. Such an edge is tied to nothing. Another node may have the same name.
 *
 * @param target the name as the text has it
 */
export function namesItself({ id, kind }: PlanNode, target: string): boolean {
  const name = target.trim().toLowerCase();
  return id !== undefined && (name === id.toLowerCase() || name === `${kind} ${id}`.toLowerCase());
}
