import type { Body } from './body.ts';
import { type Draft, walk } from './draft.ts';
import type { SettledBody } from './settledBody.ts';
import { namedStub } from './stub.ts';

/**
 * Takes away the rows of tables whose id a heading or box of the same phase has too: a table at the top of a phase lists
 * what the headings below it describe. The task keeps what the row says of its status, owner and estimate.
 */
export function mergeRows(root: Draft): void {
  const tasks = new Map<string, Draft>();
  const rows: Draft[] = [];
  if (!hasRows(root)) return;
  const add = (place: string, task: Draft): void => {
    if (!tasks.has(place)) tasks.set(place, task);
  };
  const settledRows: { readonly body: SettledBody; readonly place: string }[] = [];
  const visit = (draft: Draft): void => {
    if (draft.type !== 'task' || draft.id === undefined) return;
    if (draft.kind === 'row') rows.push(draft);
    else add(placeOf(draft.parent, draft.id), draft);
  };
  walk(root, visit, (body, section) => {
    for (const id of body.taskIds) add(placeOf(section, id), namedStub(body, ''));
    for (const id of body.rowIds) settledRows.push({ body, place: placeOf(section, id) });
  });
  // A row that is taken away, and the task that takes what it says, are read anew.
  for (const { body, place } of settledRows) if (tasks.has(place)) body.touched = true;
  for (const row of rows) {
    const task = tasks.get(placeOf(row.parent, row.id ?? ''));
    if (!task) continue;
    row.meddled = true;
    task.meddled = true;
    if (row.parent) row.parent.meddled = true;
    if (row.status !== 'unboxed') task.stated ??= row.status;
    if (row.owner !== undefined) task.owner ??= row.owner;
    if (row.estimate) task.estimate ??= row.estimate;
    if (row.priority) task.priority ??= row.priority;
    row.parent?.children.splice(row.parent.children.indexOf(row), 1);
  }
}

function hasRows(root: Draft): boolean {
  let found = false;
  const visit = (draft: Draft): void => {
    found ||= draft.kind === 'row';
  };
  walk(root, visit, (body) => {
    found ||= body.rowIds.length > 0;
  });
  return found;
}

/** Notes the ids in the own texts of sections. */
export function noteIds(bodies: readonly Body[]): void {
  for (const { notes, content } of bodies) {
    if (!notes) continue;
    const ids = { rowIds: [] as string[], taskIds: [] as string[] };
    for (const draft of content)
      walk(draft, ({ type, kind, id }) => {
        if (type === 'task' && id !== undefined) ids[kind === 'row' ? 'rowIds' : 'taskIds'].push(id);
      });
    Object.assign(notes.facts, ids);
  }
}

/** The phase and the id: numbers begin anew in every phase. */
function placeOf(parent: Draft | undefined, id: string): string {
  let at = parent;
  while (at && !at.phase) at = at.parent;
  return `${at?.line ?? ''} ${id.toLowerCase()}`;
}
