import * as vscode from 'vscode';
import { applyTextEdits } from '../core/edit/applyTextEdits.ts';
import type { StateChanges } from '../core/edit/changeStates.ts';
import type { FileTrouble } from '../core/edit/editOutcome.ts';
import type { Applied } from './planEdits.ts';

const attempts = 5;
const byteOrderMark = '\uFEFF';

/**
 * Changes a file that is on no disk and that no editor has open, by way of its provider: read, changed and written as a
 * whole where it is still what was read. A document would stay open with unsaved changes when the provider refuses.
 *
 * @returns undefined for a text that is not UTF-8: the editor knows its encoding
 */
export async function editVirtualFile(
  uri: vscode.Uri,
  decide: (text: string) => StateChanges,
): Promise<Applied | undefined> {
  try {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const before = await vscode.workspace.fs.stat(uri);
      const text = textOf(await vscode.workspace.fs.readFile(uri));
      if (text === undefined) return undefined;
      const mark = text.startsWith(byteOrderMark) ? byteOrderMark : '';
      const { edits, changes, refused } = decide(text.slice(mark.length));
      const trouble = refused.length > 0 ? { trouble: { kind: 'refused', refused } as const } : {};
      if (edits.length === 0) return { changes: [], ...trouble };
      const { mtime, size } = await vscode.workspace.fs.stat(uri);
      if (mtime !== before.mtime || size !== before.size) continue;
      const changed = mark + applyTextEdits(text.slice(mark.length), edits);
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(changed));
      return { changes, ...trouble };
    }
  } catch (error) {
    return failed(troubleOf(error), error instanceof Error ? error.message : String(error));
  }
  return { changes: [], trouble: { kind: 'busy' } };
}

/** Of a file that is not on disk: gone, or of a kind that cannot be written. */
export async function virtualTrouble(uri: vscode.Uri): Promise<FileTrouble | undefined> {
  try {
    const { permissions } = await vscode.workspace.fs.stat(uri);
    const isReadOnly = permissions !== undefined && (permissions & vscode.FilePermission.Readonly) !== 0;
    return isReadOnly || vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false ? 'read-only' : undefined;
  } catch (error) {
    return error instanceof vscode.FileSystemError && error.code === 'FileNotFound' ? 'missing' : undefined;
  }
}

export function failed(trouble: FileTrouble, message = ''): Applied {
  return { changes: [], trouble: { kind: 'failed', trouble, message } };
}

function troubleOf(error: unknown): FileTrouble {
  const code = error instanceof vscode.FileSystemError ? error.code : undefined;
  if (code === 'FileNotFound') return 'missing';
  return code === 'NoPermissions' ? 'read-only' : 'other';
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
