import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { isBinary, isUtf16 } from '../core/detect/couldBePlan.ts';

/** Larger files are skipped: no plan that people work from is this long, and an editor has to stay quick. */
export const maxFileBytes = 5 * 1024 * 1024;

/** Read only; without O_NONBLOCK (which Windows does not have), a named pipe would wait for its writer for ever. */
export const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK | 0);

export interface FileText {
  /** Without byte order mark; line ends as they are. */
  readonly text: string;
  readonly size: number;
  readonly mtimeMs: number;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
  /** Whether the file begins with a byte order mark, for whoever writes it back. */
  readonly bom: boolean;
  /** Whether bytes were replaced because they are not valid in the encoding. Such a file must not be written back. */
  readonly damaged: boolean;
}

/** Why a file was not read: a sentence without a full stop. */
export interface SkippedText {
  readonly skipped: string;
}

/** The reason where somebody else was writing the file at that moment. */
export const beingWritten = 'was written to while it was read';

/** Reads a file as text. Everything that can be wrong with it is a value; never throws. Waits for the disk. */
export function readText(file: string): FileText | SkippedText {
  let descriptor: number;
  try {
    descriptor = openSync(file, openFlags);
  } catch (error) {
    return { skipped: describeError(error) };
  }
  try {
    return readOpen(descriptor);
  } catch (error) {
    return { skipped: describeError(error) };
  } finally {
    closeSync(descriptor);
  }
}

/** Reads an open file from its start. Throws what the file system throws. */
export function readOpen(descriptor: number): FileText | SkippedText {
  const stat = fstatSync(descriptor);
  if (stat.isDirectory()) return { skipped: 'is a folder' };
  if (!stat.isFile()) return { skipped: 'is no regular file' };
  if (stat.size > maxFileBytes) return { skipped: tooLarge(stat.size) };
  // One byte more than expected, so that a file that grows meanwhile is noticed rather than cut.
  const buffer = Buffer.allocUnsafe(stat.size + 1);
  let length = 0;
  while (length < buffer.length) {
    const count = readSync(descriptor, buffer, length, buffer.length - length, length);
    if (count === 0) break;
    length += count;
  }
  if (length > stat.size) return { skipped: beingWritten };
  const decoded = decodeText(buffer.subarray(0, length));
  return 'skipped' in decoded ? decoded : { ...decoded, size: stat.size, mtimeMs: stat.mtimeMs };
}

/** Made once: where a hundred small files are decoded, making it takes longer than decoding. */
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Decodes the bytes of a file: UTF-8, or UTF-16 where a byte order mark says so. */
export function decodeText(bytes: Uint8Array): Pick<FileText, 'text' | 'encoding' | 'bom' | 'damaged'> | SkippedText {
  if (isBinary(bytes)) return { skipped: 'is binary, not text' };
  const encoding = isUtf16(bytes) ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8';
  const bom = encoding !== 'utf-8' || (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf);
  try {
    const strict = encoding === 'utf-8' ? strictUtf8 : new TextDecoder(encoding, { fatal: true });
    return { text: strict.decode(bytes), encoding, bom, damaged: false };
  } catch {
    return { text: new TextDecoder(encoding).decode(bytes), encoding, bom, damaged: true };
  }
}

export function tooLarge(size: number): string {
  const megabytes = (bytes: number) => (bytes / (1024 * 1024)).toFixed(1);
  return `is ${megabytes(size)} MB, over the limit of ${megabytes(maxFileBytes)} MB`;
}

/** An error of the file system in words; the path is for the caller to name. */
export function describeError(error: unknown): string {
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown error';
  return sentences[code] ?? `cannot be read (${code})`;
}

const sentences: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist: a part of its path is a file',
  EACCES: 'cannot be read: no permission',
  EPERM: 'cannot be read: no permission',
  EISDIR: 'is a folder',
  ELOOP: 'is a symbolic link that leads back to itself',
  ENAMETOOLONG: 'has a name that is too long',
  EMFILE: 'cannot be read: too many open files',
};
