import { quoteForAnyShell } from './quoteWord.ts';

/**
 * The one line that is typed into the terminal to start a run; it means the same in bash, zsh, fish and `sh`.
 *
 * `/bin/sh` and not bash, which some systems do not have; by its path, which no alias or function can replace.
 *
 * @throws RangeError if the path holds control characters.
 */
export function laneCommandLine(wrapperFile: string): string {
  return `/bin/sh ${quoteForAnyShell(wrapperFile)}`;
}
