import type { Count, PlanNode, Role } from '../model.ts';
import { roles } from '../model.ts';
import type { SettledBody } from './settledBody.ts';

/** The node that a section had before, where nothing of it and below it has changed: consumers compare by identity. */
export function unlessSame(settled: SettledBody, node: PlanNode): PlanNode {
  const before = settled.node;
  if (before && isSame(before, node)) return before;
  settled.node = node;
  return node;
}

function isSame(one: PlanNode, other: PlanNode): boolean {
  return (
    one.key === other.key &&
    one.line === other.line &&
    one.endLine === other.endLine &&
    one.type === other.type &&
    one.kind === other.kind &&
    one.id === other.id &&
    one.title === other.title &&
    one.status === other.status &&
    one.role === other.role &&
    one.roleReason === other.roleReason &&
    one.optional === other.optional &&
    one.priority === other.priority &&
    one.owner === other.owner &&
    one.schedule === other.schedule &&
    one.due === other.due &&
    one.dropped === other.dropped &&
    one.estimate === other.estimate &&
    sameItems(one.fields, other.fields) &&
    sameItems(one.files, other.files) &&
    sameItems(one.dependsOn, other.dependsOn) &&
    sameItems(one.runnables, other.runnables) &&
    sameItems(one.children, other.children) &&
    sameCounts(one.counts, other.counts)
  );
}

function sameItems(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one === other || (one.length === other.length && one.every((item, index) => item === other[index]));
}

function sameCounts(one: Readonly<Record<Role, Count>>, other: Readonly<Record<Role, Count>>): boolean {
  return (
    one === other || roles.every((role) => one[role].total === other[role].total && one[role].done === other[role].done)
  );
}
