import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { openFlags } from './readText.ts';

/**
 * The text of a plain file of at most so many bytes; undefined for another one. A link could lead anywhere, and a pipe would
 * never end. Errors of the file system as they come.
 */
export function readBounded(file: string, maxBytes: number): string | undefined {
  const descriptor = openSync(file, openFlags | (constants.O_NOFOLLOW | 0));
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile() || stat.size > maxBytes) return undefined;
    const bytes = Buffer.alloc(Math.min(maxBytes, stat.size + 4096) + 1);
    let length = 0;
    for (let step = -1; step !== 0 && length < bytes.length; length += step)
      step = readSync(descriptor, bytes, length, bytes.length - length, length);
    return length === bytes.length ? undefined : bytes.toString('utf8', 0, length);
  } finally {
    closeSync(descriptor);
  }
}
