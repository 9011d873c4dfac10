import { readDependencies, type StatedDependency } from '../fields/dependencies.ts';
import { readEstimate } from '../fields/estimate.ts';
import { readDate } from '../fields/dates.ts';
import { readPriority } from '../fields/priority.ts';
import {
  dateLabel,
  dependencyLabel,
  estimateLabel,
  ownerLabel,
  priorityLabel,
  statusLabel,
} from '../fields/fieldLabels.ts';
import { readStatusValue } from '../fields/statusValue.ts';
import type { Field } from '../model.ts';
import { plainText } from '../text/plainText.ts';
import { remembered } from '../text/remembered.ts';
import type { Draft } from './draft.ts';

/** Keeps a field and what it says: owner, priority, estimate, dates, dependencies. The first value wins. */
export function addField(owner: Draft, field: Field): void {
  const draft = owner.type === 'group' && !owner.bold && owner.parent ? owner.parent : owner;
  draft.fields.push(field);
  const key = `${field.label}\n${field.value}`;
  const says = key.length > longestKnown ? readMeaning(key) : meaningOf(key);
  if (says.owner !== undefined) draft.owner ??= says.owner;
  if (says.status) draft.stated ??= says.status;
  if (says.priority) draft.priority ??= says.priority;
  // Effort says how much work it is; a duration is only the time it is spread over.
  if (says.estimate && (!draft.estimate || says.isEffort)) draft.estimate = says.estimate;
  if (says.due !== undefined) draft.due ??= says.due;
  for (const dependency of says.dependencies ?? []) draft.dependsOn.push({ ...dependency, line: field.line });
}

interface Meaning extends Partial<Pick<Draft, 'owner' | 'status' | 'priority' | 'estimate' | 'due'>> {
  readonly isEffort?: boolean;
  readonly dependencies?: readonly StatedDependency[];
}

const longestKnown = 500;
const meaningOf = remembered(readMeaning);
const nothing: Meaning = {};

/** @param field the label, a line end and the value as written */
function readMeaning(field: string): Meaning {
  const end = field.indexOf('\n');
  const label = field.slice(0, end).trim();
  const value = (): string => plainText(field.slice(end + 1)).trim();
  if (ownerLabel.test(label)) return { owner: ownerOf(value()) };
  if (statusLabel.test(label)) {
    const status = readStatusValue(value());
    return status ? { status } : nothing;
  }
  if (priorityLabel.test(label)) {
    const priority = readPriority(value());
    return priority ? { priority } : nothing;
  }
  if (estimateLabel.test(label)) {
    const estimate = readEstimate(value());
    return estimate ? { estimate, isEffort: /^effort/i.test(label) } : nothing;
  }
  if (dateLabel.test(label)) {
    const due = readDate(value());
    return due === undefined ? nothing : { due };
  }
  return dependencyLabel.test(label) ? { dependencies: readDependencies(value()) } : nothing;
}

/** `Keeper, Due: Friday`, `Keeper · Status: open`: another field on the line of the owner is not part of the name. */
const behindOwner =
  /[\s,;|·•–—(-]{1,6}(?:status|priority|due|deadline|estimate|estimated|effort|duration|time|date|depends on|blocked by|eta|start|end|target)\s?[:：]/i;

function ownerOf(value: string): string {
  const bounded = value.slice(0, 500);
  const other = behindOwner.exec(bounded);
  return other && other.index > 0 ? bounded.slice(0, other.index).trimEnd() : value;
}
