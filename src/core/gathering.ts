import type { PlanNode } from './model.ts';
import { unmovedNode } from './parse/movedNode.ts';
import type { Slices } from './slices.ts';

/** What rules find below nodes, in document order. */
export type Gather<T> = (nodes: readonly PlanNode[]) => readonly T[];

/** Each finds out about a section, keeps it, and says whether there is anything. */
const all: ((section: PlanNode) => boolean)[] = [];
/** Lines; to put together what is found in so much takes a rule some tenths of a millisecond. */
const largeSection = 1000;
const gathered = new WeakSet<PlanNode>();

/**
 * Has every rule look below these nodes, a section at a time from below, so that what they find is there when they are
 * asked for the whole of a plan.
 */
export function* gatherInSlices(nodes: readonly PlanNode[]): Slices<void> {
  for (const node of nodes) {
    if (node.type !== 'section' || gathered.has(node)) continue;
    const before = unmovedNode(node);
    if (!before || all.some((find) => find(before))) yield* gatherInSlices(node.children);
    const isLarge = node.endLine - node.line > largeSection;
    for (const find of all) {
      find(node);
      if (isLarge) yield;
    }
    gathered.add(node);
    yield;
  }
}

/**
 * The same as `everyNode(nodes).flatMap(of)`, where what is found below a section is kept with it: in a plan that is
 * edited most sections are the same objects as before, and are not gone through again.
 *
 * @param of goes by the node and what stands below it alone; whether it gives anything goes by neither lines nor keys
 */
export function gathering<T>(of: (node: PlanNode) => readonly T[]): Gather<T> {
  const kept = new WeakMap<PlanNode, readonly T[]>();
  const below = (node: PlanNode): readonly T[] => {
    const known = kept.get(node);
    if (known) return known;
    // Where nothing was found, nobody has to look at what only moved.
    const before = unmovedNode(node);
    const found: T[] = [];
    if (!before || below(before).length > 0) collect(node, found);
    kept.set(node, found);
    return found;
  };
  const collect = (node: PlanNode, into: T[]): void => {
    for (const one of of(node)) into.push(one);
    for (const child of node.children)
      if (child.type === 'section') for (const one of below(child)) into.push(one);
      else collect(child, into);
  };
  all.push((node) => below(node).length > 0);
  return (nodes) => {
    const [only, ...others] = nodes;
    if (only && others.length === 0) return below(only);
    const found: T[] = [];
    for (const node of nodes) for (const one of below(node)) found.push(one);
    return found;
  };
}
