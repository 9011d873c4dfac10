import * as vscode from 'vscode';
import type { ShiftService } from '../core/shifts/shiftService.ts';
import { commands, views } from './contributions.ts';
import type { PlanStore } from './planStore.ts';
import type { CommandHandler } from './registerCommands.ts';
import type { ShiftParts } from './shiftParts.ts';
import type { ShiftRow } from './shiftRow.ts';

export interface ShiftsOptions {
  readonly store: PlanStore;
  readonly service: ShiftService;
  /** The folder in which git keeps what Runsheet knows of the shift of a workspace folder; no process is started. */
  readonly stateFolder: (root: string) => Promise<string | undefined>;
}

/** The commands about shifts, by what they are called in the code. */
const shiftCommands = [
  'startShift',
  'endShift',
  'statusCheck',
  'takeOverShift',
  'addBlocker',
  'addNote',
  'markDone',
  'newHandoff',
  'showHandoff',
] as const satisfies readonly (keyof typeof commands)[];

export type ShiftCommand = (typeof shiftCommands)[number];

/**
 * Shifts in the editor. What they are made of is loaded when the view is first shown, a command is given, or a shift is
 * held or was left in the middle: most windows have none.
 */
export class Shifts implements vscode.TreeDataProvider<ShiftRow>, vscode.Disposable {
  readonly #options: ShiftsOptions;
  readonly #changed = new vscode.EventEmitter<ShiftRow | undefined>();
  readonly #view: vscode.TreeView<ShiftRow>;
  readonly #watchers = new Map<string, vscode.Disposable>();
  readonly #disposables: { dispose(): unknown }[];
  #parts: Promise<ShiftParts> | undefined;
  #loaded: ShiftParts | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(options: ShiftsOptions) {
    this.#options = options;
    this.#view = vscode.window.createTreeView(views.shift, { treeDataProvider: this });
    this.#disposables = [
      this.#changed,
      this.#view,
      this.#view.onDidChangeVisibility(({ visible }) => this.#loaded?.setVisible(visible)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.#watch()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => void this.#watch()),
    ];
    void this.#watch();
  }

  /** Whether anything of shifts was loaded; for tests. */
  get isLoaded(): boolean {
    return this.#parts !== undefined;
  }

  parts(): Promise<ShiftParts> {
    return (this.#parts ??= this.#load());
  }

  get commands(): Readonly<Record<(typeof commands)[ShiftCommand], CommandHandler>> {
    const handlers = shiftCommands.map((name): [string, CommandHandler] => [
      commands[name],
      async (argument) => (await this.parts()).run(name, argument),
    ]);
    return Object.fromEntries(handlers) as Record<(typeof commands)[ShiftCommand], CommandHandler>;
  }

  getTreeItem(row: ShiftRow): vscode.TreeItem {
    return row.item;
  }

  async getChildren(row?: ShiftRow): Promise<ShiftRow[]> {
    if (row) return [...row.children];
    // The welcome text says why there is nothing.
    if (!vscode.workspace.isTrusted) return [];
    const parts = await this.parts();
    parts.setVisible(this.#view.visible);
    return [...(await parts.rows())];
  }

  async #load(): Promise<ShiftParts> {
    const { makeShiftParts } = await import('./shiftParts.ts');
    const { store, service } = this.#options;
    const parts = makeShiftParts({ store, service, showRows: () => this.#changed.fire(undefined) });
    this.#loaded = parts;
    this.#disposables.push(parts);
    return parts;
  }

  /** Other windows and command lines start and end shifts too: what they leave in the git folder says so. */
  async #watch(): Promise<void> {
    if (!vscode.workspace.isTrusted) return;
    const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
    const present = new Set(folders.map(({ uri }) => uri.toString()));
    for (const [key, watcher] of this.#watchers)
      if (!present.has(key)) {
        watcher.dispose();
        this.#watchers.delete(key);
      }
    for (const { uri } of folders) {
      if (this.#watchers.has(uri.toString())) continue;
      const state = await this.#options.stateFolder(uri.fsPath);
      if (this.#watchers.has(uri.toString())) continue;
      // A repository may be made later.
      const folder = state === undefined ? vscode.Uri.joinPath(uri, '.git', 'runsheet') : vscode.Uri.file(state);
      const names = await vscode.workspace.fs.readDirectory(folder).then(
        (entries) => entries.map(([name]) => name),
        () => undefined,
      );
      const pattern = patternOf(uri, folder, names !== undefined);
      if (!pattern) continue;
      const watcher = vscode.workspace.createFileSystemWatcher(pattern);
      const look = (): void => void this.parts().then((parts) => parts.lookSoon());
      this.#watchers.set(
        uri.toString(),
        vscode.Disposable.from(
          watcher,
          watcher.onDidCreate(look),
          watcher.onDidChange(look),
          watcher.onDidDelete(look),
        ),
      );
      if (names?.some((name) => name.endsWith('.json'))) void this.parts().then((parts) => parts.lookAfterStart());
    }
  }

  dispose(): void {
    for (const watcher of this.#watchers.values()) watcher.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

/**
 * Inside the workspace its own watcher sees the files, also before their folder is there. Outside, as in a worktree, a
 * folder that is not there would be looked for again and again, so it is not watched until it is.
 */
function patternOf(root: vscode.Uri, state: vscode.Uri, exists: boolean): vscode.RelativePattern | undefined {
  if (state.path.startsWith(`${root.path}/`))
    return new vscode.RelativePattern(root, `${state.path.slice(root.path.length + 1)}/*.json`);
  return exists ? new vscode.RelativePattern(state, '*.json') : undefined;
}
