import type { ReadOptions } from '../../core/config/config.ts';
import { contentHash } from '../cache/contentHash.ts';
import type { FileText } from '../readText.ts';

/** Names what a plan was read from: the content with that hash, by these options. */
export function readStamp(hash: string, options: ReadOptions): string {
  return `${hash} ${JSON.stringify(options)}`;
}

/** The stamp of a text of which no byte was replaced when it was decoded. */
export function stampOfText(text: string, options: ReadOptions): string {
  const content: Pick<FileText, 'text' | 'encoding' | 'damaged'> = { text, encoding: 'utf-8', damaged: false };
  return readStamp(contentHash(content), options);
}
