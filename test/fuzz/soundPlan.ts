import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { applyTextEdits } from '../../src/core/edit/applyTextEdits.ts';
import { changeStates } from '../../src/core/edit/changeStates.ts';
import { markMeanings } from '../../src/core/edit/chooseMark.ts';
import { type Count, type Plan, type PlanNode, type Role, roles } from '../../src/core/model.ts';
import { outlineJson } from '../../src/core/outline/outlineJson.ts';
import { parsePlan } from '../../src/core/parse/parsePlan.ts';
import { topPart } from '../../src/core/topPart.ts';

/** Every node of a plan with the node it stands in, in document order of the tree. */
function withParents(plan: Plan): readonly { readonly node: PlanNode; readonly parent?: PlanNode }[] {
  const found: { node: PlanNode; parent?: PlanNode }[] = plan.children.map((node) => ({ node }));
  for (const { node } of found) for (const child of node.children) found.push({ node: child, parent: node });
  return found;
}

export const linesOf = (text: string): readonly string[] => text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);

/** What holds for the plan of every text, however damaged; throws an AssertionError that names what does not. */
export function assertSound(plan: Plan, text: string): void {
  const lines = linesOf(text);
  assert.equal(plan.lineCount, lines.length, 'lines of the document');
  const all = withParents(plan);
  assertKeys(plan, all);
  for (const { node, parent } of all) {
    const end = parent?.endLine ?? plan.lineCount;
    assert.ok(
      node.line >= (parent?.line ?? 0) && node.line < node.endLine && node.endLine <= end,
      `lines ${node.line} to ${node.endLine} of ${node.key} in ${parent?.line ?? 0} to ${end}`,
    );
    assertNodeCounts(node);
    if (node.mark) assertMark(node, lines);
  }
  assertTotals(plan, all);
  assertRunnables(plan, all);
  assertPlaces(plan, lines);
}

function assertKeys(plan: Plan, all: readonly { readonly node: PlanNode }[]): void {
  const keys = new Set(all.map(({ node }) => node.key));
  assert.equal(keys.size, all.length, 'keys of nodes are unique');
  assert.equal(
    new Set(plan.runnables.map(({ key }) => key)).size,
    plan.runnables.length,
    'keys of commands are unique',
  );
  for (const { nodeKey } of plan.runnables)
    assert.ok(nodeKey === undefined || keys.has(nodeKey), `a command stands in ${nodeKey}, which is not there`);
  for (const { key } of plan.phases) assert.ok(key === '' || keys.has(key), `phase ${key} is a node`);
  for (const { key } of all.flatMap(({ node }) => node.dependsOn))
    assert.ok(key === undefined || keys.has(key), `dependency on ${key}, which is not there`);
}

type Counts = Readonly<Record<Role, Count>>;

function sumOf(counts: readonly Counts[]): Counts {
  const sums: Partial<Record<Role, Count>> = {};
  for (const role of roles) {
    let [total, done] = [0, 0];
    for (const one of counts) {
      total += one[role].total;
      done += one[role].done;
    }
    sums[role] = { total, done };
  }
  return sums as Counts;
}

function isEqual(a: Counts, b: Counts): boolean {
  return roles.every((role) => a[role].total === b[role].total && a[role].done === b[role].done);
}

/** A node counts what its children count; a leaf with a box counts itself, or as dropped. */
function assertNodeCounts(node: PlanNode): void {
  const below = sumOf(node.children.map(({ counts }) => counts));
  const dropped = node.children.reduce((sum, child) => sum + child.dropped, 0);
  const owning = dropped > 0 || roles.some((role) => below[role].total > 0);
  if (owning || !node.mark) {
    assert.ok(isEqual(node.counts, below) && node.dropped === dropped, `counts of ${node.key}`);
    return;
  }
  const isDropped = node.status === 'cancelled' || node.status === 'skipped';
  assert.equal(node.dropped, isDropped ? 1 : 0, `dropped of ${node.key}`);
  const total = roles.reduce((sum, role) => sum + node.counts[role].total, 0);
  assert.equal(total, isDropped ? 0 : 1, `a leaf counts once: ${node.key}`);
  assert.equal(node.counts[node.role].done, node.status === 'done' ? 1 : 0, `done of ${node.key}`);
}

function assertMark({ mark, key, status }: PlanNode, lines: readonly string[]): void {
  if (!mark) return;
  const { line, column, char } = mark;
  assert.equal(lines[line]?.slice(column - 1, column + char.length + 1), `[${char}]`, `mark of ${key}`);
  assert.notEqual(status, 'unboxed', `status of ${key}`);
}

function assertTotals(plan: Plan, all: readonly { readonly node: PlanNode }[]): void {
  const marked = all.filter(({ node }) => node.mark);
  const byRole = sumOf([plan.roles]);
  const sum = (what: keyof Count): number => roles.reduce((total, role) => total + byRole[role][what], 0);
  assert.deepEqual(plan.boxes, { total: sum('total'), done: sum('done') }, 'boxes are those of all roles');
  assert.equal(plan.boxes.total, marked.length, 'each box is a task');
  assert.equal(plan.boxes.done, marked.filter(({ node }) => node.status === 'done').length, 'done boxes');
  assert.ok(isEqual(plan.counts, sumOf(plan.children.map(({ counts }) => counts))), 'counts of the plan');
  assert.equal(
    plan.dropped,
    plan.children.reduce((total, child) => total + child.dropped, 0),
    'dropped of the plan',
  );
  for (const { done, total } of [plan.boxes, ...roles.flatMap((role) => [plan.counts[role], plan.roles[role]])])
    assert.ok(done >= 0 && done <= total, 'not more done than there is');
  const nodes = new Map(all.map(({ node }) => [node.key, node]));
  // Without a key: all of a plan without phases, else what stands above the first of them.
  const above = plan.phases.length > 1 ? sumOf(topPart(plan).map((node) => node.counts)) : plan.counts;
  for (const { key, counts } of plan.phases)
    assert.ok(isEqual(counts, nodes.get(key)?.counts ?? above), `counts of phase ${key}`);
  assert.ok(
    plan.phases.every(({ key }, index) => key !== '' || index === 0),
    'what has no key stands first',
  );
}

function assertRunnables(plan: Plan, all: readonly { readonly node: PlanNode }[]): void {
  const owned = all.flatMap(({ node }) => node.runnables);
  assert.equal(new Set(owned).size, owned.length, 'a command stands in one node');
  for (const index of owned) assert.ok(plan.runnables[index], `command ${index} is there`);
  let before = 0;
  for (const { line, endLine, key } of plan.runnables) {
    assert.ok(line >= before && endLine > line && endLine <= plan.lineCount, `lines ${line} to ${endLine} of ${key}`);
    before = line;
  }
}

function assertPlaces(plan: Plan, lines: readonly string[]): void {
  const { declared, hints, decisionPoints, runnables, shifts } = plan;
  const places = [
    ...[...declared, ...hints, ...decisionPoints],
    ...runnables.flatMap(({ steps }) => steps),
    ...(shifts?.shifts.flatMap(({ line }) => (line === undefined ? [] : [{ line }])) ?? []),
    ...[...(shifts?.agents ?? []), ...(shifts?.goals ?? [])],
  ];
  for (const { line } of places) assert.ok(line >= 0 && line < plan.lineCount, `line ${line}`);
  for (const { code, line, column, endLine, endColumn } of plan.problems) {
    const inside = line >= 0 && line <= endLine && endLine <= plan.lineCount && column >= 0 && endColumn >= 0;
    const long = column <= (lines[line]?.length ?? 0) && endColumn <= (lines[endLine]?.length ?? 0);
    assert.ok(inside && long, `place of ${code}: ${line}:${column} to ${endLine}:${endColumn}`);
  }
}

/** The plan goes to a worker, into the cache and out as JSON without losing anything. */
export function assertPortable(plan: Plan): void {
  assert.deepEqual(structuredClone(plan), plan, 'copied to another thread');
  isOutline ??= new Ajv().compile(JSON.parse(readFileSync('schemas/outline.schema.json', 'utf8')) as object);
  const around = { root: '/', possible: [], skipped: [], configProblems: [] };
  const json: unknown = JSON.parse(JSON.stringify(outlineJson([plan], around)));
  assert.ok(isOutline(json), `the outline keeps to its schema: ${JSON.stringify(isOutline.errors)}`);
}
let isOutline: ValidateFunction | undefined;

/** Ticking or unticking one box changes the state of that box and of no other. */
export function assertToggle(plan: Plan, text: string, choose: (count: number) => number): void {
  const boxes = boxesOf(plan);
  const chosen = boxes[choose(boxes.length)];
  if (!chosen?.mark) return;
  const lines = linesOf(text);
  const state = chosen.status === 'done' ? 'open' : 'done';
  const result = changeStates({ plan, seen: plan, lines }, [{ key: chosen.key, state }], () =>
    markMeanings(plan.path, lines),
  );
  // A legend may leave no mark for a state, and a conflict is for people to resolve.
  if (result.refused.some(({ reason }) => reason === 'no-mark' || reason === 'conflict')) return;
  const [edit] = result.edits;
  if (!edit || result.edits.length > 1) assert.fail(`toggle of ${chosen.key}: ${JSON.stringify(result)}`);
  const { line, column, endColumn, newText } = edit;
  const old = lines[line] ?? '';
  const changed = lines.with(line, `${old.slice(0, column)}${newText}${old.slice(endColumn)}`);
  // One more byte order mark behind it is a character of the text.
  const byteOrderMark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const after = boxesOf(parsePlan(plan.path, `${byteOrderMark}${changed.join('\n')}`));
  assert.deepEqual(
    after.map((box) => [box.mark?.line, box.mark?.column]),
    boxes.map((box) => [box.mark?.line, box.mark?.column]),
    'the boxes stand where they stood',
  );
  const differing = after.filter((box, index) => box.status !== boxes[index]?.status);
  assert.deepEqual(
    differing.map((box) => box.mark?.line),
    [line],
    'one box has another state',
  );
  assert.equal(differing[0]?.status === 'done', chosen.status !== 'done', 'done became not done, or the reverse');
}

/** Whatever state a box is set to, it stays a box, and so do all others. */
export function assertState(plan: Plan, text: string, choose: (count: number) => number): void {
  const boxes = boxesOf(plan);
  const chosen = boxes[choose(boxes.length)];
  const state = (['doing', 'blocked', 'cancelled'] as const)[choose(3)] ?? 'doing';
  if (!chosen) return;
  const lines = linesOf(text);
  const { edits } = changeStates({ plan, seen: plan, lines }, [{ key: chosen.key, state }], () =>
    markMeanings(plan.path, lines),
  );
  assert.deepEqual(
    boxesOf(parsePlan(plan.path, applyTextEdits(lines.join('\n'), edits))).map(({ key }) => key),
    boxes.map(({ key }) => key),
    `the same boxes when one is ${state}`,
  );
}

function boxesOf(plan: Plan): readonly PlanNode[] {
  return withParents(plan)
    .map(({ node }) => node)
    .filter(({ mark }) => mark)
    .sort((a, b) => (a.mark?.line ?? 0) - (b.mark?.line ?? 0) || (a.mark?.column ?? 0) - (b.mark?.column ?? 0));
}
