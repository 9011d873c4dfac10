import * as vscode from 'vscode';
import { commands, contextKeys, internalCommands, views } from './contributions.ts';
import type { PlanStore } from './planStore.ts';
import type { ReadinessDisk } from './readinessPorts.ts';
import type { createReadiness } from './readinessParts.ts';
import type { ReadyRow } from './readinessRow.ts';
import type { CommandHandler } from './registerCommands.ts';
import type { Runs } from './runs.ts';
import type { Stretches } from './stretches.ts';
import type { TaskToggler } from './taskToggler.ts';

type Loaded = Awaited<ReturnType<typeof createReadiness>>;

type ReadinessCommandId =
  | (typeof commands)[
      'attest' | 'check' | 'checkStale' | 'explainReadiness' | 'openReadiness' | 'recordDecision' | 'setCheck']
  | (typeof internalCommands)['acceptProblem'];

export interface ReadinessParts {
  readonly store: PlanStore;
  readonly runs: Runs;
  readonly toggler: TaskToggler;
  readonly stretches: Stretches;
  readonly log: vscode.LogOutputChannel;
  readonly disk: () => Promise<ReadinessDisk>;
}

/** The view *Readiness*, its place in the status bar and its commands. What they do is loaded after the first search. */
export class Readiness implements vscode.TreeDataProvider<ReadyRow>, vscode.Disposable {
  readonly statusBar: vscode.StatusBarItem;
  readonly #parts: ReadinessParts;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #problems = new vscode.EventEmitter<ReadonlySet<string>>();
  readonly #disposables: { dispose(): unknown }[];
  #loading: Promise<Loaded> | undefined;
  #loaded: Loaded | undefined;
  #disposed = false;

  readonly onDidChangeTreeData = this.#changed.event;
  /** The URIs, as text, of plans that other problems may be known of now. */
  readonly onDidChangeProblems = this.#problems.event;

  constructor(parts: ReadinessParts) {
    this.#parts = parts;
    this.statusBar = vscode.window.createStatusBarItem('readiness', vscode.StatusBarAlignment.Left, 50);
    this.statusBar.name = vscode.l10n.t('Runsheet Readiness');
    this.statusBar.command = commands.openReadiness;
    const view = vscode.window.createTreeView(views.readiness, { treeDataProvider: this, showCollapseAll: true });
    this.#disposables = [this.#changed, this.#problems, this.statusBar, view];
    void parts.store
      .searched()
      .then(() => this.load())
      .catch((error: unknown) => parts.log.error('Readiness:', error instanceof Error ? error : String(error)));
  }

  /** What does it all; loaded once. */
  load(): Promise<Loaded> {
    return (this.#loading ??= this.#load());
  }

  async #load(): Promise<Loaded> {
    const { store, runs, toggler, stretches, log, disk: load } = this.#parts;
    await store.searched();
    const [{ createReadiness: create }, disk] = await Promise.all([import('./readinessParts.ts'), load()]);
    const { places, values, questions } = runs;
    const parts = { store, toggler, stretches, log, disk, places, values, questions };
    const loaded = await create({ ...parts, statusBar: this.statusBar });
    if (this.#disposed) loaded.dispose();
    else
      this.#disposables.push(
        loaded,
        loaded.model.onDidChange((keys) => this.#tell(keys)),
      );
    this.#loaded = loaded;
    this.#tell(new Set(store.plans.map(({ uri }) => uri.toString())));
    return loaded;
  }

  #tell(keys: ReadonlySet<string>): void {
    this.#changed.fire(undefined);
    this.#problems.fire(keys);
  }

  async getChildren(row?: ReadyRow): Promise<ReadyRow[]> {
    const loaded = await this.load();
    if (!row) void vscode.commands.executeCommand('setContext', contextKeys.assessed, true);
    return [...(row ? loaded.childrenOf(row) : loaded.topRows())];
  }

  async getTreeItem(row: ReadyRow): Promise<vscode.TreeItem> {
    return (await this.load()).itemOf(row);
  }

  /** What is known of a plan beside what its text says; nothing before it was assessed. */
  problemsOf(uri: vscode.Uri): ReturnType<Loaded['problemsOf']> {
    return this.#loaded?.problemsOf(uri.toString()) ?? [];
  }

  evidenceChanged(): void {
    this.#loaded?.model.evidenceChanged();
  }

  filesChanged(): void {
    this.#loaded?.model.filesChanged();
  }

  get commands(): Readonly<Record<ReadinessCommandId, CommandHandler>> {
    const handler =
      (id: ReadinessCommandId): CommandHandler =>
      async (...args) =>
        (await this.load()).handlers[id](...args);
    const { attest, check, checkStale, explainReadiness, openReadiness, recordDecision, setCheck } = commands;
    return {
      [attest]: handler(attest),
      [recordDecision]: handler(recordDecision),
      [internalCommands.acceptProblem]: handler(internalCommands.acceptProblem),
      [setCheck]: handler(setCheck),
      [check]: handler(check),
      [checkStale]: handler(checkStale),
      [explainReadiness]: handler(explainReadiness),
      [openReadiness]: handler(openReadiness),
    };
  }

  dispose(): void {
    this.#disposed = true;
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
