import { readEstimate } from '../fields/estimate.ts';
import { readItemId } from '../fields/itemId.ts';
import { readPriority } from '../fields/priority.ts';
import type { Status } from '../model.ts';
import { repairGarbled } from '../text/garbled.ts';
import { stripDecoration } from '../text/decoration.ts';
import { plainText } from '../text/plainText.ts';
import type { TableBlock } from './block.ts';
import { type Draft, newDraft } from './draft.ts';

const titleHeader =
  /^(?:tasks?|items?|title|name|feature|description|deliverable|milestone|story|work item|action|what|todo|to-do|step|activity)$/i;
const columns = {
  status: /^(?:status|state|done\??|progress)$/i,
  id: /^(?:#|id|no\.?|nr\.?|task id|key|ref)$/i,
  owner: /^(?:owner|assignee|assigned(?: to)?|agent|responsible|who|dri)$/i,
  priority: /^(?:priority|prio|p)$/i,
  estimate: /^(?:estimate|effort|time|duration|est\.?|size)$/i,
} as const;

const statusWords: readonly (readonly [Status, RegExp])[] = [
  ['done', /^(?:done|complete[d]?|finished|shipped|closed|merged|yes|x|pass(?:ed)?)$/],
  ['doing', /^(?:in progress|in-progress|wip|doing|started|active|ongoing|in review|partial)$/],
  ['blocked', /^(?:blocked|on hold|waiting|stuck)$/],
  ['cancelled', /^(?:cancelled|canceled|dropped|won't do|wontfix)$/],
  ['skipped', /^(?:deferred|skipped|postponed|n\/a)$/],
  ['failed', /^(?:failed|failing)$/],
  ['open', /^(?:open|todo|to do|to-do|not started|pending|planned|backlog|queued|new|no|ready|next)$/],
];

const statusMarks: readonly (readonly [Status, RegExp])[] = [
  ['done', /[✅✔☑🟢]/u],
  ['doing', /[🚧🔄🟡⏳🏗]/u],
  ['failed', /[❌✗✘]/u],
  ['blocked', /[🚫⛔🔴]/u],
  ['open', /[⬜☐📋⏸⚪]/u],
];

/**
 * The rows of a table with a status column, or with ids and fields of tasks, are tasks without a box: shown, with the
 * status that the cell says, and never counted.
 */
export function addTable(container: Draft, table: TableBlock, offset: number): void {
  const header = table.rows[0]?.cells.map((cell) => plainText(cell).trim()) ?? [];
  const status = header.findIndex((cell) => columns.status.test(cell));
  const title = header.findIndex((cell) => titleHeader.test(cell));
  if (title < 0 || status === title) return;
  const rows = table.rows.slice(1);
  const known = rows.filter((row) => statusOfCell(plainText(row.cells[status] ?? '').trim()) !== 'unboxed');
  const at = (name: keyof typeof columns): number => header.findIndex((cell) => columns[name].test(cell));
  const places = { id: at('id'), owner: at('owner'), priority: at('priority'), estimate: at('estimate') };
  // Without a status, items with ids of their own and an owner, a priority or an effort are still a list of work; a
  // running number makes no id.
  const hasIds =
    rows.filter((row) => /[A-Z][A-Z-]*\d|\d\.\d/i.test(row.cells[places.id] ?? '')).length * 2 > rows.length;
  const isBacklog = hasIds && [places.owner, places.priority, places.estimate].some((place) => place >= 0);
  if (status < 0 ? !isBacklog : known.length * 2 < rows.length) return;
  for (const row of rows) {
    const cell = (index: number): string =>
      index < 0 ? '' : plainText(repairGarbled(row.cells[index] ?? '').text).trim();
    const named = readItemId(stripDecoration(cell(title)));
    if (named.title === '') continue;
    const line = row.line + offset;
    const draft = newDraft({
      type: 'task',
      kind: 'row',
      line,
      endLine: line + 1,
      title: named.title,
      text: cell(title),
      status: statusOfCell(cell(status)),
      parent: container,
    });
    const id = cell(places.id) || named.id;
    if (id !== undefined && id !== '') draft.id = id;
    if (cell(places.owner)) draft.owner = cell(places.owner);
    const priority = readPriority(cell(places.priority));
    if (priority) draft.priority = priority;
    const estimate = readEstimate(cell(places.estimate));
    if (estimate) draft.estimate = estimate;
    container.children.push(draft);
  }
}

function statusOfCell(cell: string): Status {
  const words = stripDecoration(cell).toLowerCase().trim();
  return (
    statusWords.find(([, pattern]) => pattern.test(words))?.[0] ??
    statusMarks.find(([, pattern]) => pattern.test(cell))?.[0] ??
    'unboxed'
  );
}
