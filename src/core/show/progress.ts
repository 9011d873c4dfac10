import { roles, type Count, type Plan, type PlanNode, type Role } from '../model.ts';

/** The boxes that a row counts, and what they are for. */
export interface Progress {
  readonly role: Role;
  readonly count: Count;
}

/** The work below a node, else the boxes of the first role it has any of; `undefined` without boxes. */
export function progressOf({ counts }: Pick<PlanNode | Plan, 'counts'>): Progress | undefined {
  const role = roles.find((candidate) => counts[candidate].total > 0);
  return role && { role, count: counts[role] };
}

/** Whole percent, never rounded up: 199 of 200 is not done. `undefined` where there is nothing to do. */
export function percentDone({ total, done }: Count): number | undefined {
  return total === 0 ? undefined : Math.floor((done * 100) / total);
}

/** The work of several plans; handoffs and trackers say again what stands in plans. */
export function totalWork(plans: readonly Pick<Plan, 'kind' | 'counts'>[]): Count {
  let total = 0;
  let done = 0;
  for (const { kind, counts } of plans) {
    if (kind === 'handoff' || kind === 'tracker') continue;
    total += counts.work.total;
    done += counts.work.done;
  }
  return { total, done };
}
