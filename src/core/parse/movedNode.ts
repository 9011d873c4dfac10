import type { PlanNode } from '../model.ts';
import { joined, keyAfter, reasonAfter, type Rename, targetsAfter } from './rename.ts';

/** What stands below a moved section, as long as nobody has asked for it. */
interface Waiting {
  /** The node as it stood before, in an earlier plan. */
  readonly from: PlanNode;
  readonly lines: number;
  readonly runnables: number;
  /** One after the other. */
  readonly renames: readonly Rename[];
}

const waiting = new WeakMap<PlanNode, Waiting>();

/**
 * A node and all below it, so many lines further down, behind so many more commands, below a heading with other
 * words.
 *
 * What stands below a section moves when it is asked for: a new line at the top of a document would else copy all of it
 * at once, and nobody looks at most of it before the next key. To its readers such a node is like any other.
 */
export function movedNode(node: PlanNode, lines: number, runnables: number, rename?: Rename): PlanNode {
  return movedBy(node, { lines, runnables, renames: rename ? [rename] : [] });
}

function movedBy(node: PlanNode, by: Omit<Waiting, 'from'>): PlanNode {
  const { lines, runnables, renames } = by;
  const later = waiting.get(node);
  const copy = later ? withoutAsking(node) : { ...node };
  copy.line += lines;
  copy.endLine += lines;
  if (lines !== 0) {
    if (copy.mark) copy.mark = { ...copy.mark, line: copy.mark.line + lines };
    if (copy.fields.length > 0) copy.fields = movedItems(copy.fields, lines);
    if (copy.dependsOn.length > 0) copy.dependsOn = movedItems(copy.dependsOn, lines);
    if (copy.files.length > 0) copy.files = movedItems(copy.files, lines);
  }
  if (runnables !== 0 && copy.runnables.length > 0) copy.runnables = copy.runnables.map((index) => index + runnables);
  for (const rename of renames) {
    copy.key = keyAfter(copy.key, rename);
    copy.roleReason = reasonAfter(copy.roleReason, rename);
    copy.dependsOn = targetsAfter(copy.dependsOn, rename);
  }
  if (later) wait(copy, both(later, by));
  else if (copy.children.length > 0 && copy.type === 'section') wait(copy, { from: node, ...by });
  else if (copy.children.length > 0) copy.children = movedNodes({ from: node, ...by });
  return copy;
}

function both(one: Waiting, then: Omit<Waiting, 'from'>): Waiting {
  const renames = [...one.renames];
  for (const rename of then.renames) {
    const last = joined(renames.at(-1), rename);
    if (last) renames[renames.length - 1] = last;
    else renames.push(rename);
  }
  return { from: one.from, lines: one.lines + then.lines, runnables: one.runnables + then.runnables, renames };
}

/**
 * The node that has the same below it but for lines and keys, where nobody has looked below a moved one yet: what does
 * not go by them is known of that already.
 */
export function unmovedNode(node: PlanNode): PlanNode | undefined {
  return waiting.get(node)?.from;
}

/** While it is put together. */
type Mutable = { -readonly [Key in keyof PlanNode]: PlanNode[Key] };

/** A copy of a node that does not ask what stands below. */
function withoutAsking(node: PlanNode): Mutable {
  const copy: Partial<Record<keyof PlanNode, unknown>> = {};
  for (const name of Object.keys(node) as (keyof PlanNode)[]) copy[name] = name === 'children' ? [] : node[name];
  return copy as Mutable;
}

function movedNodes({ from, ...by }: Waiting): readonly PlanNode[] {
  return from.children.map((child) => movedBy(child, by));
}

function wait(node: PlanNode, later: Waiting): void {
  waiting.set(node, later);
  Object.defineProperty(node, 'children', lazily);
}

const lazily: PropertyDescriptor = {
  configurable: true,
  enumerable: true,
  get(this: PlanNode): readonly PlanNode[] {
    const later = waiting.get(this);
    const value = later ? movedNodes(later) : [];
    waiting.delete(this);
    Object.defineProperty(this, 'children', { configurable: true, enumerable: true, writable: true, value });
    return value;
  },
};

interface OnLine {
  readonly line: number;
}

/** Items that stand so many lines further down. */
export function movedItems<T extends OnLine>(items: readonly T[], lines: number): T[] {
  return items.map((item) => ({ ...item, line: item.line + lines }));
}
