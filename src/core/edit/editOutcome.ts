import type { TextEdit } from '../textEdit.ts';

/** What is to be done to the text of a file: edits in document order, nothing, or nothing for a reason. */
export type EditDecision<Reason> =
  | { readonly kind: 'edit'; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly reason: Reason };

/** Why a file cannot be changed. `encoding`: the line is not valid in the encoding of the file. */
export type FileTrouble = 'missing' | 'read-only' | 'encoding' | 'other';

/**
 * What became of it. `overwritten`: it was written, and another writer has put something else there since. `failed`: the
 * file cannot be read or written; `message` is the system's.
 */
export type EditOutcome<Reason> =
  | { readonly kind: 'written' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'overwritten' }
  | { readonly kind: 'refused'; readonly reason: Reason }
  | { readonly kind: 'failed'; readonly trouble: FileTrouble; readonly message: string };
