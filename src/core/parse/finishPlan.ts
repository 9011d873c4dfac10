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
  const node: Mutable<PlanNode> = {
    key: draft.key,
    type: isTask ? 'task' : draft.type === 'section' ? 'section' : 'group',
    kind: isTask ? (role === 'gate' ? 'criterion' : inTask ? 'step' : 'task') : draft.kind,
    title: draft.title,
    line: draft.line,
    endLine: draft.endLine,
    status,
    role,
    roleReason: draft.roleReason,
    optional: draft.optional,
    fields: draft.fields,
    dependsOn: draft.dependsOn,
    files: draft.files,
    counts,
    dropped,
    runnables: indices.get(draft) ?? none,
    children,
  };
  if (draft.id !== undefined) node.id = draft.id;
  if (draft.mark) node.mark = draft.mark;
  if (draft.priority) node.priority = draft.priority;
  if (draft.owner !== undefined) node.owner = draft.owner;
  if (draft.estimate) node.estimate = draft.estimate;
  if (draft.schedule !== undefined) node.schedule = draft.schedule;
  if (draft.due !== undefined) node.due = draft.due;
  return node;
}

/** While it is put together. */
type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

const none: readonly number[] = [];

/** Most nodes own nothing or one box: they share their counts. */
const nothing: Readonly<Record<Role, Count>> = emptyCounts();
const oneBox = (done: number): Readonly<Record<Role, Readonly<Record<Role, Count>>>> =>
  Object.fromEntries(roles.map((role) => [role, { ...nothing, [role]: { total: 1, done } }])) as Record<
    Role,
    Readonly<Record<Role, Count>>
  >;
const oneOpen = oneBox(0);
const oneDone = oneBox(1);

function countLeaves(
  draft: Draft,
  children: readonly PlanNode[],
  status: Status,
  role: Role,
): { readonly counts: Readonly<Record<Role, Count>>; readonly dropped: number } {
  let dropped = 0;
  const owning = children.filter((child) => child.counts !== nothing);
  for (const child of children) dropped += child.dropped;
  if (owning.length === 0 && dropped === 0) {
    if (!draft.mark) return { counts: nothing, dropped };
    if (status === 'cancelled' || status === 'skipped') return { counts: nothing, dropped: 1 };
    return { counts: (status === 'done' ? oneDone : oneOpen)[role], dropped };
  }
  return { counts: sumOf(owning), dropped };
}

function sumOf(nodes: readonly PlanNode[]): Readonly<Record<Role, Count>> {
  const [first, ...rest] = nodes;
  if (!first || rest.length === 0) return first?.counts ?? nothing;
  const counts = emptyCounts();
  for (const { counts: own } of nodes) {
    for (const role of roles) {
      if (own[role].total === 0) continue;
      counts[role].total += own[role].total;
      counts[role].done += own[role].done;
    }
  }
  return counts;
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
