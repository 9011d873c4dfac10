import * as vscode from 'vscode';
import type { Plan } from '../core/model.ts';
import type { Schedule } from '../core/shifts/schedule.ts';
import { scheduleOf, shiftBoard, type ShiftBoard } from '../core/shifts/shiftBoard.ts';
import type { ShiftFiles, ShiftService } from '../core/shifts/shiftService.ts';
import type { StatusFacts } from '../core/shifts/statusFacts.ts';
import type { PlanStore } from './planStore.ts';

/** What is known of the shift of one workspace folder. */
export interface RootBoard {
  readonly folder: vscode.WorkspaceFolder;
  readonly files: ShiftFiles;
  readonly schedule: Schedule;
  /** As it is now. */
  readonly board: ShiftBoard;
  /** What the last *Status Check* of this window found. */
  readonly status?: StatusFacts;
}

interface Known {
  readonly files: ShiftFiles;
  readonly plans: readonly Plan[];
  readonly schedule: Schedule;
}

const soonMs = 300;
const minuteMs = 60_000;

/**
 * What is known of the shifts of this window's folders. It follows the plans and the files of a shift while the view is
 * shown or a shift is held; only while one is held there is a timer, for the time that is left.
 */
export class ShiftBoards implements vscode.Disposable {
  readonly #store: PlanStore;
  readonly #service: ShiftService;
  readonly #known = new Map<string, Known>();
  readonly #status = new Map<string, StatusFacts>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposables: readonly { dispose(): unknown }[];
  #look: Promise<void> | undefined;
  #isStale = true;
  #isVisible = false;
  #soon: ReturnType<typeof setTimeout> | undefined;
  #minute: ReturnType<typeof setInterval> | undefined;

  /** Something else is known, or a minute has gone by of a shift that is held. */
  readonly onDidChange = this.#changed.event;

  constructor(store: PlanStore, service: ShiftService) {
    this.#store = store;
    this.#service = service;
    const soon = (): void => this.lookSoon();
    this.#disposables = [
      this.#changed,
      store.onDidChange(() => this.#lookIfSeen()),
      vscode.workspace.onDidChangeWorkspaceFolders(soon),
      vscode.workspace.onDidGrantWorkspaceTrust(soon),
    ];
  }

  /** The folders of the window that have a disk, in their order. */
  get folders(): readonly vscode.WorkspaceFolder[] {
    return (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  }

  /** What was found at the last look, seen from now. */
  all(): readonly RootBoard[] {
    return this.folders.flatMap((folder) => this.of(folder) ?? []);
  }

  of(folder: vscode.WorkspaceFolder): RootBoard | undefined {
    const known = this.#known.get(folder.uri.toString());
    if (!known) return undefined;
    const { files, plans, schedule } = known;
    const status = this.#status.get(folder.uri.toString());
    const board = shiftBoard(files, plans, schedule, Date.now());
    return { folder, files, schedule, board, ...(status && { status }) };
  }

  /** Shown until the next one, or until a start or an end makes it old. */
  keepStatus(folder: vscode.WorkspaceFolder, facts: StatusFacts | undefined): void {
    const key = folder.uri.toString();
    if (facts) this.#status.set(key, facts);
    else this.#status.delete(key);
    this.#changed.fire();
  }

  get isHeld(): boolean {
    return Array.from(this.#known.values()).some(({ files }) => files.held);
  }

  /** Resolves when all is known that there is. */
  async looked(): Promise<void> {
    await this.#store.searched();
    if (this.#isStale) await this.look();
    else await this.#look;
  }

  setVisible(visible: boolean): void {
    this.#isVisible = visible;
    if (visible && this.#isStale) this.lookSoon();
  }

  /** The files of a shift have changed: one may be held now. */
  lookSoon(): void {
    this.#isStale = true;
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.look(), soonMs);
  }

  /** Plans have changed, which only matters to whoever sees it. */
  #lookIfSeen(): void {
    if (this.#isVisible || this.isHeld) this.lookSoon();
    else this.#isStale = true;
  }

  /** Looks now. In a restricted workspace nothing is looked at. */
  look(): Promise<void> {
    this.#isStale = false;
    const before = this.#look ?? Promise.resolve();
    const mine = before
      // Whoever asked for that look is told of its failure.
      .catch(() => undefined)
      .then(() => this.#lookNow())
      .finally(() => {
        if (this.#look === mine) this.#look = undefined;
      });
    this.#look = mine;
    return mine;
  }

  async #lookNow(): Promise<void> {
    if (!vscode.workspace.isTrusted) return;
    const { folders } = this;
    const found = await Promise.all(
      folders.map(async (folder) => [folder, await this.#service('look', { root: folder.uri.fsPath })] as const),
    );
    this.#known.clear();
    for (const [folder, files] of found) {
      const plans = this.#plansOf(folder);
      this.#known.set(folder.uri.toString(), { files, plans, schedule: scheduleOf(files, plans) });
    }
    this.#keepTime();
    this.#changed.fire();
  }

  /** Those that say something about shifts; the others stay packed. */
  #plansOf(folder: vscode.WorkspaceFolder): readonly Plan[] {
    return this.#store.plans
      .filter((entry) => entry.folder.uri.toString() === folder.uri.toString() && entry.summary.hasShifts)
      .map(({ plan }) => plan);
  }

  #keepTime(): void {
    if (this.isHeld) this.#minute ??= setInterval(() => this.#changed.fire(), minuteMs);
    else {
      clearInterval(this.#minute);
      this.#minute = undefined;
    }
  }

  /** Whether a timer runs; for tests. */
  get hasTimer(): boolean {
    return this.#minute !== undefined;
  }

  dispose(): void {
    clearTimeout(this.#soon);
    clearInterval(this.#minute);
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
