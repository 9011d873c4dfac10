import type { Role } from '../model.ts';
import { remembered } from '../text/remembered.ts';
import { type Draft, walk } from './draft.ts';
import { isAboutUnit } from './roleOfLabel.ts';
import { roleOfList } from './roleOfList.ts';

interface Given {
  readonly role: Role;
  readonly reason: string;
}

/**
 * Gives every node its role: a marker in the document, the item's own text, then the nearest label or heading that says
 * one, up to the phase; else work. A numbered unit heading says nothing by its words: "Week 12: Quality Gates" is a week.
 */
export function assignRoles(root: Draft): void {
  give(root, { role: 'work', reason: 'nothing says otherwise' });
  markEchoes(root);
  onlyEchoIsWork(root);
}

function give(draft: Draft, inherited: Given): void {
  const given = ownRole(draft, inherited) ?? inherited;
  draft.role = given.role;
  draft.roleReason = given.reason;
  for (const child of draft.children) give(child, given);
}

function ownRole(draft: Draft, inherited: Given): Given | undefined {
  if (draft.markedRole) return { role: draft.markedRole, reason: 'a marker in the document' };
  if (draft.configuredRole)
    return { role: draft.configuredRole, reason: `the configuration says so of "${draft.title || draft.text}"` };
  if (draft.phase) return { role: 'work', reason: `it is the ${draft.kind} "${draft.title}"` };
  if (draft.ownRole) {
    return inherited.role === 'metric'
      ? inherited
      : { role: draft.ownRole, reason: 'its text is a blank to be filled in' };
  }
  // A unit heading keeps its role whatever its words; what is *about* a unit ("Phase 1 Checkpoint") has none of its own.
  if (draft.type === 'section' && draft.unit !== undefined && !isAboutUnit(draft)) return undefined;
  const role =
    draft.type === 'task' && draft.depth === 0 && draft.children.length === 0 ? undefined : roleOfList(draft);
  if (!role) return undefined;
  return { role, reason: `${draft.type === 'group' ? 'the label' : 'the heading'} "${draft.title || draft.text}"` };
}

/** A box outside the phases that says again what a task of a phase says, by id or by text, is an echo of it. */
function markEchoes(root: Draft): void {
  const ids = new Set<string>();
  const texts = new Set<string>();
  const outside: Draft[] = [];
  const visit = (draft: Draft, inPhase: boolean): void => {
    const within = inPhase || draft.phase;
    if (draft.phase && draft.unit !== undefined && draft.id !== undefined) ids.add(`${draft.unit} ${draft.id}`);
    if (draft.type === 'task' && draft.role === 'work') {
      if (within) {
        if (draft.id !== undefined) ids.add(`${draft.unit ?? ''} ${draft.id}`);
        texts.add(said(draft));
      } else if (draft.mark) outside.push(draft);
    }
    for (const child of draft.children) visit(child, within);
  };
  visit(root, false);
  for (const draft of outside) {
    const sameId = draft.id !== undefined && ids.has(`${draft.unit ?? ''} ${draft.id}`);
    if (!sameId && !texts.has(said(draft))) continue;
    draft.role = 'echo';
    draft.roleReason = sameId
      ? `it has the id ${draft.id ?? ''} of a task of a phase`
      : 'it says again what a task of a phase says';
  }
}

function said(draft: Draft): string {
  return wordsOf(draft.title);
}

const wordsOf = remembered((title) =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim(),
);

/** A document that is nothing but a status list is the work itself. */
function onlyEchoIsWork(root: Draft): void {
  const echoes: Draft[] = [];
  let other = 0;
  walk(root, (draft) => {
    if (draft.mark && draft.role === 'echo') echoes.push(draft);
    else if (draft.type === 'task' && draft.role === 'work') other++;
  });
  if (other > 0) return;
  for (const draft of echoes) {
    draft.role = 'work';
    draft.roleReason = 'the document has no other work that it could repeat';
  }
}
