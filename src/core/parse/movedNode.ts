import type { PlanNode } from '../model.ts';

/** What stands below a moved section, as long as nobody has asked for it. */
interface Waiting {
  /** The node as it stood before, in an earlier plan. */
  readonly from: PlanNode;
  readonly lines: number;
  readonly runnables: number;
}

const waiting = new WeakMap<PlanNode, Waiting>();

/**
 * A node and all below it, so many lines further down, behind so many more commands.
 *
 * What stands below a section moves when it is asked for: a new line at the top of a document would else copy all of it
 * at once, and nobody looks at most of it before the next key. To its readers such a node is like any other.
 */
export function movedNode(node: PlanNode, lines: number, runnables: number): PlanNode {
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
  if (later) wait(copy, { ...later, lines: later.lines + lines, runnables: later.runnables + runnables });
  else if (copy.children.length > 0 && copy.type === 'section') wait(copy, { from: node, lines, runnables });
  else if (copy.children.length > 0) copy.children = movedNodes({ from: node, lines, runnables });
  return copy;
}

/**
 * The node that has the same below it but for lines, where nobody has looked below a moved one yet: what does not go by
 * lines is known of that already.
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

function movedNodes({ from, lines, runnables }: Waiting): readonly PlanNode[] {
  return from.children.map((child) => movedNode(child, lines, runnables));
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
