import type { LoadedPlans, LoadOptions } from '../node/loadPlans.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import type { Shell } from './shell.ts';

/**
 * Loads what the user named, the current folder by default, and says on stderr what could not be read. The code is 2
 * where something that was named could not be read; the rest is still there to show.
 */
export async function readTargets(
  targets: readonly string[],
  shell: Shell,
  load: (targets: readonly string[], options: LoadOptions) => Promise<LoadedPlans>,
): Promise<{ loaded: LoadedPlans; code: ExitCode }> {
  const options = { cwd: shell.cwd, noCache: shell.noCache, ownsProcess: true };
  const loaded = await load(targets.length > 0 ? targets : ['.'], options);
  for (const { path, reason } of loaded.unreadable) shell.complain(`${path} ${reason}.`);
  for (const { path, line, column, reason } of loaded.configProblems)
    shell.complain(`${path}:${line}:${column}: ${reason}.`);
  for (const { path, reason } of loaded.skipped) shell.complain(`Skipped: ${path} ${reason}.`);
  const isEmpty = loaded.plans.length === 0 && loaded.unreadable.length === 0;
  if (isEmpty) shell.complain(noPlans(targets, loaded.possible.length));
  return { loaded, code: loaded.unreadable.length > 0 ? exitCodes.wrongUse : exitCodes.good };
}

function noPlans(targets: readonly string[], possible: number): string {
  const where =
    targets.length > 0 ? targets.map((one) => (one === '.' ? 'this folder' : one)).join(', ') : 'this folder';
  const hint =
    possible > 0 ? ` ${possible} possible ${possible === 1 ? 'plan' : 'plans'}: name the file to read it.` : '';
  return `No plan found in ${where}.${hint}`;
}
