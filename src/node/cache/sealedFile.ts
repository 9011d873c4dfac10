import {
  closeSync,
  constants,
  fstatSync,
  futimesSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';

/** What a sealed file holds: numbers, which are read without being parsed, and a value as JSON. */
export interface Sealed {
  readonly numbers: Float64Array;
  readonly value: unknown;
}

/** "RuSh" and the version of the layout. */
const magic = 0x52755368;
const layout = 1;
/** Magic, layout, checksum, count of numbers, bytes of JSON, and four to spare so that the numbers are aligned. */
const headBytes = 24;

/** How old a file may be before a reader says that it is still in use. */
const touchAfterMs = 24 * 3600 * 1000;

/**
 * Reads a file that `writeSealed` wrote. Undefined for anything else: missing, cut, damaged in any byte, of another
 * layout, too large, no regular file. Never throws. Its modification time is brought to `now` once a day, so that the
 * files that are in use can be told from the others.
 *
 * @param now epoch milliseconds
 */
export function readSealed(file: string, maxBytes: number, now: number): Sealed | undefined {
  let descriptor: number | undefined;
  try {
    // Without O_NONBLOCK (which Windows does not have), a named pipe would wait for its writer for ever.
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK | 0));
    const stat = fstatSync(descriptor);
    if (!stat.isFile() || stat.size < headBytes || stat.size > maxBytes) return undefined;
    const bytes = Buffer.allocUnsafeSlow(stat.size);
    if (readSync(descriptor, bytes, 0, bytes.length, 0) !== bytes.length) return undefined;
    const sealed = unseal(bytes);
    if (sealed && now - stat.mtimeMs > touchAfterMs) touch(descriptor, now);
    return sealed;
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/**
 * Writes a file whole: to a temporary name in its folder, then renamed, so that a reader sees the old or the new one.
 *
 * @returns the bytes written; undefined where that was not possible. Never throws
 */
export function writeSealed(file: string, value: unknown, numbers = new Float64Array()): number | undefined {
  const copy = `${file}.${process.pid}-${Math.random().toString(36).slice(2, 10)}.tmp`;
  try {
    const bytes = seal(value, numbers);
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const descriptor = openSync(copy, 'wx', 0o600);
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
    } finally {
      closeSync(descriptor);
    }
    renameSync(copy, file);
    return bytes.length;
  } catch {
    removeQuietly(copy);
    return undefined;
  }
}

/** Removes a file if that is possible. Never throws. */
export function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // What cannot be removed stays.
  }
}

function seal(value: unknown, numbers: Float64Array): Buffer {
  const json = Buffer.from(JSON.stringify(value), 'utf8');
  const bytes = Buffer.alloc(headBytes + numbers.byteLength + json.length);
  bytes.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), headBytes);
  bytes.set(json, headBytes + numbers.byteLength);
  const head = new Uint32Array(bytes.buffer, bytes.byteOffset, headBytes / 4);
  head.set([magic, layout, 0, numbers.length, json.length, 0]);
  head[2] = checksum(bytes);
  return bytes;
}

function unseal(bytes: Buffer): Sealed | undefined {
  const head = new Uint32Array(bytes.buffer, bytes.byteOffset, headBytes / 4);
  const [mark, version, sum, count = 0, length = 0] = head;
  if (mark !== magic || version !== layout || bytes.length !== headBytes + count * 8 + length) return undefined;
  head[2] = 0;
  if (sum !== checksum(bytes)) return undefined;
  const numbers = new Float64Array(bytes.buffer, bytes.byteOffset + headBytes, count);
  return { numbers, value: JSON.parse(bytes.toString('utf8', headBytes + count * 8)) };
}

/**
 * Each step is a bijection of the sum and of the word, so that damage within one word is always seen. After MurmurHash3,
 * by words because a start of the program waits for it.
 */
function checksum(bytes: Buffer): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
  let sum = bytes.length;
  let at = 0;
  // A start of the program is too short for the compiler to make anything of iterators and closures.
  while (at < words.length) {
    sum ^= Math.imul(words[at++] ?? 0, 0xcc9e2d51);
    sum = (Math.imul((sum << 13) | (sum >>> 19), 5) + 0xe6546b64) | 0;
  }
  for (at *= 4; at < bytes.length; at++) sum = Math.imul((sum ^ (bytes[at] ?? 0)) | 0, 0x5bd1e995);
  return sum >>> 0;
}

function touch(descriptor: number, now: number): void {
  try {
    futimesSync(descriptor, now / 1000, now / 1000);
  } catch {
    // A cache that cannot be written to is still read.
  }
}
