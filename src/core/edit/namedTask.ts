import type { Plan, PlanNode } from '../model.ts';
import { nodesOn } from '../nodesOn.ts';
import { everyNode } from '../everyNode.ts';

/** How a user names a task: by its id, key or title, or by its line, 0-based. */
export type TaskName = { readonly kind: 'id'; readonly id: string } | { readonly kind: 'line'; readonly line: number };

export type NamedTask =
  | { readonly kind: 'found'; readonly node: PlanNode }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly PlanNode[] }
  /** Something of that name is there, and it has no checkbox. */
  | { readonly kind: 'unboxed' }
  /** `near`: some that have the name in their title. */
  | { readonly kind: 'none'; readonly near: readonly PlanNode[] };

const mostNear = 5;

/**
 * The task with a checkbox that a name means. A key is one task; an id or title that several have is ambiguous, but a list
 * that only says again what stands elsewhere does not make it so.
 */
export function namedTask(plan: Plan, name: TaskName): NamedTask {
  if (name.kind === 'line') {
    const node = nodesOn(plan, name.line).at(-1);
    if (node?.mark) return { kind: 'found', node };
    return node?.line === name.line ? { kind: 'unboxed' } : { kind: 'none', near: [] };
  }
  const nodes = everyNode(plan.children);
  const exact = nodes.filter(({ key }) => key === name.id);
  const wanted = fold(name.id);
  const meant = exact.length > 0 ? exact : nodes.filter((node) => namesOf(node).some((each) => fold(each) === wanted));
  const boxed = meant.filter(({ mark }) => mark);
  const own = boxed.filter(({ role }) => role !== 'echo');
  const [first, second] = own.length > 0 ? own : boxed;
  if (!first && meant.length > 0) return { kind: 'unboxed' };
  if (!first) {
    const near = wanted === '' ? [] : nodes.filter(({ mark, title }) => mark && fold(title).includes(wanted));
    return { kind: 'none', near: near.slice(0, mostNear) };
  }
  return second ? { kind: 'ambiguous', candidates: own.length > 0 ? own : boxed } : { kind: 'found', node: first };
}

function namesOf({ id, kind, title }: PlanNode): readonly string[] {
  return id === undefined ? [title] : [id, `${kind} ${id}`, title];
}

const fold = (name: string): string => name.trim().toLowerCase().replace(/\s+/g, ' ');
