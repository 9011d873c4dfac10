import type { PlanNode } from '../model.ts';
import type { BlockedTask, NextTask, NextWork } from '../next/nextTasks.ts';
import { configProblemsJson, schemaVersion, type Surroundings } from './jsonDocument.ts';

/**
 * What `runsheet next --json` prints: `schemas/next.schema.json`. Lines are 1-based, estimates minutes, paths relative to
 * the root; absent values are left out.
 *
 * @param limit how many tasks are listed; `open` and `blockedTotal` count all
 */
export function nextJson({ tasks, blocked }: NextWork, limit: number, around: Surroundings) {
  return {
    schemaVersion,
    root: around.root,
    open: tasks.length,
    blockedTotal: blocked.length,
    tasks: tasks.slice(0, limit).map(taskJson),
    blocked: blocked.slice(0, limit).map((task) => ({ ...taskJson(task), blockedBy: blockers(task) })),
    possible: around.possible,
    skipped: around.skipped,
    problems: configProblemsJson(around),
  };
}

function taskJson({ plan, node, priority, owner, section, step, hint, reason }: NextTask) {
  const { estimate, counts } = node;
  return {
    path: plan.path,
    ...placeJson(node),
    status: node.status,
    reason,
    ...(hint && { hint: { text: hint.text, line: hint.line + 1 } }),
    ...(priority && { priority }),
    ...(owner !== undefined && { owner }),
    ...(estimate && { estimateMinutes: estimate.minutes }),
    ...(section && { section: placeJson(section) }),
    ...(step && { step: placeJson(step) }),
    boxes: { total: counts.work.total, done: counts.work.done },
    runnables: node.runnables,
  };
}

function blockers({ blockedBy }: BlockedTask) {
  return blockedBy.map(placeJson);
}

function placeJson({ key, id, title, line }: PlanNode) {
  return { key, ...(id !== undefined && { id }), title, line: line + 1 };
}
