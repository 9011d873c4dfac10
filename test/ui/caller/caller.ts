import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { sequenceHash, sequenceSpots } from '../../../src/core/run/sequence.ts';
import { textHash } from '../../../src/core/run/textHash.ts';
import { commands, extensionId, internalCommands, taskType } from '../../../src/vscode/contributions.ts';
import type { RunsheetApi } from '../../../src/vscode/runsheetApi.ts';
import { callReadinessAndShifts } from './callReadinessAndShifts.ts';
import { watchProcesses } from './watchProcesses.ts';

/** What the caller leaves in `called.json` of the folder. */
export interface Called {
  readonly trusted: boolean;
  /** How many commands of the plans it asked to run, by each of the ways there are. */
  readonly asked: number;
  readonly terminals: number;
  /** Runs that Runsheet has a record of. */
  readonly runs: number;
  /** How many commands about readiness and shifts it called. */
  readonly commands: number;
  /** Files of the folder that are new or have changed since, by their paths in it. */
  readonly files: readonly string[];
  /** Command lines of git and docker that the extension host has started. */
  readonly processes: readonly string[];
}

const waitMs = 6_000;
const reportName = 'called.json';

/** Another extension, which calls the commands of Runsheet with right arguments: no button has to be there for that. */
export async function activate(): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const api = await vscode.extensions.getExtension<RunsheetApi>(extensionId)?.activate();
  if (!folder || !api) return;
  await api.store.searched();
  const processes = watchProcesses();
  const before = textsOf(folder.uri.fsPath);
  let asked = 0;
  // Not awaited: a refusal is a message, which nobody answers here.
  const call = (id: string, ...args: unknown[]): void => {
    asked++;
    void vscode.commands.executeCommand(id, ...args);
  };
  for (const { uri, plan } of api.store.plans) {
    for (const { key, runnables } of sequenceSpots(plan))
      call(internalCommands.runSequence, uri.toString(), key, sequenceHash(runnables));
    const editor = await vscode.window.showTextDocument(uri);
    for (const runnable of plan.runnables) {
      call(internalCommands.run, uri.toString(), runnable.key, textHash(runnable.text));
      const row = api.view.rowAt(uri, runnable.line);
      if (row) {
        call(commands.runTask, row);
        call(commands.runAllInTask, row);
        call(commands.runPhase, row);
        call(commands.runPlan, row);
      }
      editor.selection = new vscode.Selection(runnable.line, 0, runnable.line, 0);
      call(commands.runAtCursor);
      call(commands.runLine);
    }
  }
  // In a restricted workspace VS Code itself may hold a task back for ever.
  void Promise.resolve(vscode.tasks.fetchTasks({ type: taskType })).then(async ([task]) => {
    if (task) await vscode.tasks.executeTask(task);
  });
  await new Promise((resolve) => setTimeout(resolve, waitMs));
  const called = await callReadinessAndShifts(api, folder.uri);
  const report = (): Called => {
    const runs = api.store.plans.flatMap(({ uri, plan }) =>
      plan.runnables.filter((runnable) => api.results.get(uri, runnable) !== undefined),
    );
    const files = [...textsOf(folder.uri.fsPath)].filter(([file, text]) => before.get(file) !== text);
    return {
      trusted: vscode.workspace.isTrusted,
      asked,
      terminals: vscode.window.terminals.length,
      runs: runs.length,
      commands: called,
      files: files.map(([file]) => file).sort(),
      processes: processes(),
    };
  };
  // Again and again: what was left behind may still come to its end.
  const file = path.join(folder.uri.fsPath, reportName);
  for (;;) {
    writeFileSync(`${file}.new`, JSON.stringify(report()));
    renameSync(`${file}.new`, file);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

function textsOf(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => !file.startsWith(reportName),
  );
  return new Map(
    files.flatMap((file) => {
      try {
        return [[file, readFileSync(path.join(folder, file), 'utf8')]];
      } catch {
        // A folder, or gone meanwhile.
        return [];
      }
    }),
  );
}
