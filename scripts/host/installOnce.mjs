/**
 * A cache of things that are got once and used by every clone on the machine.
 *
 * An install happens in a folder of its own and is renamed when it is complete: what is found under its name is whole.
 * A lock keeps two processes from doing the same work; the lock of a process that died is taken over.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** @returns {string} folder of the cache: `RUNSHEET_TEST_CACHE`, else `~/.cache/runsheet-test`. */
function cacheFolder() {
  return path.resolve(process.env.RUNSHEET_TEST_CACHE || path.join(os.homedir(), '.cache', 'runsheet-test'));
}

/**
 * The folder `name` of the cache, filled by `install` if it is not there yet.
 *
 * @param {string} name folder name; carries the version, so that a new pin is a new install
 * @param {(folder: string) => void | Promise<void>} install fills the folder; when it throws nothing stays behind
 * @returns {Promise<string>} absolute path
 */
export async function installOnce(name, install) {
  const target = path.join(cacheFolder(), name);
  if (existsSync(target)) return target;
  mkdirSync(cacheFolder(), { recursive: true });
  const unlock = await lock(`${target}.lock`);
  try {
    if (existsSync(target)) return target;
    const partial = `${target}.partial`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial);
    const started = Date.now();
    process.stderr.write(`Getting ${name} into ${cacheFolder()} (once) ...\n`);
    try {
      await install(partial);
      renameSync(partial, target);
    } finally {
      rmSync(partial, { recursive: true, force: true });
    }
    process.stderr.write(`Got ${name} in ${Math.round((Date.now() - started) / 1000)} s.\n`);
    return target;
  } finally {
    unlock();
  }
}

/**
 * @param {string} file
 * @returns {Promise<() => void>} releases the lock
 */
async function lock(file) {
  for (let told = false; ; told = true) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    if (isAbandoned(file)) {
      rmSync(file, { force: true });
      continue;
    }
    if (!told) process.stderr.write(`Waiting for another process to finish ${path.basename(file, '.lock')} ...\n`);
    await sleep(500);
  }
}

/** @param {string} file */
function isAbandoned(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    // Empty: its owner is between creating and writing it, or died there.
    if (!pid) return Date.now() - statSync(file).mtimeMs > 5000;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH';
  }
}
