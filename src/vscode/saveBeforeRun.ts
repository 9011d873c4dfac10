import * as vscode from 'vscode';

/**
 * Saves what is not saved, as tasks of VS Code do before they run: the setting `task.saveBeforeRun` says always, never or
 * prompt. False where a question was closed: then nothing is run.
 */
export async function saveBeforeRun(): Promise<boolean> {
  const dirty = vscode.workspace.textDocuments.some(({ isDirty, isUntitled }) => isDirty && !isUntitled);
  if (!dirty) return true;
  const setting = vscode.workspace.getConfiguration('task').get<string>('saveBeforeRun');
  if (setting === 'never') return true;
  if (setting === 'prompt') {
    const save = vscode.l10n.t('Save');
    const leave = vscode.l10n.t('Do Not Save');
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t('Save all files before the run?'),
      { modal: true },
      save,
      leave,
    );
    if (answer !== save) return answer === leave;
  }
  await vscode.workspace.saveAll(false);
  return true;
}
