import { nextTasks } from '../core/next/nextTasks.ts';
import { nextJson } from '../core/outline/nextJson.ts';
import { nextText } from '../core/outline/nextText.ts';
import { loadPlans } from '../node/loadPlans.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { readTargets } from './readTargets.ts';
import { printJson, type Shell } from './shell.ts';

const usualLimit = 10;

/** `runsheet next`: the open work over the plans, what is to be done first in front. */
export async function next(targets: readonly string[], json: boolean, shell: Shell): Promise<ExitCode> {
  const { limit = String(usualLimit) } = shell;
  if (!/^[1-9]\d{0,8}$/.test(limit)) {
    shell.complain(`--limit takes a number from 1, not "${limit}". See runsheet --help.`);
    return exitCodes.wrongUse;
  }
  const { loaded, code } = await readTargets(targets, shell, loadPlans);
  const work = nextTasks(loaded.plans);
  if (json) printJson(shell, nextJson(work, Number(limit), loaded));
  else shell.write(nextText(work, Number(limit), shell.style));
  if (loaded.plans.length > 0 && work.tasks.length + work.blocked.length === 0)
    shell.complain('There is no open work.');
  loaded.keep();
  return code;
}
