import * as vscode from 'vscode';
import { filterNodes } from '../core/show/filterNodes.ts';
import { allNodes, hasChildren, newDocumentRow, type ShownNodes, someNodes, updateDocumentRow } from './nodeRows.ts';
import type { PlanEntry } from './planEntry.ts';
import type { PlanFilters } from './planFilters.ts';
import {
  childRows,
  type DocumentRow,
  type FileGroupRow,
  type FileRow,
  type FolderRow,
  type PlanRow,
} from './planRow.ts';
import type { PlanStore } from './planStore.ts';
import type { Stretches } from './stretches.ts';
import { listing, topRows } from './topRows.ts';
import { Turn } from './turn.ts';

/** The rows of the view *Plans*, kept up with the store and the filter. */
export class PlanRows implements vscode.Disposable {
  readonly #store: PlanStore;
  readonly #filters: PlanFilters;
  readonly #stretches: Stretches;
  /** Told what has to be drawn again; `undefined`: all. */
  readonly #tell: (rows: readonly PlanRow[] | undefined) => void;
  readonly #documents = new Map<string, DocumentRow>();
  readonly #others = new Map<string, FolderRow | FileGroupRow | FileRow>();
  /** How many rows of a plan the filter leaves out; only of plans that are counted in `#hiddenRows`. */
  readonly #hidden = new Map<string, number>();
  #hiddenRows = 0;
  #top: readonly PlanRow[] = [];
  readonly #waiting = new Set<string>();
  #refreshed: PlanRow[] = [];
  #listChanged = true;
  #refiltered = false;
  #goesOn = false;
  #settled: { readonly promise: Promise<void>; readonly resolve: () => void } | undefined;
  #disposed = false;

  constructor(
    parts: { readonly store: PlanStore; readonly filters: PlanFilters; readonly stretches: Stretches },
    tell: (rows: readonly PlanRow[] | undefined) => void,
  ) {
    this.#store = parts.store;
    this.#filters = parts.filters;
    this.#stretches = parts.stretches;
    this.#tell = tell;
  }

  get top(): readonly PlanRow[] {
    return this.#top;
  }

  /** How many rows the filter leaves out, plans of which nothing is left among them. */
  get hiddenRows(): number {
    return this.#hiddenRows;
  }

  documentOf(uri: vscode.Uri | string): DocumentRow | undefined {
    return this.#documents.get(uri.toString());
  }

  /** Resolves when the rows say what the store and the filter say. */
  settled(): Promise<void> {
    return this.#settled?.promise ?? Promise.resolve();
  }

  /** Everything anew, after the filter changed. */
  refilter(): void {
    this.#refiltered = true;
    this.update(this.#store.entries.map(({ uri }) => uri.toString()));
  }

  /** @param changed the URIs of plans that came, changed or went */
  update(changed: Iterable<string>): void {
    for (const uri of changed) this.#waiting.add(uri);
    if (!this.#goesOn) this.#work();
  }

  /** For a turn: a filter has to look into every plan. */
  #work(): void {
    if (this.#disposed) return;
    this.#stretches.run('rows', () => {
      const turn = new Turn();
      for (const uri of this.#waiting) {
        this.#waiting.delete(uri);
        this.#updateOne(uri);
        if (turn.isOver) break;
      }
      if (this.#waiting.size === 0) this.#finish();
    });
    this.#goesOn = this.#waiting.size > 0;
    if (this.#goesOn) {
      this.#settled ??= newSettled();
      setImmediate(() => this.#work());
    } else {
      this.#settled?.resolve();
      this.#settled = undefined;
    }
  }

  #updateOne(uri: string): void {
    const entry = this.#store.get(uri);
    const before = this.#documents.get(uri);
    if (entry?.kind !== 'plan') {
      this.#documents.delete(uri);
      this.#hide(uri, 0);
      // A row at the end of the tree may have come, changed or gone.
      this.#listChanged = true;
      return;
    }
    const wasShown = before !== undefined && this.isShown(before);
    const { shown, hidden } = this.#filtered(entry);
    if (!before) {
      this.#documents.set(uri, newDocumentRow(entry, shown));
      this.#listChanged = true;
    } else {
      const samePlace = before.entry.summary.kind === entry.summary.kind;
      const looksDifferent = updateDocumentRow(before, entry, shown, !this.#filters.active && !this.#refiltered);
      if (wasShown !== shown.any || !samePlace) this.#listChanged = true;
      if (looksDifferent) this.#refreshed.push(before);
    }
    const isEmpty = this.#filters.active && !shown.any;
    this.#hide(uri, hidden + (isEmpty ? 1 : 0));
  }

  #filtered(entry: PlanEntry): { readonly shown: ShownNodes; readonly hidden: number } {
    const { active, filter, order } = this.#filters;
    if (!active && order === 'document') return { shown: allNodes(entry), hidden: 0 };
    const find = (): ReturnType<typeof filterNodes> => filterNodes(entry.plan, filter, order);
    if (!active) return { shown: someNodes(entry.summary.hasRows, () => find().nodes), hidden: 0 };
    const { nodes, hidden } = find();
    return { shown: someNodes(nodes.length > 0, () => find().nodes), hidden };
  }

  #hide(uri: string, count: number): void {
    this.#hiddenRows += count - (this.#hidden.get(uri) ?? 0);
    if (count === 0) this.#hidden.delete(uri);
    else this.#hidden.set(uri, count);
  }

  #finish(): void {
    const refreshed = this.#refreshed;
    this.#refreshed = [];
    const all = this.#refiltered || (this.#listChanged && this.#updateTop());
    this.#listChanged = false;
    if (this.#refiltered) this.#updateTop();
    this.#refiltered = false;
    this.#tell(all ? undefined : refreshed);
  }

  /** True where other rows stand there now, or in another order. */
  #updateTop(): boolean {
    const before = listing(this.#top);
    const severalFolders = (vscode.workspace.workspaceFolders?.length ?? 0) > 1;
    const shown = new Map([...this.#documents].filter(([, row]) => this.isShown(row)));
    this.#top = topRows(this.#store.entries, shown, this.#others, severalFolders);
    this.#keepOthers();
    const now = listing(this.#top);
    return before.length !== now.length || now.some((id, at) => id !== before[at]);
  }

  /** A plan of which the filter leaves nothing is left out itself. */
  isShown(row: DocumentRow): boolean {
    return !this.#filters.active || hasChildren(row);
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

  dispose(): void {
    this.#disposed = true;
    this.#settled?.resolve();
  }
}

function newSettled(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
