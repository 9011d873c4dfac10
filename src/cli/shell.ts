import type { Style } from '../core/outline/style.ts';

/** What a command has of the world outside. */
export interface Shell {
  /** Absolute path of the current folder. */
  readonly cwd: string;
  readonly style: Style;
  /** Whether the user does not want that anything is taken from the cache or put into it. */
  readonly noCache: boolean;
  /** How many entries the user wants, as written. */
  readonly limit?: string;
  /** Writes to stdout as it is. */
  readonly write: (text: string) => void;
  /** Writes a sentence to stderr, on a line of its own. */
  readonly complain: (sentence: string) => void;
}

/** JSON for machines and for people who look at it: indented, final newline. */
export function printJson(shell: Shell, value: unknown): void {
  shell.write(`${JSON.stringify(value, undefined, 2)}\n`);
}
