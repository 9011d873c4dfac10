import { planProblems } from '../problems/planProblems.ts';
import type { Declared, Dependency, Phase, Plan, PlanNode, Remark, Runnable } from '../model.ts';
import type { PlannedShift, ShiftSchedule } from '../plannedShifts.ts';
import { configProblemsJson, problemJson, rolesJson, schemaVersion, type Surroundings } from './jsonDocument.ts';

/**
 * What `runsheet outline --json` prints: `schemas/outline.schema.json`. Lines are 1-based, estimates minutes, paths
 * relative to the root; absent values are left out; documents stand in the order given, everything else in the order of
 * the document. `roles` is every box by its role; `counts` is what progress is made of: leaf boxes, without dropped ones.
 */
export function outlineJson(plans: readonly Plan[], around: Surroundings) {
  return {
    schemaVersion,
    root: around.root,
    documents: plans.map(documentJson),
    possible: around.possible,
    skipped: around.skipped,
    problems: configProblemsJson(around),
  };
}

function documentJson(plan: Plan) {
  return {
    path: plan.path,
    title: plan.title,
    kind: plan.kind,
    boxes: { total: plan.boxes.total, done: plan.boxes.done },
    boxesInCode: plan.boxesInCode,
    roles: rolesJson(plan.roles),
    counts: rolesJson(plan.counts),
    dropped: plan.dropped,
    phases: plan.phases.map(phaseJson),
    tree: plan.children.map(nodeJson),
    runnables: plan.runnables.map(runnableJson),
    declared: plan.declared.map(declaredJson),
    decisionPoints: plan.decisionPoints.map(remarkJson),
    hints: plan.hints.map(remarkJson),
    ...(plan.shifts && { shifts: shiftsJson(plan.shifts) }),
    problems: planProblems(plan).map(problemJson),
  };
}

function phaseJson({ key, kind, id, title, line, tasks, counts }: Phase) {
  return { key, kind, ...(id !== undefined && { id }), title, line: line + 1, tasks, counts: rolesJson(counts) };
}

export interface NodeJson {
  readonly key: string;
  readonly type: PlanNode['type'];
  readonly kind: string;
  readonly id?: string;
  readonly title: string;
  readonly line: number;
  readonly mark?: string;
  readonly status: PlanNode['status'];
  readonly role: PlanNode['role'];
  readonly optional: boolean;
  readonly priority?: string;
  readonly owner?: string;
  readonly estimateMinutes?: number;
  readonly estimateMaxMinutes?: number;
  readonly schedule?: string;
  readonly due?: string;
  readonly dependsOn: readonly ReturnType<typeof dependencyJson>[];
  readonly files: readonly { readonly path: string; readonly lines: readonly number[] }[];
  /** Indices into the document's `runnables`. */
  readonly runnables: readonly number[];
  readonly children: readonly NodeJson[];
}

function nodeJson(node: PlanNode): NodeJson {
  const { id, mark, priority, owner, estimate, schedule, due } = node;
  return {
    key: node.key,
    type: node.type,
    kind: node.kind,
    ...(id !== undefined && { id }),
    title: node.title,
    line: node.line + 1,
    ...(mark && { mark: mark.char }),
    status: node.status,
    role: node.role,
    optional: node.optional,
    ...(priority && { priority }),
    ...(owner !== undefined && { owner }),
    ...(estimate && { estimateMinutes: estimate.minutes }),
    ...(estimate?.maxMinutes !== undefined && { estimateMaxMinutes: estimate.maxMinutes }),
    ...(schedule !== undefined && { schedule }),
    ...(due !== undefined && { due }),
    dependsOn: node.dependsOn.map(dependencyJson),
    files: node.files.map(({ path, lines }) => ({ path, lines })),
    runnables: node.runnables,
    children: node.children.map(nodeJson),
  };
}

function dependencyJson({ kind, target, key, text, line }: Dependency) {
  return { kind, ...(target !== undefined && { target }), ...(key !== undefined && { key }), text, line: line + 1 };
}

function runnableJson(runnable: Runnable) {
  const { key, kind, line, language, text, label, danger, dangerReasons, placeholders, steps, nodeKey } = runnable;
  return {
    key,
    kind,
    line: line + 1,
    language,
    text,
    ...(label !== undefined && { label }),
    danger,
    dangerReasons: dangerReasons.map(({ command, reason }) => ({ command, reason })),
    placeholders: placeholders.map(({ name, text: written, secret }) => ({ name, text: written, secret })),
    steps: steps.map((step) => ({ label: step.label, line: step.line + 1, text: step.text })),
    ...(nodeKey !== undefined && { nodeKey }),
  };
}

function declaredJson({ what, value, text, line }: Declared) {
  return { what, value, text, line: line + 1 };
}

function remarkJson({ text, line }: Remark) {
  return { text, line: line + 1 };
}

function shiftsJson({ lengthMinutes, shifts, agents, doubles, gaps, goals }: ShiftSchedule) {
  return {
    ...(lengthMinutes !== undefined && { lengthMinutes }),
    shifts: shifts.map(plannedShiftJson),
    agents: agents.map(({ name, shifts: numbers, line }) => ({ name, shifts: numbers, line: line + 1 })),
    doubles,
    gaps,
    goals: goals.map(({ line, ...goal }) => ({ ...goal, line: line + 1 })),
  };
}

function plannedShiftJson({ number, agents, line, startMinute, endMinute }: PlannedShift) {
  return {
    number,
    agents,
    ...(line !== undefined && { line: line + 1 }),
    ...(startMinute !== undefined && { startMinute }),
    ...(endMinute !== undefined && { endMinute }),
  };
}
