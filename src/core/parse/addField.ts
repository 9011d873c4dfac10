import { readDependencies } from '../fields/dependencies.ts';
import { readEstimate } from '../fields/estimate.ts';
import { readDate } from '../fields/dates.ts';
import { readPriority } from '../fields/priority.ts';
import { readStatusValue } from '../fields/statusValue.ts';
import type { Field } from '../model.ts';
import { plainText } from '../text/plainText.ts';
import type { Draft } from './draft.ts';

const ownerLabel = /^(?:owners?|assignees?|assigned to|assigned|agent|responsible|lead|dri)$/i;
const estimateLabel =
  /^(?:estimated? ?(?:time|effort|duration)?|time(?: estimate| budget| needed| required)?|effort(?: estimate)?|duration|estimación|aufwand|dauer)$/i;
const dependencyLabel =
  /^(?:depends(?: (?:up)?on)?|deps|dependency|dependencies|blocked by|waits (?:for|on)|after|requires|prerequisites?)$/i;
const dateLabel = /^(?:due(?: date| by)?|deadline|date|target date|by)$/i;
const otherLabel =
  /^(?:priority|status|goal|target|risk|mitigation|impact|probability|why parallel|purpose|focus|blocks|files?|tags?|labels?)$/i;

/** Whether a label names a field of a task, so that its line is no item of its own. */
export function isFieldLabel(label: string): boolean {
  return [ownerLabel, estimateLabel, dependencyLabel, dateLabel, otherLabel].some((pattern) =>
    pattern.test(label.trim()),
  );
}

/** Keeps a field and what it says: owner, priority, estimate, dates, dependencies. The first value wins. */
export function addField(owner: Draft, field: Field): void {
  const draft = owner.type === 'group' && !owner.bold && owner.parent ? owner.parent : owner;
  draft.fields.push(field);
  const label = field.label.trim();
  const value = plainText(field.value).trim();
  if (ownerLabel.test(label)) draft.owner ??= value;
  else if (/^status$/i.test(label)) {
    const status = readStatusValue(value);
    if (status) draft.stated ??= status;
  } else if (/^priority$/i.test(label)) {
    const priority = readPriority(value);
    if (priority) draft.priority ??= priority;
  } else if (estimateLabel.test(label)) {
    const estimate = readEstimate(value);
    // Effort says how much work it is; a duration is only the time it is spread over.
    if (estimate && (!draft.estimate || /^effort/i.test(label))) draft.estimate = estimate;
  } else if (dateLabel.test(label)) {
    const due = readDate(value);
    if (due !== undefined) draft.due ??= due;
  } else if (dependencyLabel.test(label)) {
    for (const dependency of readDependencies(value)) draft.dependsOn.push({ ...dependency, line: field.line });
  }
}
