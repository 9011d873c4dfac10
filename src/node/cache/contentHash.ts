import { createHash } from 'node:crypto';
import type { FileText } from '../readText.ts';

/** Names everything of a file's content that a plan is made of: its text, and whether bytes were replaced in it. */
export function contentHash({ text, encoding, damaged }: Pick<FileText, 'text' | 'encoding' | 'damaged'>): string {
  return createHash('sha256')
    .update(damaged ? `damaged ${encoding}\n` : '\n')
    .update(text)
    .digest('base64url');
}
