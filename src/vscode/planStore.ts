import * as vscode from 'vscode';
import type { Plan } from '../core/model.ts';
import { EventFold, type FoldedEvents, holdsFolder } from './eventFold.ts';
import { openDocument } from './openDocument.ts';
import { changeMs, PlanCollection, type PlanCollectionParts } from './planCollection.ts';
import { entriesBelow, type FileEntry, type PlanEntry, type StoreEntry } from './planEntry.ts';
import type { PlanFiles } from './ports.ts';

/**
 * How soon a change of many files is announced. What a first search finds comes as it is found, less often the longer it
 * goes on; what many files at once bring is announced when all of it is there, unless that takes long.
 */
const announceMs = { firstRows: 60, mostInSearch: 1000, manyFiles: 10_000 } as const;
const typingMs = 150;
const oneRowMs = 500;
/** More files than these are searched rather than looked at one by one. */
const manyFiles = 100;

export interface PlanStoreParts extends PlanCollectionParts {
  readonly files: PlanFiles;
}

/**
 * The plans of the workspace, each as its present text says: the open document, also an unsaved one, else the disk.
 * The only place where texts become plans for the views.
 */
export class PlanStore implements vscode.Disposable {
  readonly #parts: PlanStoreParts;
  readonly #plans: PlanCollection;
  readonly #searching = new vscode.EventEmitter<Promise<void>>();
  readonly #events = new EventFold((events) => void this.#follow(events));
  readonly #typing = new Map<string, ReturnType<typeof setTimeout>>();
  #search: { readonly abort: AbortController; readonly done: Promise<void> } | undefined;
  #searchCount = 0;

  /** The URIs, as text, of the entries that were added, changed or removed. */
  readonly onDidChange: vscode.Event<ReadonlySet<string>>;
  /** With a promise of its end. */
  readonly onDidBeginSearch = this.#searching.event;

  constructor(parts: PlanStoreParts) {
    this.#parts = parts;
    this.#plans = new PlanCollection(parts);
    this.onDidChange = this.#plans.onDidChange;
  }

  /** In the order of the workspace folders, plans before handoffs before trackers, then by path. */
  get entries(): readonly StoreEntry[] {
    return this.#plans.list;
  }

  get plans(): readonly PlanEntry[] {
    return this.entries.filter((entry) => entry.kind === 'plan');
  }

  /** How often every folder was searched, for tests. */
  get searchCount(): number {
    return this.#searchCount;
  }

  get(uri: vscode.Uri | string): StoreEntry | undefined {
    return this.#plans.get(uri);
  }

  /** The plan of a file, if what it was read from has that stamp. */
  planOf(uri: vscode.Uri, stamp: string): Plan | undefined {
    return this.#plans.planOf(uri, stamp);
  }

  /** Resolves when the search that is running, or has to be run first, is over. */
  searched(): Promise<void> {
    return this.#search?.done ?? this.search();
  }

  /**
   * Resolves when there is something to show, or nothing to be found. One plan is waited with for a moment: shown alone
   * it would open, and the others would push it away.
   */
  async firstRows(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let listener: vscode.Disposable | undefined;
    const several = new Promise<void>((resolve) => {
      const look = (): void => {
        if (this.entries.length > 1) resolve();
        else if (this.entries.length === 1) timer ??= setTimeout(resolve, oneRowMs);
      };
      listener = this.onDidChange(look);
      look();
    });
    await Promise.race([several, this.searched()]);
    listener?.dispose();
    clearTimeout(timer);
  }

  /** Searches every workspace folder from the beginning. A search that is still running is given up. */
  search(): Promise<void> {
    this.#search?.abort.abort();
    const abort = new AbortController();
    this.#searchCount++;
    const done = this.#searchAll(abort.signal);
    this.#search = { abort, done };
    this.#searching.fire(done);
    return done;
  }

  /** Ends the search that is running. What it has found stays. */
  stopSearch(): void {
    this.#search?.abort.abort();
  }

  /** What has to be looked at soon, once for all events until then. */
  get soon(): Pick<EventFold, 'search' | 'file' | 'created' | 'deleted'> {
    return this.#events;
  }

  /** Reads an open document again when the typing pauses. */
  typed(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#typing.get(key));
    const later = setTimeout(() => {
      this.#typing.delete(key);
      void this.look(document.uri);
    }, typingMs);
    this.#typing.set(key, later);
  }

  /** Reads what a file says at present: the document of a plan that is open, else the disk. */
  async look(uri: vscode.Uri): Promise<void> {
    const at = entryAt(uri);
    if (!at) {
      this.#plans.remove([uri.toString()], changeMs);
      return;
    }
    const document = openDocument(uri);
    const kind = this.get(uri)?.kind;
    try {
      if (document && (kind === 'plan' || kind === 'skipped'))
        // Says nothing about the file: a look at the disk that is under way still counts.
        await this.#plans.readDocument(at, document, this.#plans.begin());
      else await this.#lookAtFiles([uri], changeMs);
    } catch (error) {
      this.#fail(`Reading ${at.path}`, error);
    }
  }

  async #follow({ search, files, created, deleted }: FoldedEvents): Promise<void> {
    try {
      const looked = [...files, ...entriesBelow(deleted, this.entries).map(({ uri }) => uri)];
      const many = looked.length > manyFiles || created.length > manyFiles;
      if (search || many || (await holdsFolder(created))) await this.search();
      else if (looked.length > 0) await this.#lookAtFiles(looked, looked.length > 1 ? announceMs.manyFiles : changeMs);
    } catch (error) {
      this.#fail('Looking at changed files', error);
    }
  }

  async #lookAtFiles(uris: readonly vscode.Uri[], within: number): Promise<void> {
    const byFolder = new Map<vscode.WorkspaceFolder, { readonly path: string; readonly stamp?: string }[]>();
    for (const uri of uris) {
      const at = entryAt(uri);
      if (!at) {
        this.#plans.remove([uri.toString()], within);
        continue;
      }
      const stamp = this.#plans.stampOf(at.uri);
      const files = byFolder.get(at.folder) ?? [];
      files.push(stamp === undefined ? { path: at.path } : { path: at.path, stamp });
      byFolder.set(at.folder, files);
    }
    const look = this.#plans.begin(...uris);
    await Promise.all(
      [...byFolder].map(async ([folder, files]) => {
        const taken: Promise<void>[] = [];
        const take = (batch: Parameters<PlanCollection['take']>[1]): void =>
          void taken.push(this.#plans.take(folder, batch, look, within));
        await this.#parts.files.look(folder.uri, files, take);
        await Promise.all(taken);
      }),
    );
    this.#plans.announce();
  }

  async #searchAll(signal: AbortSignal): Promise<void> {
    const started = Date.now();
    const look = this.#plans.begin();
    const found = new Set<string>();
    this.#plans.sort();
    let within: number = announceMs.firstRows;
    const slower = this.onDidChange(() => (within = Math.min(2 * within, announceMs.mostInSearch)));
    const failed = new Set<string>();
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      const taken: Promise<void>[] = [];
      const known = this.#plans.stampsIn(folder);
      try {
        await this.#parts.files.search(folder.uri, known, signal, (batch) => {
          if (signal.aborted) return;
          for (const { path } of batch.files) found.add(vscode.Uri.joinPath(folder.uri, path).toString());
          const soon = known.size === 0 ? within : announceMs.manyFiles;
          taken.push(this.#plans.take(folder, batch, look, soon));
        });
        await Promise.all(taken);
      } catch (error) {
        failed.add(folder.uri.toString());
        this.#fail(`Searching ${folder.uri.toString()}`, error);
      }
      if (signal.aborted) break;
    }
    slower.dispose();
    if (!signal.aborted)
      this.#plans.removeUnfound(
        look,
        ({ uri, folder }) => found.has(uri.toString()) || failed.has(folder.uri.toString()),
      );
    // Of a search that was given up for another, the other tells.
    if (this.#search?.abort.signal === signal || !signal.aborted) this.#plans.announce();
    if (signal.aborted) return;
    const { plans, entries } = this;
    this.#parts.log.info(
      `Searched in ${Date.now() - started} ms: ${plans.length} plans, ${entries.length - plans.length} possible plans and skipped files.`,
    );
  }

  #fail(what: string, error: unknown): void {
    this.#parts.log.error(`${what}:`, error instanceof Error ? error : String(error));
  }

  dispose(): void {
    this.#search?.abort.abort();
    this.#events.dispose();
    for (const timer of this.#typing.values()) clearTimeout(timer);
    this.#plans.dispose();
    this.#searching.dispose();
  }
}

/** Where a file stands in the workspace, if it does. */
function entryAt(uri: vscode.Uri): FileEntry | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (!folder) return undefined;
  const path = vscode.workspace.asRelativePath(uri, false);
  return { uri: vscode.Uri.joinPath(folder.uri, path), folder, path };
}
