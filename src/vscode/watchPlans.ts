import * as vscode from 'vscode';
import { onReturnToWindow } from './onReturnToWindow.ts';
import { openDocument } from './openDocument.ts';
import type { PlanStore } from './planStore.ts';
import type { WatchNewFolders } from './ports.ts';

/**
 * Tells the store where to look again. Events are hints: they come twice, or, for the files of a folder that was
 * deleted or moved, not at all, so a folder's event and a return to the window look for themselves. Only the folders of
 * the workspace are watched.
 */
export function watchPlans(
  store: PlanStore,
  readiness: { evidenceChanged(): void; filesChanged(): void },
  watchNewFolders: WatchNewFolders,
): vscode.Disposable {
  const markdown = vscode.workspace.createFileSystemWatcher('**/*.{md,markdown}');
  const rules = vscode.workspace.createFileSystemWatcher('**/{.gitignore,.runsheet.json}');
  const anything = vscode.workspace.createFileSystemWatcher('**', false, true, false);
  const look = (uri: vscode.Uri): void => store.soon.file(uri);
  const search = (): void => store.soon.search();
  // Evidence and decisions are new files each time; other files may be what it is bound to.
  const changed = (uri: vscode.Uri): void => {
    if (/\/(?:evidence|decisions|history)\/[^/.][^/]*\.json$/.test(uri.path)) readiness.evidenceChanged();
    else if (mayBeFolder(uri)) readiness.filesChanged();
  };
  const known = ({ uri }: vscode.TextDocument): boolean => store.get(uri) !== undefined;
  const deleted = (uri: vscode.Uri): void => {
    changed(uri);
    if (mayBeFolder(uri)) store.soon.deleted(uri);
  };
  const newFolders = watchNewFolders((file, isThere) => {
    const uri = vscode.Uri.file(file);
    if (/\.(?:md|markdown)$/.test(file)) look(uri);
    else if (/[/\\]\.(?:gitignore|runsheet\.json)$/.test(file)) search();
    else if (isThere) created(uri);
    else deleted(uri);
  });
  const heard = (uri: vscode.Uri): void => {
    if (uri.scheme === 'file') newFolders.heard(uri.fsPath);
  };
  const created = (uri: vscode.Uri): void => {
    changed(uri);
    if (!mayHoldPlans(uri)) return;
    store.soon.created(uri);
    if (uri.scheme === 'file') void newFolders.add(uri.fsPath);
  };

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
    newFolders,
    markdown.onDidChange(heard),
    anything.onDidCreate(heard),
    anything.onDidDelete(deleted),
    anything.onDidCreate(created),
    vscode.workspace.onDidChangeWorkspaceFolders(search),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && known(document)) store.typed(document);
    }),
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (known(document)) void store.look(document.uri);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      if (known(document)) look(document.uri);
    }),
    onReturnToWindow(() => {
      for (const { uri } of store.entries) if (!openDocument(uri)) look(uri);
    }),
  );
}

/** What lies in places that are never searched says nothing. */
function mayBeFolder({ path }: vscode.Uri): boolean {
  return !path.endsWith('.md') && !/\/(?:node_modules|\.git)(?:\/|$)/.test(path);
}

/** A folder that was made or moved here. What has an ending is hardly ever one. */
function mayHoldPlans(uri: vscode.Uri): boolean {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  return !/.\./.test(name) && mayBeFolder(uri);
}
