import * as vscode from 'vscode';
import { type ToggledMark, type ToggleRefusal, toggleMark, type ToggleResult } from '../core/edit/toggleMark.ts';
import type { Plan } from '../core/model.ts';
import type { PlanParser } from './planParser.ts';
import { openDocument, type PlanStore } from './planStore.ts';
import type { MarkFile } from './ports.ts';
import { Queues } from './queues.ts';

/** A task as the user saw it. */
export interface TaskTarget {
  readonly uri: vscode.Uri;
  readonly path: string;
  readonly seen: Plan;
  readonly key: string;
}

type Outcome = { readonly kind: 'done' } | Trouble;

type Trouble =
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'overwritten' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'refused'; readonly reason: ToggleRefusal }
  | { readonly kind: 'failed'; readonly message: string };

/** Another program may change the document between the look and the edit: look again, but not for ever. */
const attempts = 5;

/** Ticks and unticks tasks: the one character of the mark, in the open document or in the file. */
export class TaskToggler {
  readonly #store: PlanStore;
  readonly #parser: PlanParser;
  readonly #markFile: MarkFile;
  readonly #queues = new Queues();
  readonly #toggled = new Map<string, ToggledMark>();
  #last: { readonly target: TaskTarget; readonly done: boolean } | undefined;

  constructor(store: PlanStore, parser: PlanParser, markFile: MarkFile) {
    this.#store = store;
    this.#parser = parser;
    this.#markFile = markFile;
  }

  /** True when the file or document now says what was asked for; else the user was told why not. */
  async toggle(target: TaskTarget, done: boolean): Promise<boolean> {
    const { uri } = target;
    const outcome = await this.#queues.add(uri.toString(), () => this.#apply(target, done));
    await this.#store.look(uri, openDocument(uri) ? 'typing' : 'file');
    if (outcome.kind === 'done' || outcome.kind === 'unsaved') this.#last = { target, done };
    if (outcome.kind !== 'done') void tell(uri, outcome);
    return outcome.kind === 'done' || outcome.kind === 'unsaved';
  }

  /** Takes the last tick back, wherever its task stands now. */
  async undoLast(): Promise<void> {
    const last = this.#last;
    if (!last) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There is no tick to undo.'));
      return;
    }
    const entry = this.#store.get(last.target.uri);
    const seen = entry?.kind === 'plan' ? entry.plan : last.target.seen;
    if (await this.toggle({ ...last.target, seen }, !last.done)) this.#last = undefined;
  }

  async #apply(target: TaskTarget, done: boolean): Promise<Outcome> {
    const parse = await this.#parser.load(target.uri);
    const id = `${target.uri.toString()}#${target.key}`;
    const decide = (text: string): ToggleResult => {
      const lines = text.split(/\r\n|\r|\n/);
      const last = this.#toggled.get(id);
      const plan = parse(target.path, text);
      const base = { plan, lineAt: (line: number) => lines[line], seen: target.seen, key: target.key, done };
      return toggleMark(last ? { ...base, last } : base);
    };
    const remember = (result: ToggleResult | undefined): void => {
      if (result?.kind === 'edit') this.#toggled.set(id, result.toggled);
    };
    const document = openDocument(target.uri);
    if (document) return applyToDocument(document, decide, remember);
    if (target.uri.scheme !== 'file') {
      return applyToDocument(await vscode.workspace.openTextDocument(target.uri), decide, remember);
    }
    let decision: ToggleResult | undefined;
    const outcome = await this.#markFile(target.uri.fsPath, (text) => {
      const next = decide(text);
      if (next.kind === 'edit') decision = next;
      return next;
    });
    if (outcome.kind === 'written') remember(decision);
    return outcome.kind === 'written' || outcome.kind === 'unchanged' ? { kind: 'done' } : outcome;
  }
}

async function applyToDocument(
  document: vscode.TextDocument,
  decide: (text: string) => ToggleResult,
  remember: (result: ToggleResult) => void,
): Promise<Outcome> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const result = decide(document.getText());
    if (result.kind === 'unchanged') return { kind: 'done' };
    if (result.kind === 'refused') return result;
    const { line, column, endLine, endColumn, newText } = result.edit;
    const wasDirty = document.isDirty;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(line, column, endLine, endColumn), newText);
    // No await since the text was read: an edit made from an older text would hit another place.
    if (!(await vscode.workspace.applyEdit(edit))) continue;
    remember(result);
    if (wasDirty || document.isUntitled) return { kind: 'done' };
    return (await document.save()) ? { kind: 'done' } : { kind: 'unsaved' };
  }
  return { kind: 'busy' };
}

async function tell(uri: vscode.Uri, outcome: Trouble): Promise<void> {
  const open = vscode.l10n.t('Open');
  const answer = await vscode.window.showWarningMessage(sentenceFor(outcome), open);
  if (answer === open) await vscode.window.showTextDocument(uri);
}

function sentenceFor(outcome: Trouble): string {
  switch (outcome.kind) {
    case 'unsaved':
      return vscode.l10n.t('The tick is in the editor, but the file could not be saved: it has changed on disk.');
    case 'overwritten':
      return vscode.l10n.t(
        'Another program wrote to the file at the same moment, and the tick may be lost. Look at the task and tick it again.',
      );
    case 'busy':
      return vscode.l10n.t('The document kept changing, so nothing was ticked. Try again.');
    case 'failed':
      return vscode.l10n.t('The file could not be changed: {0}', outcome.message);
    case 'refused':
      return refusalSentence(outcome.reason);
  }
}

function refusalSentence(reason: ToggleRefusal): string {
  switch (reason) {
    case 'missing':
      return vscode.l10n.t('The task is not in the file any more, so nothing was ticked.');
    case 'ambiguous':
      return vscode.l10n.t(
        'Several tasks read the same and one came or went, so nothing was ticked. Look at the plan and tick again.',
      );
    case 'unboxed':
      return vscode.l10n.t('The task has no checkbox, so there is nothing to tick.');
    case 'moved':
      return vscode.l10n.t('The checkbox is not where the plan was read, so nothing was ticked. Try again.');
  }
}
