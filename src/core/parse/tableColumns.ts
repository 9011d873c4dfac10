import {
  dateLabel,
  dependencyLabel,
  estimateLabel,
  ownerLabel,
  priorityLabel,
  statusLabel,
} from '../fields/fieldLabels.ts';

/** What heads the column of titles, the surest first: a description is a title only where nothing else is. */
const titleHeaders: readonly RegExp[] = [
  /^(?:task|item|story|user story|issue|ticket|feature|work item) (?:name|title)$/i,
  /^(?:(?:sub-?)?tasks?|work items?|work packages?|todo|to-do|what|action(?: items?)?|activit(?:y|ies)|attività|arbeitsschritte?|schritte?|maßnahmen?|aktion(?:en)?|teilaufgaben?|taak|taken|zadani[ea]|actividad(?:es)?|atividades?|activités?|aktivität(?:en)?|tareas?|tarefas?|aufgaben?|tâches?|задач[аи]|任务|任務|タスク|作業|작업|할 일)$/i,
  /^(?:title|name|story|user story|(?:пользовательск(?:ая|ие) )?истори[яи]|historias?(?: de usuario)?|histórias?(?: de usuário)?|feature|issues?|tickets?|items?|step|lesson)$/i,
  /^(?:características?|funcionalidad(?:es)?|funcionalidades?|fonctionnalités?|funktion(?:en)?|функци[яи]|фич[аи]|elementos?|功能|機能|項目|项目|기능|항목)$/i,
  /^(?:goal|objectifs?|milestone|deliverables?|description|summary|内容|概要|objetivos?|ziele?|цел[ьи]|目标|目標|목표)$/i,
];
/** Beside the names that such fields have as labels. */
const columns = {
  status: [
    statusLabel,
    /^(?:done\??|ok\?|progress|stand|stato|stav|réalisation|réalisée?|avancement|erledigt|umgesetzt|realizado|hecho|feito|進捗|进度|진행)$/i,
  ],
  id: [/^(?:#|id|no\.?|nr\.?|task id|key|ref|us)$/i],
  owner: [ownerLabel, /^(?:developers?(?:\(s\))?|person responsible|by whom|zuständig|resp\.?)$/i],
  priority: [priorityLabel, /^p$/i],
  estimate: [
    estimateLabel,
    /^(?:size|t-shirt size|complexity|difficulty|komplexität|schwierigkeit|complejidad|complexidade|complexité|сложность|复杂度|難易度|난이도|(?:(?:story|estimat(?:e|ed|ion)) )?(?:points|pts)|estimated hours|sp|hours|days|schätzung|pontuação|pontos|puntos|工时|工時|工数)$/i,
  ],
  due: [dateLabel, /^(?:when|by when|eta|end(?: date)?|termin|fecha|data|fim|fin|срок|기한)$/i],
  dependencies: [dependencyLabel],
} as const;
/** "Effort (h)" */
const inBrackets = / ?\([^()]{1,12}\)$/;
/** Every row of a table with such a column is one. */
const tickets =
  /^(?:issues?|tickets?|items?|(?:user )?stor(?:y|ies)|истори[яи]|historias?(?: de usuario)?|histórias?(?: de usuário)?|features?|deliverables?|work packages?|checks?|steps?|功能|機能|기능|фич[аи])$/i;
/** A table of the phases themselves says again what their headings say. */
const units = /^(?:phase|stage|stream|track|wave|sprint)$/i;

/** What the column of a table may say of its rows, beside their titles. */
export type Column = keyof typeof columns;

/** The first column of this kind, 0-based; -1 without one. */
export function columnOf(header: readonly string[], column: Column): number {
  return header.findIndex((cell) => columns[column].some((pattern) => pattern.test(cell.replace(inBrackets, ''))));
}

/** The columns that may hold the titles, 0-based, the surest first. */
export function titleColumns(header: readonly string[]): readonly number[] {
  const at = (pattern: RegExp): number => header.findIndex((cell) => pattern.test(cell.replace(inBrackets, '')));
  return titleHeaders.map(at).filter((index) => index >= 0);
}

/** Whether a column has the name of some field of a task. */
export function namesColumn(cell: string): boolean {
  return Object.values(columns).some((patterns) => patterns.some((pattern) => pattern.test(cell)));
}

/** Whether a column of titles says that they are tasks: "Task", "Story title". */
export function headsTasks(cell: string): boolean {
  return titleHeaders.slice(0, 2).some((pattern) => pattern.test(cell));
}

/** Whether each row below such a title is a piece of work by itself. */
export function headsTickets(cell: string): boolean {
  return tickets.test(cell) || (titleHeaders[1]?.test(cell) ?? false);
}

/** Whether a column names the phases themselves. */
export function namesUnits(cell: string): boolean {
  return units.test(cell);
}
