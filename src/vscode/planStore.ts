import * as vscode from 'vscode';
import type { ScoreTerm } from '../core/detect/scorePath.ts';
import type { Plan, PlanKind } from '../core/model.ts';
import type { PlanParser } from './planParser.ts';
import type { FileContent, PlanFiles } from './ports.ts';

interface Entry {
  readonly uri: vscode.Uri;
  readonly folder: vscode.WorkspaceFolder;
  /** Relative to the folder, with `/`. */
  readonly path: string;
}

export interface PlanEntry extends Entry {
  readonly kind: 'plan';
  readonly plan: Plan;
}

/** A file that could be a plan and was not read. */
export interface SkippedEntry extends Entry {
  readonly kind: 'skipped';
  readonly reason: string;
}

/** A document that is no plan by its score, but nearly. */
export interface PossibleEntry extends Entry {
  readonly kind: 'possible';
  readonly terms: readonly ScoreTerm[];
}

export type StoreEntry = PlanEntry | SkippedEntry | PossibleEntry;

/** Every event within this time is one, per file; what a person types gets the shorter one. */
const delays = { file: 200, typing: 150, search: 500, announce: 20 } as const;

const byPath = new Intl.Collator(undefined, { numeric: true });

/**
 * The plans of the workspace, each as its present text says: the open document, also an unsaved one, else the disk.
 * The only place where texts become plans for the views.
 */
export class PlanStore implements vscode.Disposable {
  readonly #files: PlanFiles;
  readonly #parser: PlanParser;
  readonly #log: vscode.LogOutputChannel;
  readonly #entries = new Map<string, StoreEntry>();
  /** What the plans that were read from disk were read from. */
  readonly #texts = new Map<string, string>();
  readonly #unannounced = new Set<string>();
  #sorted: readonly StoreEntry[] | undefined;
  readonly #changed = new vscode.EventEmitter<ReadonlySet<string>>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** The last look that was begun for each file: an earlier one that ends later is dropped. */
  readonly #looks = new Map<string, number>();
  #lookCount = 0;
  #search: { readonly abort: AbortController; readonly done: Promise<void> } | undefined;

  /** The URIs, as text, of the entries that were added, changed or removed. */
  readonly onDidChange = this.#changed.event;

  constructor(files: PlanFiles, parser: PlanParser, log: vscode.LogOutputChannel) {
    this.#files = files;
    this.#parser = parser;
    this.#log = log;
  }

  /** In the order of the workspace folders, plans before handoffs before trackers, then by path. */
  get entries(): readonly StoreEntry[] {
    this.#sorted ??= [...this.#entries.values()].sort(
      (a, b) => a.folder.index - b.folder.index || rank(a) - rank(b) || byPath.compare(a.path, b.path),
    );
    return this.#sorted;
  }

  get plans(): readonly PlanEntry[] {
    return this.entries.filter((entry) => entry.kind === 'plan');
  }

  get(uri: vscode.Uri | string): StoreEntry | undefined {
    return this.#entries.get(uri.toString());
  }

  /** The entries of that file, or of all files below that folder. */
  entriesAt(uri: vscode.Uri): readonly StoreEntry[] {
    const text = uri.toString();
    return [...this.#entries.values()].filter((entry) => {
      const other = entry.uri.toString();
      return other === text || other.startsWith(`${text}/`);
    });
  }

  /** Resolves when the search that is running, or has to be run first, is over. */
  searched(): Promise<void> {
    return this.#search?.done ?? this.search();
  }

  /** Searches every workspace folder from the beginning. A search that is still running is given up. */
  search(): Promise<void> {
    this.#search?.abort.abort();
    const abort = new AbortController();
    const done = this.#searchAll(abort.signal);
    this.#search = { abort, done };
    return done;
  }

  /** Searches soon, once for all calls until then. */
  searchSoon(): void {
    this.#schedule('search', delays.search, () => this.search());
  }

  /** Reads a file again soon, once for all calls until then. */
  lookSoon(uri: vscode.Uri, why: 'file' | 'typing' = 'file'): void {
    this.#schedule(uri.toString(), delays[why], () => this.look(uri, why));
  }

  /** Reads a file again now: it may have changed, may be new or gone. */
  async look(uri: vscode.Uri, why: 'file' | 'typing' = 'file'): Promise<void> {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (!folder) {
      this.#remove([uri.toString()]);
      return;
    }
    const path = vscode.workspace.asRelativePath(uri, false);
    const kind = this.#entries.get(uri.toString())?.kind;
    const known = kind === 'plan' || kind === 'skipped';
    await this.#update({ uri: vscode.Uri.joinPath(folder.uri, path), folder, path }, async () => {
      // What is typed does not change whether the file is there.
      if (why === 'typing' && known && openDocument(uri)) return { kind: 'text', text: '' };
      return known ? this.#files.read(folder.uri, path) : this.#files.look(folder.uri, path);
    });
  }

  async #searchAll(signal: AbortSignal): Promise<void> {
    const started = Date.now();
    const found = new Set<string>();
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      try {
        // Other marks and roles read the same texts differently.
        if (this.#parser.setOptions(folder, await this.#files.options(folder.uri))) this.#texts.clear();
        for await (const { path, content } of this.#files.find(folder.uri, signal)) {
          const uri = vscode.Uri.joinPath(folder.uri, path);
          found.add(uri.toString());
          await this.#update({ uri, folder, path }, () => Promise.resolve(content));
          if (signal.aborted) return;
        }
      } catch (error) {
        if (signal.aborted) return;
        this.#log.error(`Searching ${folder.uri.toString()}:`, error instanceof Error ? error : String(error));
      }
      if (signal.aborted) return;
    }
    this.#remove([...this.#entries.keys()].filter((uri) => !found.has(uri)));
    this.#log.info(
      `Searched in ${Date.now() - started} ms: ${this.plans.length} plans, ${found.size - this.plans.length} possible plans and skipped files.`,
    );
  }

  async #update(at: Entry, read: () => Promise<FileContent>): Promise<void> {
    const key = at.uri.toString();
    const look = ++this.#lookCount;
    this.#looks.set(key, look);
    const entry = await this.#entryOf(at, await read());
    // A later look has the newer text, whichever ends first.
    if (this.#looks.get(key) !== look) return;
    this.#looks.delete(key);
    this.#put(key, entry);
  }

  async #entryOf(entry: Entry, content: FileContent): Promise<StoreEntry | undefined> {
    const key = entry.uri.toString();
    const before = this.#entries.get(key);
    if (content.kind === 'none') return undefined;
    if (content.kind === 'possible') return { ...entry, kind: 'possible', terms: content.terms };
    const document = openDocument(entry.uri);
    if (document) {
      this.#texts.delete(key);
      return { ...entry, kind: 'plan', plan: await this.#parser.ofDocument(entry.path, document) };
    }
    if (content.kind === 'skipped') return { ...entry, kind: 'skipped', reason: content.reason };
    if (before?.kind === 'plan' && this.#texts.get(key) === content.text) return before;
    this.#texts.set(key, content.text);
    return { ...entry, kind: 'plan', plan: await this.#parser.ofText(entry.uri, entry.path, content.text) };
  }

  #put(key: string, entry: StoreEntry | undefined): void {
    if (!entry) {
      this.#remove([key]);
      return;
    }
    const before = this.#entries.get(key);
    if (before?.kind === 'plan' && entry.kind === 'plan' && before.plan === entry.plan) return;
    if (entry.kind === 'skipped' && before?.kind !== 'skipped') this.#log.warn(`${entry.path}: ${entry.reason}`);
    this.#entries.set(key, entry);
    this.#announce([key]);
  }

  #remove(keys: readonly string[]): void {
    for (const key of keys) this.#texts.delete(key);
    this.#announce(keys.filter((key) => this.#entries.delete(key)));
  }

  /** Folds what a search brings in one after the other. */
  #announce(keys: readonly string[]): void {
    if (keys.length === 0) return;
    this.#sorted = undefined;
    const first = this.#unannounced.size === 0;
    for (const key of keys) this.#unannounced.add(key);
    if (!first) return;
    this.#schedule('announce', delays.announce, () => {
      const changed = new Set(this.#unannounced);
      this.#unannounced.clear();
      this.#changed.fire(changed);
    });
  }

  #schedule(key: string, delay: number, action: () => void | Promise<void>): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        Promise.resolve(action()).catch((error: unknown) => this.#log.error(`${key}: ${String(error)}`));
      }, delay),
    );
  }

  dispose(): void {
    this.#search?.abort.abort();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#changed.dispose();
  }
}

const ranks: Readonly<Record<PlanKind, number>> = { plan: 0, other: 0, handoff: 1, tracker: 2 };

function rank(entry: StoreEntry): number {
  return entry.kind === 'plan' ? ranks[entry.plan.kind] : 3;
}

/** The document of that file, if one is open. */
export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === key);
}
