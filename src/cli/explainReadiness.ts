import { explainWorkspace } from '../core/readiness/explainReadiness.ts';
import { counted } from '../core/readiness/overall.ts';
import { loadPlans } from '../node/loadPlans.ts';
import { assessRoot } from '../node/readiness/assessRoot.ts';
import type { ExitCode } from './exitCodes.ts';
import { readTargets } from './readTargets.ts';
import type { Shell } from './shell.ts';

/** `runsheet explain readiness [FILE|FOLDER ...]`: the number with every term, as markdown. */
export async function explainReadiness(targets: readonly string[], shell: Shell): Promise<ExitCode> {
  const { loaded, code } = await readTargets(targets, shell, loadPlans);
  const { assessments } = await assessRoot(loaded, Date.now());
  const plans = counted(assessments);
  if (plans.length > 0) shell.write(explainWorkspace(plans.map(({ readiness }) => readiness)));
  loaded.keep();
  return code;
}
