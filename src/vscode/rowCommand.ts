import * as vscode from 'vscode';
import { editorCommands } from './contributions.ts';

/** What a click on a row does: opens the line (0-based) without taking the focus from the view. */
export function showLine(uri: vscode.Uri, line: number): vscode.Command {
  const selection = new vscode.Range(line, 0, line, 0);
  return {
    command: editorCommands.open,
    title: vscode.l10n.t('Show'),
    arguments: [uri, { preserveFocus: true, preview: true, selection }],
  };
}
