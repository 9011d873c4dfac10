import { type HeadingInfo, readHeading } from '../fields/headingUnit.ts';
import { remembered } from '../text/remembered.ts';
import { type Draft, walk } from './draft.ts';
import { isAboutUnit } from './roleOfLabel.ts';

/** Units that hold work of their own; `Week 1` or `Step 1` over a list is as often the title of a task. */
const promoted = new Set(['phase', 'stage', 'sprint', 'milestone', 'epic', 'stream', 'track', 'workstream', 'wave']);

interface Candidate {
  readonly draft: Draft;
  readonly info: HeadingInfo;
}

/**
 * Makes sections of phases that are no headings: `**Phase 1: Setup**` on a line of its own, or `1. **Phase 1: Setup**`
 * as an item over a list. Only where no heading is such a unit: elsewhere these lines repeat or sum up the headings.
 */
export function promoteUnits(root: Draft): void {
  const byParent = new Map<Draft, Candidate[]>();
  if (hasUnitHeading(root)) return;
  walk(root, (draft) => {
    if (draft.type === 'section') return;
    if (draft.parent?.type === 'section' && !draft.mark && draft.text.length <= 200) {
      const info = headingOf(draft.text);
      if (!promoted.has(info.unit ?? '') || isAboutUnit({ title: info.title, text: draft.text })) return;
      const candidates = byParent.get(draft.parent) ?? [];
      candidates.push({ draft, info });
      byParent.set(draft.parent, candidates);
    }
  });
  for (const [parent, candidates] of byParent) {
    const ids = new Set(candidates.map(({ info }) => `${info.unit ?? ''} ${info.ordinal ?? ''}`));
    if (ids.size < 2 || ids.size < candidates.length) continue;
    adoptFollowers(parent, new Set(candidates.map(({ draft }) => draft)));
    const owning = candidates.filter(({ draft }) => draft.children.length > 0);
    if (owning.length * 2 >= candidates.length && owning.length >= 2) candidates.forEach(promote);
  }
}

const headingOf = remembered((text) => readHeading(text.replace(/:$/, '')));

function hasUnitHeading(draft: Draft): boolean {
  const isUnit = draft.type === 'section' && promoted.has(draft.unit ?? '') && !isAboutUnit(draft);
  return isUnit || draft.children.some((child) => child.type === 'section' && hasUnitHeading(child));
}

function promote({ draft, info }: Candidate): void {
  draft.type = 'section';
  draft.kind = info.unit ?? 'section';
  if (info.unit !== undefined) draft.unit = info.unit;
  if (info.ordinal !== undefined) draft.id = info.ordinal;
  draft.title = info.title || draft.title;
  if (info.estimate) draft.estimate ??= info.estimate;
  if (info.schedule !== undefined) draft.schedule ??= info.schedule;
  if (info.priority) draft.priority ??= info.priority;
  draft.optional ||= info.optional;
}

/** `**Tests:**` between `**Phase 1**` and `**Phase 2**` is of phase 1. */
function adoptFollowers(parent: Draft, labels: ReadonlySet<Draft>): void {
  const kept: Draft[] = [];
  let label: Draft | undefined;
  for (const child of parent.children) {
    if (labels.has(child)) label = child.type === 'group' ? child : undefined;
    else if (child.type === 'section') label = undefined;
    else if (label) {
      child.parent = label;
      label.children.push(child);
      label.boxes += child.boxes;
      label.endLine = Math.max(label.endLine, child.endLine);
      continue;
    }
    kept.push(child);
  }
  parent.children.splice(0, parent.children.length, ...kept);
}
