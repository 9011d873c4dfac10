import { outlineJson } from '../core/outline/outlineJson.ts';
import { outlineText } from '../core/outline/outlineText.ts';
import { loadPlans } from '../node/loadPlans.ts';
import type { ExitCode } from './exitCodes.ts';
import { readTargets } from './readTargets.ts';
import { printJson, type Shell } from './shell.ts';

/** `runsheet outline`: what stands in the plans. */
export async function outline(targets: readonly string[], json: boolean, shell: Shell): Promise<ExitCode> {
  const { loaded, code } = await readTargets(targets, shell, loadPlans);
  if (json) printJson(shell, outlineJson(loaded.plans, loaded));
  else shell.write(outlineText(loaded.plans, shell.style));
  loaded.keep();
  return code;
}
