import { version } from '../../package.json';
import { statusJson } from '../core/outline/statusJson.ts';
import { statusJunit } from '../core/outline/statusJunit.ts';
import { statusMarkdown } from '../core/outline/statusMarkdown.ts';
import { statusSarif } from '../core/outline/statusSarif.ts';
import { statusText } from '../core/outline/statusText.ts';
import type { Assessment } from '../core/readiness/assess.ts';
import { findingsOf, onlyPhase } from '../core/readiness/findings.ts';
import { measureOf } from '../core/shifts/measurement.ts';
import type { TrendPoint } from '../core/shifts/scoreTrend.ts';
import { readConfigFile } from '../node/configFile.ts';
import { keepAnswer, type Question, standsAlone } from '../node/cache/keptAnswer.ts';
import { type LoadedPlans, loadPlans } from '../node/loadPlans.ts';
import { type AssessedRoot, assessRoot } from '../node/readiness/assessRoot.ts';
import { readinessTrend, writeMeasurement } from '../node/readiness/readinessTrend.ts';
import { findRoot } from '../node/root.ts';
import { headCommit } from '../node/run/headCommit.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { readTargets } from './readTargets.ts';
import { printJson, type Shell } from './shell.ts';
import type { StatusArguments, StatusFormat } from './statusArguments.ts';

/**
 * `runsheet status`: how ready the work in the plans is, and whether that is enough.
 *
 * @param question under which the answer is kept, if it is
 */
export async function freshStatus(
  args: StatusArguments,
  outside: Shell,
  question: Question | undefined,
): Promise<ExitCode> {
  const said: string[] = [];
  const complaints: string[] = [];
  const shell: Shell = {
    ...outside,
    write: (text) => {
      said.push(text);
      outside.write(text);
    },
    complain: (sentence) => {
      complaints.push(sentence);
      outside.complain(sentence);
    },
  };
  const targets = args.record ? [findRoot(shell.cwd)] : args.targets;
  const { loaded, code } = await readTargets(targets, { ...shell, noCache: args.noCache }, loadPlans);
  const now = question?.now ?? Date.now();
  const { config } = await readConfigFile(loaded.root);
  const isAlone = question?.root === loaded.root && standsAlone(loaded.root, config.handoffs);
  const assessed = await assessRoot(loaded, now);
  for (const { path, reason } of assessed.stored.refused) shell.complain(`Not believed: ${path}: ${reason}.`);
  const { phase } = args;
  const shown = phase === undefined ? assessed.assessments : onlyPhase(assessed.assessments, phase);
  if (phase !== undefined && shown.length === 0) {
    shell.complain(`No plan has a phase "${phase}".`);
    return exitCodes.wrongUse;
  }
  const isRecorded = !args.record || (await record(loaded.root, assessed, now, shell));
  // Only what shows it asks git for it.
  const history =
    args.format === 'text' || args.format === 'json'
      ? await readinessTrend(loaded.root, config.handoffs, { now, ...(args.noCache && { noCache: true }) })
      : [];
  print(args.format, shown, { loaded, assessed, history }, shell);
  const findings = findingsOf(shown, args);
  for (const finding of findings) shell.complain(finding);
  loaded.keep();
  const isWalked = config.plans.length === 0 && config.ignore.length === 0;
  // A complaint may be about something that is not looked at again.
  if (question && isAlone && isWalked && complaints.length === 0 && code === exitCodes.good)
    keepAnswer(question, loaded.seen, config.handoffs, said.join(''));
  if (code !== exitCodes.good) return code;
  return findings.length > 0 || !isRecorded ? exitCodes.findings : exitCodes.good;
}

/** Keeps a measurement of the workspace; says where, or why not. */
async function record(root: string, { assessments }: AssessedRoot, now: number, shell: Shell): Promise<boolean> {
  const measured = measureOf(assessments.map(({ readiness }) => readiness));
  if (!measured) {
    shell.complain('Nothing was recorded: nothing in the plans counts.');
    return false;
  }
  const { config } = await readConfigFile(root);
  const commit = headCommit(root);
  try {
    const at = { atMs: now, ...(commit !== undefined && { commit }) };
    shell.complain(`Recorded: ${await writeMeasurement(root, config.handoffs, { ...measured, ...at })}`);
    return true;
  } catch (error) {
    shell.complain(`Nothing was recorded: ${error instanceof Error ? error.message : String(error)}.`);
    return false;
  }
}

function print(
  format: StatusFormat,
  all: readonly Assessment[],
  given: {
    readonly loaded: LoadedPlans;
    readonly assessed: AssessedRoot;
    readonly history: readonly TrendPoint[];
  },
  shell: Shell,
): void {
  const { loaded, assessed, history } = given;
  switch (format) {
    case 'text':
      shell.write(statusText(all, shell.style, history));
      return;
    case 'json':
      printJson(shell, statusJson(all, { ...loaded, refused: assessed.stored.refused, history }));
      return;
    case 'markdown':
      shell.write(statusMarkdown(all));
      return;
    case 'sarif':
      printJson(shell, statusSarif(all, version));
      return;
    case 'junit':
      shell.write(statusJunit(all));
      return;
  }
}
