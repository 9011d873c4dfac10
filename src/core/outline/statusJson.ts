import type { Plan } from '../model.ts';
import {
  configProblemsJson,
  isCounted,
  problemJson,
  rolesJson,
  schemaVersion,
  type Surroundings,
  totalOf,
} from './jsonDocument.ts';

/**
 * What `runsheet status --json` prints: `schemas/status.schema.json`. Lines are 1-based, paths relative to the root.
 * `roles` is every box by its role; `counts` is what progress is made of: leaf boxes, without dropped ones.
 */
export function statusJson(plans: readonly Plan[], around: Surroundings) {
  return {
    schemaVersion,
    root: around.root,
    documents: plans.map((plan) => ({
      path: plan.path,
      title: plan.title,
      kind: plan.kind,
      counted: isCounted(plan),
      roles: rolesJson(plan.roles),
      counts: rolesJson(plan.counts),
      dropped: plan.dropped,
      problems: plan.problems.map(problemJson),
    })),
    total: {
      documents: plans.filter(isCounted).length,
      roles: totalOf(plans, 'roles'),
      counts: totalOf(plans, 'counts'),
    },
    possible: around.possible,
    skipped: around.skipped,
    problems: configProblemsJson(around),
  };
}
