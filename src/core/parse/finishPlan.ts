import type { Count, Phase, PlanNode, Role, Status } from '../model.ts';
import { roles } from '../model.ts';
import type { Draft } from './draft.ts';

type MutableCounts = Record<Role, { total: number; done: number }>;

/** Turns drafts into the nodes of the plan: statuses from marks, counts from leaves. */
export function finishNodes(
  drafts: readonly Draft[],
  indices: ReadonlyMap<Draft, readonly number[]>,
  statusOf: (draft: Draft) => Status,
): readonly PlanNode[] {
  return drafts.map((draft) => finishNode(draft, indices, statusOf, false));
}

function finishNode(
  draft: Draft,
  indices: ReadonlyMap<Draft, readonly number[]>,
  statusOf: (draft: Draft) => Status,
  inTask: boolean,
): PlanNode {
  const isTask = draft.type === 'task';
  const children = draft.children.map((child) => finishNode(child, indices, statusOf, inTask || isTask));
  const status = statusOf(draft);
  const role = draft.role ?? 'work';
  const { counts, dropped } = countLeaves(draft, children, status, role);
  return {
    key: draft.key,
    type: isTask ? 'task' : draft.type === 'section' ? 'section' : 'group',
    kind: isTask ? (role === 'gate' ? 'criterion' : inTask ? 'step' : 'task') : draft.kind,
    ...(draft.id !== undefined && { id: draft.id }),
    title: draft.title,
    line: draft.line,
    endLine: draft.endLine,
    ...(draft.mark && { mark: draft.mark }),
    status,
    role,
    roleReason: draft.roleReason,
    optional: draft.optional,
    ...(draft.priority && { priority: draft.priority }),
    ...(draft.owner !== undefined && { owner: draft.owner }),
    ...(draft.estimate && { estimate: draft.estimate }),
    ...(draft.schedule !== undefined && { schedule: draft.schedule }),
    ...(draft.due !== undefined && { due: draft.due }),
    fields: draft.fields,
    dependsOn: draft.dependsOn,
    files: draft.files,
    counts,
    dropped,
    runnables: indices.get(draft) ?? [],
    children,
  };
}

function countLeaves(
  draft: Draft,
  children: readonly PlanNode[],
  status: Status,
  role: Role,
): { readonly counts: Readonly<Record<Role, Count>>; readonly dropped: number } {
  const counts = emptyCounts();
  let dropped = 0;
  let below = 0;
  for (const child of children) {
    dropped += child.dropped;
    below += child.dropped;
    for (const name of roles) {
      counts[name].total += child.counts[name].total;
      counts[name].done += child.counts[name].done;
      below += child.counts[name].total;
    }
  }
  if (draft.mark && below === 0) {
    if (status === 'cancelled' || status === 'skipped') dropped++;
    else {
      counts[role].total++;
      if (status === 'done') counts[role].done++;
    }
  }
  return { counts, dropped };
}

export function emptyCounts(): MutableCounts {
  const none = (): { total: number; done: number } => ({ total: 0, done: 0 });
  return { work: none(), gate: none(), recurring: none(), form: none(), metric: none(), echo: none(), future: none() };
}

/** The phases in document order with the number of outermost work tasks in each. */
export function finishPhases(nodes: readonly PlanNode[], phaseKeys: ReadonlySet<string>): readonly Phase[] {
  const phases: Phase[] = [];
  const visit = (node: PlanNode): void => {
    if (phaseKeys.has(node.key)) {
      const { key, kind, id, title, line, counts } = node;
      phases.push({ key, kind, ...(id !== undefined && { id }), title, line, tasks: outermostTasks(node), counts });
    }
    node.children.forEach(visit);
  };
  nodes.forEach(visit);
  return phases;
}

/** Work tasks that do not stand below another task. */
export function outermostTasks(node: PlanNode): number {
  if (node.type === 'task') return node.role === 'work' ? 1 : 0;
  return node.children.reduce((sum, child) => sum + outermostTasks(child), 0);
}
