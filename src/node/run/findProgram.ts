import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/**
 * The absolute path of a program on the PATH, by the rules of POSIX.1-2024, XBD 8.3; on Windows with the endings of
 * PATHEXT. Undefined if there is none.
 *
 * @param cwd absolute; relative entries of the PATH are below it
 */
export function findProgram(
  name: string,
  cwd: string,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(platform === 'win32' ? ';' : ':');
  const endings = platform === 'win32' ? ['', ...(env['PATHEXT'] ?? '.COM;.EXE;.BAT;.CMD').split(';')] : [''];
  for (const folder of folders)
    for (const ending of endings) {
      const file = path.resolve(cwd, folder, name + ending);
      if (isProgram(file)) return file;
    }
  return undefined;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
