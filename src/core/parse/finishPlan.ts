import type { Count, Phase, PlanNode, Role, Status } from '../model.ts';
import { roles } from '../model.ts';
import type { Draft } from './draft.ts';
import { unlessSame } from './sameNode.ts';

type MutableCounts = Record<Role, { total: number; done: number }>;

/**
 * Turns drafts into the nodes of the plan: statuses from marks, counts from leaves.
 *
 * @param noted takes the nodes of the headings that were read anew
 */
export function finishNodes(
  drafts: readonly Draft[],
  indices: ReadonlyMap<Draft, readonly number[]>,
  statusOf: (draft: Draft) => Status,
  noted: Map<Draft, PlanNode>,
  inTask = false,
): readonly PlanNode[] {
  return finishAll(drafts, { indices, statusOf, noted }, inTask);
}

interface Finish {
  readonly indices: ReadonlyMap<Draft, readonly number[]>;
  readonly statusOf: (draft: Draft) => Status;
  readonly noted: Map<Draft, PlanNode>;
}

function finishAll(drafts: readonly Draft[], finish: Finish, inTask: boolean): readonly PlanNode[] {
  const [first] = drafts;
  if (first?.stands && drafts.length === 1) return first.stands.nodes;
  const nodes: PlanNode[] = [];
  for (const draft of drafts) {
    if (draft.stands) for (const node of draft.stands.nodes) nodes.push(node);
    else nodes.push(finishNode(draft, finish, inTask));
  }
  return nodes;
}

function finishNode(draft: Draft, finish: Finish, inTask: boolean): PlanNode {
  const children = finishAll(draft.children, finish, inTask || draft.type === 'task');
  const node = nodeOf(draft, children, finish.statusOf(draft), finish.indices.get(draft) ?? none, inTask);
  if (draft.settled) return unlessSame(draft.settled, node);
  if (draft.depth > 0) finish.noted.set(draft, node);
  return node;
}

/** The node of a draft over the nodes that stand in it. */
export function nodeOf(
  draft: Draft,
  children: readonly PlanNode[],
  status: Status,
  runnables: readonly number[],
  inTask: boolean,
): PlanNode {
  const isTask = draft.type === 'task';
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
    runnables,
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

export function countLeaves(
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

/** The phases in document order with the number of outermost tasks in each. */
export function finishPhases(nodes: readonly PlanNode[], phaseKeys: ReadonlySet<string>): readonly Phase[] {
  const phases: Phase[] = [];
  const visit = (node: PlanNode): void => {
    // Phases are sections, and sections stand in sections, or below a label where the rows of its table are phases.
    if (node.type !== 'section' && node.type !== 'group') return;
    if (phaseKeys.has(node.key)) phases.push(phaseOf(node));
    node.children.forEach(visit);
  };
  nodes.forEach(visit);
  return phases;
}

export function phaseOf(node: PlanNode): Phase {
  const { key, kind, id, title, line, counts } = node;
  return { key, kind, ...(id !== undefined && { id }), title, line, tasks: outermostTasks(node), counts };
}

const knownTasks = new WeakMap<PlanNode, number>();

/** Tasks that do not stand below another task: the work, and what is for later where it stands, as readers count it. */
export function outermostTasks(node: PlanNode): number {
  if (node.type === 'task') return node.role === 'work' || node.role === 'future' ? 1 : 0;
  if (node.children.length === 0) return 0;
  let tasks = knownTasks.get(node);
  if (tasks === undefined) {
    tasks = node.children.reduce((sum, child) => sum + outermostTasks(child), 0);
    knownTasks.set(node, tasks);
  }
  return tasks;
}
