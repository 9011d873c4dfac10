import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { laneCommandLine } from '../../core/run/lane/commandLine.ts';
import type { Interpreter } from '../../core/model.ts';
import { scriptFileName, scriptFileText } from '../../core/run/lane/interpreter.ts';
import { wrapperText } from '../../core/run/lane/wrapper.ts';
import { randomHex } from '../randomHex.ts';
import { exitFileName, startFileName } from './findRun.ts';

export interface RunOptions {
  /** Folder for runs, one folder in it for each; outside every workspace. Made if it is not there. */
  readonly storage: string;
  /** What is run, as it stands in the plan. Values of secrets never: they travel in the terminal's environment. */
  readonly script: string;
  /** From the fence's language, not from the user's shell. */
  readonly interpreter: Interpreter;
  /** Whether the script ends at its first failed command (sh, bash and zsh). */
  readonly errexit: boolean;
  /** A few words that name the run, printed before it. */
  readonly title: string;
  /** Absolute folder the script runs in. */
  readonly cwd: string;
}

/** A run whose files are written and that starts when its line is typed. Plain data: it can be kept and found again. */
export interface PreparedRun {
  readonly id: string;
  /** The one line to type into the terminal, without newline; the same for bash, zsh, fish and sh. */
  readonly commandLine: string;
  readonly folder: string;
  readonly wrapperFile: string;
  readonly startFile: string;
  readonly exitFile: string;
}

/**
 * Writes what is needed to run a script in any terminal, readable for the user alone. Somebody has clicked and waits, so
 * these few small files are written before it returns; see `removeOldRuns` for what is left of runs.
 *
 * @throws RangeError for a script, title or folder that cannot be run: NUL bytes, control characters in the storage's
 * path, a relative folder. Errors of the file system as they come.
 */
export function prepareRun(options: RunOptions): PreparedRun {
  const { storage, script, interpreter, errexit, title, cwd } = options;
  if ([script, title, cwd].some((text) => text.includes('\0'))) {
    throw new RangeError('A command with a NUL byte cannot be run.');
  }
  if (!path.isAbsolute(cwd)) throw new RangeError(`The folder of a run has to be absolute: ${cwd}`);
  const id = `${Date.now()}-${randomHex(6)}`;
  const folder = path.join(storage, id);
  const wrapperFile = path.join(folder, 'wrapper.sh');
  const scriptFile = path.join(folder, scriptFileName(interpreter));
  const run = {
    id,
    commandLine: laneCommandLine(wrapperFile),
    folder,
    wrapperFile,
    startFile: path.join(folder, startFileName),
    exitFile: path.join(folder, exitFileName),
  };
  mkdirSync(storage, { recursive: true, mode: 0o700 });
  mkdirSync(folder, { mode: 0o700 });
  writePrivately(scriptFile, scriptFileText(interpreter, script, errexit));
  writePrivately(wrapperFile, wrapperText({ ...run, script, interpreter, errexit, title, cwd, scriptFile }));
  return run;
}

function writePrivately(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
}
