import { chooseMark, type MarkMeanings } from '../edit/chooseMark.ts';
import type { Plan, PlanNode, Problem } from '../model.ts';
import { findCriteria } from '../readiness/criteria.ts';
import { repairGarbled } from '../text/garbled.ts';
import { mendedBox } from '../text/mendedBox.ts';
import type { TextEdit } from '../textEdit.ts';
import { closeFence, openCode } from './codeFixes.ts';
import { dropDependency, newId, otherNames } from './dependencyFixes.ts';
import { everyNode } from '../everyNode.ts';
import { type Lines, type ProblemFix, replaceIn } from './problemFix.ts';
import { unboxedTasks } from './unboxedTasks.ts';

/** What the fixes are made from. */
export interface FixGround {
  /** Of the present text. */
  readonly plan: Plan;
  readonly lines: Lines;
  readonly meanings: () => MarkMeanings;
}

/**
 * The fixes of a problem, the most likely first; none where only its author can say what is right, or where the text is
 * not the one that the problem was found in.
 */
export function problemFixes(problem: Problem, { plan, lines, meanings }: FixGround): readonly ProblemFix[] {
  switch (problem.code) {
    case 'dependency-order':
      // What is done by its steps alone has no tick to take away.
      return untick('untick', [nodeWithMarkOn(plan, problem.line)], { plan, lines, meanings });
    case 'parent-child':
      return boxMarks(problem, plan, lines, meanings);
    case 'ticked-but-failing':
    case 'marked-future':
      return untick('untick', [nodeWithMarkOn(plan, problem.line)], { plan, lines, meanings });
    case 'complete-but-open':
      return untick('untick-list', ticksOfList(plan, problem.line), { plan, lines, meanings });
    case 'damaged-box':
      return boxFixes(problem, lines);
    case 'no-box':
      return addBoxes(problem, plan, lines);
    case 'garbled-text':
      return repairs(lines, problem.line, problem.column);
    case 'unterminated-fence':
      return closeFence(problem, lines);
    case 'work-in-code':
    case 'boxes-in-code':
      return openCode(problem, lines);
    case 'unknown-dependency':
      return otherNames(problem, plan, lines);
    case 'duplicate-id':
      return newId(problem, plan, lines);
    case 'dependency-cycle':
      return dropDependency(problem, plan, lines);
    default:
      return [];
  }
}

/** With the mark that the document uses. */
function boxMarks({ line }: Problem, plan: Plan, lines: Lines, meanings: () => MarkMeanings): readonly ProblemFix[] {
  const node = nodeWithMarkOn(plan, line);
  const mark = node?.mark;
  if (!node || !mark || !lines[mark.line]?.startsWith(`[${mark.char}]`, mark.column - 1)) return [];
  const isDone = node.status === 'done';
  const char = chooseMark(plan, isDone ? 'open' : 'done', meanings());
  if (char === undefined) return [];
  const edit = replaceIn(mark.line, mark.column, mark.column + mark.char.length, char);
  return [{ kind: isDone ? 'untick' : 'tick', edits: [edit] }];
}

/** All of them or none: one whose text is another by now is no list of ticks any more. */
function untick(
  kind: 'untick' | 'untick-list',
  nodes: readonly (PlanNode | undefined)[],
  { plan, lines, meanings }: FixGround,
): readonly ProblemFix[] {
  const char = nodes.length === 0 ? undefined : chooseMark(plan, 'open', meanings());
  const edits = nodes.flatMap((node) => {
    const mark = node?.status === 'done' ? node.mark : undefined;
    if (char === undefined || !mark || !lines[mark.line]?.startsWith(`[${mark.char}]`, mark.column - 1)) return [];
    return [replaceIn(mark.line, mark.column, mark.column + mark.char.length, char)];
  });
  return edits.length > 0 && edits.length === nodes.length ? [{ kind, edits }] : [];
}

/** The ticked criteria of the list that a label or heading on this line holds. */
function ticksOfList(plan: Plan, line: number): readonly PlanNode[] {
  const gate = findCriteria(plan).find((one) => one.line === line);
  const keys = new Set(gate?.criteria.filter(({ boxed, status }) => boxed && status === 'done').map(({ key }) => key));
  return keys.size === 0 ? [] : everyNode(plan.children).filter(({ key }) => keys.has(key));
}

/** The value in place of `${...}` wherever the text has just that outside of code. */
export function fillEdits({ problems }: Plan, lines: Lines, written: string, value: string): readonly TextEdit[] {
  return problems
    .filter(({ code, line, column }) => code === 'unfilled' && lines[line]?.startsWith(written, column) === true)
    .filter(({ column, endColumn }) => endColumn - column === written.length)
    .map(({ line, column, endColumn }) => replaceIn(line, column, endColumn, value));
}

function nodeWithMarkOn(plan: Plan, line: number): PlanNode | undefined {
  for (const node of everyNode(plan.children)) if (node.mark?.line === line) return node;
  return undefined;
}

function boxFixes({ line, column, endColumn }: Problem, lines: Lines): readonly ProblemFix[] {
  const text = lines[line] ?? '';
  const written = text.slice(column, endColumn);
  if (!written.includes('[')) return [];
  const behind = /^\s/.test(text.slice(endColumn)) ? '' : ' ';
  const newText = `${mendedBox(written)}${behind}`;
  return [{ kind: 'repair-box', edits: [replaceIn(line, column, endColumn, newText)] }];
}

function addBoxes({ line }: Problem, plan: Plan, lines: Lines): readonly ProblemFix[] {
  const here = addBox(line, lines);
  if (!here) return [];
  const all = unboxedTasks(plan, (at) => lines[at]).flatMap((problem) => addBox(problem.line, lines) ?? []);
  return [
    { kind: 'add-box', edits: [here] },
    ...(all.length > 1 ? [{ kind: 'add-all-boxes', edits: all, what: `${all.length}` } as const] : []),
  ];
}

function addBox(line: number, lines: Lines): TextEdit | undefined {
  const marker = /^[\t >]{0,40}(?:[-*+]|\d{1,9}[.)])[ \t]+(?!\[)/.exec(lines[line] ?? '')?.[0];
  return marker === undefined ? undefined : replaceIn(line, marker.length, marker.length, '[ ] ');
}

/**
 * Of text that was read in a wrong encoding: the run at a place, its line, the whole text. Doubtful runs are believed
 * where others are garbled in the same way, so the whole text is asked.
 */
export function repairs(lines: Lines, line: number, column: number): readonly ProblemFix[] {
  const here: TextEdit[] = [];
  const all: TextEdit[] = [];
  let at = 0;
  let start = 0;
  for (const run of repairGarbled(lines.join('\n')).runs) {
    while (start + (lines[at]?.length ?? Infinity) < run.start) start += (lines[at++]?.length ?? 0) + 1;
    const edit = replaceIn(at, run.start - start, run.end - start, run.repaired);
    all.push(edit);
    if (at === line) here.push(edit);
  }
  const [first] = here;
  const run = here.find((one) => one.column <= column && column <= one.endColumn) ?? first;
  if (!run) return [];
  return [
    ...(all.length > here.length || here.length > 1 ? [{ kind: 'repair-file', edits: all } as const] : []),
    ...(here.length > 1 ? [{ kind: 'repair-line', edits: here } as const] : []),
    { kind: 'repair-run', edits: [run], what: run.newText },
  ];
}
