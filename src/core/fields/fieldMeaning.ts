import type { Estimate, Field, Priority, Status } from '../model.ts';
import { plainText } from '../text/plainText.ts';
import { remembered } from '../text/remembered.ts';
import { readDate } from './dates.ts';
import { readDependencies, type StatedDependency } from './dependencies.ts';
import { readEstimate } from './estimate.ts';
import { dateLabel, dependencyLabel, estimateLabel, ownerLabel, priorityLabel, statusLabel } from './fieldLabels.ts';
import { readPriority } from './priority.ts';
import { readStatusValue } from './statusValue.ts';

/** What a field says of what it stands in. */
export interface Meaning {
  readonly owner?: string;
  readonly status?: Status;
  readonly priority?: Priority;
  readonly estimate?: Estimate;
  /** `YYYY-MM-DD` */
  readonly due?: string;
  /** Of the estimate: how much work it is, not the time it is spread over. */
  readonly isEffort?: boolean;
  readonly dependencies?: readonly StatedDependency[];
}

const longestKnown = 500;
const known = remembered(readMeaning);
const nothing: Meaning = {};

/** What the label and value of a field say; nothing where the value is not one of its kind. */
export function meaningOf({ label, value }: Pick<Field, 'label' | 'value'>): Meaning {
  const key = `${label}\n${value}`;
  return key.length > longestKnown ? readMeaning(key) : known(key);
}

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
