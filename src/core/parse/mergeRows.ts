import { type Draft, walk } from './draft.ts';

/**
 * Takes away the rows of tables whose id a heading or box of the same phase has too: a table at the top of a phase lists
 * what the headings below it describe. The task keeps what the row says of its status, owner and estimate.
 */
export function mergeRows(root: Draft): void {
  const tasks = new Map<string, Draft>();
  const rows: Draft[] = [];
  walk(root, (draft) => {
    if (draft.type !== 'task' || draft.id === undefined) return;
    if (draft.kind === 'row') rows.push(draft);
    else if (!tasks.has(placeOf(draft))) tasks.set(placeOf(draft), draft);
  });
  for (const row of rows) {
    const task = tasks.get(placeOf(row));
    if (!task) continue;
    if (row.status !== 'unboxed') task.stated ??= row.status;
    if (row.owner !== undefined) task.owner ??= row.owner;
    if (row.estimate) task.estimate ??= row.estimate;
    if (row.priority) task.priority ??= row.priority;
    row.parent?.children.splice(row.parent.children.indexOf(row), 1);
  }
}

/** The phase and the id: numbers begin anew in every phase. */
function placeOf(draft: Draft): string {
  let at = draft.parent;
  while (at && !at.phase) at = at.parent;
  return `${at?.line ?? ''} ${draft.id?.toLowerCase() ?? ''}`;
}
