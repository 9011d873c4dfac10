/**
 * The file that a worker is reading, in memory that outlives the worker: when it dies over a file, this says over which.
 * The first four bytes are the length, the next four count the files, then comes the path in UTF-8.
 */
const headerBytes = 8;
const pathBytes = 4096;

export function newPresentFile(): SharedArrayBuffer {
  return new SharedArrayBuffer(headerBytes + pathBytes);
}

/** @param file absolute path; empty: none. A path that is longer than any system allows is cut. */
export function writePresentFile(memory: SharedArrayBuffer, file: string): void {
  const header = new Int32Array(memory, 0, 2);
  // `encodeInto` refuses shared memory.
  const bytes = new TextEncoder().encode(file).subarray(0, pathBytes);
  new Uint8Array(memory, headerBytes).set(bytes);
  Atomics.store(header, 0, bytes.length);
  Atomics.add(header, 1, 1);
}

/** The file, if any, and a number that changes whenever the worker goes on to another. */
export function readPresentFile(memory: SharedArrayBuffer): {
  readonly file: string | undefined;
  readonly count: number;
} {
  const header = new Int32Array(memory, 0, 2);
  const length = Atomics.load(header, 0);
  const bytes = new Uint8Array(memory, headerBytes, length).slice();
  return { file: length === 0 ? undefined : new TextDecoder().decode(bytes), count: Atomics.load(header, 1) };
}
