import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Interpreter } from '../../core/model.ts';
import { windowsCommandLine, windowsProgram } from '../../core/run/lane/windowsLine.ts';
import { findProgram } from './findProgram.ts';
import type { PreparedRun } from './scriptLane.ts';

/** What has to be installed before anything of an interpreter can run: a sentence. Only Windows comes without a `sh`. */
export function missingOnMachine(interpreter: Interpreter): string | undefined {
  const found = process.platform === 'win32' ? onWindows(interpreter) : undefined;
  return found && 'missing' in found ? found.missing : undefined;
}

/**
 * The line that starts a run in a terminal of this machine.
 *
 * @param shell of the terminal, where it is known
 * @throws RangeError for paths that a terminal of PowerShell or cmd would not take as they are
 */
export function machineLine(
  { commandLine, wrapperFile }: Pick<PreparedRun, 'commandLine' | 'wrapperFile'>,
  interpreter: Interpreter,
  shell: Interpreter | undefined,
  platform: NodeJS.Platform = process.platform,
): string {
  if (platform !== 'win32' || (shell !== 'pwsh' && shell !== 'cmd')) return commandLine;
  const found = onWindows(interpreter);
  return 'program' in found ? windowsCommandLine(shell, found.program, wrapperFile) : commandLine;
}

function onWindows(interpreter: Interpreter) {
  return windowsProgram(interpreter, process.env, (program) =>
    path.win32.isAbsolute(program)
      ? existsSync(program)
      : findProgram(program, process.cwd(), process.env) !== undefined,
  );
}
