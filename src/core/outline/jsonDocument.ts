import type { Count, Plan, Problem, Role } from '../model.ts';
import { roles } from '../model.ts';

/** Version of every JSON that the command line prints; it changes when a field goes or means something else. */
export const schemaVersion = 1;

/** What stands beside the documents: what was found and not read, and what is wrong with the configuration. */
export interface Surroundings {
  /** Absolute path that all others are relative to. */
  readonly root: string;
  readonly possible: readonly { readonly path: string; readonly score: number }[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly configProblems: readonly { readonly path: string; readonly reason: string; readonly line: number }[];
}

export interface ProblemJson {
  readonly code: string;
  readonly severity: Problem['severity'];
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}

export type RolesJson = Readonly<Record<Role, Count>>;

/** A problem of a file rather than of a document. */
export interface FileProblemJson extends ProblemJson {
  readonly path: string;
}

export function problemJson({ code, severity, message, line }: Problem): ProblemJson {
  return { code, severity, line: line + 1, message };
}

export function configProblemsJson({ configProblems }: Surroundings): FileProblemJson[] {
  return configProblems.map(({ path, reason, line }) => ({
    path,
    code: 'config',
    severity: 'error',
    line,
    message: reason,
  }));
}

/** Counts in the order of `roles`. */
export function rolesJson(counts: Readonly<Record<Role, Count>>): RolesJson {
  return roleRecord((role) => ({ total: counts[role].total, done: counts[role].done }));
}

/**
 * The sum over plans that count: boxes of handoffs and trackers are shown, never counted.
 *
 * @param of `roles`: every box; `counts`: leaf boxes without dropped ones
 */
export function totalOf(plans: readonly Plan[], of: 'roles' | 'counts'): RolesJson {
  const counted = plans.filter(isCounted);
  const sum = (role: Role, key: keyof Count) => counted.reduce((total, plan) => total + plan[of][role][key], 0);
  return roleRecord((role) => ({ total: sum(role, 'total'), done: sum(role, 'done') }));
}

export function isCounted(plan: Plan): boolean {
  return plan.kind === 'plan';
}

function roleRecord(count: (role: Role) => Count): RolesJson {
  return Object.fromEntries(roles.map((role) => [role, count(role)])) as RolesJson;
}
