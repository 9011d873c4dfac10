import * as vscode from 'vscode';
import { commandFolder } from '../core/config/commandFolder.ts';
import type { Plan, Runnable } from '../core/model.ts';
import { openDocument } from './openDocument.ts';
import type { PlanParser } from './planParser.ts';
import type { PlanStore } from './planStore.ts';
import type { Machine } from './runPorts.ts';

/** Where the runs of a plan belong: the root that keeps its records, and its path in there. */
export interface RunHome {
  readonly root: string;
  readonly path: string;
}

/** Where plans stand: their present text, the folder their commands run in, the root that keeps their runs. */
export class RunPlaces {
  readonly #store: PlanStore;
  readonly #parser: PlanParser;
  readonly #machine: Machine;

  constructor(store: PlanStore, parser: PlanParser, machine: Machine) {
    this.#store = store;
    this.#parser = parser;
    this.#machine = machine;
  }

  /** The plan as its text is now: of the open document, else of the disk. */
  async present(uri: vscode.Uri): Promise<Plan | undefined> {
    const document = openDocument(uri);
    if (document) return this.#parser.ofDocument(vscode.workspace.asRelativePath(uri, false), document);
    await this.#store.look(uri);
    const entry = this.#store.get(uri);
    return entry?.kind === 'plan' ? entry.plan : undefined;
  }

  /**
   * The folder that the fence names, relative to the document; else the one that `.runsheet.json` names for the plan,
   * relative to the workspace folder; else the workspace folder, or the document's own outside of one. Undefined for a plan that is not on this machine.
   */
  folderOf(uri: vscode.Uri, runnable?: Pick<Runnable, 'folder'>): string | undefined {
    const own = uri.scheme === 'file' ? vscode.Uri.joinPath(uri, '..').fsPath : undefined;
    const folder = vscode.workspace.getWorkspaceFolder(uri) ?? vscode.workspace.workspaceFolders?.[0];
    const workspace = folder?.uri.scheme === 'file' ? folder.uri.fsPath : undefined;
    const inside = uri.scheme === 'untitled' || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
    if (uri.scheme !== 'file' && uri.scheme !== 'untitled') return undefined;
    const configured =
      workspace === undefined || !inside
        ? undefined
        : commandFolder(this.#parser.foldersOf(uri), vscode.workspace.asRelativePath(uri, false));
    const inWorkspace =
      workspace === undefined || configured === undefined ? workspace : this.#machine.resolve(workspace, configured);
    const usual = (inside ? inWorkspace : own) ?? this.#machine.home;
    return runnable?.folder === undefined ? usual : this.#machine.resolve(own ?? usual, runnable.folder);
  }

  /** What has to be installed before a command can run: a sentence. */
  lackOf({ interpreter }: Pick<Runnable, 'interpreter'>): string | undefined {
    return this.#machine.lacks(interpreter);
  }

  /** Undefined for a document without a file: its runs are forgotten with it. */
  homeOf(uri: vscode.Uri): RunHome | undefined {
    if (uri.scheme !== 'file') return undefined;
    const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri;
    if (folder) return { root: folder.fsPath, path: vscode.workspace.asRelativePath(uri, false) };
    return { root: vscode.Uri.joinPath(uri, '..').fsPath, path: uri.path.slice(uri.path.lastIndexOf('/') + 1) };
  }

  /** Relative to the root with `/`, absolute outside of it. */
  folderIn(root: string, folder: string): string {
    if (folder === root) return '.';
    const inside = folder.startsWith(`${root}/`) || folder.startsWith(`${root}\\`);
    return inside ? folder.slice(root.length + 1).replaceAll('\\', '/') : folder;
  }
}
