import type { PlanNode } from '../core/model.ts';
import type { ShownNode } from '../core/show/filterNodes.ts';
import { childNodes, topNodes } from '../core/show/treeNodes.ts';
import type { PlanEntry } from './planEntry.ts';
import { type DocumentRow, type NodeRow, nodeRowId } from './planRow.ts';

/** Which nodes of a plan have rows. A level is asked for when it is shown. */
export interface ShownNodes {
  /** Whether there is a row at all. */
  readonly any: boolean;
  top(): readonly PlanNode[];
  below(node: PlanNode): readonly PlanNode[];
}

/** All of a plan, as it stands in the document. */
export function allNodes(entry: PlanEntry): ShownNodes {
  return {
    get any() {
      return entry.summary.hasRows;
    },
    top: () => topNodes(entry.plan),
    below: childNodes,
  };
}

/** What a filter leaves and in which order, found out when the first row is shown. */
export function someNodes(any: boolean, find: () => readonly ShownNode[]): ShownNodes {
  let top: readonly ShownNode[] | undefined;
  const below = new Map<PlanNode, readonly PlanNode[]>();
  const nodesOf = (shown: readonly ShownNode[]): readonly PlanNode[] => shown.map(({ node }) => node);
  const keep = ({ node, children }: ShownNode): void => {
    below.set(node, nodesOf(children));
    children.forEach(keep);
  };
  const found = (): readonly ShownNode[] => {
    if (!top) (top = find()).forEach(keep);
    return top;
  };
  return {
    any,
    top: () => nodesOf(found()),
    below: (node) => {
      found();
      return below.get(node) ?? [];
    },
  };
}

type Parent = DocumentRow | NodeRow;

/** The children that were asked for. */
const made = new WeakMap<Parent, readonly NodeRow[]>();
const shownIn = new WeakMap<DocumentRow, ShownNodes>();

export function newDocumentRow(entry: PlanEntry, shown: ShownNodes): DocumentRow {
  const row: DocumentRow = {
    kind: 'document',
    id: entry.uri.toString(),
    entry,
    parent: undefined,
    get children() {
      return childrenOf(row);
    },
  };
  shownIn.set(row, shown);
  return row;
}

/** Whether there are rows below, without making them. */
export function hasChildren(row: Parent): boolean {
  const children = made.get(row);
  if (children) return children.length > 0;
  return row.kind === 'document' ? (shownIn.get(row)?.any ?? false) : nodesBelow(row).length > 0;
}

/** The rows of a plan that were asked for, from the top. */
export function madeRows(row: Parent): readonly NodeRow[] {
  return (made.get(row) ?? []).flatMap((child) => [child, ...madeRows(child)]);
}

/**
 * Has the rows of a plan say what the plan says now; they stay the same objects. Work is done for the rows that were
 * asked for, and for none whose node is the same object as before.
 *
 * @returns whether any of them looks different
 */
export function updateDocumentRow(row: DocumentRow, entry: PlanEntry, shown: ShownNodes, sameNodes: boolean): boolean {
  const before = documentLook(row);
  row.entry = entry;
  shownIn.set(row, shown);
  const changed = updateChildren(row, sameNodes);
  return changed || before !== documentLook(row);
}

function childrenOf(row: Parent): readonly NodeRow[] {
  let children = made.get(row);
  if (!children) {
    children = nodesBelow(row).map((node) => newNodeRow(row, node));
    made.set(row, children);
  }
  return children;
}

function nodesBelow(row: Parent): readonly PlanNode[] {
  const shown = shownIn.get(row.kind === 'document' ? row : row.document);
  if (!shown) return [];
  return row.kind === 'document' ? shown.top() : shown.below(row.node);
}

function newNodeRow(parent: Parent, node: PlanNode): NodeRow {
  const document = parent.kind === 'document' ? parent : parent.document;
  const row: NodeRow = {
    kind: 'node',
    id: nodeRowId(document.entry, node),
    document,
    parent,
    node,
    get children() {
      return childrenOf(row);
    },
  };
  return row;
}

function updateChildren(row: Parent, sameNodes: boolean): boolean {
  const before = made.get(row);
  if (!before) return false;
  const known = new Map(before.map((child) => [child.node.key, child]));
  let updated = 0;
  const children = nodesBelow(row).map((node) => {
    const child = known.get(node.key);
    if (!child) return newNodeRow(row, node);
    // Two nodes never have the same key; should they, each has a row of its own.
    known.delete(node.key);
    if (updateNode(child, node, sameNodes)) updated++;
    return child;
  });
  made.set(row, children);
  return updated > 0 || children.length !== before.length || children.some((child, index) => child !== before[index]);
}

function updateNode(row: NodeRow, node: PlanNode, sameNodes: boolean): boolean {
  if (sameNodes && row.node === node) return false;
  const before = row.node === node ? undefined : nodeLook(row);
  row.node = node;
  const changed = updateChildren(row, sameNodes);
  return changed || (before !== undefined && before !== nodeLook(row));
}

/** All that a row shows, without where it stands: a line more above a plan changes nothing in the tree. */
function nodeLook({ node }: NodeRow): string {
  const { title, type, kind, status, mark, role, optional, priority, owner, estimate, schedule, due, counts } = node;
  const shown = [title, type, kind, status, mark?.char, role, optional, priority, owner, estimate, schedule, due];
  const { id, dropped, dependsOn, fields, runnables, children } = node;
  const more = [id, dropped, dependsOn.map(({ text }) => text), fields.map(({ label, value }) => [label, value])];
  return JSON.stringify([shown, counts, more, runnables.length, children.length > 0]);
}

function documentLook(row: DocumentRow): string {
  const { title, kind, counts, dropped } = row.entry.summary;
  return JSON.stringify([title, kind, counts, dropped, hasChildren(row)]);
}
