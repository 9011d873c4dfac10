import type { Block } from './block.ts';
import { readBlocks } from './readBlocks.ts';
import { scanBlocks } from './scanBlocks.ts';

/** UTF-16 units of part text that are kept; what is read of them takes some twenty times as much memory. */
const limit = 400_000;

const cache = new Map<string, readonly Block[]>();
let held = 0;

/**
 * The blocks of a part of a document. A part with the same text is read once, so that a keystroke costs the part it is
 * in; and as what is read of a block is kept by the block's identity, that is not read again either.
 *
 * @param keep false for a document that is read once: keeping its parts costs more than reading them
 */
export function blocksOfPart(text: string, keep = true): readonly Block[] {
  const known = cache.get(text);
  if (known) {
    // Behind the others: the least recently used goes first.
    cache.delete(text);
    cache.set(text, known);
    return known;
  }
  const blocks = scanBlocks(text) ?? readBlocks(text);
  if (!keep) return blocks;
  cache.set(text, blocks);
  held += text.length;
  for (const oldest of cache.keys()) {
    if (held <= limit || oldest === text) break;
    cache.delete(oldest);
    held -= oldest.length;
  }
  return blocks;
}
