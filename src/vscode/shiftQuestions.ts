import * as vscode from 'vscode';
import { visibleText } from '../core/run/lane/visibleText.ts';
import type { Answer, Question } from '../core/shifts/procedure.ts';

/** The questions of a start and an end, as dialogs of the editor. */
export class ShiftQuestions {
  /** A test, which cannot click dialogs, answers in their place. */
  ask: AskUser = askInDialogs;
  /** Proposes something that can be done now; true where the user wants it. */
  offer: (sentence: string, action: string) => Promise<boolean> = async (sentence, action) =>
    (await vscode.window.showInformationMessage(sentence, action)) === action;
}

/** A dialog closes when what asks is cancelled, and has no answer then. */
type AskUser = (question: Question, cancel?: vscode.CancellationToken) => Promise<Answer>;

/** Without an answer the procedure stops where it needs one, and goes on from there the next time. */
const askInDialogs: AskUser = async (question, cancel) => {
  switch (question.kind) {
    case 'text':
      return askText(question, cancel);
    case 'choice':
      return askChoice(question, cancel);
    case 'paths':
      return askPaths(question, cancel);
    case 'confirm': {
      const yes = vscode.l10n.t('Yes');
      const detail = question.detail?.map(visibleText).join('\n') ?? '';
      const answer = await vscode.window.showWarningMessage(visibleText(question.text), { modal: true, detail }, yes);
      return answer === yes ? 'yes' : undefined;
    }
  }
};

async function askText(
  { text, detail = [], initial, optional = false }: Question,
  cancel: vscode.CancellationToken | undefined,
): Promise<Answer> {
  const prompt = [...detail, optional ? vscode.l10n.t('Leave it empty to say nothing.') : '']
    .map(visibleText)
    .filter((line) => line !== '')
    .join(' ');
  // The field has one line; what is taken as it is offered keeps its lines.
  const offered = typeof initial === 'string' ? initial : undefined;
  const value = offered?.replace(/\n/g, ' ');
  const answer = await vscode.window.showInputBox(
    {
      title: visibleText(text),
      ...(prompt !== '' && { prompt }),
      ...(value !== undefined && { value }),
      ignoreFocusOut: true,
      validateInput: (typed) =>
        typed.trim() === '' && !optional ? vscode.l10n.t('An answer is needed to go on.') : undefined,
    },
    cancel,
  );
  return answer !== undefined && answer === value ? offered : answer;
}

async function askChoice(
  { text, detail = [], options = [], initial }: Question,
  cancel: vscode.CancellationToken | undefined,
): Promise<Answer> {
  const items = options.map(({ value, label, note }) => ({
    label: visibleText(label),
    ...(note !== undefined && { description: visibleText(note) }),
    value,
  }));
  const proposed = items.filter(({ value }) => value === initial);
  const picked = await vscode.window.showQuickPick(
    [...proposed, ...items.filter((item) => !proposed.includes(item))],
    {
      title: visibleText(text),
      ...(detail.length > 0 && { placeHolder: detail.map(visibleText).join(' ') }),
      ignoreFocusOut: true,
    },
    cancel,
  );
  return picked?.value;
}

async function askPaths(
  { text, detail = [], options = [], initial = [] }: Question,
  cancel: vscode.CancellationToken | undefined,
): Promise<Answer> {
  const proposed = new Set(typeof initial === 'string' ? [initial] : initial);
  const items = options.map(({ value, label, note }) => ({
    label: visibleText(label),
    ...(note !== undefined && { description: visibleText(note) }),
    value,
    picked: proposed.has(value),
  }));
  const placeHolder = detail.map(visibleText).join(' ') || vscode.l10n.t('What is ticked goes in');
  const asPick = { title: visibleText(text), placeHolder, canPickMany: true, ignoreFocusOut: true } as const;
  const picked = await vscode.window.showQuickPick(items, asPick, cancel);
  return picked?.map(({ value }) => value);
}
