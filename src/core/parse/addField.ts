import { meaningOf } from '../fields/fieldMeaning.ts';
import type { Field } from '../model.ts';
import type { Draft } from './draft.ts';

/** Keeps a field and what it says: owner, priority, estimate, dates, dependencies. The first value wins. */
export function addField(owner: Draft, field: Field): void {
  const draft = owner.type === 'group' && !owner.bold && owner.parent ? owner.parent : owner;
  draft.fields.push(field);
  const says = meaningOf(field);
  if (says.owner !== undefined) draft.owner ??= says.owner;
  if (says.status) draft.stated ??= says.status;
  if (says.priority) draft.priority ??= says.priority;
  // Effort says how much work it is; a duration is only the time it is spread over.
  if (says.estimate && (!draft.estimate || says.isEffort)) draft.estimate = says.estimate;
  if (says.due !== undefined) draft.due ??= says.due;
  for (const dependency of says.dependencies ?? []) draft.dependsOn.push({ ...dependency, line: field.line });
}
