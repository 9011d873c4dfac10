import { readEstimate } from '../fields/estimate.ts';
import { readItemId } from '../fields/itemId.ts';
import { readPriority } from '../fields/priority.ts';
import { readStatusCell, readStatusValue } from '../fields/statusValue.ts';
import type { Status } from '../model.ts';
import { repairGarbled } from '../text/garbled.ts';
import { stripDecoration } from '../text/decoration.ts';
import { plainText } from '../text/plainText.ts';
import { readDependencies } from '../fields/dependencies.ts';
import type { TableBlock } from './block.ts';
import { type Draft, newDraft } from './draft.ts';
import { dependsOnSiblings, isBesideWork } from './listedWork.ts';
import { isAboutWork } from './listKind.ts';
import { normalize, roleOfLabel } from './roleOfLabel.ts';
import {
  type Column,
  columnOf,
  headsTasks,
  headsTickets,
  namesColumn,
  namesUnits,
  titleColumns,
} from './tableColumns.ts';
import { addCells, areInUse, hasFewStates, isTableOfUnits, isTotals } from './tableCells.ts';

type Places = Readonly<Record<Column, number>> & { readonly title: number; readonly text: number };

const noColumns: Places = {
  id: -1,
  title: -1,
  status: -1,
  owner: -1,
  priority: -1,
  estimate: -1,
  due: -1,
  dependencies: -1,
  text: -1,
};

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

interface TableFacts {
  readonly places: Places;
  readonly rows: readonly Row[];
  /** What heads the titles is no word for work: only a numbered unit makes its rows the work. */
  readonly ofUnit?: true;
  /** Each of its rows, five at least, says how far it is. */
  readonly isWhole?: boolean;
  /** What says how far they are is a column of boxes. */
  readonly isDrawn?: boolean;
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
  if (facts?.ofUnit && container.unit === undefined && !mayHoldRows(container, facts)) facts = null;
  // A table of times or estimates says something about work that stands elsewhere.
  if (facts?.places.status !== undefined && facts.places.status >= 0) {
    addRows(container, facts, offset);
    return;
  }
  const place = isListOfCriteria(container) ? (container.parent ?? container) : container;
  if (isBesideHere(place) && !(isTimeline(place) && isTableOfUnits(table))) return;
  if (facts && !isTableOfUnits(table)) addRows(place, facts, offset);
  else addCells(place, table, offset);
}

/** "3.1 Endpoints" is a piece of work itself: a table in it says what it is about, unless it draws boxes. */
function mayHoldRows(container: Draft, { isWhole, isDrawn: hasBoxes }: TableFacts): boolean {
  return isWhole === true && (hasBoxes === true || !/^\d+\.\d/.test(container.id ?? '')) && !isBesideHere(container);
}

/** `**Exit criteria:**` over a list: the table behind the list is of the phase. */
function isListOfCriteria({ type, text, children }: Draft): boolean {
  return type === 'group' && roleOfLabel(text) === 'gate' && children.some((child) => child.depth === 0);
}

/** `| Week | Tasks |` below "Timeline": where the plan has no other units, these are. */
const isTimeline = ({ text }: Draft): boolean =>
  /^(?:(?:project |proposed )?(?:timeline|schedule)|timetable|zeitplan|cronograma|calendrier)$/.test(normalize(text));

function addRows(container: Draft, facts: TableFacts, offset: number): void {
  for (const row of facts.rows) {
    const draft = rowDraft(container, facts.places, row, row.line + offset);
    if (draft) container.children.push(draft);
  }
}

const textsOf = (cells: readonly string[]): readonly string[] =>
  cells.map((cell) => plainText(repairGarbled(cell).text).trim());

/** `| v0.3 | Done. Two engines |`: the state stands before what the release brings. */
const statedText = /^([^.:;,–—]{2,24}?)\s?[.:;,–—]\s+(?=\S)/;

/** A table of releases whose text says how far they are, in a third of the rows at least; the others are to come. */
function readReleases(header: readonly string[], table: TableBlock): TableFacts | null {
  if (!/^(?:releases?|versions?)$/i.test(header[0] ?? '') || header.length < 2) return null;
  let stated = 0;
  const rows = table.rows.slice(1).map(({ line, cells }) => {
    const [release = '', text = ''] = textsOf(cells);
    const head = statedText.exec(text);
    const says = head && readStatusValue(head[1] ?? '') !== undefined;
    if (says) stated++;
    return { line, cells: says ? [release, text.slice(head[0].length), head[1] ?? ''] : [release, text, ''] };
  });
  const places = { ...noColumns, id: 0, title: 1, status: 2 };
  return stated > 0 && stated * 3 >= rows.length ? { places, rows } : null;
}

/** `|  | To do | Doing | Done |`: in each row the last column with a mark says how far it is. */
function readStateColumns(header: readonly string[], table: TableBlock): TableFacts | null {
  const states = header.slice(1);
  const known = states.filter((name) => readStatusValue(name) !== undefined);
  if (known.length < 2 || known.length * 2 < states.length) return null;
  const isMark = (cell: string): boolean => /^(?:x|✓|✔|✅|)$/iu.test(cell);
  const rows = table.rows.slice(1).map(({ line, cells }) => {
    const [title = '', ...marks] = textsOf(cells);
    const last = marks.findLastIndex((mark) => mark !== '');
    // "Tested" is no word for a state, but stands behind "Done".
    const state = states.slice(0, last + 1).findLast((name) => readStatusValue(name) !== undefined);
    return { line, cells: [title, last < 0 ? '' : (state ?? '')], isMarked: marks.every(isMark) };
  });
  const places = { ...noColumns, title: 0, status: 1 };
  return rows.length > 1 && rows.every(({ isMarked }) => isMarked) ? { places, rows } : null;
}

/** What the headings beside a section decide cannot be settled with its own text. */
function isBesideHere(container: Draft): boolean {
  if (dependsOnSiblings(container)) container.meddled = true;
  return isBesideWork(container);
}

function readTable(table: TableBlock): TableFacts | null {
  const header = table.rows[0]?.cells.map((cell) => plainText(cell).trim()) ?? [];
  const boxed = header.flatMap((_, index) => (isDrawn(table, index) ? [index] : []));
  // Several such columns compare things.
  const drawn = boxed.length === 1 ? (boxed[0] ?? -1) : -1;
  const [title = -1, text = -1] = titleColumns(header);
  const places: Places = {
    status: drawn < 0 ? columnOf(header, 'status') : drawn,
    id: columnOf(header, 'id'),
    owner: columnOf(header, 'owner'),
    priority: columnOf(header, 'priority'),
    estimate: columnOf(header, 'estimate'),
    due: columnOf(header, 'due'),
    dependencies: columnOf(header, 'dependencies'),
    title,
    text,
  };
  const states = readStateColumns(header, table) ?? (places.status < 0 ? readReleases(header, table) : null);
  if (states) return states;
  if (title < 0 && places.status >= 0) return readOfUnit(header, table, places);
  if (title < 0 || places.status === title) return null;
  const isOfUnits = namesUnits(header[0] ?? '') && !table.rows.slice(1).every(({ cells }) => isPart(cells[0] ?? ''));
  if (isOfUnits && !headsTasks(header[title] ?? '')) return null;
  const rows = table.rows
    .slice(1)
    .map((row) => ({ line: row.line, cells: textsOf(row.cells) }))
    .filter((row) => !isTotals(row.cells[title] ?? ''));
  if (isWork(rows, places, header[title] ?? '')) return { places, rows };
  return hasFewStates(rows, places.status) ? { places, rows, ofUnit: true } : null;
}

/** `| Part of the spec | Status |`: the first column, unless it names what is about the work ("Risk", "File", "Test"). */
function readOfUnit(header: readonly string[], table: TableBlock, places: Places): TableFacts | null {
  const title = places.id === 0 || places.status === 0 ? 1 : 0;
  const name = header[title] ?? '';
  const isNamed =
    places.id === 0 && table.rows.slice(1).every(({ cells }) => ownId.test(plainText(cells[0] ?? '').trim()));
  if (name === '' || title === places.status) return null;
  if (!isNamed && (isAboutWork(name) || roleOfLabel(name))) return null;
  if (namesUnits(name) || namesColumn(name)) return null;
  const rows = table.rows.slice(1).map((row) => ({ line: row.line, cells: textsOf(row.cells) }));
  const known = rows.filter(({ cells }) => statusOfCell(cells[places.status] ?? '') !== undefined).length;
  if (
    (known * (isNamed ? 3 : 2) < rows.length || rows.length < (isNamed ? 1 : 2)) &&
    !hasFewStates(rows, places.status)
  )
    return null;
  return {
    places: { ...places, title },
    rows,
    ...(!isNamed && {
      ofUnit: true,
      isDrawn: isDrawn(table, places.status) && columnOf(header, 'status') === places.status,
      isWhole: isDrawn(table, places.status) || (known === rows.length && known >= 3 && !areInUse(rows, places.status)),
    }),
  };
}

/** `M3`, `AB-12`: what stands in such a row is a piece of work, whatever heads its column. */
const ownId = /^[A-Z]{1,5}(?:-[A-Z]{1,9}){0,2}-?\d{1,5}$/;

/** `B2` below "Phase", in a section that is called B: a part of that, no phase of the plan; `P2` is one. */
const isPart = (cell: string): boolean => /^[A-EG-OQ-Z]\d{1,2}$/.test(plainText(cell).trim());

/** What heads a column of things to do, as nothing else does. */
const toBeDone =
  /^(?:tasks?|activit(?:y|ies)|deliverables?|action items?|work items?|to-?dos?|tareas?|tarefas?|aufgaben?|任务|任務|タスク)$/i;

const box = /^\[([ xX~])\]$/;

/** Whether a column holds nothing but drawn boxes: `[x]` as code, which is no box of a list. */
function isDrawn(table: TableBlock, index: number): boolean {
  const rows = table.rows.slice(1);
  return rows.length > 1 && rows.every(({ cells }) => box.test(plainText(cells[index] ?? '').trim()));
}

/**
 * A list of work says how far most of its rows are; or it has ids of its own and an owner, a priority or an effort (a
 * running number makes no id); or two such fields beside the title.
 */
function isWork(rows: readonly Row[], places: Places, titleHeader: string): boolean {
  const isTicketTable = headsTickets(titleHeader);
  const status = ({ cells }: Row): Status | undefined => statusOfCell(cells[places.status] ?? '');
  const known = rows.filter((row) => status(row) !== undefined).length;
  const fields = [places.owner, places.priority, places.estimate, places.due].filter((place) => place >= 0).length;
  if (places.status >= 0) {
    // A column that is still to be filled in.
    const isBlank =
      rows.length > 1 && toBeDone.test(titleHeader) && rows.every(({ cells }) => (cells[places.status] ?? '') === '');
    return fields > 0 || isBlank || (known > 0 && known * 2 >= rows.length);
  }
  if (fields >= 2 && places.dependencies >= 0) return true;
  // "Who" and "What" alone may be a list of contacts.
  if (fields > (/^what$/i.test(titleHeader) ? 1 : 0) && isTicketTable) return true;
  // "AB-12" is the id of a piece of work wherever the column beside it is called so.
  const own = rows.filter(({ cells }) => /^[A-Z][A-Z0-9]{0,9}-\d{1,5}$/.test(cells[places.id] ?? '')).length;
  if (isTicketTable && rows.length > 1 && own === rows.length) return true;
  const ids = rows.filter(({ cells }) => /[A-Z]-*\d|\d\.\d/i.test(cells[places.id] ?? '')).length;
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
    status: statusOfCell(cell(places.status)) ?? 'unboxed',
    parent: container,
  });
  const id = cell(places.id) || named.id;
  if (id !== undefined && id !== '') draft.id = id;
  if (cell(places.owner)) draft.owner = cell(places.owner);
  const priority = readPriority(cell(places.priority));
  if (priority) draft.priority = priority;
  if (cell(places.due)) draft.due = cell(places.due);
  const estimate = readEstimate(cell(places.estimate));
  if (estimate) draft.estimate = estimate;
  for (const dependency of readDependencies(cell(places.dependencies))) draft.dependsOn.push({ ...dependency, line });
  return draft;
}

const drawnStatus: Readonly<Record<string, Status>> = { ' ': 'open', x: 'done', X: 'done', '~': 'doing' };

function statusOfCell(cell: string): Status | undefined {
  return readStatusCell(cell) ?? drawnStatus[box.exec(cell)?.[1] ?? ''];
}

/** A cell that holds nothing but an id leaves the title to the next column of text. */
function readTitle(cell: string, text: string): { readonly id?: string; readonly title: string } {
  const bare = stripDecoration(cell);
  if (text !== '' && /^(?:(?:task )?#?\d{1,4}(?:\.\d{1,4}){0,5}|[A-Z]{1,5}-?\d{1,5}(?:\.\d{1,3})*)$/i.test(bare))
    return { id: bare.replace(/^(?:task )?#?/i, ''), title: stripDecoration(text) };
  return readItemId(bare);
}
