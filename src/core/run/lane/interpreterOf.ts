import type { Interpreter } from './interpreter.ts';

const byLanguage: ReadonlyMap<string, Interpreter> = new Map([
  ['sh', 'sh'],
  ['zsh', 'zsh'],
  ['fish', 'fish'],
  ['powershell', 'pwsh'],
  ['pwsh', 'pwsh'],
  ['cmd', 'cmd'],
  ['bat', 'cmd'],
]);

/** The program for a fence's language; bash for `bash`, `shell` and the languages of terminal sessions. */
export function interpreterOf(language: string): Interpreter {
  return byLanguage.get(language) ?? 'bash';
}
