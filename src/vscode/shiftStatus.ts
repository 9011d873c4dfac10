import * as vscode from 'vscode';
import type { Reminder } from '../core/shifts/reminders.ts';
import { spanText } from '../core/shifts/instant.ts';
import { remindersOf } from '../core/shifts/shiftBoard.ts';
import { visibleText } from '../core/run/lane/visibleText.ts';
import { commands, contextKeys, editorCommands } from './contributions.ts';
import type { RootBoard, ShiftBoards } from './shiftBoards.ts';
import { leftText } from './shiftRow.ts';

/** The status bar item of a shift that is held, and what is said while it goes on. Both are silent without one. */
export class ShiftStatus implements vscode.Disposable {
  readonly #boards: ShiftBoards;
  readonly #changes: vscode.Disposable;
  /** Until when what was due has been said, by folder and shift. */
  readonly #said = new Map<string, number>();
  #item: vscode.StatusBarItem | undefined;
  #isHeld = false;
  /** Tests look at what would be said. */
  remind: (root: RootBoard, reminder: Reminder) => void = (root, reminder) => void say(root, reminder);

  constructor(boards: ShiftBoards) {
    this.#boards = boards;
    this.#changes = boards.onDidChange(() => this.update(Date.now()));
  }

  get item(): vscode.StatusBarItem | undefined {
    return this.#item;
  }

  /** @param nowMs epoch milliseconds UTC */
  update(nowMs: number): void {
    const held = this.#boards.all().filter(({ board }) => board.held);
    if (this.#isHeld !== held.length > 0) {
      this.#isHeld = held.length > 0;
      void vscode.commands.executeCommand('setContext', contextKeys.shiftHeld, this.#isHeld);
    }
    this.#show(held);
    for (const root of held) this.#remind(root, nowMs);
  }

  #show(held: readonly RootBoard[]): void {
    const [first] = held;
    if (!first?.board.held) {
      this.#item?.dispose();
      this.#item = undefined;
      return;
    }
    const { shift, standing } = first.board.held;
    if (!this.#item) {
      this.#item = vscode.window.createStatusBarItem('shift', vscode.StatusBarAlignment.Left, 49);
      this.#item.name = vscode.l10n.t('Runsheet Shift');
      this.#item.command = editorCommands.focusShift;
    }
    const name = vscode.l10n.t('Shift {0}', shift);
    const left = leftText(standing.leftMs);
    this.#item.text = `$(pulse) ${left === '' ? name : `${name}: ${left}`}`;
    this.#item.backgroundColor =
      standing.kind === 'overtime' ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    this.#item.tooltip = held.map(hoverLines).join('\n\n');
    this.#item.accessibilityInformation = { label: left === '' ? name : `${name}, ${left}` };
    this.#item.show();
  }

  #remind(root: RootBoard, nowMs: number): void {
    const { held } = root.board;
    if (!held) return;
    const key = `${root.folder.uri.toString()} ${held.shift} ${held.startedAtMs}`;
    const before = this.#said.get(key);
    this.#said.set(key, nowMs);
    // What was due before this window looked has been said by another, or is late.
    if (before === undefined) return;
    const due = remindersOf(held, root.schedule, before + 1, commitsOf(root)).filter(({ atMs }) => atMs <= nowMs);
    const last = due.findLast(({ what }) => what !== 'commit') ?? due.at(-1);
    if (last?.what === 'commit') void this.#remindOfCommit(root, last);
    else if (last) this.remind(root, last);
  }

  /** Only where there was none since the last look: commits are not watched. */
  async #remindOfCommit({ folder, board }: RootBoard, due: Reminder): Promise<void> {
    await this.#boards.look();
    const root = this.#boards.of(folder);
    const { held } = root?.board ?? {};
    if (!root || !held || held.startedAtMs !== board.held?.startedAtMs) return;
    const isDue = remindersOf(held, root.schedule, due.atMs, commitsOf(root)).some(
      ({ what, atMs }) => what === 'commit' && atMs === due.atMs,
    );
    if (isDue) this.remind(root, due);
  }

  dispose(): void {
    this.#changes.dispose();
    this.#item?.dispose();
  }
}

/** What is known of commits, where the team wants to be reminded of them. */
function commitsOf({ files }: RootBoard): { readonly everyMinutes?: number; readonly lastMs?: number } {
  const { config, lastCommitMs } = files;
  return {
    ...(config.commitEveryMinutes !== undefined && { everyMinutes: config.commitEveryMinutes }),
    ...(lastCommitMs !== undefined && { lastMs: lastCommitMs }),
  };
}

function hoverLines({ folder, board }: RootBoard): string {
  const { held, blockers, work } = board;
  if (!held) return '';
  const until = held.untilMs === undefined ? undefined : new Date(held.untilMs).toLocaleTimeString();
  const tasks = work && `${work.tasks.filter(({ isDone }) => isDone).length}/${work.tasks.length}`;
  return [
    vscode.l10n.t('Shift {0} of {1}, held by {2}', held.shift, folder.name, held.holder),
    ...(until === undefined ? [] : [vscode.l10n.t('Until {0}', until)]),
    ...(tasks === undefined ? [] : [vscode.l10n.t('Tasks done: {0}', tasks)]),
    ...(blockers.length === 0 ? [] : [vscode.l10n.t('Blockers: {0}', blockers.length)]),
    ...(held.remote === undefined ? [vscode.l10n.t('Not coordinated: no other machine knows of it.')] : []),
  ]
    .map(visibleText)
    .join('\n');
}

async function say({ folder, board, files }: RootBoard, { what }: Reminder): Promise<void> {
  const { held } = board;
  if (!held) return;
  const sentences = {
    test: vscode.l10n.t('Shift {0}: time to test, {1}.', held.shift, leftText(held.standing.leftMs)),
    handoff: vscode.l10n.t('Shift {0}: time to write the handoff, {1}.', held.shift, leftText(held.standing.leftMs)),
    end: vscode.l10n.t('Shift {0} is over by its schedule. End it when you are ready.', held.shift),
    commit: vscode.l10n.t(
      'Shift {0}: nothing was committed for {1}.',
      held.shift,
      spanText(Date.now() - Math.max(files.lastCommitMs ?? 0, held.startedAtMs)),
    ),
  } as const;
  const end = vscode.l10n.t('End Shift');
  const open = vscode.l10n.t('Open Handoff');
  const buttons = what === 'end' ? [end, open] : [open];
  const answer = await vscode.window.showInformationMessage(sentences[what], ...buttons);
  if (answer === end) await vscode.commands.executeCommand(commands.endShift, folder.uri);
  if (answer === open)
    await vscode.commands.executeCommand(editorCommands.open, vscode.Uri.joinPath(folder.uri, held.handoff));
}
