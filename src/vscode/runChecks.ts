import * as vscode from 'vscode';
import type { Runnable } from '../core/model.ts';
import { findControlCharacters } from '../core/run/control.ts';
import { visibleText } from '../core/run/lane/visibleText.ts';
import type { Question } from './ports.ts';

/** Why a command is not run, as a sentence; `undefined` if nothing speaks against it. */
export function refusalOf({ text, placeholders }: Runnable): string | undefined {
  if (placeholders.length > 0) {
    const names = placeholders.map((placeholder) => placeholder.text).join(', ');
    return vscode.l10n.t(
      'Nothing was run: {0} has to be filled in before. Replace it in the plan, then run again.',
      names,
    );
  }
  const control = findControlCharacters(text).find(({ refused }) => refused);
  return (
    control &&
    vscode.l10n.t(
      'Nothing was run: the command has a control character ({0}). Remove it from the plan first.',
      control.code,
    )
  );
}

/** Whether the user agrees to a command that cannot be taken back, or that does not look like what it is. */
export async function agreesTo(runnable: Runnable, cwd: string, ask: Question): Promise<boolean> {
  const hidden = findControlCharacters(runnable.text);
  if (runnable.danger !== 'dangerous' && hidden.length === 0) return true;
  const reasons = runnable.dangerReasons.map(({ command, reason }) => `${visibleText(command)}: ${reason}`);
  if (hidden.length > 0) {
    const codes = [...new Set(hidden.map(({ code }) => code))].join(', ');
    reasons.push(vscode.l10n.t('It has characters that are not seen: {0}', codes));
  }
  return ask({
    message: vscode.l10n.t('Run this command? It can change or delete things for good.'),
    detail: [visibleText(runnable.text), vscode.l10n.t('Folder: {0}', visibleText(cwd)), ...reasons].join('\n\n'),
    action: vscode.l10n.t('Run'),
  });
}

/** The question as VS Code asks it. */
export const askInModal: Question = async ({ message, detail, action }) =>
  (await vscode.window.showWarningMessage(message, { modal: true, detail }, action)) === action;
