import * as vscode from 'vscode';
import type { Plan, PlanNode } from '../core/model.ts';
import { childNodes, topNodes } from '../core/show/treeNodes.ts';
import { contextKeys, views } from './contributions.ts';
import { tellRowLost } from './lostRow.ts';
import { madeRows } from './nodeRows.ts';
import type { PlanFilters } from './planFilters.ts';
import { planItem } from './planItem.ts';
import { childRows, type DocumentRow, type NodeRow, nodeRowId, type PlanRow, targetOf } from './planRow.ts';
import { PlanRows } from './planRows.ts';
import type { PlanStore } from './planStore.ts';
import type { RunResults } from './runResults.ts';
import type { Stretches } from './stretches.ts';
import type { TaskToggler } from './taskToggler.ts';

const { Checked, Unchecked } = vscode.TreeItemCheckboxState;

/** The view *Plans*: what the store holds, as rows. */
export class PlansView implements vscode.TreeDataProvider<PlanRow>, vscode.Disposable {
  readonly #store: PlanStore;
  readonly #results: RunResults;
  readonly #filters: PlanFilters;
  readonly #rows: PlanRows;
  readonly #changed = new vscode.EventEmitter<readonly PlanRow[] | undefined>();
  readonly #disposables: readonly { dispose(): unknown }[];
  #view: vscode.TreeView<PlanRow> | undefined;
  #message = '';

  readonly onDidChangeTreeData = this.#changed.event as vscode.Event<PlanRow | PlanRow[] | undefined>;

  constructor(store: PlanStore, results: RunResults, filters: PlanFilters, stretches: Stretches) {
    this.#store = store;
    this.#results = results;
    this.#filters = filters;
    this.#rows = new PlanRows({ store, filters, stretches }, (rows) => {
      this.#updateMessage();
      if (!rows) this.#changed.fire(undefined);
      else if (rows.length > 0) this.#changed.fire(rows);
    });
    this.#rows.update(store.entries.map(({ uri }) => uri.toString()));
    this.#disposables = [
      this.#changed,
      this.#rows,
      filters.onDidChange(() => this.#rows.refilter()),
      store.onDidChange((changed) => this.#rows.update(changed)),
      results.onDidChange((uri) => this.#refreshRunnables(uri)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#updateMessage()),
    ];
  }

  /** Puts the view up. */
  register(toggler: TaskToggler): vscode.Disposable {
    const view = vscode.window.createTreeView<PlanRow>(views.plans, {
      treeDataProvider: this,
      showCollapseAll: true,
      manageCheckboxStateManually: true,
      canSelectMany: true,
    });
    this.#view = view;
    this.#updateMessage();
    const ticked = view.onDidChangeCheckboxState(({ items }) => this.tick(items, toggler));
    const opened = view.onDidExpandElement(() => toggler.prepare());
    return vscode.Disposable.from(view, ticked, opened, this);
  }

  /** What a click on boxes of the tree does: the files are changed, and the rows drawn again as the files are then. */
  async tick(
    boxes: readonly (readonly [PlanRow, vscode.TreeItemCheckboxState])[],
    toggler: TaskToggler,
  ): Promise<void> {
    // VS Code tells of the click, and leaves out the row.
    if (boxes.length === 0) tellRowLost();
    for (const wanted of [Checked, Unchecked]) {
      const rows = boxes.flatMap(([row, state]) => (row.kind === 'node' && state === wanted ? [row] : []));
      const state = wanted === Checked ? 'done' : 'open';
      if (rows.length > 0) await toggler.change(rows.map(targetOf), { state, toggled: true });
      // A box that was not changed in the file goes back to what the file says.
      this.#changed.fire(rows);
    }
  }

  getTreeItem(row: PlanRow): vscode.TreeItem {
    const result = row.kind === 'node' ? this.#results.ofNode(row.document.entry, row.node) : undefined;
    return planItem(row, result, { alone: this.#rows.top.length === 1, filtered: this.#filters.active });
  }

  async getChildren(row?: PlanRow): Promise<PlanRow[]> {
    if (!row) await this.#firstRows();
    await this.#rows.settled();
    return [...(row ? childRows(row) : this.#rows.top)];
  }

  /** Rows are shown as they are found; that there are none is only known at the end. */
  async #firstRows(): Promise<void> {
    await this.#store.firstRows();
    void this.#store
      .searched()
      .then(() => vscode.commands.executeCommand('setContext', contextKeys.searched, true))
      .then(undefined, () => undefined);
  }

  getParent(row: PlanRow): PlanRow | undefined {
    return row.parent;
  }

  documentOf(uri: vscode.Uri): DocumentRow | undefined {
    return this.#rows.documentOf(uri);
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
    const document = this.documentOf(uri);
    let rows = document?.children ?? [];
    let row: NodeRow | undefined;
    // Only the rows on the way are made. The heading that names the plan has none.
    for (const node of document ? wayTo(key, document.entry.plan.children) : []) {
      const next = rows.find((child) => child.node.key === node.key);
      if (!next) continue;
      row = next;
      rows = next.children;
    }
    return row?.node.key === key ? row : undefined;
  }

  /** False where the filter hides the row. */
  async reveal(row: DocumentRow | NodeRow): Promise<boolean> {
    const { uri } = row.kind === 'document' ? row.entry : row.document.entry;
    const shown = row.kind === 'node' ? this.rowOf(uri, row.node.key) : this.#rows.isShown(row) ? row : undefined;
    if (!shown) return false;
    await this.#view?.reveal(shown, { select: true, focus: true, expand: true });
    return true;
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  #refreshRunnables(uri: string): void {
    const document = this.#rows.documentOf(uri);
    const rows = document ? madeRows(document).filter(({ node }) => node.runnables.length > 0) : [];
    if (rows.length > 0) this.#changed.fire(rows);
  }

  #updateMessage(): void {
    if (!this.#view) return;
    const restricted = vscode.workspace.isTrusted
      ? undefined
      : vscode.l10n.t('Restricted workspace: plans can be read and ticked, nothing runs.');
    const message = [restricted, this.#filters.sentence(this.#rows.hiddenRows)].filter(Boolean).join(' ');
    if (message === this.#message) return;
    this.#message = message;
    // Empty, not deleted: the property is a setter, which a deletion would take away for good.
    this.#view.message = message;
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

/** The nodes from the top down to the one with that key; empty where there is none. */
function wayTo(key: string, nodes: readonly PlanNode[]): readonly PlanNode[] {
  for (const node of nodes) {
    if (node.key === key) return [node];
    const below = wayTo(key, node.children);
    if (below.length > 0) return [node, ...below];
  }
  return [];
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
