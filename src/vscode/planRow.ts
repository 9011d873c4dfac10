import type { PlanNode } from '../core/model.ts';
import type * as vscode from 'vscode';
import type { PlanEntry, PossibleEntry, SkippedEntry } from './planEntry.ts';
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
  /** Made when they are asked for. */
  readonly children: readonly NodeRow[];
}

export interface NodeRow extends RowBase {
  readonly kind: 'node';
  readonly document: DocumentRow;
  node: PlanNode;
  /** Made when they are asked for. */
  readonly children: readonly NodeRow[];
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

/** Of the row of a node, whether it is shown or not. */
export function nodeRowId({ uri }: PlanEntry, { key }: Pick<PlanNode, 'key'>): string {
  return `${uri.toString()}#${key}`;
}
