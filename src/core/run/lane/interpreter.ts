import type { Interpreter } from '../../model.ts';

interface InterpreterFacts {
  /** Words of the command in front of the script's path. */
  readonly words: readonly string[];
  /** Words with which the script ends at its first failed command; absent where there is no such option. */
  readonly errexitWords?: readonly string[];
  /** File name of the script: PowerShell and cmd insist on theirs. */
  readonly fileName: string;
}

/**
 * How each is called. cmd is reached through the `sh` of Git for Windows, which would turn `/d` into a path; `//d`
 * arrives as `/d` (MSYS2, "Filesystem paths", automatic conversion).
 */
const facts: Readonly<Record<Interpreter, InterpreterFacts>> = {
  sh: { words: ['sh'], errexitWords: ['sh', '-e'], fileName: 'script.sh' },
  bash: { words: ['bash'], errexitWords: ['bash', '-e'], fileName: 'script.sh' },
  zsh: { words: ['zsh'], errexitWords: ['zsh', '-e'], fileName: 'script.zsh' },
  fish: { words: ['fish'], fileName: 'script.fish' },
  pwsh: { words: ['pwsh', '-NoProfile', '-File'], fileName: 'script.ps1' },
  cmd: { words: ['cmd', '//d', '//c'], fileName: 'script.cmd' },
};

/** Name of the script's file, which has the ending that its interpreter wants. */
export function scriptFileName(interpreter: Interpreter): string {
  return facts[interpreter].fileName;
}

/** The words of the command that runs a script, without its path; plain words that need no quotes. */
export function interpreterWords(interpreter: Interpreter, errexit: boolean): readonly string[] {
  const { words, errexitWords } = facts[interpreter];
  return errexit && errexitWords !== undefined ? errexitWords : words;
}

/**
 * The text of the script's file: what stands in the plan, with the line ends its interpreter wants.
 *
 * PowerShell reports success for a script whose last program failed, and reads a file without a byte order mark in
 * the machine's code page; the lines around the script are those that GitHub Actions puts there. cmd would print
 * each command once more.
 */
export function scriptFileText(interpreter: Interpreter, script: string, errexit: boolean): string {
  const text = `${script.replaceAll('\r\n', '\n')}\n`;
  switch (interpreter) {
    case 'pwsh': {
      const stop = errexit ? "$ErrorActionPreference = 'Stop'\n" : '';
      return `\uFEFF${stop}${text}if (Test-Path -LiteralPath variable:\\LASTEXITCODE) { exit $LASTEXITCODE }\n`;
    }
    case 'cmd':
      return `@echo off\n${text}`.replaceAll('\n', '\r\n');
    case 'sh':
    case 'bash':
    case 'zsh':
    case 'fish':
      return text;
  }
}
