import * as vscode from 'vscode';
import { configName } from '../core/config/config.ts';
import { openDocument } from './openDocument.ts';
import type { CheckConfig } from './ports.ts';

const checkDelay = 200;
const ours = 'Runsheet';

/**
 * What is wrong with the `.runsheet.json` of each workspace folder, on its lines in the Problems panel: as it is typed,
 * as it stands on the disk where no editor has it open. Gone when it is put right or deleted.
 */
export class ConfigProblems implements vscode.Disposable {
  readonly #check: CheckConfig;
  readonly #problems = vscode.languages.createDiagnosticCollection('runsheet');
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** What was found, before what the editor says itself is left out. */
  readonly #found = new Map<string, { readonly uri: vscode.Uri; readonly problems: readonly vscode.Diagnostic[] }>();
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
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        for (const uri of uris) this.#publish(uri);
      }),
    ];
    this.#checkAll();
  }

  #checkAll(): void {
    const wanted = new Set((vscode.workspace.workspaceFolders ?? []).map((folder) => configOf(folder).toString()));
    this.#problems.forEach((uri) => {
      if (wanted.has(uri.toString())) return;
      this.#problems.delete(uri);
      this.#found.delete(uri.toString());
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
    const problems = await this.#diagnose(uri);
    if (this.#checks.get(key) !== check) return;
    this.#found.set(key, { uri, problems });
    this.#publish(uri);
  }

  /** An open file is also checked by its schema, by the editor: what that says is not said twice. */
  #publish(uri: vscode.Uri): void {
    const found = this.#found.get(uri.toString());
    if (!found) return;
    const said = new Map<number, number>();
    for (const { source, range } of vscode.languages.getDiagnostics(uri))
      if (source !== ours) said.set(range.start.line, (said.get(range.start.line) ?? 0) + 1);
    const unsaid = found.problems.filter(({ range }) => {
      const count = said.get(range.start.line) ?? 0;
      said.set(range.start.line, count - 1);
      return count <= 0;
    });
    const before = this.#problems.get(found.uri) ?? [];
    if (before.length !== unsaid.length || before.some((problem, at) => problem !== unsaid[at]))
      this.#problems.set(found.uri, unsaid);
  }

  async #diagnose(uri: vscode.Uri): Promise<vscode.Diagnostic[]> {
    let text: string;
    try {
      const document = openDocument(uri);
      // A document outlives its file for minutes when no editor shows it.
      text = document?.isDirty ? document.getText() : new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
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
  found.source = ours;
  return found;
}

/** The key or value that begins there, for the wavy line; 0-based. */
function tokenAt(text: string, line: number, column: number): vscode.Range {
  const token = /^(?:"(?:[^"\\]|\\.)*"|[^\s,\]}:]+)/.exec(text.slice(column))?.[0] ?? ' ';
  return new vscode.Range(line, column, line, column + token.length);
}
