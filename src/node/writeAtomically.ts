import { mkdirSync, promises, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { randomHex } from './randomHex.ts';

/**
 * Writes a file of the user's state so that a reader sees all of it or nothing, readable for the user alone; its folder is
 * made. Errors of the file system as they come, and nothing is left of a file that could not be written.
 *
 * @param mode for a file that others read too
 */
export async function writeAtomically(file: string, content: string | Uint8Array, mode = 0o600): Promise<void> {
  const copy = temporaryName(file);
  try {
    await promises.mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await promises.writeFile(copy, content, { mode, flag: 'wx' });
    await promises.rename(copy, file);
  } catch (error) {
    await promises.rm(copy, { force: true });
    throw error;
  }
}

/** The same before it returns: for a small file that something waits for, and faster than other threads would do it. */
export function writeAtomicallyNow(file: string, content: string | Uint8Array): void {
  const copy = temporaryName(file);
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(copy, content, { mode: 0o600, flag: 'wx' });
    renameSync(copy, file);
  } catch (error) {
    rmSync(copy, { force: true });
    throw error;
  }
}

const temporaryName = (file: string): string => `${file}.${randomHex(6)}.tmp`;
