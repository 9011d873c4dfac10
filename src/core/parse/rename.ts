import type { PlanNode } from '../model.ts';

/**
 * A heading that got other words: the keys that begin with its own begin otherwise now, and what has its role because of
 * the heading has it because of the new words.
 */
export interface Rename {
  readonly from: string;
  readonly to: string;
  readonly reason?: { readonly from: string; readonly to: string };
}

/** The key of a node or command; that of one which does not stand below the heading stays as it is. */
export function keyAfter(key: string, { from, to }: Rename): string {
  if (!key.startsWith(from)) return key;
  const next = key.charAt(from.length);
  return next === '' || next === '/' || next === '!' ? to + key.slice(from.length) : key;
}

export function reasonAfter(roleReason: string, { reason }: Rename): string {
  return reason?.from === roleReason ? reason.to : roleReason;
}

/** Whether a key would be another one. */
export function isRenamed(key: string, rename: Rename): boolean {
  return keyAfter(key, rename) !== key;
}

/** What nodes depend on; the same list where nothing of it stands below the heading. */
export function targetsAfter(dependsOn: PlanNode['dependsOn'], rename: Rename): PlanNode['dependsOn'] {
  const isIn = ({ key }: PlanNode['dependsOn'][number]): boolean => key !== undefined && isRenamed(key, rename);
  if (!dependsOn.some(isIn)) return dependsOn;
  return dependsOn.map((one) => (one.key === undefined ? one : { ...one, key: keyAfter(one.key, rename) }));
}

/** Two renames as one, where the second goes on with the name that the first gave: letter by letter a heading gets many. */
export function joined(first: Rename | undefined, then: Rename): Rename | undefined {
  if (first?.to !== then.from || (first.reason && then.reason && first.reason.to !== then.reason.from))
    return undefined;
  const [from, to] = [first.reason ?? then.reason, then.reason ?? first.reason];
  return { from: first.from, to: then.to, ...(from && to && { reason: { from: from.from, to: to.to } }) };
}
