/** The kinds of labels that plans use, by the label in lower case without its colon. */
const labels: Readonly<Record<string, RegExp>> = {
  criteria:
    /^(?:(?:acceptance|success|exit|completion|entry|pass|gate|launch) criteria|definition of done|(?:phase \d+ )?complete when|checkpoint|approval|sign-?off)$/,
  deliverables: /^(?:key )?(?:deliverables?|outputs?|outcomes?|artifacts?)$/,
  tasks: /^(?:(?:key |main |remaining )?(?:tasks|steps|activities|action items|actions|to-?dos?|subtasks|checklist))$/,
  goal: /^(?:goals?|objectives?|purpose|scope|focus)$/,
  owner: /^(?:owners?|assignees?|assigned to|agents?|responsible|lead)$/,
  priority: /^priority$/,
  estimate:
    /^(?:estimates?|estimated (?:time|effort|duration|hours)|effort|duration|time|timeline|time ?line|size|points)$/,
  date: /^(?:due|due date|deadline|start|start date|end date|target date|target)$/,
  dependencies: /^(?:depends on|dependencies|dependency|blocked by|blocks|prerequisites?|requires)$/,
  status: /^(?:status|current status|state|progress|completion)$/,
  verification: /^(?:verify|verification|validation|tests?|testing|validates|check)$/,
  files: /^(?:files?|files to (?:create|modify|change)|create|modify)$/,
  risk: /^(?:risks?|mitigations?|blockers?)$/,
};

const bold = /^\*\*([^*]{1,60})\*\*\s?(:?)/;
const alone = /^([\p{L}][\p{L} -]{1,40}):$/u;

/**
 * Which kind of label a line or list item begins with: "criteria", "owner"... Undefined for any other text.
 *
 * @param text without indent, quote marks and bullet: `**Owner**: Backend`, `**Tasks:**`, `Steps:`
 */
export function labelKind(text: string): string | undefined {
  const found = text.startsWith('**')
    ? bold.exec(text)
    : text.endsWith(':') && text.length < 45
      ? alone.exec(text)
      : null;
  if (!found?.[1]) return undefined;
  const inner = found[1].trim();
  if (text.startsWith('**') && found[2] !== ':' && !inner.endsWith(':')) return undefined;
  const label = inner.replace(/:$/, '').trim().toLowerCase();
  return Object.keys(labels).find((kind) => labels[kind]?.test(label));
}

const statusCell =
  /^(?:current )?(?:status|state|done\??|progress|estado|situação|statut|état|статус|состояние|状态|狀態|状況|ステータス|상태)$/;
const workCell =
  /^(?:#|id|(?:work )?items?|(?:sub)?tasks?|task (?:id|name)|stor(?:y|ies)|user story|issues?|tickets?|features?|titles?|steps?|actions?|action items?|todos?|phases?|milestones?|sprints?|deliverables?|epics?|plans?|gaps?|fix(?:es)?|tareas?|tarefas?|aufgaben?|tâches?|задач[аи]|任务|任務|タスク|作業|작업)$/;

/** Whether a table row is the header of a table of work: it has a column for the status and one for the work. */
export function isStatusHeader(row: string): boolean {
  const cells = row.split('|').map((cell) => cell.replace(/[*_`]/g, '').trim().toLowerCase());
  // What each release brings, with its state in the text or in a column.
  if (
    cells.some((cell) => /^(?:releases?|versions?)$/.test(cell)) &&
    cells.some((cell) => /^(?:milestones?|status|features?)$/.test(cell))
  )
    return true;
  return cells.some((cell) => statusCell.test(cell)) && cells.some((cell) => workCell.test(cell));
}

/** `|---|:--:|`, below the header of a table. */
export function isDelimiterRow(row: string): boolean {
  return /^\|[-:| \t]+$/.test(row) && row.includes('-');
}

const handoffHeading =
  /^(?:next (?:steps?|actions?|session|up|priorities)|what'?s next|what (?:was|i|we) |start here|immediate |completed|accomplish|key accomplish|done|in progress|pending|remaining|still to do|blocke[dr]|blockers|open questions|current (?:state|status|situation|task)|session summary|summary of|where we left|known issues|how to (?:resume|continue)|resum|commands|quick (?:commands|start|resume|context)|files (?:changed|modified|created)|key (?:files|decisions)|context|recommendations|active tasks|work (?:completed|in progress|remaining)|state of|status)/;

/** Whether a heading is one that handoffs are made of: "Next steps", "What was done", "Commands to run first". */
export function isHandoffHeading(heading: string): boolean {
  return handoffHeading.test(heading.replace(/^[^\p{L}]{0,20}/u, '').toLowerCase());
}

/** `- `, `* `, `+ `, `1. `, `1) ` and what stands behind; undefined if the text is no list item. */
export function listItemText(text: string): string | undefined {
  const first = text.charCodeAt(0);
  let end = 0;
  if (first === 0x2d || first === 0x2a || first === 0x2b) {
    end = 1;
  } else {
    while (end < 9 && isDigit(text.charCodeAt(end))) end++;
    const closer = text.charAt(end);
    if (end === 0 || (closer !== '.' && closer !== ')')) return undefined;
    end++;
  }
  return end === text.length || isBlank(text.charCodeAt(end)) ? text.slice(end).trimStart() : undefined;
}

/**
 * The mark of a box at the start of a list item's text: `x` of `[x] Ship`; undefined where there is no box. `[P]` is the
 * label of spec-kit for what can go on side by side.
 */
export function boxMark(item: string): string | undefined {
  return /^\[([^\]\nP])\](?=\s|$)/u.exec(item)?.[1];
}

/** The run of fence characters that a line begins with: "```"; undefined for any other line. */
export function fenceOf(text: string): string | undefined {
  if (!text.startsWith('```') && !text.startsWith('~~~')) return undefined;
  let length = 3;
  while (length < text.length && text[length] === text[0]) length++;
  const fence = text.slice(0, length);
  return fence.startsWith('`') && text.includes('`', length) ? undefined : fence;
}

const isDigit = (code: number) => code >= 0x30 && code <= 0x39;
const isBlank = (code: number) => code === 0x20 || code === 0x09;
