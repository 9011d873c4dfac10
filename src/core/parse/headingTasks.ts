import type { Draft } from './draft.ts';
import { normalize, roleOfLabel } from './roleOfLabel.ts';

/** A heading of this unit names a task, not a place for tasks. */
export function isTaskUnit(draft: Draft): boolean {
  if (draft.unit !== undefined) return draft.unit === 'task';
  return /^[A-Z]?\d+\.\d+/.test(draft.id ?? '') || isTicket(draft);
}

/** `T-001`, `AUTH-12`, `T014`: the id of one piece of work in a tracker. */
function isTicket(draft: Draft): boolean {
  return draft.unit === undefined && /^(?:[A-Z][A-Z0-9]{0,9}-\d+|T\d+)/.test(draft.id ?? '');
}

/** Units that are one piece of work below a phase, where they hold boxes or say who, how long or how far. */
const pieces = new Set(['step', 'package', 'story', 'batch']);

/** Whether a heading is a task of its own, now that the phases are known: by its number, its unit or its fields. */
export function isTaskHeading(draft: Draft): boolean {
  if (draft.depth < 2 || draft.phase || draft.children.some((child) => child.type === 'section')) return false;
  if (roleOfLabel(draft.text) || isDependencyLabel(draft.text)) return false;
  if (isTicket(draft)) return inPhase(draft) || draft.boxes > 0 || draft.stated !== undefined;
  if (isTaskUnit(draft)) return true;
  if (draft.unit !== undefined)
    return pieces.has(draft.unit) && inPhase(draft) && (draft.boxes > 0 || draft.code.length > 0 || isDescribed(draft));
  if (draft.boxes > 0) return false;
  if (inPhase(draft)) return isDescribed(draft) || isNumberedFile(draft);
  return draft.stated !== undefined && (draft.depth > 2 || siblings(draft).filter((one) => one.stated).length > 1);
}

function isDescribed(draft: Draft): boolean {
  return (
    draft.owner !== undefined ||
    draft.estimate !== undefined ||
    draft.priority !== undefined ||
    draft.stated !== undefined ||
    draft.dependsOn.length > 0
  );
}

/** `#### 1. Add a bordered button` over `**File**: src/Button.tsx`: one change of a phase. */
function isNumberedFile(draft: Draft): boolean {
  return draft.id !== undefined && draft.fields.some((field) => /^files?$/i.test(field.label));
}

function siblings(draft: Draft): readonly Draft[] {
  return draft.parent?.children.filter((child) => child.type === 'section' || child.type === 'task') ?? [];
}

/** Whether a node stands below a phase. */
export function inPhase(draft: Draft): boolean {
  for (let at = draft.parent; at; at = at.parent) if (at.phase) return true;
  return false;
}

/** Whether a label heads what something waits for. */
export function isDependencyLabel(text: string): boolean {
  return /^(?:depends on|dependency|dependencies|blocked by|prerequisites?)$/.test(normalize(text));
}
