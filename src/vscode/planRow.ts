import type { PlanNode } from '../core/model.ts';
import type { ShownNode } from '../core/show/filterNodes.ts';
import type * as vscode from 'vscode';
import type { PlanEntry, PossibleEntry, SkippedEntry } from './planStore.ts';
import type { TaskTarget } from './taskToggler.ts';

/**
 * A row of the tree. Rows stay the same objects while what they show changes, so that VS Code keeps selection and
 * expansion; `id` is the folder, path and key.
 */
export type PlanRow = FolderRow | DocumentRow | NodeRow | FileGroupRow | FileRow;

interface RowBase {
  readonly id: string;
  parent: PlanRow | undefined;
}

export interface FolderRow extends RowBase {
  readonly kind: 'folder';
  readonly folder: vscode.WorkspaceFolder;
  children: readonly PlanRow[];
}

export interface DocumentRow extends RowBase {
  readonly kind: 'document';
  entry: PlanEntry;
  children: readonly NodeRow[];
}

export interface NodeRow extends RowBase {
  readonly kind: 'node';
  readonly document: DocumentRow;
  node: PlanNode;
  children: readonly NodeRow[];
}

/** The files at the end of the tree that are not shown as plans. */
export interface FileGroupRow extends RowBase {
  readonly kind: 'fileGroup';
  readonly of: FileRow['entry']['kind'];
  children: readonly FileRow[];
}

export interface FileRow extends RowBase {
  readonly kind: 'file';
  entry: PossibleEntry | SkippedEntry;
}

/** Whether a value that came in as the argument of a command is a row of ours. */
export function isNodeRow(value: unknown): value is NodeRow {
  return typeof value === 'object' && value !== null && (value as Partial<NodeRow>).kind === 'node';
}

export function isDocumentRow(value: unknown): value is DocumentRow {
  return typeof value === 'object' && value !== null && (value as Partial<DocumentRow>).kind === 'document';
}

export function isFileRow(value: unknown): value is FileRow {
  return typeof value === 'object' && value !== null && (value as Partial<FileRow>).kind === 'file';
}

/** The task of a row, as the user sees it. */
export function targetOf({ document, node }: NodeRow): TaskTarget {
  const { uri, path, plan } = document.entry;
  return { uri, path, seen: plan, key: node.key };
}

export function childRows(row: PlanRow): readonly PlanRow[] {
  return row.kind === 'file' ? [] : row.children;
}

/** The rows of a plan, taking over what was there before. `changed` says whether any of them looks different. */
export function documentRow(
  entry: PlanEntry,
  shown: readonly ShownNode[],
  before: DocumentRow | undefined,
): { readonly row: DocumentRow; readonly changed: boolean } {
  const id = entry.uri.toString();
  const row: DocumentRow = before ?? { kind: 'document', id, entry, parent: undefined, children: [] };
  const seen = before && JSON.stringify(looks(row));
  const known = new Map<string, NodeRow>();
  const collect = (rows: readonly NodeRow[]): void => {
    for (const child of rows) {
      known.set(child.id, child);
      collect(child.children);
    }
  };
  collect(row.children);

  const build = ({ node, children }: ShownNode, parent: DocumentRow | NodeRow): NodeRow => {
    const nodeId = nodeRowId(entry, node);
    const child: NodeRow = known.get(nodeId) ?? { kind: 'node', id: nodeId, document: row, parent, node, children: [] };
    known.delete(nodeId);
    child.node = node;
    child.parent = parent;
    child.children = children.map((below) => build(below, child));
    return child;
  };
  row.entry = entry;
  row.children = shown.map((top) => build(top, row));
  return { row, changed: seen !== JSON.stringify(looks(row)) };
}

/** Of the row of a node, whether it is shown or not. */
export function nodeRowId({ uri }: PlanEntry, { key }: Pick<PlanNode, 'key'>): string {
  return `${uri.toString()}#${key}`;
}

/** All that the rows show, without where it stands: a line more above a plan changes nothing in the tree. */
function looks({ entry, children }: DocumentRow): unknown {
  const look = ({ id, node, children: below }: NodeRow): unknown => {
    const { title, type, kind, status, mark, role, optional, priority, owner, estimate, schedule, due, counts } = node;
    const shown = [title, type, kind, status, mark?.char, role, optional, priority, owner, estimate, schedule, due];
    return [
      id,
      shown,
      counts,
      node.dropped,
      node.dependsOn.map(({ text }) => text),
      node.runnables.length,
      below.map(look),
    ];
  };
  return [entry.plan.title, entry.plan.kind, entry.plan.counts, entry.plan.dropped, children.map(look)];
}
