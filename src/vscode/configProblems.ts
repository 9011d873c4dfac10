import * as vscode from 'vscode';
import { configName } from '../core/config/config.ts';
import { openDocument } from './planStore.ts';
import type { CheckConfig } from './ports.ts';

const checkDelay = 200;

/**
 * What is wrong with the `.runsheet.json` of each workspace folder, on its lines in the Problems panel: as it is typed,
 * as it stands on the disk where no editor has it open. Gone when it is put right or deleted.
 */
export class ConfigProblems implements vscode.Disposable {
  readonly #check: CheckConfig;
  readonly #problems = vscode.languages.createDiagnosticCollection('runsheet');
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** The last check that was begun for each file: an earlier one that ends later is dropped. */
  readonly #checks = new Map<string, number>();
  readonly #disposables: readonly { dispose(): unknown }[];

  constructor(check: CheckConfig) {
    this.#check = check;
    const watcher = vscode.workspace.createFileSystemWatcher(`**/${configName}`);
    const soon = (uri: vscode.Uri): void => this.#checkSoon(uri);
    const ofDocument = ({ uri }: vscode.TextDocument): void => soon(uri);
    this.#disposables = [
      this.#problems,
      watcher,
      watcher.onDidCreate(soon),
      watcher.onDidChange(soon),
      watcher.onDidDelete(soon),
      vscode.workspace.onDidOpenTextDocument(ofDocument),
      vscode.workspace.onDidCloseTextDocument(ofDocument),
      vscode.workspace.onDidChangeTextDocument(({ document }) => soon(document.uri)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#checkAll()),
    ];
    this.#checkAll();
  }

  #checkAll(): void {
    const wanted = new Set((vscode.workspace.workspaceFolders ?? []).map((folder) => configOf(folder).toString()));
    this.#problems.forEach((uri) => {
      if (!wanted.has(uri.toString())) this.#problems.delete(uri);
    });
    for (const folder of vscode.workspace.workspaceFolders ?? []) this.#checkSoon(configOf(folder));
  }

  /** A file of that name further down belongs to no folder of the workspace. */
  #checkSoon(uri: vscode.Uri): void {
    if (!uri.path.endsWith(`/${configName}`)) return;
    const key = uri.toString();
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (!folder || configOf(folder).toString() !== key) return;
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        void this.#checkNow(uri);
      }, checkDelay),
    );
  }

  async #checkNow(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    const check = (this.#checks.get(key) ?? 0) + 1;
    this.#checks.set(key, check);
    const found = await this.#diagnose(uri);
    if (this.#checks.get(key) === check) this.#problems.set(uri, found);
  }

  async #diagnose(uri: vscode.Uri): Promise<vscode.Diagnostic[]> {
    let text: string;
    try {
      const document = openDocument(uri);
      text = document ? document.getText() : new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return [];
      return [diagnostic(new vscode.Range(0, 0, 0, 1), error instanceof Error ? error.message : String(error))];
    }
    const lines = text.split(/\r\n|\r|\n/);
    return (await this.#check(text)).map(({ line, column, message }) =>
      diagnostic(tokenAt(lines[line - 1] ?? '', line - 1, column - 1), message),
    );
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

function configOf(folder: vscode.WorkspaceFolder): vscode.Uri {
  return vscode.Uri.joinPath(folder.uri, configName);
}

function diagnostic(range: vscode.Range, message: string): vscode.Diagnostic {
  const found = new vscode.Diagnostic(range, `${message}.`, vscode.DiagnosticSeverity.Error);
  found.source = 'Runsheet';
  return found;
}

/** The key or value that begins there, for the wavy line; 0-based. */
function tokenAt(text: string, line: number, column: number): vscode.Range {
  const token = /^(?:"(?:[^"\\]|\\.)*"|[^\s,\]}:]+)/.exec(text.slice(column))?.[0] ?? ' ';
  return new vscode.Range(line, column, line, column + token.length);
}
