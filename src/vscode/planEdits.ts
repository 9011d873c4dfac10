import * as vscode from 'vscode';
import type { StateChanges, TaskChange } from '../core/edit/changeStates.ts';
import type { FileTrouble } from '../core/edit/editOutcome.ts';
import { openDocument } from './openDocument.ts';
import type { Disk, EditFile, FileOnDisk } from './ports.ts';
import { editVirtualFile, failed, virtualTrouble } from './virtualEdits.ts';

export type Trouble =
  | { readonly kind: 'unsaved' | 'overwritten' | 'busy' }
  /** It is in the document, and its file was changed or deleted below the unsaved changes. */
  | { readonly kind: 'diverged'; readonly isGone: boolean }
  /** They were in the file, and another program has put back what stood there before. */
  | { readonly kind: 'lost'; readonly titles: readonly string[] }
  | { readonly kind: 'refused'; readonly refused: StateChanges['refused'] }
  | { readonly kind: 'failed'; readonly trouble: FileTrouble; readonly message: string };

/** What became of the edits of one document. Some of them may be done and others refused. */
export interface Applied {
  readonly changes: readonly TaskChange[];
  readonly trouble?: Trouble;
  /** It is in the file, not only in the document. */
  readonly inFile?: boolean;
}

type Decide = (text: string) => StateChanges;

/** Another program may change the document between the look and the edit: look again, but not for ever. */
const attempts = 5;
/** The clock of the file system may be a little behind: a save, then a keystroke. */
const ownSaveMs = 50;

/**
 * Brings edits into a document if it is open, else into its file. An open document without unsaved changes that says
 * something else than its file (another program has just written, or its line ends are mixed) is left to follow its file:
 * saved, it would overwrite it.
 */
export class PlanEdits {
  readonly #disk: () => Promise<Disk>;
  readonly #dirtySince: (document: vscode.TextDocument) => number | undefined;

  constructor(disk: () => Promise<Disk>, dirtySince: (document: vscode.TextDocument) => number | undefined) {
    this.#disk = disk;
    this.#dirtySince = dirtySince;
  }

  async apply(uri: vscode.Uri, decide: Decide): Promise<Applied> {
    const document = openDocument(uri);
    if (uri.scheme !== 'file') {
      const trouble = uri.scheme === 'untitled' ? undefined : await virtualTrouble(uri);
      if (trouble) return failed(trouble);
      const applied = document ? undefined : await editVirtualFile(uri, decide);
      return applied ?? applyToDocument(document ?? (await vscode.workspace.openTextDocument(uri)), decide);
    }
    if (!document) return this.#applyToFile(uri, decide);
    const { fileOnDisk } = await this.#disk();
    const file = fileOnDisk(uri.fsPath);
    if (file.kind === 'read-only') return failed('read-only');
    if (document.isDirty) return this.#applyToUnsaved(document, file, decide);
    if (file.kind === 'missing') return failed('missing');
    if (file.kind === 'text' && file.text === document.getText()) return applyToDocument(document, decide);
    const applied = await this.#applyToFile(uri, decide);
    const isOtherEncoding = applied.trouble?.kind === 'failed' && applied.trouble.trouble === 'encoding';
    return isOtherEncoding ? applyToDocument(document, decide) : applied;
  }

  /** What is unsaved stays so: saved over a file that says something else, it would take away what stands there. */
  async #applyToUnsaved(document: vscode.TextDocument, file: FileOnDisk, decide: Decide): Promise<Applied> {
    const begun = this.#dirtySince(document);
    const applied = await applyToDocument(document, decide);
    const isGone = file.kind === 'missing';
    const isChanged = file.kind === 'text' && begun !== undefined && file.writtenMs > begun + ownSaveMs;
    if (applied.trouble || applied.changes.length === 0 || !(isGone || isChanged)) return applied;
    return { ...applied, trouble: { kind: 'diverged', isGone } };
  }

  async #applyToFile(uri: vscode.Uri, decide: Decide): Promise<Applied> {
    let last: StateChanges | undefined;
    let first: StateChanges | undefined;
    const { editFile } = await this.#disk();
    const outcome = await editFile(uri.fsPath, (text) => {
      const result = decide(text);
      first ??= result;
      if (result.edits.length > 0) last = result;
      const [refused] = result.refused;
      if (result.edits.length > 0) return { kind: 'edit', edits: result.edits };
      return refused ? { kind: 'refused', reason: refused.reason } : { kind: 'unchanged' };
    });
    const changes = outcome.kind === 'written' ? (last?.changes ?? []) : [];
    const trouble = fileTrouble(outcome, (last ?? first)?.refused ?? []);
    return { changes, inFile: true, ...(trouble && { trouble }) };
  }
}

function fileTrouble(outcome: Awaited<ReturnType<EditFile>>, refused: StateChanges['refused']): Trouble | undefined {
  if (outcome.kind === 'failed' || outcome.kind === 'overwritten') return outcome;
  return refused.length > 0 ? { kind: 'refused', refused } : undefined;
}

async function applyToDocument(document: vscode.TextDocument, decide: Decide): Promise<Applied> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const { edits, changes, refused } = decide(document.getText());
    const trouble = refused.length > 0 ? { trouble: { kind: 'refused', refused } as const } : {};
    if (edits.length === 0) return { changes: [], ...trouble };
    const wasDirty = document.isDirty;
    const edit = new vscode.WorkspaceEdit();
    for (const { line, column, endLine, endColumn, newText } of edits)
      edit.replace(document.uri, new vscode.Range(line, column, endLine, endColumn), newText);
    // No await since the text was read: an edit made from an older text would hit another place.
    if (!(await vscode.workspace.applyEdit(edit))) continue;
    if (wasDirty || document.isUntitled) return { changes, ...trouble };
    if (!(await document.save())) return { changes, trouble: { kind: 'unsaved' } };
    return { changes, inFile: document.uri.scheme === 'file', ...trouble };
  }
  return { changes: [], trouble: { kind: 'busy' } };
}
