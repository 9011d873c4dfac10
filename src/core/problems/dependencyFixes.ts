import { suggestions } from '../complete/suggestions.ts';
import type { Dependency, Plan, PlanNode, Problem } from '../model.ts';
import { namesItself } from '../namesItself.ts';
import { nodesOn } from '../nodesOn.ts';
import { startOfName } from '../show/dependencySpots.ts';
import type { TextEdit } from '../textEdit.ts';
import { everyNode, nodesByKey } from '../everyNode.ts';
import { type Lines, type ProblemFix, replaceIn } from './problemFix.ts';

const mostNames = 3;
const mostDifferences = 2;

/** The names that the plan has and that are nearest to one that it has not: `T8` is `T008`, `T-12` is `T12`. */
export function otherNames({ line }: Problem, plan: Plan, lines: Lines): readonly ProblemFix[] {
  const text = lines[line] ?? '';
  const known = suggestions({ what: 'id' }, plan, [], line).map((one) => one.text);
  return (
    hardOn(plan, line)
      // A name that several have leads to none of them, and is known all the same.
      .filter(({ key, target = '' }) => key === undefined && !known.includes(target))
      .flatMap(({ target = '' }) => {
        const start = startOfName(text, target);
        if (start === undefined) return [];
        return nearest(target, known).map((what): ProblemFix => ({
          kind: 'other-name',
          what,
          edits: [replaceIn(line, start, start + target.length, what)],
        }));
      })
  );
}

function hardOn(plan: Plan, line: number): readonly Dependency[] {
  return nodesOn(plan, line)
    .flatMap(({ dependsOn }) => dependsOn)
    .filter((one) => one.kind === 'hard' && one.line === line && one.target !== undefined);
}

function nearest(target: string, known: readonly string[]): readonly string[] {
  const number = numberOf(target);
  return known
    .map((name) => ({ name, far: plain(name) === plain(target) ? 0 : differences(name, target) }))
    .filter(({ name, far }) => far <= mostDifferences && far < Math.min(name.length, target.length))
    .sort((a, b) => a.far - b.far || Math.abs(numberOf(a.name) - number) - Math.abs(numberOf(b.name) - number))
    .slice(0, mostNames)
    .map(({ name }) => name);
}

const numberOf = (name: string): number => Number(/\d{1,9}(?=\D{0,3}$)/.exec(name)?.[0] ?? 0);

/** Without signs, case and leading zeros. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, '')
    .replace(/(?<!\d)0+(?=\d)/g, '');
}

/** How many characters have to be put in, taken out or exchanged; more than two count as three. */
function differences(left: string, right: string): number {
  const [a, b] = [left.toLowerCase(), right.toLowerCase()];
  if (Math.abs(a.length - b.length) > mostDifferences || a.length > 60) return mostDifferences + 1;
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const here = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      here.push(Math.min((above[column - 1] ?? 0) + same, (above[column] ?? 0) + 1, (here[column - 1] ?? 0) + 1));
    }
    above = here;
  }
  return above[b.length] ?? mostDifferences + 1;
}

/** The next id of that kind that the plan does not have: `T013` for the second `T001` of a plan that goes to `T012`. */
export function newId({ line }: Problem, plan: Plan, lines: Lines): readonly ProblemFix[] {
  const node = nodesOn(plan, line).findLast((one) => one.line === line);
  const [, prefix, digits] = /^(.{0,40}?)(\d{1,9})$/.exec(node?.id ?? '') ?? [];
  const id = node?.id;
  if (id === undefined || prefix === undefined || digits === undefined) return [];
  let highest = 0;
  for (const one of everyNode(plan.children)) highest = Math.max(highest, numberBehind(prefix, one.id));
  const what = `${prefix}${String(highest + 1).padStart(digits.length, '0')}`;
  const from = node?.mark?.line === line ? node.mark.column : 0;
  const start = (lines[line] ?? '').indexOf(id, from);
  if (start < 0 || start > from + 120) return [];
  return [{ kind: 'new-id', what, edits: [replaceIn(line, start, start + id.length, what)] }];
}

function numberBehind(prefix: string, id = ''): number {
  if (id.slice(0, prefix.length).toLowerCase() !== prefix.toLowerCase()) return 0;
  return Number(/^\d{1,9}$/.exec(id.slice(prefix.length))?.[0] ?? 0);
}

/** What a task waits for and what, at the end, waits for the task: without it there is no circle. */
export function dropDependency({ line }: Problem, plan: Plan, lines: Lines): readonly ProblemFix[] {
  const byKey = nodesByKey(plan);
  const nodes = nodesOn(plan, line);
  const here = new Set(nodes.map(({ key }) => key));
  return hardOn(plan, line).flatMap(({ key, target = '' }) => {
    const closes = key === undefined ? nodes.some((node) => namesItself(node, target)) : leadsTo(key, here, byKey);
    if (!closes) return [];
    const edit = without(lines[line] ?? '', line, target);
    return edit ? [{ kind: 'drop-dependency', what: target, edits: [edit] } as const] : [];
  });
}

function leadsTo(key: string, wanted: ReadonlySet<string>, byKey: ReadonlyMap<string, PlanNode>): boolean {
  const seen = new Set<string>();
  const waiting = [key];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (wanted.has(next)) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    for (const one of byKey.get(next)?.dependsOn ?? [])
      if (one.kind === 'hard' && one.key !== undefined) waiting.push(one.key);
  }
  return false;
}

/** One name less: of several with its comma; the only one in brackets with them; else the line says that there is none. */
function without(text: string, line: number, target: string): TextEdit | undefined {
  const start = startOfName(text, target);
  if (start === undefined) return undefined;
  const end = start + target.length;
  const [before, behind] = [text.slice(Math.max(0, start - 200), start), text.slice(end)];
  const next = /^[ \t]{0,9}(?:[,;&]|and\b)[ \t]{1,9}/i.exec(behind)?.[0].length;
  if (next !== undefined) return replaceIn(line, start, end + next, '');
  const last = /[ \t]{0,9}(?:[,;&]|\band)[ \t]{1,9}$/i.exec(before)?.[0].length;
  if (last !== undefined) return replaceIn(line, start - last, end, '');
  const open = /[ \t]{0,9}\((?:depends on|dependent on|blocked by|after|requires|needs):?[ \t]{1,9}$/i.exec(
    before,
  )?.[0];
  if (open !== undefined && behind.startsWith(')')) return replaceIn(line, start - open.length, end + 1, '');
  const isField = /(?:\*\*:|:\*\*|:)[ \t]{0,9}$/.test(before) && behind.trim() === '';
  return isField ? replaceIn(line, start, end, 'None') : undefined;
}
