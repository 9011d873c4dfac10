import * as vscode from 'vscode';
import { openDocument, type PlanStore } from './planStore.ts';

/**
 * Tells the store where to look again. Events are hints: they come twice, or, for the files of a folder that was
 * deleted or moved, not at all, so a folder's event and a return to the window look for themselves.
 */
export function watchPlans(store: PlanStore): vscode.Disposable {
  const markdown = vscode.workspace.createFileSystemWatcher('**/*.md');
  const rules = vscode.workspace.createFileSystemWatcher('**/{.gitignore,.runsheet.json}');
  const anything = vscode.workspace.createFileSystemWatcher('**', false, true, false);
  const look = (uri: vscode.Uri): void => store.lookSoon(uri);
  const search = (): void => store.searchSoon();
  const known = ({ uri }: vscode.TextDocument): boolean => store.get(uri) !== undefined;

  return vscode.Disposable.from(
    markdown,
    rules,
    anything,
    markdown.onDidCreate(look),
    markdown.onDidChange(look),
    markdown.onDidDelete(look),
    rules.onDidCreate(search),
    rules.onDidChange(search),
    rules.onDidDelete(search),
    anything.onDidDelete((uri) => {
      for (const entry of store.entriesAt(uri)) look(entry.uri);
    }),
    anything.onDidCreate(async (uri) => {
      if (await mayHoldPlans(uri)) search();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(search),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && known(document)) store.lookSoon(document.uri, 'typing');
    }),
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (known(document)) look(document.uri);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      if (known(document)) look(document.uri);
    }),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (!focused) return;
      for (const { uri } of store.entries) if (!openDocument(uri)) look(uri);
    }),
  );
}

/** A folder that was made or moved here. What has an ending is hardly ever one; the rest is asked. */
async function mayHoldPlans(uri: vscode.Uri): Promise<boolean> {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  if (/.\./.test(name) || /\/(?:node_modules|\.git)(?:\/|$)/.test(uri.path)) return false;
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
  } catch {
    return false;
  }
}
