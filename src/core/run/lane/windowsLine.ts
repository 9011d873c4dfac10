import type { Interpreter } from '../../model.ts';

/** What starts a block of an interpreter on Windows, or what is missing for it: a sentence. */
export type WindowsProgram = { readonly program: string } | { readonly missing: string };

/**
 * Where the `sh` of Git for Windows stands, in the order in which its installer offers the places; the wrapper of the
 * script lane needs it, for every interpreter. Not `bash.exe` of the PATH: that is WSL, which has other paths.
 */
export function gitShellPlaces(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const { ProgramFiles, ProgramW6432, LOCALAPPDATA } = env;
  const folders = [ProgramFiles, ProgramW6432, LOCALAPPDATA && `${LOCALAPPDATA}\\Programs`];
  return [...new Set(folders.flatMap((folder) => (folder ? `${folder}\\Git\\bin\\sh.exe` : [])))];
}

/** @param exists whether a program is there, by absolute path or by name on the PATH */
export function windowsProgram(
  interpreter: Interpreter,
  env: Readonly<Record<string, string | undefined>>,
  exists: (program: string) => boolean,
): WindowsProgram {
  const shell = gitShellPlaces(env).find(exists);
  if (shell === undefined) return { missing: 'Git for Windows is missing: its shell runs the commands of plans.' };
  if (interpreter === 'zsh' || interpreter === 'fish')
    return exists(interpreter) ? { program: shell } : { missing: `${interpreter} is not installed on this machine.` };
  if (interpreter === 'pwsh' && !exists('pwsh')) return { missing: 'PowerShell 7 (pwsh) is not installed.' };
  return { program: shell };
}

/**
 * The line that starts a wrapper in a terminal of PowerShell or cmd.
 *
 * In PowerShell a quoted program needs `&`, and a quote is doubled between single quotes (about_Quoting_Rules), also the
 * typographic ones. cmd strips the outer quotes of a line that begins with one unless the rest has no quotes, so that it
 * is called (`cmd /?`); `%` cannot be escaped on its prompt.
 *
 * @throws RangeError for paths that the terminal would not take as they are
 */
export function windowsCommandLine(terminal: 'pwsh' | 'cmd', program: string, wrapperFile: string): string {
  const paths = [program, wrapperFile];
  if (paths.some((each) => /[\p{Cc}"]/u.test(each) || (terminal === 'cmd' && each.includes('%'))))
    throw new RangeError('A path of the run cannot stand on a line of this terminal.');
  const forward = wrapperFile.replaceAll('\\', '/');
  if (terminal === 'cmd') return `call "${program}" "${forward}"`;
  const quote = (text: string): string => `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;
  return `& ${quote(program)} ${quote(forward)}`;
}
