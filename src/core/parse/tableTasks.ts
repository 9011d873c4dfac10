import { readEstimate } from '../fields/estimate.ts';
import { readItemId } from '../fields/itemId.ts';
import { readPriority } from '../fields/priority.ts';
import { readStatusValue } from '../fields/statusValue.ts';
import type { Status } from '../model.ts';
import { repairGarbled } from '../text/garbled.ts';
import { stripDecoration } from '../text/decoration.ts';
import { plainText } from '../text/plainText.ts';
import { readDependencies } from '../fields/dependencies.ts';
import type { TableBlock } from './block.ts';
import { type Draft, newDraft } from './draft.ts';

/** What heads the column of titles, the surest first: a description is a title only where nothing else is. */
const titleHeaders: readonly RegExp[] = [
  /^(?:task|item|story|user story|issue|ticket|feature|work item) (?:name|title)$/i,
  /^(?:tasks?|work items?|todo|to-do|what|action(?: items?)?|activity)$/i,
  /^(?:title|name|story|user story|feature|issues?|tickets?|items?|step)$/i,
  /^(?:goal|milestone|deliverable|description)$/i,
];
const columns = {
  status: /^(?:status|state|done\??|progress)$/i,
  id: /^(?:#|id|no\.?|nr\.?|task id|key|ref)$/i,
  owner: /^(?:owner|assignee|assigned(?: to)?|agent|responsible|who|dri)$/i,
  priority: /^(?:priority|prio|p)$/i,
  estimate: /^(?:estimate|effort|time|duration|est\.?|size)$/i,
  dependencies: /^(?:dependenc(?:y|ies)|depends on|deps|blocked by)$/i,
} as const;
/** What a row of numbers under the tasks begins with. */
const totals = /^(?:grand )?(?:sub-?)?total\b/i;
/** A table of the phases themselves says again what their headings say. */
const unitHeader = /^(?:phase|stage|stream|track|wave|sprint)$/i;

type Places = Readonly<Record<keyof typeof columns, number>> & { readonly title: number; readonly text: number };

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

interface TableFacts {
  readonly places: Places;
  readonly rows: readonly Row[];
}

const cache = new WeakMap<TableBlock, TableFacts | null>();

/**
 * The rows of a table with a status column, or with ids and fields of tasks, are tasks without a box: shown, with the
 * status that the cell says, and never counted.
 */
export function addTable(container: Draft, table: TableBlock, offset: number): void {
  let facts = cache.get(table);
  if (facts === undefined) {
    facts = readTable(table);
    cache.set(table, facts);
  }
  for (const row of facts?.rows ?? []) {
    const draft = facts && rowDraft(container, facts.places, row, row.line + offset);
    if (draft) container.children.push(draft);
  }
}

function readTable(table: TableBlock): TableFacts | null {
  const header = table.rows[0]?.cells.map((cell) => plainText(cell).trim()) ?? [];
  const at = (pattern: RegExp): number => header.findIndex((cell) => pattern.test(cell));
  const titles = titleHeaders.map(at).filter((index) => index >= 0);
  const title = titles[0] ?? -1;
  const places: Places = {
    status: at(columns.status),
    id: at(columns.id),
    owner: at(columns.owner),
    priority: at(columns.priority),
    estimate: at(columns.estimate),
    dependencies: at(columns.dependencies),
    title,
    text: titles[1] ?? -1,
  };
  if (title < 0 || places.status === title) return null;
  if (unitHeader.test(header[0] ?? '') && !titleHeaders[0]?.test(header[title] ?? '') && !isTask(header[title] ?? ''))
    return null;
  const rows = table.rows
    .slice(1)
    .map((row) => ({ line: row.line, cells: row.cells.map((cell) => plainText(repairGarbled(cell).text).trim()) }))
    .filter((row) => !totals.test(row.cells[title] ?? ''));
  return isWork(rows, places) ? { places, rows } : null;
}

const isTask = (header: string): boolean => titleHeaders[1]?.test(header) ?? false;

/**
 * A list of work says how far most of its rows are; or it has ids of its own and an owner, a priority or an effort (a
 * running number makes no id); or two such fields beside the title.
 */
function isWork(rows: readonly Row[], places: Places): boolean {
  const status = ({ cells }: Row): Status | undefined => readStatusValue(cells[places.status] ?? '');
  const known = rows.filter((row) => status(row) !== undefined).length;
  if (places.status >= 0) return known > 0 && known * 2 >= rows.length;
  const fields = [places.owner, places.priority, places.estimate].filter((place) => place >= 0).length;
  if (fields >= 2 && places.dependencies >= 0) return true;
  const ids = rows.filter(({ cells }) => /[A-Z][A-Z-]*\d|\d\.\d/i.test(cells[places.id] ?? '')).length;
  return fields > 0 && ids * 2 > rows.length;
}

function rowDraft(container: Draft, places: Places, { cells }: Row, line: number): Draft | undefined {
  const cell = (index: number): string => (index < 0 ? '' : (cells[index] ?? ''));
  const named = readTitle(cell(places.title), cell(places.text));
  if (named.title === '') return undefined;
  const draft = newDraft({
    type: 'task',
    kind: 'row',
    line,
    endLine: line + 1,
    title: named.title,
    text: cell(places.title),
    status: readStatusValue(cell(places.status)) ?? 'unboxed',
    parent: container,
  });
  const id = cell(places.id) || named.id;
  if (id !== undefined && id !== '') draft.id = id;
  if (cell(places.owner)) draft.owner = cell(places.owner);
  const priority = readPriority(cell(places.priority));
  if (priority) draft.priority = priority;
  const estimate = readEstimate(cell(places.estimate));
  if (estimate) draft.estimate = estimate;
  for (const dependency of readDependencies(cell(places.dependencies))) draft.dependsOn.push({ ...dependency, line });
  return draft;
}

/** A cell that holds nothing but an id leaves the title to the next column of text. */
function readTitle(cell: string, text: string): { readonly id?: string; readonly title: string } {
  const bare = stripDecoration(cell);
  if (text !== '' && /^(?:(?:task )?#?\d{1,4}(?:\.\d{1,4}){0,5}|[A-Z]{1,5}-?\d{1,5}(?:\.\d{1,3})*)$/i.test(bare))
    return { id: bare.replace(/^(?:task )?#?/i, ''), title: stripDecoration(text) };
  return readItemId(bare);
}
