import type { Interpreter } from '../../model.ts';
import { findControlCharacters } from '../control.ts';
import { splitSimpleCommands } from '../simpleCommands.ts';

/** Whether a text may be typed into a terminal as it stands, and why not. */
export type TypedLine = { readonly typed: true } | { readonly typed: false; readonly reason: string };

/** A line that a person would type. */
const longest = 1000;

/** Words that bash, zsh and fish read the same: nothing expands, nothing separates. `~` only as the home folder. */
const sameWord = /^(?![%=])(?:~(?=\/|$))?(?:[\w./:,+@%=-]|'[^'\\!]*'|"[^"\\$`!]*")*$/;
const words = /(?:[^\s'"]|'[^']*'|"[^"]*")+/g;

/**
 * Builtins and keywords that end or change the terminal's shell, or that the shells do not share. `cd` is among them: it
 * would move the terminal for every run after it.
 */
const notTyped = new Set(
  `. : [ [[ alias and autoload begin bg bind bindkey break builtin caller case cd chdir command compgen complete continue
  declare dirs disown do done elif else end enable esac eval exec exit export fc fg fi for function functions getopts hash
  history if in jobs kill let local logout nocorrect noglob not or popd pushd read readonly rehash return select set setopt
  setenv shift shopt source status string suspend switch test then time times trap type typeset ulimit umask unalias unset
  unsetopt until wait whence where which while zmodload zsh bash fish sh dash csh tcsh ksh su { }`.split(/\s+/),
);

/** Names that PowerShell or cmd give to something of their own. */
const windowsNames = new Set(
  `cat clear compare copy cp curl date del diff dir echo erase find ls man md mkdir mount move mv ps pwd rd ren rename rm
  rmdir sleep sort start tee time type wget where write`.split(/\s+/),
);

/**
 * Whether a command is typed into the terminal as it stands, so that the user sees it and has it in the history: a single
 * line of words and quotes that means the same in bash, zsh and fish; in the fence's own shell any single line that runs
 * one list of commands. Everything else goes through the script lane. docs/decisions/0004 has the reasons.
 *
 * @param text with its values; secrets never get here, they need the environment of the script lane
 * @param terminal the shell of the terminal, where it is known
 */
export function typedLine(text: string, interpreter: Interpreter, terminal: Interpreter | undefined): TypedLine {
  if (text.trim() !== text || text === '') return no('It begins or ends with a blank.');
  if (text.includes('\n')) return no('It has several lines.');
  if (text.includes('\t')) return no('A tab would complete in the terminal.');
  if (text.length > longest) return no('It is too long for a line of a terminal.');
  if (findControlCharacters(text).length > 0) return no('It has characters that are not seen.');
  if (/[^ -~]/.test(text)) return no('It has characters that not every terminal takes as typed.');
  if (text.includes('!') || text.startsWith('^')) return no('The terminal would look into its history.');
  if (terminal === undefined) return no('The shell of the terminal is not known.');
  if (terminal === 'pwsh' || terminal === 'cmd') return typedOnWindows(text, interpreter, terminal);
  if (interpreter === 'pwsh' || interpreter === 'cmd') return no('The terminal has another shell.');
  const [program = '', ...args] = Array.from(text.matchAll(words), ([word]) => word);
  const plain = [program, ...args].every((word) => sameWord.test(word)) && !/['"]/.test(text.replace(words, ''));
  if (!plain) return interpreter === terminal ? typedInOwnShell(text, interpreter) : no('Shells read it differently.');
  const name = program.replace(/['"]/g, '');
  if (notTyped.has(name) || name === '') return no(`"${name}" would change the shell of the terminal.`);
  if (/^\w+=/.test(program)) return no('It sets a variable.');
  if (name === 'echo' && args.some((arg) => arg.startsWith('-'))) return no('Shells have their own echo.');
  return { typed: true };
}

/** A list of commands joined by `&&`, `||` and `|`: with `;` or `&` a failure in the middle would not be seen. */
function typedInOwnShell(text: string, interpreter: Interpreter): TypedLine {
  if (/[#;]|&(?!&)/.test(text.replaceAll('&&', '  '))) return no('Of several commands only the last one would count.');
  if (text.includes('<<')) return no('It reads a heredoc.');
  const commands = splitSimpleCommands(text, interpreter);
  if (commands === undefined || commands.length === 0) return no('It cannot be parsed.');
  for (const { argv } of commands) {
    const [name] = argv;
    if (name === undefined) return no('It sets a variable.');
    if (notTyped.has(name) || /[$`({]/.test(name)) return no(`"${name}" would change the shell of the terminal.`);
  }
  return { typed: true };
}

/** Plain words of a program that is the same everywhere, such as `npm test`. */
function typedOnWindows(text: string, interpreter: Interpreter, terminal: Interpreter): TypedLine {
  const [program = '', ...args] = text.split(' ');
  const plain = /^[A-Za-z][\w.-]*$/.test(program) && args.every((word) => /^[\w./:=+-]+$/.test(word));
  if (!plain) return no('Shells read it differently.');
  const own = interpreter === terminal;
  if (notTyped.has(program.toLowerCase())) return no(`"${program}" would change the shell of the terminal.`);
  if (!own && windowsNames.has(program.toLowerCase())) return no(`"${program}" is another command there.`);
  return { typed: true };
}

const no = (reason: string): TypedLine => ({ typed: false, reason });
