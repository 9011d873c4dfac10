import * as vscode from 'vscode';
import { configName } from '../core/config/config.ts';
import { isDocumentRow, isFileRow } from './planRow.ts';
import { openDocument } from './openDocument.ts';
import type { PlanStore } from './planStore.ts';
import type { EditConfig } from './ports.ts';

/** *Treat as Plan* and *Not a Plan*: the team's word over the score, in the configuration of the file's folder. */
export class PlanChoice {
  readonly #store: PlanStore;
  readonly #editConfig: EditConfig;

  constructor(store: PlanStore, editConfig: EditConfig) {
    this.#store = store;
    this.#editConfig = editConfig;
  }

  /** @param argument the row of the file; without one the document in the editor is meant */
  async choose(argument: unknown, list: 'plans' | 'ignore'): Promise<void> {
    const uri =
      isFileRow(argument) || isDocumentRow(argument)
        ? argument.entry.uri
        : vscode.window.activeTextEditor?.document.uri;
    const folder = uri && vscode.workspace.getWorkspaceFolder(uri);
    if (!uri || !folder) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Only a file in a folder of the workspace can be chosen.'),
      );
      return;
    }
    const path = vscode.workspace.asRelativePath(uri, false);
    const config = vscode.Uri.joinPath(folder.uri, configName);
    const outcome = await this.#write(config, list, path);
    await this.#store.search();
    void tell(config, outcome);
  }

  /** The sentence that says what became of it. */
  async #write(config: vscode.Uri, list: 'plans' | 'ignore', path: string): Promise<string> {
    const document = openDocument(config);
    // A document without changes is read anew from the disk by VS Code, though not at once: the file is what counts.
    const unsaved = document?.isDirty === true ? document : undefined;
    const text = unsaved?.getText() ?? (await textOf(config));
    // JSON knows no byte order mark; the file keeps the one it has.
    const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
    const edit = await this.#editConfig(text.slice(mark.length), list, path);
    if (edit.kind === 'refused') {
      return vscode.l10n.t('{0} was not changed: {1}. Put the file right first.', configName, edit.reason);
    }
    if (unsaved) {
      if (edit.kind === 'text') await replaceText(unsaved, edit.text);
      return vscode.l10n.t('{0} has unsaved changes. Save it, and the choice counts.', configName);
    }
    if (edit.kind === 'text') await vscode.workspace.fs.writeFile(config, new TextEncoder().encode(mark + edit.text));
    return list === 'plans'
      ? vscode.l10n.t('{0} is a plan now: {1} says so.', path, configName)
      : vscode.l10n.t('{0} is no plan now: {1} says so.', path, configName);
  }
}

/** Empty where there is no file. */
async function textOf(uri: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return '';
    throw error;
  }
}

/** What the user has not saved is not saved for them. */
async function replaceText(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, document.validateRange(new vscode.Range(0, 0, document.lineCount, 0)), text);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(`${configName} could not be changed.`);
}

async function tell(config: vscode.Uri, sentence: string): Promise<void> {
  const open = vscode.l10n.t('Open');
  const answer = await vscode.window.showInformationMessage(sentence, open);
  if (answer === open) await vscode.window.showTextDocument(config);
}
