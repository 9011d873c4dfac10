import * as vscode from 'vscode';
import { visibleText } from '../core/run/lane/visibleText.ts';
import type { RootBoard } from './shiftBoards.ts';

/** Asks to save what would be missing in the commit and in the handoff; false where it is not saved. */
export async function savedAll({ folder }: RootBoard): Promise<boolean> {
  const below = `${folder.uri.toString()}/`;
  const unsaved = vscode.workspace.textDocuments.filter(
    ({ isDirty, uri, isUntitled }) => isDirty && !isUntitled && uri.toString().startsWith(below),
  );
  if (unsaved.length === 0) return true;
  const save = vscode.l10n.t('Save All');
  const names = unsaved.map(({ uri }) => visibleText(vscode.workspace.asRelativePath(uri, false)));
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Files are not saved. What is in them only in the editor is not part of the end of the shift.'),
    { modal: true, detail: names.slice(0, 20).join('\n') },
    save,
  );
  if (answer !== save) return false;
  const saved = await Promise.all(unsaved.map(async (document) => document.save()));
  return saved.every(Boolean);
}
