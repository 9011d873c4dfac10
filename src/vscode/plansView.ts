import * as vscode from 'vscode';
import type { Plan, PlanNode } from '../core/model.ts';
import { filterNodes } from '../core/show/filterNodes.ts';
import { childNodes, topNodes } from '../core/show/treeNodes.ts';
import { contextKeys, views } from './contributions.ts';
import type { PlanFilters } from './planFilters.ts';
import { planItem } from './planItem.ts';
import {
  childRows,
  type DocumentRow,
  documentRow,
  type FileGroupRow,
  type FileRow,
  type FolderRow,
  type NodeRow,
  nodeRowId,
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
  readonly #filters: PlanFilters;
  readonly #documents = new Map<string, DocumentRow>();
  /** How many rows of a document the filter leaves out. */
  readonly #hidden = new Map<string, number>();
  readonly #others = new Map<string, FolderRow | FileGroupRow | FileRow>();
  readonly #changed = new vscode.EventEmitter<readonly PlanRow[] | undefined>();
  readonly #disposables: readonly { dispose(): unknown }[];
  #top: readonly PlanRow[] = [];
  #view: vscode.TreeView<PlanRow> | undefined;

  readonly onDidChangeTreeData = this.#changed.event as vscode.Event<PlanRow | PlanRow[] | undefined>;

  constructor(store: PlanStore, results: RunResults, filters: PlanFilters) {
    this.#store = store;
    this.#results = results;
    this.#filters = filters;
    this.#update(everything(store));
    this.#disposables = [
      this.#changed,
      filters.onDidChange(() => {
        this.#update(everything(store));
        this.#changed.fire(undefined);
      }),
      store.onDidChange((changed) => this.#update(changed)),
      results.onDidChange((uri) => this.#refreshRunnables(uri)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#updateMessage()),
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
    this.#updateMessage();
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
    return planItem(row, result, { alone: this.#top.length === 1, filtered: this.#filters.active });
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

  /** The row of the deepest node on that line, 0-based; where the filter hides it, one that is not in the tree. */
  rowAt(uri: vscode.Uri, line: number): NodeRow | undefined {
    const document = this.documentOf(uri);
    const node = document && nodeAt(document.entry.plan, line);
    if (!node) return undefined;
    const id = nodeRowId(document.entry, node);
    return this.rowOf(uri, node.key) ?? { kind: 'node', id, document, node, parent: document, children: [] };
  }

  /** The row of a node by its key. */
  rowOf(uri: vscode.Uri, key: string): NodeRow | undefined {
    const find = (rows: readonly NodeRow[]): NodeRow | undefined => {
      for (const row of rows) {
        const found = row.node.key === key ? row : find(row.children);
        if (found) return found;
      }
      return undefined;
    };
    return find(this.documentOf(uri)?.children ?? []);
  }

  /** False where the filter hides the row. */
  async reveal(row: DocumentRow | NodeRow): Promise<boolean> {
    const { uri } = row.kind === 'document' ? row.entry : row.document.entry;
    const shown = row.kind === 'node' ? this.rowOf(uri, row.node.key) : this.#isShown(row) ? row : undefined;
    if (!shown) return false;
    await this.#view?.reveal(shown, { select: true, focus: true, expand: true });
    return true;
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
        this.#hidden.delete(uri);
        continue;
      }
      const { nodes, hidden } = filterNodes(entry.plan, this.#filters.filter, this.#filters.order);
      const { row, changed: looksDifferent } = documentRow(entry, nodes, this.#documents.get(uri));
      this.#documents.set(uri, row);
      this.#hidden.set(uri, hidden);
      if (looksDifferent) refreshed.push(row);
    }
    const before = listing(this.#top);
    const severalFolders = (vscode.workspace.workspaceFolders?.length ?? 0) > 1;
    const shown = new Map([...this.#documents].filter(([, row]) => this.#isShown(row)));
    this.#top = topRows(this.#store.entries, shown, this.#others, severalFolders);
    this.#keepOthers();
    this.#updateMessage();
    if (before !== listing(this.#top)) this.#changed.fire(undefined);
    else if (refreshed.length > 0) this.#changed.fire(refreshed);
  }

  /** A plan of which the filter leaves nothing is left out itself. */
  #isShown(row: DocumentRow): boolean {
    return !this.#filters.active || row.children.length > 0;
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

  #updateMessage(): void {
    if (!this.#view) return;
    const empty = [...this.#documents.values()].filter((row) => !this.#isShown(row)).length;
    const hidden = [...this.#hidden.values()].reduce((sum, count) => sum + count, empty);
    const restricted = vscode.workspace.isTrusted
      ? undefined
      : vscode.l10n.t('Restricted workspace: plans can be read and ticked, nothing runs.');
    // Empty, not deleted: the property is a setter, which a deletion would take away for good.
    this.#view.message = [restricted, this.#filters.sentence(hidden)].filter(Boolean).join(' ');
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

function everything(store: PlanStore): ReadonlySet<string> {
  return new Set(store.entries.map(({ uri }) => uri.toString()));
}

/** The deepest node on a line that has a row where nothing is filtered. */
function nodeAt(plan: Plan, line: number): PlanNode | undefined {
  let nodes = topNodes(plan);
  let found: PlanNode | undefined;
  for (;;) {
    const next = nodes.find((node) => node.line <= line && line < node.endLine);
    if (!next) return found;
    found = next;
    nodes = childNodes(next);
  }
}
