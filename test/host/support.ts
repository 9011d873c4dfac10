import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../../src/vscode/contributions.ts';
import type { PlanRow } from '../../src/vscode/planRow.ts';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';

/** What activate returned. */
export async function runsheet(): Promise<RunsheetApi> {
  const extension = vscode.extensions.getExtension<RunsheetApi>('runsheet.runsheet');
  assert.ok(extension);
  const api = await extension.activate();
  await api.store.searched();
  return api;
}

/** The folder of the test workspace. */
export function workspaceFolder(): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  return folder.uri.fsPath;
}

/** Writes a file below the workspace folder; its folders are made. */
export function write(relative: string, text: string | Buffer, folder = workspaceFolder()): vscode.Uri {
  const file = path.join(folder, relative);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return vscode.Uri.file(file);
}

export function bytesOf(uri: vscode.Uri): string {
  return readFileSync(uri.fsPath, 'utf8');
}

/** A folder name that no other test uses. */
export function freshFolder(): string {
  return `t-${randomBytes(4).toString('hex')}`;
}

export function remove(relative: string, folder = workspaceFolder()): void {
  rmSync(path.join(folder, relative), { recursive: true, force: true });
}

/** Waits until the value is there; fails after thirty seconds, before the test does, saying what was waited for. */
export async function until<T>(
  what: string,
  value: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const found = await value();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`Waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** The rows as the tree shows them, one line each: indent, box, label, description. */
export async function shownTree(api: RunsheetApi, row?: PlanRow, depth = 0): Promise<string[]> {
  const rows = await api.view.getChildren(row);
  const lines: string[] = [];
  for (const child of rows) {
    const { label, description, checkboxState } = api.view.getTreeItem(child);
    const box =
      checkboxState === undefined ? '' : checkboxState === vscode.TreeItemCheckboxState.Checked ? '[x] ' : '[ ] ';
    const text = typeof label === 'string' ? label : label?.label;
    lines.push(`${'  '.repeat(depth)}${box}${text ?? ''}${description ? ` | ${String(description)}` : ''}`);
    lines.push(...(await shownTree(api, child, depth + 1)));
  }
  return lines;
}

/** The plan is in the store and its text was read. */
export async function planAt(api: RunsheetApi, uri: vscode.Uri): Promise<void> {
  await until(`plan ${uri.path}`, () => api.store.get(uri)?.kind === 'plan');
  await until(`rows of ${uri.path}`, () => api.view.documentOf(uri));
}

/** Of the lenses about running; those about readiness have tests of their own. */
export async function lensTitles(uri: vscode.Uri): Promise<string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
  const ofReadiness: readonly string[] = [commands.openReadiness, commands.check, commands.recordDecision];
  return lenses
    .filter(({ command }) => !ofReadiness.includes(command?.command ?? ''))
    .sort((a, b) => a.range.start.line - b.range.start.line)
    .map(({ range, command }) => `${range.start.line + 1}: ${command?.title ?? ''}`);
}

export async function closeEditors(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
