import { readRise } from '../fields/shiftText.ts';
import type { Plan, PlanNode, Priority } from '../model.ts';

/** A task of a shift. */
export interface ShiftTask {
  readonly path: string;
  readonly key: string;
  readonly title: string;
  /** 0-based. */
  readonly line: number;
  readonly isDone: boolean;
  /** Boxes below it, itself if it is a leaf. */
  readonly done: number;
  readonly total: number;
  /** Its own, else that of the shift. */
  readonly priority?: Priority;
}

/** What a shift is for. */
export interface ShiftWork {
  /** `shift`: it has a part of its own; `span`: a part covers it with others, `Day 1 Goals (Shifts 1-8)`. */
  readonly source: 'shift' | 'span';
  readonly path: string;
  readonly line: number;
  readonly title: string;
  readonly priority?: Priority;
  readonly focus?: string;
  /** By priority, most important first; those without one last; else as written. */
  readonly tasks: readonly ShiftTask[];
  /** What is to hold at the end, as written. */
  readonly criteria: readonly string[];
  /** Percent. */
  readonly goal?: { readonly from: number; readonly to: number };
}

/**
 * What a shift is for: its block in PRIORITY_TASKS.md, else in another plan, else the part of a plan that spans it.
 * Undefined where no plan says anything about it.
 */
export function workOfShift(plans: readonly Plan[], number: number): ShiftWork | undefined {
  const sources = plans
    .filter(({ kind }) => kind === 'plan' || kind === 'other')
    .sort((left, right) => Number(isPriorityFile(right)) - Number(isPriorityFile(left)));
  const spanned = goalOfSpan(sources, number);
  for (const plan of sources) {
    const node = findNode(
      plan.children,
      (one) => one.kind === 'shift' && Number(one.id) === number && one.type !== 'group',
    );
    if (!node) continue;
    const work = describe(plan, node, 'shift');
    return work.goal === undefined && spanned?.goal ? { ...work, goal: spanned.goal } : work;
  }
  return spanned;
}

const isPriorityFile = ({ path }: Plan): boolean => /(?:^|\/)PRIORITY[_-]TASKS\.md$/i.test(path);

function goalOfSpan(sources: readonly Plan[], number: number): ShiftWork | undefined {
  const covering = sources.flatMap((plan) =>
    (plan.shifts?.goals ?? []).filter(({ from, to }) => from <= number && number <= to).map((goal) => ({ plan, goal })),
  );
  // The narrowest part says most.
  const [best] = covering.sort((left, right) => left.goal.to - left.goal.from - (right.goal.to - right.goal.from));
  if (!best) return undefined;
  const { plan, goal } = best;
  const node = findNode(plan.children, ({ line, type }) => line === goal.line && type === 'section');
  if (!node) return undefined;
  const work = describe(plan, node, 'span');
  const target =
    goal.targetFrom === undefined || goal.targetTo === undefined
      ? undefined
      : { from: goal.targetFrom, to: goal.targetTo };
  return target ? { ...work, goal: target } : work;
}

function findNode(nodes: readonly PlanNode[], fits: (node: PlanNode) => boolean): PlanNode | undefined {
  for (const node of nodes) {
    const found = fits(node) ? node : findNode(node.children, fits);
    if (found) return found;
  }
  return undefined;
}

function describe(plan: Plan, node: PlanNode, source: ShiftWork['source']): ShiftWork {
  const tasks: ShiftTask[] = [];
  const criteria: string[] = [];
  const visit = (one: PlanNode): void => {
    if (one.type === 'task' && one !== node) {
      if (one.role === 'gate' || one.kind === 'criterion') criteria.push(one.title);
      else if (one.role === 'work') tasks.push(taskOf(plan, one, node.priority));
      return;
    }
    // Another shift below a span has a part of its own.
    if (one === node || one.kind !== 'shift') one.children.forEach(visit);
  };
  visit(node);
  const focus = node.fields.find(({ label }) => /^(?:focus|theme|mission|objective)$/i.test(label))?.value;
  const written = [...node.fields.map(({ value }) => value), ...criteria, node.title];
  const goal = written.map((text) => readRise(text)).find((rise) => rise !== undefined);
  const order = (task: ShiftTask): string => task.priority ?? 'P9';
  return {
    source,
    path: plan.path,
    line: node.line,
    title: node.title,
    ...(node.priority && { priority: node.priority }),
    ...(focus !== undefined && focus !== '' && { focus }),
    tasks: tasks.sort((left, right) => order(left).localeCompare(order(right))),
    criteria,
    ...(goal && { goal }),
  };
}

function taskOf({ path }: Plan, node: PlanNode, inherited: Priority | undefined): ShiftTask {
  const { total, done } = node.counts.work;
  const priority = node.priority ?? inherited;
  return {
    path,
    key: node.key,
    title: node.title,
    line: node.line,
    isDone: node.status === 'done' || (total > 0 && done === total),
    done,
    total,
    ...(priority && { priority }),
  };
}
