import { closeSync, fdatasync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

/** One byte that replaces another; `start` is its offset in the file. */
interface OneByte {
  readonly start: number;
  readonly byte: number;
}

/**
 * `written`: it stands behind what was read up to it. `changed`: another writer was faster, and has what it wrote.
 * `astray`: another writer was faster by less than can be seen, and the byte stands in its text, on that line, 1-based;
 * which one stood there before nobody can tell.
 */
type InPlace = { readonly kind: 'written' | 'changed' } | { readonly kind: 'astray'; readonly line: number };

/** A place in a text is found again by so many bytes on either side of it; by fewer where the text was changed near it. */
const contextBytes = [24, 6];
/** How long somebody takes who writes a file anew, in milliseconds, and how often that is waited for. */
const rewriteMs = 30;
const looks = 10;

/**
 * Writes one byte of a file, if what stands up to the byte behind it is what was read. Nothing stands between that look
 * and the writing, but no system does both in one: a program that rewrites the file in between, by which the text moves,
 * finds the byte in its own text. So the file is looked at again at once, and the byte that was there is put back.
 */
export async function writeInPlace(file: string, read: Buffer, one: OneByte): Promise<InPlace> {
  const descriptor = openSync(file, 'r+');
  try {
    const result = await put(descriptor, read, one);
    if (result.kind === 'written') await promisify(fdatasync)(descriptor);
    return result;
  } finally {
    closeSync(descriptor);
  }
}

async function put(descriptor: number, read: Buffer, one: OneByte): Promise<InPlace> {
  const { start, byte } = one;
  // From the start of the file: a line that was put in above would move the mark.
  const present = Buffer.alloc(start + 2);
  const count = readSync(descriptor, present, 0, present.length, 0);
  if (!present.subarray(0, count).equals(read.subarray(0, start + 2))) return { kind: 'changed' };
  writeSync(descriptor, Buffer.of(byte), 0, 1, start);
  return putRight(descriptor, read, one);
}

/** What became of a byte that has just been written: where it stands in the text of somebody else, it is taken out of it. */
export async function putRight(descriptor: number, read: Buffer, { start, byte }: OneByte): Promise<InPlace> {
  let present = contentOf(descriptor);
  const isRead = (offset: number): boolean => present[offset] === read[offset];
  if (present[start] === byte && isRead(start + 1) && present.subarray(0, start).equals(read.subarray(0, start)))
    return { kind: 'written' };
  // Who rewrites a file empties it first: what was written behind the end makes it as long as that, with zeros.
  for (let look = 0; present[0] === 0 && look < looks; look++) {
    await delay(rewriteMs);
    present = contentOf(descriptor);
  }
  if (present[start] !== byte) return { kind: 'changed' };
  const end = present.indexOf(0);
  if (end > 0 && start === present.length - 1 && present.subarray(end, start).every((each) => each === 0)) {
    ftruncateSync(descriptor, end);
    return { kind: 'changed' };
  }
  const before = byteBefore(read, present, start);
  if (before === byte) return { kind: 'changed' };
  const line = present.subarray(0, start).filter((each) => each === 0x0a).length + 1;
  if (before === undefined) return { kind: 'astray', line };
  const back = await put(descriptor, present, { start, byte: before });
  return back.kind === 'astray' ? back : { kind: 'changed' };
}

/**
 * The byte that a text had at `at` before one was written there, by a text of the same file that was read earlier: what
 * stood there between the same bytes. Undefined where these are not found, or with different bytes between them.
 */
export function byteBefore(read: Buffer, present: Buffer, at: number): number | undefined {
  for (const context of contextBytes) {
    const above = present.subarray(Math.max(0, at - context), at);
    const below = present.subarray(at + 1, at + 1 + context);
    const found = new Set<number>();
    for (let from = above.length === 0 ? -1 : read.indexOf(above); from >= 0; from = read.indexOf(above, from + 1)) {
      const place = from + above.length;
      const byte = read[place];
      if (byte !== undefined && read.subarray(place + 1, place + 1 + below.length).equals(below)) found.add(byte);
    }
    const [only] = found;
    if (found.size > 0) return found.size === 1 ? only : undefined;
  }
  return undefined;
}

/** All of a file, wherever it was read before. */
export function contentOf(descriptor: number): Buffer {
  const content = Buffer.alloc(fstatSync(descriptor).size);
  const count = readSync(descriptor, content, 0, content.length, 0);
  return content.subarray(0, count);
}
