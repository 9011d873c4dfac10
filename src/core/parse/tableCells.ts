import { unitOfWord } from '../fields/unitWords.ts';
import { plainText } from '../text/plainText.ts';
import { repairGarbled } from '../text/garbled.ts';
import { stripDecoration } from '../text/decoration.ts';
import type { TableBlock } from './block.ts';
import { type Draft, newDraft } from './draft.ts';
import { listKind } from './listKind.ts';
import { roleOfLabel } from './roleOfLabel.ts';

/** What heads the column that says what there is to do in a phase, a week or a release. */
const workHeader =
  /^(?:tasks?|work|activities|what|deliverables?|features?|scope(?: (?:and|&) [a-z ]{1,30})?|focus|content|contents|description|theme|milestones?|topics?|items|actions?|steps|goals?|objectives?|aufgaben|tareas|tarefas|задачи|任务|任務|タスク|作業|작업|内容|내용)$/i;
/** Beside "Goal" or "Theme", the column that lists. */
const surestHeader =
  /^(?:tasks?|work|activities|deliverables?|actions?|steps|aufgaben|tareas|tarefas|задачи|任务|任務|タスク|作業|작업)$/i;
/** A column that says more about what the first one names. */
const describing =
  /^(?:contents?|descriptions?|details|scope|what|what it \p{L}+|purpose|work|tasks?|changes?|actions?|effort|estimate|time|owner|depends on|dependencies|priority|notes|output|deliverables?|내용|内容|说明|описание|descripción|descrição|beschreibung|why|reason|rationale|motivation|por qu[eé]|motivo|pourquoi|warum|grund|зачем|почему|理由|为什么|이유)$/iu;
/** What heads a column of nothing but things to do: its rows are work in any section that lists no other. */
const toDo =
  /^(?:improvements?|enhancements?|tasks?|to-?dos?|action items?|fix(?:es)?|mejoras?|tareas?|melhorias?|tarefas?|aufgaben?|verbesserung(?:en)?|maßnahmen?|améliorations?|tâches?|задач[аи]|улучшени[ея]|任务|任務|改进|改善|改善点|タスク|作業|작업|개선)$/i;
/** A column that needs no other to say that its rows are work. */
const plainWork =
  /^(?:features?|features? ?\/ ?deliverables?|tasks?|work items?|deliverables?|aufgaben?|tareas?|tarefas?|задач[аи]|funktion(?:en)?|任务|任務|功能)$/i;
/** Columns that only count the rows. */
const counting = /^(?:#|no\.?|nr\.?|id|№)$/i;
/** First columns of tables that compare, decide or explain. */
const explaining =
  /^(?:decision|options?|technolog(?:y|ies)|tools?|layers?|roles?|terms?|variables?|fields?|propert(?:y|ies)|commands?|situation|environment|aspects?|areas?|categor(?:y|ies)|questions?|before|date|types?|status|keys?|names? of)$/i;

const totals =
  /^(?:(?:grand )?(?:sub-?)?totals?(?::.{0,40}| (?:effort|hours|days|time|points|story points|estimated?|cost|duration|remaining).{0,40})?|(?:итого|всего|gesamt|summe|合计|合計|小计|합계))$/i;

/** What a row of numbers under the others begins with. */
export function isTotals(text: string): boolean {
  return totals.test(text);
}

interface Row {
  readonly line: number;
  readonly text: string;
  readonly unit?: string;
  readonly isToDo?: true;
  /** Nothing but the place of the table says that its rows may be work. */
  readonly isUnsure?: true;
  /** What the row says is to be done in it. */
  readonly pieces: readonly string[];
}

const cache = new WeakMap<TableBlock, readonly Row[]>();

/**
 * Keeps the rows of a table that is no list of work by its columns, as bullets that only their place can make more of: a
 * `span` is one week or phase with what is done in it (promoteUnits.ts), a `cell` is the work of a phase that lists no
 * other (listedWork.ts).
 */
export function addCells(container: Draft, table: TableBlock, offset: number): void {
  let rows = cache.get(table);
  if (!rows) {
    rows = readSpans(table) ?? readCells(table);
    cache.set(table, rows);
  }
  for (const { line, text, unit, pieces, isToDo, isUnsure } of rows) {
    const place = { type: 'bullet', line: line + offset, endLine: line + offset + 1 } as const;
    const row = newDraft({
      ...place,
      kind: unit !== undefined ? 'span' : isToDo ? 'toDo' : isUnsure ? 'entry' : 'cell',
      title: text,
      text,
      parent: container,
    });
    if (unit !== undefined) row.unit = unit;
    for (const piece of pieces)
      row.children.push(newDraft({ ...place, kind: 'bullet', title: piece, text: piece, parent: row }));
    container.children.push(row);
  }
}

/** Whether each row of the table is a phase, week or release of its own and says what is done in it. */
export function isTableOfUnits(table: TableBlock): boolean {
  return readSpans(table) !== undefined;
}

const textOf = (cell: string): string => stripDecoration(plainText(repairGarbled(cell.slice(0, 2000)).text)).trim();

function readSpans(table: TableBlock): readonly Row[] | undefined {
  const header = table.rows[0]?.cells.map(textOf) ?? [];
  const word = header[0] ?? '';
  const unit = /^(?:quarter|year|quartal|trimestre)$/i.test(word) ? 'quarter' : unitOfWord(word);
  const named = header.findIndex((cell, index) => index > 0 && surestHeader.test(cell));
  const work = named > 0 ? named : header.findIndex((cell, index) => index > 0 && workHeader.test(cell));
  const rows = table.rows.slice(1);
  if (unit === undefined || work < 0 || rows.length < 2) return undefined;
  if (header.some((cell) => /^(?:status|state|done|progress)$/i.test(cell))) return undefined;
  const names = rows.map(({ cells }) => textOf(cells[0] ?? ''));
  if (names.includes('') || new Set(names).size < names.length) return undefined;
  return rows.map(({ line, cells }, index) => {
    const name = names[index] ?? '';
    const text = /^\d/.test(name) && unit !== 'quarter' ? `${word} ${name}` : name;
    return { line, text, unit, pieces: piecesOf(cells[work] ?? '') };
  });
}

/** `Import<br>Export`, `Parser; writer`, `Draw it. Build it.`, `login, logout`: the things a cell lists. */
function piecesOf(cell: string): readonly string[] {
  const clean = (list: readonly string[]): readonly string[] =>
    list.map((piece) => textOf(piece.replace(/^\s?[-*•·] /, '')).replace(/[.;,]$/, '')).filter((piece) => piece !== '');
  const bounded = cell.slice(0, 2000);
  const listed = clean(bounded.split(/<br ?\/?>|;|\s[•·]\s/i));
  if (listed.length > 1) return listed;
  const said = clean(bounded.split(/\.\s+(?=\p{Lu})/u));
  if (said.length > 1 || bounded.includes(':')) return said;
  const named = clean(bounded.split(/, /));
  return named.every((piece) => piece.split(' ').length <= 4) ? named : said;
}

function readCells(table: TableBlock): readonly Row[] {
  const header = table.rows[0]?.cells.map(textOf) ?? [];
  const first = counting.test(header[0] ?? '') ? 1 : 0;
  const name = header[first] ?? '';
  const kind = listKind(name);
  if (name === '' || roleOfLabel(name) !== undefined) return [];
  if (kind === 'none' && !/^files?$/i.test(name)) return [];
  const others = header.slice(first + 1);
  const isSure =
    !explaining.test(name) &&
    (others.some((cell) => describing.test(cell)) || (others.length > 0 && plainWork.test(name)));
  if (others.length === 0) return [];
  return table.rows
    .slice(1)
    .map(({ line, cells }) => ({
      line,
      text: textOf(cells[first] ?? ''),
      pieces: [],
      ...(isSure && toDo.test(name) && { isToDo: true as const }),
      ...(!isSure && { isUnsure: true as const }),
    }))
    .filter(({ text }) => text !== '' && !isTotals(text));
}

interface Cells {
  readonly cells: readonly string[];
}

/** "— free", "— free", "taken": few words in a status column are states, whatever they say. */
export function hasFewStates(rows: readonly Cells[], status: number): boolean {
  const said = rows.map(({ cells }) => cells[status] ?? '');
  return status >= 0 && rows.length > 2 && new Set(said).size <= 2 && said.every((state) => state.length <= 20);
}

/** "Active" in all rows: what is used, not what is done. */
export function areInUse(rows: readonly Cells[], status: number): boolean {
  return rows.every(({ cells }) => /^(?:active|in use|live|enabled|operational)$/i.test(cells[status] ?? ''));
}
