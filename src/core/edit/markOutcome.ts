import type { TextEdit } from '../textEdit.ts';

/** What is to be done to the text of a file: an edit of one mark, nothing, or nothing for a reason. */
export type MarkDecision<Reason> =
  | { readonly kind: 'edit'; readonly edit: TextEdit }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly reason: Reason };

/**
 * What became of it. `overwritten`: the mark was written, and another writer has put something else there since.
 * `failed`: the file cannot be read or written; `message` is the system's.
 */
export type MarkOutcome<Reason> =
  | { readonly kind: 'written' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'overwritten' }
  | { readonly kind: 'refused'; readonly reason: Reason }
  | { readonly kind: 'failed'; readonly message: string };
