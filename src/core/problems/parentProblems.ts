import type { Plan, PlanNode, Problem } from '../model.ts';
import { everyNode } from '../everyNode.ts';
import { onLine } from './onLine.ts';

/** A box that says something else than the boxes below it: ticked over open steps, or open over nothing but done ones. */
export function parentProblems(plan: Plan): readonly Problem[] {
  const problems: Problem[] = [];
  for (const node of everyNode(plan.children)) {
    if (!node.mark) continue;
    const { total, done } = leavesBelow(node);
    if (total === 0) continue;
    if (node.status === 'done' && done < total)
      problems.push(
        problem(
          node,
          `is ticked, but ${total - done} of the ${total} boxes below it ${total - done === 1 ? 'is' : 'are'} not.`,
        ),
      );
    else if (node.status === 'open' && done === total)
      problems.push(
        problem(
          node,
          `is open, but ${total === 1 ? 'the box' : `all ${total} boxes`} below it ${total === 1 ? 'is' : 'are'} ticked.`,
        ),
      );
  }
  return problems;
}

function problem(node: PlanNode, what: string): Problem {
  return onLine(node.mark?.line ?? node.line, {
    code: 'parent-child',
    severity: 'warning',
    message: `"${node.title}" ${what}`,
  });
}

/** Leaf boxes below a node whatever their role; optional ones do not hold their parent open. */
export function leavesBelow(
  node: PlanNode,
  isDone: (leaf: PlanNode) => boolean = ({ status }) => status === 'done',
): { readonly total: number; readonly done: number } {
  let [total, done] = [0, 0];
  for (const child of node.children) {
    const below = leavesBelow(child, isDone);
    if (child.optional && !isDone(child)) continue;
    if (below.total > 0) {
      total += below.total;
      done += below.done;
    } else if (child.mark && (isDone(child) || (child.status !== 'cancelled' && child.status !== 'skipped'))) {
      total++;
      if (isDone(child)) done++;
    }
  }
  return { total, done };
}
