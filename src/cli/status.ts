import { statusJson } from '../core/outline/statusJson.ts';
import { statusText } from '../core/outline/statusText.ts';
import type { ExitCode } from './exitCodes.ts';
import { readTargets } from './readTargets.ts';
import { printJson, type Shell } from './shell.ts';

/** `runsheet status`: how far the work in the plans is. */
export async function status(targets: readonly string[], json: boolean, shell: Shell): Promise<ExitCode> {
  const { loaded, code } = await readTargets(targets, shell);
  if (json) printJson(shell, statusJson(loaded.plans, loaded));
  else shell.write(statusText(loaded.plans, shell.style));
  return code;
}
