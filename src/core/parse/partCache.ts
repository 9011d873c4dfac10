import type { Block } from './block.ts';
import type { PartBlocks } from './buildTree.ts';
import { readBlocks } from './readBlocks.ts';

/** UTF-16 units of part text that are kept: a hundred plans of usual size. */
const limit = 4_000_000;

const cache = new Map<string, readonly Block[]>();
let held = 0;

/**
 * The blocks of a part of a document. A part with the same text is read once, so that a keystroke costs the part it is
 * in; and as what is read of a block is kept by the block's identity, that is not read again either.
 */
export function blocksOfPart(text: string): readonly Block[] {
  const known = cache.get(text);
  if (known) {
    // Behind the others: the least recently used goes first.
    cache.delete(text);
    cache.set(text, known);
    return known;
  }
  const blocks = readBlocks(text);
  cache.set(text, blocks);
  held += text.length;
  for (const oldest of cache.keys()) {
    if (held <= limit || oldest === text) break;
    cache.delete(oldest);
    held -= oldest.length;
  }
  return blocks;
}

/** What is read of a part, and the line of the document at which the part begins. */
export interface OfPart<T> {
  readonly line: number;
  readonly value: T;
}

/**
 * Reads something of each part of a document, once for each text of a part.
 *
 * @param read lines and blocks of the part; line numbers it returns have to be relative to the part
 */
export function perPart<T>(
  read: (lines: readonly string[], blocks: readonly Block[]) => T,
): (parts: readonly PartBlocks[], lines: readonly string[]) => readonly OfPart<T>[] {
  const known = new WeakMap<readonly Block[], { readonly value: T }>();
  return (parts, lines) =>
    parts.map(({ line, blocks }, index) => {
      const entry = known.get(blocks) ?? { value: read(lines.slice(line, parts[index + 1]?.line), blocks) };
      known.set(blocks, entry);
      return { line, value: entry.value };
    });
}
