import * as vscode from 'vscode';
import type { TaskState } from '../core/edit/taskState.ts';
import type { Plan } from '../core/model.ts';
import type { ParentQuestion } from './parentTicks.ts';
import type { PlanParser } from './planParser.ts';
import type { PlanStore } from './planStore.ts';
import type { Disk } from './ports.ts';
import type { TaskChanger } from './taskChanger.ts';

/** A task as the user saw it. */
export interface TaskTarget {
  readonly uri: vscode.Uri;
  readonly path: string;
  readonly seen: Plan;
  readonly key: string;
}

/** What is wanted of the tasks of one action. */
export interface StateOfTasks {
  readonly state: TaskState;
  /** Why they are blocked. */
  readonly reason?: string;
  /** Toggled, not set: done twice, the file is what it was, `[-]` where `[-]` stood. */
  readonly toggled?: boolean;
}

/** What all surfaces that set states of tasks have in common; the work is done by a bundle that the first of them loads. */
export class TaskToggler implements vscode.Disposable {
  readonly #store: PlanStore;
  readonly #parser: PlanParser;
  readonly #disk: () => Promise<Disk>;
  readonly #told = new vscode.EventEmitter<string>();
  /** When somebody began to type into a saved document, in milliseconds since 1970. */
  readonly #dirtySince = new WeakMap<vscode.TextDocument, number>();
  readonly #typed = vscode.workspace.onDidChangeTextDocument(({ document }) => {
    if (!document.isDirty) this.#dirtySince.delete(document);
    else if (!this.#dirtySince.has(document)) this.#dirtySince.set(document, Date.now());
  });
  readonly #saved = vscode.workspace.onDidSaveTextDocument((document) => this.#dirtySince.delete(document));
  #changer: Promise<TaskChanger> | undefined;

  /** What the user was told of changes that are not in the file, with the titles of their tasks between quotes. */
  readonly onDidTell = this.#told.event;

  /** Answers whether boxes above are ticked too, in place of the dialog. */
  askForParents: ParentQuestion | undefined;

  /** @param disk loads what reads and writes files, which is not there at the start */
  constructor(store: PlanStore, parser: PlanParser, disk: () => Promise<Disk>) {
    this.#store = store;
    this.#parser = parser;
    this.#disk = disk;
  }

  /** True when the file or document now says what was asked for; else the user was told why not. */
  toggle(target: TaskTarget, done: boolean): Promise<boolean> {
    return this.change([target], { state: done ? 'done' : 'open', toggled: true });
  }

  /** One action: one edit for each document, all of which *Undo Last Tick* takes back together. */
  async change(targets: readonly TaskTarget[], wanted: StateOfTasks): Promise<boolean> {
    return (await this.#load()).change(targets, wanted);
  }

  /** Takes the last action back, wherever its tasks stand now; what somebody has changed since is left alone. */
  async undoLast(): Promise<void> {
    await (await this.#load()).undoLast();
  }

  /** Who looks at tasks may tick one next: what that takes is loaded by then. */
  prepare(): void {
    void Promise.all([this.#load(), this.#disk(), import('../core/parse/parser.ts')]);
  }

  #load(): Promise<TaskChanger> {
    return (this.#changer ??= import('./taskChanger.ts').then(
      ({ TaskChanger }) =>
        new TaskChanger({
          store: this.#store,
          parser: this.#parser,
          disk: this.#disk,
          dirtySince: (document) => this.#dirtySince.get(document),
          ask: () => this.askForParents,
          told: (sentence) => this.#told.fire(sentence),
        }),
    ));
  }

  dispose(): void {
    for (const part of [this.#typed, this.#saved, this.#told]) part.dispose();
    void this.#changer?.then((changer) => changer.dispose());
  }
}
