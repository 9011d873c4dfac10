import type { ExitCode } from './exitCodes.ts';
import { next } from './next.ts';
import { outline } from './outline.ts';
import type { Shell } from './shell.ts';

/** The commands that read many plans and list something: they share nearly all of their code, so they are one bundle. */
export const listings = { next, outline } satisfies Readonly<
  Record<string, (targets: readonly string[], json: boolean, shell: Shell) => Promise<ExitCode>>
>;
