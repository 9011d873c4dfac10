import * as vscode from 'vscode';
import type { Priority } from '../core/model.ts';
import { addToHandoff } from '../core/shifts/addToHandoff.ts';
import type { HandoffFile } from '../core/shifts/handoffFiles.ts';
import type { HandoffAddition } from '../core/shifts/shiftService.ts';
import { visibleText } from '../core/run/lane/visibleText.ts';
import { editorCommands } from './contributions.ts';
import { openDocument } from './openDocument.ts';
import type { RootBoard } from './shiftBoards.ts';
import type { ShiftCommandParts } from './shiftCommands.ts';
import { chooseRoot } from './shiftRoots.ts';
import { inEditorWords } from './shiftWords.ts';

const priorities: readonly Priority[] = ['P0', 'P1', 'P2', 'P3'];

/** *Add Blocker*, *Add Note*, *Mark Done with Evidence*, *New Handoff* and *Show Handoff*. */
export class HandoffCommands {
  readonly #parts: Omit<ShiftCommandParts, 'documents'>;

  constructor(parts: Omit<ShiftCommandParts, 'documents'>) {
    this.#parts = parts;
  }

  /** Adds to the handoff that is being written, at once. */
  async add(what: 'addBlocker' | 'addNote' | 'markDone', argument: unknown): Promise<unknown> {
    const root = await chooseRoot(this.#parts.boards, argument, 'end');
    if (!root) return undefined;
    const open = root.board.own ?? root.files.handoffs.findLast(({ handoff }) => handoff.head.state === 'active');
    if (!open) {
      void this.#offerNew(root);
      return undefined;
    }
    const addition = await this.#askFor(what);
    if (!addition) return undefined;
    const refused = await this.#write(root, open, addition);
    if (refused !== undefined)
      void vscode.window.showErrorMessage(visibleText(`${open.path}: ${inEditorWords(refused)}`));
    else this.#said(root, open.path);
    await this.#parts.boards.look();
    return refused === undefined ? open.path : undefined;
  }

  /** Of the shift that is on where there is none of it yet; else outside any schedule. */
  async create(argument: unknown): Promise<unknown> {
    const { boards, service, questions } = this.#parts;
    const root = await chooseRoot(boards, argument, 'any');
    if (!root) return undefined;
    const number = root.board.held?.shift ?? (root.board.now.kind === 'on' ? root.board.now.number : undefined);
    let shift: number | undefined;
    if (number !== undefined) {
      const answer = await questions.ask({
        id: 'handoff',
        text: vscode.l10n.t('Which handoff?'),
        flag: 'runsheet shift handoff new N',
        kind: 'choice',
        options: [
          { value: 'plain', label: 'HANDOFF.md', note: vscode.l10n.t('outside the schedule') },
          { value: 'shift', label: vscode.l10n.t('Shift {0}', number), note: root.files.folder },
        ],
      });
      if (answer === undefined) return undefined;
      if (answer === 'shift') shift = number;
    }
    const made = await service('newHandoff', { root: root.folder.uri.fsPath, ...(shift !== undefined && { shift }) });
    await boards.look();
    if ('refused' in made) {
      void vscode.window.showErrorMessage(visibleText(inEditorWords(made.refused)));
      return undefined;
    }
    await vscode.window.showTextDocument(vscode.Uri.joinPath(root.folder.uri, made.path));
    return made.path;
  }

  /** All of them, latest first. */
  async show(argument: unknown): Promise<unknown> {
    const root = await chooseRoot(this.#parts.boards, argument, 'any');
    if (!root) return undefined;
    const files = [...root.files.handoffs].reverse();
    if (files.length === 0) {
      void this.#offerNew(root);
      return undefined;
    }
    const items = files.map((file) => {
      const { head, status } = file.handoff;
      const name = file.path.slice(file.path.lastIndexOf('/') + 1);
      return {
        label: file.shift === undefined ? visibleText(name) : vscode.l10n.t('Shift {0}', file.shift),
        description: [head.agent, head.state, status?.word]
          .filter((word) => word !== undefined)
          .map(visibleText)
          .join(' · '),
        detail: [file.path, status?.reason]
          .filter(Boolean)
          .map((text) => visibleText(text ?? ''))
          .join(' · '),
        file,
      };
    });
    const placeHolder = vscode.l10n.t('Handoffs, latest first; type a number to find one');
    const picked = await vscode.window.showQuickPick(items, {
      placeHolder,
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (!picked) return undefined;
    await vscode.commands.executeCommand(editorCommands.open, vscode.Uri.joinPath(root.folder.uri, picked.file.path));
    return picked.file.path;
  }

  async #askFor(what: 'addBlocker' | 'addNote' | 'markDone'): Promise<HandoffAddition | undefined> {
    const { ask } = this.#parts.questions;
    const askText = async (id: string, text: string, flag: string, optional = false): Promise<string | undefined> => {
      const answer = await ask({ id, text, flag, kind: 'text', optional });
      return typeof answer === 'string' ? answer.trim() : undefined;
    };
    if (what === 'addNote') {
      const text = await askText('note', vscode.l10n.t('What is the note?'), 'TEXT');
      return text ? { kind: 'note', text } : undefined;
    }
    if (what === 'markDone') {
      const text = await askText('done', vscode.l10n.t('What is done?'), 'TEXT');
      if (!text) return undefined;
      const evidence = await askText('evidence', vscode.l10n.t('What shows that it is done?'), '--evidence TEXT', true);
      if (evidence === undefined) return undefined;
      if (evidence === '') return { kind: 'done', text, verified: false };
      const verified = await ask({
        id: 'verified',
        text: vscode.l10n.t('Did you see it yourself?'),
        detail: [evidence],
        flag: '--verified',
        kind: 'choice',
        options: [
          { value: 'verified', label: vscode.l10n.t('Verified'), note: vscode.l10n.t('I looked at the evidence') },
          { value: 'unverified', label: vscode.l10n.t('Unverified'), note: vscode.l10n.t('somebody has to look') },
        ],
      });
      return verified === undefined ? undefined : { kind: 'done', text, evidence, verified: verified === 'verified' };
    }
    const text = await askText('blocker', vscode.l10n.t('What is blocked?'), 'TEXT');
    if (!text) return undefined;
    const options = priorities.map((value) => ({ value, label: value }));
    const question = vscode.l10n.t('How urgent is it?');
    const chosen = await ask({ id: 'priority', text: question, flag: '--priority', kind: 'choice', options });
    const priority = priorities.find((each) => each === chosen);
    if (!priority) return undefined;
    const needs = await askText('needs', vscode.l10n.t('Who or what is needed to go on?'), '--needs', true);
    if (needs === undefined) return undefined;
    return { kind: 'blocker', text, priority, ...(needs !== '' && { needs }) };
  }

  /** Into the editor where the handoff stands there unsaved, else into the file. A sentence where nothing was changed. */
  async #write({ folder }: RootBoard, { path }: HandoffFile, addition: HandoffAddition): Promise<string | undefined> {
    const uri = vscode.Uri.joinPath(folder.uri, path);
    const document = openDocument(uri);
    if (!document?.isDirty)
      return (await this.#parts.service('add', { root: folder.uri.fsPath, path, addition })).refused;
    const change = addToHandoff(document.getText(), addition, Date.now());
    if ('refused' in change) return change.refused;
    const edit = new vscode.WorkspaceEdit();
    for (const { line, column, endLine, endColumn, newText } of change.edits)
      edit.replace(uri, new vscode.Range(line, column, endLine, endColumn), newText);
    return (await vscode.workspace.applyEdit(edit)) ? undefined : vscode.l10n.t('The editor refused the change.');
  }

  #said({ folder }: RootBoard, path: string): void {
    const uri = vscode.Uri.joinPath(folder.uri, path);
    const unsaved = openDocument(uri)?.isDirty === true;
    const save = vscode.l10n.t('Save');
    const open = vscode.l10n.t('Open Handoff');
    const sentence = unsaved
      ? vscode.l10n.t('Written into {0} in the editor, where it is not saved yet.', visibleText(path))
      : vscode.l10n.t('Written into {0}.', visibleText(path));
    void vscode.window.showInformationMessage(sentence, ...(unsaved ? [save] : []), open).then(async (answer) => {
      if (answer === save) await openDocument(uri)?.save();
      if (answer === open) await vscode.commands.executeCommand(editorCommands.open, uri);
    });
  }

  async #offerNew(root: RootBoard): Promise<void> {
    const make = vscode.l10n.t('New Handoff');
    const answer = await vscode.window.showInformationMessage(
      vscode.l10n.t('There is no open handoff here. Start a shift, or make one outside any schedule.'),
      make,
    );
    if (answer === make) await this.create(root.folder.uri);
  }
}
