import * as vscode from 'vscode';

/**
 * Calls `look` when the window gets the focus back: other programs may have changed what no event told of. VS Code's own
 * event also comes when a user who never left has typed nothing for a minute, and again with the next key.
 */
export function onReturnToWindow(look: () => void): vscode.Disposable {
  let wasFocused = vscode.window.state.focused;
  return vscode.window.onDidChangeWindowState(({ focused }) => {
    const isBack = focused && !wasFocused;
    wasFocused = focused;
    if (isBack) look();
  });
}
