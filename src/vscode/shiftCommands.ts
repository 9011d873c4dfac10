import * as vscode from 'vscode';
import type { Question, Stop } from '../core/shifts/procedure.ts';
import type { ShiftRequests, ShiftService } from '../core/shifts/shiftService.ts';
import { visibleText } from '../core/run/lane/visibleText.ts';
import { commands, editorCommands } from './contributions.ts';
import type { RootBoard, ShiftBoards } from './shiftBoards.ts';
import type { ShiftDocuments } from './shiftDocuments.ts';
import { HandoffCommands } from './handoffCommands.ts';
import type { ShiftQuestions } from './shiftQuestions.ts';
import { endedNow } from './endedNow.ts';
import { savedAll } from './savedAll.ts';
import { chooseRoot, refuseRestricted } from './shiftRoots.ts';
import { inEditorWords } from './shiftWords.ts';
import type { ShiftCommand } from './shifts.ts';

export interface ShiftCommandParts {
  readonly boards: ShiftBoards;
  readonly service: ShiftService;
  readonly questions: ShiftQuestions;
  readonly documents: ShiftDocuments;
}

type Given = ShiftRequests['start']['given'];

/** What each command about shifts does; the operations themselves are those of the command line. */
export class ShiftCommands {
  readonly #parts: ShiftCommandParts;
  readonly #handoffs: HandoffCommands;
  /** Folders that a start or an end of this window is busy with. */
  readonly #busy = new Set<string>();

  constructor(parts: ShiftCommandParts) {
    this.#parts = parts;
    this.#handoffs = new HandoffCommands(parts);
  }

  /**
   * Nothing is done in a restricted workspace, whoever calls.
   *
   * @param argument the URI of a workspace folder, or anything
   */
  async run(command: ShiftCommand, argument: unknown): Promise<unknown> {
    if (refuseRestricted()) return undefined;
    switch (command) {
      case 'startShift':
        return this.#start(argument);
      case 'endShift':
        return this.#end(argument);
      case 'takeOverShift':
        return this.#takeOver(argument);
      case 'statusCheck':
        return this.#status(argument);
      case 'addBlocker':
      case 'addNote':
      case 'markDone':
        return this.#handoffs.add(command, argument);
      case 'newHandoff':
        return this.#handoffs.create(argument);
      case 'showHandoff':
        return this.#handoffs.show(argument);
    }
  }

  /** What was left in the middle by a crash, a cancel or another window. Resolves when nothing of it is open any more. */
  async offerToGoOn(): Promise<void> {
    await Promise.all(this.#parts.boards.all().map((root) => this.#offerToGoOn(root)));
  }

  async #offerToGoOn({ folder, board: { left } }: RootBoard): Promise<void> {
    if (!left || left.isRunning) return;
    const number = left.shift === undefined ? '' : ` ${left.shift}`;
    const sentence =
      left.procedure === 'start'
        ? vscode.l10n.t('The start of shift{0} was left in the middle. It goes on where it was.', number)
        : vscode.l10n.t('The end of shift{0} was left in the middle. It goes on where it was.', number);
    if (await this.#parts.questions.offer(sentence, vscode.l10n.t('Go On')))
      await this.run(left.procedure === 'start' ? 'startShift' : 'endShift', folder.uri);
  }

  async #start(argument: unknown): Promise<unknown> {
    const root = await chooseRoot(this.#parts.boards, argument, 'start');
    if (!root) return undefined;
    const ended = root.board.held || root.board.left ? undefined : endedNow(root);
    if (ended === undefined) return this.#startIn(root, {});
    return this.#startOther(
      root,
      vscode.l10n.t('Shift {0} has ended already. Which one do you start?', ended),
      ended + 1,
    );
  }

  async #startOther(root: RootBoard, text: string, initial: number): Promise<unknown> {
    const shift = await this.#askNumber(text, 'runsheet shift start N', initial);
    return shift === undefined ? undefined : this.#startIn(root, { shift });
  }

  async #askNumber(text: string, flag: string, initial: number | undefined): Promise<number | undefined> {
    const offered = initial === undefined ? {} : { initial: String(initial) };
    const number = await this.#parts.questions.ask({ id: 'number', text, flag, kind: 'text', ...offered });
    if (typeof number !== 'string') return undefined;
    if (/^[1-9]\d{0,8}$/.test(number.trim())) return Number(number.trim());
    void vscode.window.showErrorMessage(vscode.l10n.t('"{0}" is no number of a shift.', visibleText(number)));
    return undefined;
  }

  async #startIn(root: RootBoard, more: Pick<Given, 'shift' | 'takeOver'>): Promise<unknown> {
    const title = more.takeOver ? vscode.l10n.t('Take Over Shift') : vscode.l10n.t('Start Shift');
    const given = { root: root.folder.uri.fsPath, trusted: vscode.workspace.isTrusted, ...more };
    const answer = await this.#procedure('start', root, title, given);
    if (!answer) return undefined;
    if ('stop' in answer) return this.#stopped(answer.stop, root, 'startShift', title);
    const { held, already } = answer;
    const sentence = already
      ? vscode.l10n.t('Shift {0} is held here already.', held.shift)
      : held.remote === undefined
        ? vscode.l10n.t('Shift {0} has begun, not coordinated with other machines.', held.shift)
        : vscode.l10n.t('Shift {0} has begun, and {1} says that it is yours.', held.shift, held.remote);
    this.#done(sentence, root, held.handoff);
    return answer;
  }

  async #end(argument: unknown): Promise<unknown> {
    const root = await chooseRoot(this.#parts.boards, argument, 'end');
    if (!root || !(await savedAll(root))) return undefined;
    const title = vscode.l10n.t('End Shift');
    const given = { root: root.folder.uri.fsPath, trusted: vscode.workspace.isTrusted };
    const answer = await this.#procedure('end', root, title, given);
    if (!answer) return undefined;
    if ('stop' in answer) return this.#stopped(answer.stop, root, 'endShift', title);
    const { held, score } = answer;
    const sentence =
      score === undefined
        ? vscode.l10n.t('Shift {0} has ended, and its handoff is complete.', held.shift)
        : vscode.l10n.t('Shift {0} has ended at {1}%, and its handoff is complete.', held.shift, score);
    this.#done(sentence, root, held.handoff);
    return answer;
  }

  async #takeOver(argument: unknown): Promise<unknown> {
    const root = await chooseRoot(this.#parts.boards, argument, 'start');
    if (!root) return undefined;
    const { now } = root.board;
    const shift = await this.#askNumber(
      vscode.l10n.t('Which shift do you take over?'),
      'runsheet shift takeover N',
      now.kind === 'on' || now.kind === 'next' ? now.number : undefined,
    );
    return shift === undefined ? undefined : this.#takeOverIn(root, shift);
  }

  async #takeOverIn(root: RootBoard, shift: number): Promise<unknown> {
    const reason = await this.#parts.questions.ask({
      id: 'take-over-reason',
      text: vscode.l10n.t('Why do you take shift {0} over?', shift),
      detail: [vscode.l10n.t('Whoever holds it sees who took it, when and why.')],
      flag: '--reason TEXT',
      kind: 'text',
    });
    if (typeof reason !== 'string' || reason.trim() === '') return undefined;
    return this.#startIn(root, { shift, takeOver: { reason: reason.trim() } });
  }

  async #status(argument: unknown): Promise<unknown> {
    const { boards, service, documents } = this.#parts;
    const root = await chooseRoot(boards, argument, 'any');
    if (!root) return undefined;
    const title = vscode.l10n.t('Status Check');
    const found = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (_, token) => {
        const control = new AbortController();
        token.onCancellationRequested(() => control.abort());
        const talk = { ask: () => Promise.resolve(undefined), report: () => undefined, signal: control.signal };
        const answer = await service('status', { root: root.folder.uri.fsPath }, talk);
        return token.isCancellationRequested ? undefined : answer;
      },
    );
    if (!found) return undefined;
    boards.keepStatus(root.folder, found.facts);
    await documents.showStatus(found.text);
    return found.text;
  }

  /** Runs a start or an end with its steps in a notification that can be cancelled behind each. */
  async #procedure<K extends 'start' | 'end'>(
    kind: K,
    { folder }: RootBoard,
    title: string,
    given: ShiftRequests[K]['given'],
  ): Promise<ShiftRequests[K]['answer'] | undefined> {
    const { service, questions, documents, boards } = this.#parts;
    const key = folder.uri.toString();
    if (this.#busy.has(key)) {
      void vscode.window.showInformationMessage(vscode.l10n.t('A shift is being started or ended here already.'));
      return undefined;
    }
    this.#busy.add(key);
    documents.begin(title);
    try {
      return await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title, cancellable: true },
        async (progress, token) => {
          const control = new AbortController();
          token.onCancellationRequested(() => control.abort());
          let shown = 0;
          return service(kind, given, {
            ask: async (question) => {
              await showBeside(folder, question);
              return questions.ask(question, token);
            },
            report: (event) => {
              documents.step(event);
              if (event.kind !== 'begun') return;
              const at = (100 * event.index) / event.of;
              progress.report({ message: `${event.title} (${event.index + 1}/${event.of})`, increment: at - shown });
              shown = at;
            },
            signal: control.signal,
          });
        },
      );
    } finally {
      this.#busy.delete(key);
      boards.keepStatus(folder, undefined);
      await boards.look();
    }
  }

  /** Why it went no further, with what can be done about it. */
  #stopped(stop: Stop, root: RootBoard, command: 'startShift' | 'endShift', title: string): { readonly stop: Stop } {
    const { documents } = this.#parts;
    const steps = vscode.l10n.t('Show Steps');
    const again = vscode.l10n.t('Go On');
    const takeOver = vscode.l10n.t('Take Over...');
    const other = vscode.l10n.t('Another Shift...');
    const [first = ''] = stop.sentence.split('\n');
    const remedy =
      stop.reason === 'question'
        ? vscode.l10n.t('It was not answered. "{0}" asks again and goes on from there.', title)
        : inEditorWords(stop.remedy);
    documents.line(stop.sentence);
    const sentence = visibleText(`${inEditorWords(first)} ${remedy}`);
    // A start that finds an end in the middle can only go on with that.
    const next = stop.reason === 'pending' ? 'endShift' : command;
    const isLost = stop.reason === 'lost' && stop.claim !== undefined;
    const buttons = [
      ...(isLost
        ? [takeOver, ...(command === 'startShift' ? [other] : [])]
        : stop.reason === 'trouble' || stop.reason === 'busy'
          ? []
          : [again]),
      steps,
    ];
    const show =
      stop.reason === 'cancelled' || stop.reason === 'question'
        ? vscode.window.showInformationMessage
        : stop.reason === 'trouble'
          ? vscode.window.showErrorMessage
          : vscode.window.showWarningMessage;
    // Not awaited: the command has come to its end, whatever is clicked later.
    void Promise.resolve(show(sentence, ...buttons)).then(async (answer) => {
      if (answer === steps) documents.showSteps();
      if (answer === takeOver && stop.claim) await this.#takeOverIn(root, stop.claim.shift);
      if (answer === other && stop.claim)
        await this.#startOther(root, vscode.l10n.t('Which shift do you start?'), stop.claim.shift + 1);
      if (answer === again) await vscode.commands.executeCommand(commands[next], root.folder.uri);
    });
    return { stop };
  }

  #done(sentence: string, { folder }: RootBoard, handoff: string): void {
    const { documents } = this.#parts;
    documents.line(sentence);
    const open = vscode.l10n.t('Open Handoff');
    const steps = vscode.l10n.t('Show Steps');
    void vscode.window.showInformationMessage(sentence, open, steps).then(async (answer) => {
      if (answer === steps) documents.showSteps();
      if (answer === open)
        await vscode.commands.executeCommand(editorCommands.open, vscode.Uri.joinPath(folder.uri, handoff));
    });
  }
}

/** What a question is about is seen while it is answered. */
async function showBeside({ uri }: vscode.WorkspaceFolder, { document }: Question): Promise<void> {
  if (document === undefined) return;
  const shown = vscode.window.showTextDocument(vscode.Uri.joinPath(uri, document), { preview: true });
  // It may be gone since; the question names it all the same.
  await Promise.resolve(shown).catch(() => undefined);
}
