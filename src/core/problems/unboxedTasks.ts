import type { Plan, Problem } from '../model.ts';
import { everyNode } from '../everyNode.ts';
import { onLine } from './onLine.ts';

const listItem = /^[\t >]{0,40}(?:[-*+]|\d{1,9}[.)])[ \t]+(?!\[.{1,2}\][ \t])\S/u;

/**
 * List items that are work without a box, in a plan that has boxes: they are shown and never counted. A hint, with a box
 * as its fix, and not a fault; headings and rows of tables cannot have one.
 *
 * @param lineAt the present text of a line, 0-based
 */
export function unboxedTasks(plan: Plan, lineAt: (line: number) => string | undefined): readonly Problem[] {
  if (plan.counts.work.total === 0) return [];
  const problems: Problem[] = [];
  for (const node of everyNode(plan.children)) {
    if (node.type !== 'task' || node.mark || node.role !== 'work' || node.counts.work.total > 0) continue;
    if (!listItem.test((lineAt(node.line) ?? '').slice(0, 200))) continue;
    const message = `"${node.title}" has no box, so it does not count.`;
    problems.push(onLine(node.line, { code: 'no-box', severity: 'hint', message }));
  }
  return problems;
}
