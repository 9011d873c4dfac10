import type { Interpreter } from '../../model.ts';

/**
 * A script that the terminal's own shell reads, so that `cd` and `export` carry over, and that still ends at the first
 * command that fails: of several commands only the last one's code would be seen. `set -e` cannot do it, because it ends
 * the shell itself. In bash a trap returns from the file, under the conditions of `set -e`; a trap that the user's shell has
 * is left alone, and nothing is left behind. In zsh, whose traps cannot return from a file, the script is the body of
 * a function without name, so that what `typeset` declares in it ends with it. fish stops at nothing in scripts either.
 *
 * @param shell of the terminal
 */
export function sessionScript(script: string, shell: Interpreter | undefined): string {
  if (!script.includes('\n') || script.endsWith('\\')) return script;
  if (shell === 'bash') {
    // What stands in double quotes has its code before the trap is taken away; Ctrl+C leaves it for one command more.
    const trap = `[ -n "$(trap -p ERR)" ] || trap 'eval "trap - ERR; return $? 2>/dev/null" # runsheet' ERR`;
    return `${trap}\n${script}\neval "case \\$(trap -p ERR) in *runsheet*) trap - ERR ;; esac; return $?"\n`;
  }
  return shell === 'zsh' ? `() {\nsetopt localoptions err_return\n${script}\n}\n` : script;
}
