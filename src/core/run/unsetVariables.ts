import type { SimpleCommand } from './shellCommand.ts';

/** Variables that every shell or login sets. */
const always = new Set(
  'HOME PWD OLDPWD USER LOGNAME SHELL PATH HOSTNAME UID EUID PPID RANDOM SECONDS LINENO IFS LANG TERM TMPDIR OPTARG OPTIND BASH BASH_SOURCE ZSH_VERSION BASH_VERSION HISTFILE USERPROFILE APPDATA LOCALAPPDATA TEMP TMP SYSTEMROOT WINDIR COMPUTERNAME USERNAME CD null true false _ PSScriptRoot env'.split(
    ' ',
  ),
);

/**
 * The variables that a command expands and that nothing before it in the script has set, so that they may be empty:
 * `rm -rf $DIR/*` then removes `/*`. Variables with a default or an error of their own (`${DIR:?}`) are not among them.
 *
 * @param before the commands in front of it in the script
 */
export function unsetVariables(command: SimpleCommand, assigned: ReadonlySet<string>): readonly string[] {
  const used = [...command.words, ...command.redirections.map((redirection) => redirection.target)].flatMap(
    (word) => word.variables,
  );
  const names = used.filter(({ name, guarded }) => !guarded && !always.has(name) && !assigned.has(name));
  return [...new Set(names.map(({ name }) => name))];
}

const setters = new Set(
  'export declare typeset local readonly read set for select foreach mapfile readarray printf getopts'.split(' '),
);

/** Adds what a command sets. */
export function noteAssignments(command: SimpleCommand, assigned: Set<string>): void {
  if (command.argv.length === 0) for (const { name } of command.assignments) assigned.add(name);
  const [program = '', ...args] = command.argv;
  if (program.startsWith('$')) assigned.add(program.slice(1));
  if (!setters.has(program)) return;
  for (const arg of args) {
    const name = /^([A-Za-z_]\w{0,200})(?:=|$)/.exec(arg)?.[1];
    if (name !== undefined) assigned.add(name);
  }
}
