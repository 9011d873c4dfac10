import { existsSync } from 'node:fs';
import type { Interpreter } from '../../core/model.ts';
import { interpreterWords } from '../../core/run/lane/interpreter.ts';
import { gitShellPlaces } from '../../core/run/lane/windowsLine.ts';

/**
 * The words that start an interpreter as a child of this process, without the script's path. On Windows there is no shell
 * between that would turn `/d` into a path, and `sh` and `bash` are those of Git for Windows where it is installed: the
 * `bash` of the PATH is WSL, which has other paths.
 */
export function processWords(
  interpreter: Interpreter,
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
  exists: (file: string) => boolean = existsSync,
): readonly string[] {
  const words = interpreterWords(interpreter, true);
  if (platform !== 'win32') return words;
  const [program = interpreter, ...options] = words.map((word) => word.replace(/^\/\//, '/'));
  const shell = program === 'sh' || program === 'bash' ? gitShellPlaces(env).find(exists) : undefined;
  return [shell?.replace(/sh\.exe$/, `${program}.exe`) ?? program, ...options];
}
