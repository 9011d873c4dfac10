import { lstatSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * Whether a path of a command exists, for judging `> file`. Undefined where that cannot be told: another user's home, a
 * folder that cannot be entered.
 * With a `/` at its end it is meant as a folder.
 *
 * @param cwd absolute folder in which the command runs
 */
export function existingFileIn(cwd: string): (written: string) => boolean | undefined {
  return (written) => {
    if (/^~[^/]/.test(written) || written === '') return undefined;
    const file = written.startsWith('~') ? path.join(os.homedir(), written.slice(1)) : written;
    try {
      const found = path.resolve(cwd, file);
      if (file.endsWith('/')) return statSync(found, { throwIfNoEntry: false })?.isDirectory() === true;
      return lstatSync(found, { throwIfNoEntry: false }) !== undefined;
    } catch {
      return undefined;
    }
  };
}
