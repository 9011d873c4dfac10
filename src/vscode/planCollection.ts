import * as vscode from 'vscode';
import type { Plan } from '../core/model.ts';
import { Announcer } from './announcer.ts';
import { openDocument } from './openDocument.ts';
import { type FileEntry, PlanEntries, type StoreEntry } from './planEntry.ts';
import type { PlanParser } from './planParser.ts';
import type { FoundBatch, FoundFile, UnpackPlan } from './ports.ts';
import { SortedEntries } from './sortedEntries.ts';
import type { Stretches } from './stretches.ts';

export interface PlanCollectionParts {
  readonly parser: PlanParser;
  readonly unpack: UnpackPlan;
  readonly stretches: Stretches;
  readonly log: vscode.LogOutputChannel;
}

/** Milliseconds within which a change of one file is announced. */
export const changeMs = 20;

/**
 * What was read last of each file, taken in from looks that overlap: a look gets a number when it begins, and what an
 * earlier one brings in later is dropped.
 */
export class PlanCollection implements vscode.Disposable {
  readonly #parts: PlanCollectionParts;
  readonly #made: PlanEntries;
  readonly #entries = new SortedEntries();
  /** Of the plans that were read from their files: what they were read from. */
  readonly #stamps = new Map<string, string>();
  /** The last look that was begun for each file. */
  readonly #looks = new Map<string, number>();
  readonly #changed: Announcer;
  #lookCount = 0;

  /** The URIs, as text, of the entries that were added, changed or removed. */
  readonly onDidChange: vscode.Event<ReadonlySet<string>>;

  constructor(parts: PlanCollectionParts) {
    this.#parts = parts;
    this.#made = new PlanEntries(parts.unpack);
    this.#changed = new Announcer((fire) => parts.stretches.run('announcing', fire));
    this.onDidChange = this.#changed.event;
  }

  get list(): readonly StoreEntry[] {
    return this.#entries.list;
  }

  get(uri: vscode.Uri | string): StoreEntry | undefined {
    return this.#entries.get(uri.toString());
  }

  /** A number for a look that begins now, at these files; of a search, which names none, every other look is newer. */
  begin(...uris: readonly vscode.Uri[]): number {
    const look = ++this.#lookCount;
    for (const uri of uris) this.#looks.set(uri.toString(), look);
    return look;
  }

  /** What has to be sent along for a file that is a plan already. */
  stampOf(uri: vscode.Uri): string | undefined {
    return this.get(uri)?.kind === 'plan' ? (this.#stamps.get(uri.toString()) ?? 'unknown') : undefined;
  }

  /** The plan that was read from what has that stamp, if that is what was read last of the file. */
  planOf(uri: vscode.Uri, stamp: string): Plan | undefined {
    const entry = this.#stamps.get(uri.toString()) === stamp ? this.get(uri) : undefined;
    return entry?.kind === 'plan' ? entry.plan : undefined;
  }

  /** The stamps of the plans of a folder, by path. */
  stampsIn(folder: vscode.WorkspaceFolder): ReadonlyMap<string, string> {
    const stamps = new Map<string, string>();
    for (const entry of this.list) {
      const stamp = this.#stamps.get(entry.uri.toString());
      if (entry.folder.uri.toString() === folder.uri.toString() && stamp !== undefined) stamps.set(entry.path, stamp);
    }
    return stamps;
  }

  /** Takes in what was read for that look. Resolves when what open documents say has been read, too. */
  async take(
    folder: vscode.WorkspaceFolder,
    { options, files }: FoundBatch,
    look: number,
    within: number,
  ): Promise<void> {
    if (options) this.#parts.parser.setOptions(folder, options);
    const documents: Promise<void>[] = [];
    for (const { path, content } of files) {
      const at = { uri: vscode.Uri.joinPath(folder.uri, path), folder, path };
      if (this.#isOutdated(at.uri.toString(), look)) continue;
      const document = openDocument(at.uri);
      const isPlan = content.kind === 'plan' || content.kind === 'same' || content.kind === 'skipped';
      if (document && isPlan) documents.push(this.readDocument(at, document, look));
      else this.#takeOne(at, content, within);
    }
    await Promise.all(documents);
  }

  /** Reads what an open document says now. */
  async readDocument(at: FileEntry, document: vscode.TextDocument, look: number): Promise<void> {
    const key = at.uri.toString();
    const plan = await this.#parts.parser.ofDocument(at.path, document);
    if (this.#isOutdated(key, look)) return;
    this.#stamps.delete(key);
    const before = this.get(key);
    if (before?.kind === 'plan' && before.plan === plan) return;
    this.#put(key, this.#made.ofPlan(at, plan), changeMs);
  }

  remove(keys: readonly string[], within: number): void {
    for (const key of keys) this.#stamps.delete(key);
    const gone = keys.filter((key) => this.#entries.delete(key));
    this.#changed.add(gone, within);
  }

  /** After a search: removes what it should have found and did not. */
  removeUnfound(search: number, wasFound: (entry: StoreEntry) => boolean): void {
    const gone = this.list.map((entry) => ({ entry, key: entry.uri.toString() }));
    const keys = gone
      .filter(({ entry, key }) => !wasFound(entry) && !this.#isOutdated(key, search))
      .map(({ key }) => key);
    this.remove(keys, changeMs);
    this.#looks.clear();
  }

  /** The folders of the workspace may have changed places. */
  sort(): void {
    this.#entries.sort();
  }

  /** Does not wait any longer with what is to be announced. */
  announce(): void {
    this.#changed.now();
  }

  #isOutdated(key: string, look: number): boolean {
    return (this.#looks.get(key) ?? 0) > look;
  }

  #takeOne(at: FileEntry, content: FoundFile['content'], within: number): void {
    const key = at.uri.toString();
    const before = this.get(key)?.kind;
    switch (content.kind) {
      case 'none':
        this.remove([key], within);
        return;
      case 'same':
        return;
      case 'plan':
        this.#stamps.set(key, content.stamp);
        this.#put(key, this.#made.ofPacked(at, content.summary, content.packed), within);
        return;
      case 'skipped':
      case 'possible':
        this.#stamps.delete(key);
        if (content.kind === 'skipped' && before !== 'skipped') this.#parts.log.warn(`${at.path}: ${content.reason}`);
        this.#put(key, { ...at, ...content }, within);
    }
  }

  #put(key: string, entry: StoreEntry, within: number): void {
    this.#entries.put(key, entry);
    this.#changed.add([key], within);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
