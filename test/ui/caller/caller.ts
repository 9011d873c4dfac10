import { writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { textHash } from '../../../src/core/run/textHash.ts';
import { commands, extensionId, internalCommands } from '../../../src/vscode/contributions.ts';
import type { RunsheetApi } from '../../../src/vscode/runsheetApi.ts';

/** What the caller leaves in `called.json` of the folder. */
export interface Called {
  readonly trusted: boolean;
  /** How many commands of the plans it asked to run, by each of the ways there are. */
  readonly asked: number;
  readonly terminals: number;
  /** Runs that Runsheet has a record of. */
  readonly runs: number;
}

const waitMs = 6_000;

/** Another extension, which calls the commands of Runsheet with right arguments: no button has to be there for that. */
export async function activate(): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const api = await vscode.extensions.getExtension<RunsheetApi>(extensionId)?.activate();
  if (!folder || !api) return;
  await api.store.searched();
  let asked = 0;
  // Not awaited: a refusal is a message, which nobody answers here.
  const call = (id: string, ...args: unknown[]): void => {
    asked++;
    void vscode.commands.executeCommand(id, ...args);
  };
  for (const { uri, plan } of api.store.plans) {
    const editor = await vscode.window.showTextDocument(uri);
    for (const runnable of plan.runnables) {
      call(internalCommands.run, uri.toString(), runnable.key, textHash(runnable.text));
      const row = api.view.rowAt(uri, runnable.line);
      if (row) call(commands.runTask, row);
      editor.selection = new vscode.Selection(runnable.line, 0, runnable.line, 0);
      call(commands.runAtCursor);
    }
  }
  await new Promise((resolve) => setTimeout(resolve, waitMs));
  const runs = api.store.plans.flatMap(({ uri, plan }) =>
    plan.runnables.filter((runnable) => api.results.get(uri, runnable) !== undefined),
  );
  const called: Called = {
    trusted: vscode.workspace.isTrusted,
    asked,
    terminals: vscode.window.terminals.length,
    runs: runs.length,
  };
  writeFileSync(path.join(folder.uri.fsPath, 'called.json'), JSON.stringify(called));
}
