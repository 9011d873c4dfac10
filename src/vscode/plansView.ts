import * as vscode from 'vscode';
import { contextKeys, views } from './contributions.ts';
import { planItem } from './planItem.ts';
import {
  childRows,
  type DocumentRow,
  documentRow,
  type FileGroupRow,
  type FileRow,
  type FolderRow,
  type NodeRow,
  type PlanRow,
  targetOf,
} from './planRow.ts';
import type { PlanStore } from './planStore.ts';
import type { RunResults } from './runResults.ts';
import type { TaskToggler } from './taskToggler.ts';
import { listing, topRows } from './topRows.ts';

/** The view *Plans*: what the store holds, as rows. */
export class PlansView implements vscode.TreeDataProvider<PlanRow>, vscode.Disposable {
  readonly #store: PlanStore;
  readonly #results: RunResults;
  readonly #documents = new Map<string, DocumentRow>();
  readonly #others = new Map<string, FolderRow | FileGroupRow | FileRow>();
  readonly #changed = new vscode.EventEmitter<readonly PlanRow[] | undefined>();
  readonly #disposables: readonly { dispose(): unknown }[];
  #top: readonly PlanRow[] = [];
  #view: vscode.TreeView<PlanRow> | undefined;

  readonly onDidChangeTreeData = this.#changed.event as vscode.Event<PlanRow | PlanRow[] | undefined>;

  constructor(store: PlanStore, results: RunResults) {
    this.#store = store;
    this.#results = results;
    this.#update(new Set(store.entries.map(({ uri }) => uri.toString())));
    this.#disposables = [
      this.#changed,
      store.onDidChange((changed) => this.#update(changed)),
      results.onDidChange((uri) => this.#refreshRunnables(uri)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#tellTrust()),
    ];
  }

  /** Puts the view up. The first rows wait for the first search. */
  register(toggler: TaskToggler): vscode.Disposable {
    const view = vscode.window.createTreeView<PlanRow>(views.plans, {
      treeDataProvider: this,
      showCollapseAll: true,
      manageCheckboxStateManually: true,
    });
    this.#view = view;
    this.#tellTrust();
    const ticked = view.onDidChangeCheckboxState(async ({ items }) => {
      for (const [row, state] of items) {
        if (row.kind !== 'node') continue;
        const wanted = state === vscode.TreeItemCheckboxState.Checked;
        // A box that was not changed in the file goes back to what the file says.
        if (!(await toggler.toggle(targetOf(row), wanted))) this.#changed.fire([row]);
      }
    });
    return vscode.Disposable.from(view, ticked, this);
  }

  getTreeItem(row: PlanRow): vscode.TreeItem {
    const result = row.kind === 'node' ? this.#results.ofNode(row.document.entry, row.node) : undefined;
    return planItem(row, result, this.#top.length === 1);
  }

  async getChildren(row?: PlanRow): Promise<PlanRow[]> {
    if (row) return [...childRows(row)];
    await this.#store.searched();
    void vscode.commands.executeCommand('setContext', contextKeys.searched, true);
    return [...this.#top];
  }

  getParent(row: PlanRow): PlanRow | undefined {
    return row.parent;
  }

  documentOf(uri: vscode.Uri): DocumentRow | undefined {
    return this.#documents.get(uri.toString());
  }

  /** The deepest row of a node on that line; 0-based. */
  rowAt(uri: vscode.Uri, line: number): NodeRow | undefined {
    let rows = this.documentOf(uri)?.children ?? [];
    let found: NodeRow | undefined;
    for (;;) {
      const next = rows.find(({ node }) => node.line <= line && line < node.endLine);
      if (!next) return found;
      found = next;
      rows = next.children;
    }
  }

  /** The row of a node by its key. */
  rowOf(uri: vscode.Uri, key: string): NodeRow | undefined {
    const id = `${uri.toString()}#${key}`;
    const find = (rows: readonly NodeRow[]): NodeRow | undefined => {
      for (const row of rows) {
        const found = row.id === id ? row : find(row.children);
        if (found) return found;
      }
      return undefined;
    };
    return find(this.documentOf(uri)?.children ?? []);
  }

  async reveal(row: PlanRow): Promise<void> {
    await this.#view?.reveal(row, { select: true, focus: true, expand: true });
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  #update(changed: ReadonlySet<string>): void {
    const refreshed: PlanRow[] = [];
    for (const uri of changed) {
      const entry = this.#store.get(uri);
      if (entry?.kind !== 'plan') {
        this.#documents.delete(uri);
        continue;
      }
      const { row, changed: looksDifferent } = documentRow(entry, this.#documents.get(uri));
      this.#documents.set(uri, row);
      if (looksDifferent) refreshed.push(row);
    }
    const before = listing(this.#top);
    const severalFolders = (vscode.workspace.workspaceFolders?.length ?? 0) > 1;
    this.#top = topRows(this.#store.entries, this.#documents, this.#others, severalFolders);
    this.#keepOthers();
    if (before !== listing(this.#top)) this.#changed.fire(undefined);
    else if (refreshed.length > 0) this.#changed.fire(refreshed);
  }

  #keepOthers(): void {
    this.#others.clear();
    const keep = (row: PlanRow): void => {
      if (row.kind === 'document' || row.kind === 'node') return;
      this.#others.set(row.id, row);
      for (const child of childRows(row)) keep(child);
    };
    for (const row of this.#top) keep(row);
  }

  #refreshRunnables(uri: string): void {
    const rows: NodeRow[] = [];
    const collect = (row: NodeRow): void => {
      if (row.node.runnables.length > 0) rows.push(row);
      for (const child of row.children) collect(child);
    };
    for (const row of this.#documents.get(uri)?.children ?? []) collect(row);
    if (rows.length > 0) this.#changed.fire(rows);
  }

  #tellTrust(): void {
    if (!this.#view) return;
    if (vscode.workspace.isTrusted) delete this.#view.message;
    else this.#view.message = vscode.l10n.t('Restricted workspace: plans can be read and ticked, nothing runs.');
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
