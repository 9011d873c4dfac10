import * as vscode from 'vscode';
import type { ChangedMark, StateChanges, StateWish, TaskChange } from '../core/edit/changeStates.ts';
import type { Plan } from '../core/model.ts';
import { openDocument } from './openDocument.ts';
import { type ParentQuestion, ParentTicks } from './parentTicks.ts';
import { type Applied, PlanEdits, type Trouble } from './planEdits.ts';
import type { PlanParser } from './planParser.ts';
import type { PlanStore } from './planStore.ts';
import type { Disk, ParsePlan } from './ports.ts';
import { Queues } from './queues.ts';
import type { StateOfTasks, TaskTarget } from './taskToggler.ts';
import { tellTroubles } from './tickSentences.ts';
import { WatchedTicks } from './watchedTicks.ts';

interface TaskChangerParts {
  readonly store: PlanStore;
  readonly parser: PlanParser;
  readonly disk: () => Promise<Disk>;
  /** When a document with unsaved changes got the first of them, in milliseconds since 1970. */
  readonly dirtySince: (document: vscode.TextDocument) => number | undefined;
  readonly ask: () => ParentQuestion | undefined;
  readonly told: (sentence: string) => void;
}

/** What one action did to one document, so that it can be taken back. */
interface DoneInDocument {
  readonly place: Omit<TaskTarget, 'key'>;
  readonly changes: readonly TaskChange[];
}

const nothingDone: ReadonlySet<Trouble['kind']> = new Set(['failed', 'busy', 'overwritten']);
const mostActions = 30;
/** Who read the file before the change may write back what they read: it is looked at again, whatever watchers say. */
const settleMs = 150;

/** Sets the states of tasks: the one character of the mark, in the open document or in the file. */
export class TaskChanger implements vscode.Disposable {
  readonly #parts: TaskChangerParts;
  readonly #edits: PlanEdits;
  readonly #parents: ParentTicks;
  readonly #watched: WatchedTicks;
  readonly #queues = new Queues();
  readonly #changed = new Map<string, ChangedMark>();
  readonly #actions: (readonly DoneInDocument[])[] = [];
  /** How many changes were begun in a document. */
  readonly #begun = new Map<string, number>();

  constructor(parts: TaskChangerParts) {
    this.#parts = parts;
    this.#edits = new PlanEdits(parts.disk, parts.dirtySince);
    this.#parents = new ParentTicks(parts.ask);
    this.#watched = new WatchedTicks(parts.store, (uri) => void this.#lookAgain(uri));
  }

  /** One action: one edit for each document, all of which *Undo Last Tick* takes back together. */
  async change(targets: readonly TaskTarget[], { state, reason, toggled }: StateOfTasks): Promise<boolean> {
    const { changeStates, markMeanings } = await import('../core/parse/parser.ts');
    const documents = [...byDocument(targets).values()];
    const parents = state === 'done' ? await this.#parents.agreed(documents) : new Map<string, ReadonlySet<string>>();
    const results = await Promise.all(
      documents.map(({ place, keys }) => {
        const id = place.uri.toString();
        const above = [...(parents.get(id) ?? [])];
        const decide = (plan: Plan, lines: readonly string[]): StateChanges => {
          const wishes = [...keys, ...this.#parents.stillRipe(plan, keys, above)].map((key): StateWish => {
            const last = toggled === true ? this.#changed.get(`${id}#${key}`) : undefined;
            return { key, state, ...(reason !== undefined && { reason }), ...(last && { last }) };
          });
          return changeStates({ plan, lines, seen: place.seen }, wishes, () =>
            markMeanings(place.path, lines, this.#parts.parser.marksOf(place.uri)),
          );
        };
        return this.#run(place, decide);
      }),
    );
    const done = results.flatMap(({ place, applied: { changes } }) => (changes.length > 0 ? [{ place, changes }] : []));
    if (done.length > 0) this.#actions.push(done);
    if (this.#actions.length > mostActions) this.#actions.shift();
    return this.#tell(results);
  }

  /** Takes the last action back, wherever its tasks stand now; what somebody has changed since is left alone. */
  async undoLast(): Promise<void> {
    const last = this.#actions.pop();
    if (!last) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There is no tick to undo.'));
      return;
    }
    const { restoreStates } = await import('../core/parse/parser.ts');
    const results = await Promise.all(
      last.map(({ place, changes }) =>
        this.#run(place, (plan, lines) => restoreStates({ plan, lines, seen: place.seen }, changes)),
      ),
    );
    const left = results.map(({ place, applied }, index) => ({
      place,
      changes: applied.trouble && nothingDone.has(applied.trouble.kind) ? (last[index]?.changes ?? []) : [],
    }));
    // What could not be written can be tried again.
    if (left.some(({ changes }) => changes.length > 0)) this.#actions.push(left);
    this.#tell(results);
  }

  async #run(
    place: DoneInDocument['place'],
    decide: (plan: Plan, lines: readonly string[]) => StateChanges,
  ): Promise<{ readonly place: DoneInDocument['place']; readonly applied: Applied }> {
    const { uri } = place;
    const id = uri.toString();
    const turn = (this.#begun.get(id) ?? 0) + 1;
    this.#begun.set(id, turn);
    const parse = await this.#reader(uri);
    const decideText = (text: string): StateChanges => decide(parse(place.path, text), text.split(/\r\n|\r|\n/));
    const applied = await this.#queues.add(id, () =>
      this.#watched.while(uri, () => this.#edits.apply(uri, decideText)),
    );
    for (const { key, wrote, replaced } of applied.changes) this.#changed.set(`${id}#${key}`, { wrote, replaced });
    await this.#parts.store.look(uri);
    if (applied.inFile === true && applied.changes.length > 0)
      setTimeout(() => {
        if (this.#begun.get(id) === turn) void this.#lookAgain(uri);
      }, settleMs);
    return { place, applied };
  }

  /** Reads texts of a file, but not again where what the views show was read from the same text. */
  async #reader(uri: vscode.Uri): Promise<ParsePlan> {
    const { parser, store, disk } = this.#parts;
    const parse = await parser.load(uri);
    const { stampOfText } = await disk();
    return (path, text) => {
      const document = openDocument(uri);
      const isPresent = document?.getText() === text;
      const known = isPresent
        ? parser.followed(path, document)
        : store.planOf(uri, stampOfText(text, parser.optionsOf(uri)));
      return known?.path === path ? known : parse(path, text);
    };
  }

  /** Says which of our changes are not in the file any more. */
  async #lookAgain(uri: vscode.Uri): Promise<void> {
    const parse = await this.#reader(uri);
    const { fileOnDisk } = await this.#parts.disk();
    await this.#queues.add(uri.toString(), () => {
      const file = fileOnDisk(uri.fsPath);
      const path = vscode.workspace.asRelativePath(uri, false);
      const lost = file.kind === 'text' ? this.#watched.lost(uri, parse(path, file.text)) : [];
      if (lost.length > 0) this.#parts.told(tellTroubles([{ uri, trouble: { kind: 'lost', titles: lost } }]));
      return Promise.resolve();
    });
  }

  #tell(results: readonly { readonly place: DoneInDocument['place']; readonly applied: Applied }[]): boolean {
    const troubles = results.flatMap(({ place: { uri }, applied: { trouble } }) => (trouble ? [{ uri, trouble }] : []));
    if (troubles.length > 0) this.#parts.told(tellTroubles(troubles));
    return troubles.every(({ trouble: { kind } }) => kind === 'unsaved' || kind === 'diverged');
  }

  dispose(): void {
    this.#watched.dispose();
  }
}

function byDocument(
  targets: readonly TaskTarget[],
): Map<string, { readonly place: DoneInDocument['place']; readonly keys: string[] }> {
  const documents = new Map<string, { readonly place: DoneInDocument['place']; readonly keys: string[] }>();
  for (const { key, ...place } of targets) {
    const id = place.uri.toString();
    const known = documents.get(id);
    if (known) known.keys.push(key);
    else documents.set(id, { place, keys: [key] });
  }
  return documents;
}
