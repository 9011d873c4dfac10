import { judgeExpectation, type Judgement } from '../../core/evidence/judgeExpectation.ts';
import { needsTerminal } from '../../core/evidence/needsTerminal.ts';
import { testCounts } from '../../core/evidence/testCounts.ts';
import type { Plan, Runnable } from '../../core/model.ts';
import type { Criterion, CriterionCheck } from '../../core/readiness/criteria.ts';
import type { Expectation } from '../../core/readiness/expectation.ts';
import { judgeDanger } from '../../core/run/danger.ts';
import { maskSecrets } from '../../core/run/maskSecrets.ts';
import { findPlaceholders } from '../../core/run/placeholders.ts';
import { outcomeOf } from '../../core/run/runRecord.ts';
import { wholeRunnable } from '../../core/run/runText.ts';
import { readConfigFile } from '../configFile.ts';
import { headCommit } from '../run/headCommit.ts';
import { prepareRuns } from '../run/prepareRuns.ts';
import { beginProcessRun } from '../run/processRun.ts';
import { endRun, type RunEnding } from '../run/runRecords.ts';
import { type CapturedEnd, captureCommand } from './captureCommand.ts';
import type { CheckOptions, CheckResult } from './checkCriterion.ts';

/** Runs a command as the check of a criterion: with the questions and refusals of every run, and with nobody to type. */
export async function checkCommand(
  plan: Plan,
  criterion: Criterion,
  check: CriterionCheck,
  expectation: Expectation,
  options: CheckOptions,
): Promise<CheckResult> {
  const { root, values, yes, timeoutMs, signal } = options;
  const runnable = runnableOf(plan, criterion, check);
  const item = { runnable, part: wholeRunnable };
  const { folders } = (await readConfigFile(root)).config;
  const { ready, refusals } = prepareRuns(plan, [item], { root, folders, values, yes, without: new Set() });
  const [refusal] = refusals;
  const [prepared] = ready;
  if (refusal) return { kind: 'refused', refusal };
  if (!prepared) return { kind: 'checked', outcome: 'unknown', reason: 'There is nothing to run.' };
  const { run, cwd } = prepared;
  if (run.endless.endless)
    return {
      kind: 'checked',
      outcome: 'unknown',
      reason: `"${run.endless.command ?? run.text}" does not end by itself, so it proves nothing: name a command that looks at what it starts.`,
    };
  const { script, interpreter, env } = run;
  const { by } = options;
  const commit = by && headCommit(root);
  const record = by && beginProcessRun(plan, prepared, { root, by, startedAt: Date.now(), commit });
  const end = await captureCommand({ script, interpreter, env, cwd, timeoutMs, ...(signal && { signal }) });
  const output = maskSecrets(end.output, run.secrets).slice(-shownUnits);
  if (record) await endRun(root, record, endingOf(end, output)).catch(() => undefined);
  if (end.ended === 'interrupted') return { kind: 'interrupted' };
  const counts = end.cut ? undefined : testCounts(end.output);
  const { exitCode } = end;
  const common = { kind: 'checked', output, ...(counts && { counts }) } as const;
  const judged = judgeEnd(end, expectation, timeoutMs);
  return end.ended ? { ...common, ...judged } : { ...common, exitCode, ...judged };
}

/** UTF-16 units of the output that are shown at most. */
const shownUnits = 64 * 1024;

/** As of every run, by its exit code: whether that was the good one is the matter of its evidence. */
function endingOf({ ended, exitCode }: CapturedEnd, output: string): RunEnding {
  const code = ended === 'timeout' ? 124 : exitCode;
  const state = ended === 'interrupted' ? 'stopped' : outcomeOf(code);
  return { state, endedAt: Date.now(), exitCode: code, endKnownBy: 'process', output };
}

function judgeEnd(end: CapturedEnd, expectation: Expectation, timeoutMs: number): Judgement {
  if (end.ended === 'timeout')
    return { outcome: 'fail', reason: `It did not end within ${duration(timeoutMs)} and was ended.` };
  if (end.ended === 'flood') return { outcome: 'unknown', reason: 'It printed more than 256 MB and was ended.' };
  const judged = judgeExpectation(expectation, end);
  if (judged.outcome !== 'pass' && end.exitCode !== 0 && needsTerminal(end.output))
    return { outcome: 'unknown', reason: 'It needs a terminal: run it from its lens, and attest what you see.' };
  if (judged.outcome === 'pass' && end.leftProcesses)
    return {
      outcome: 'unknown',
      reason: 'It left processes running, which were ended: start servers elsewhere, and check them here.',
    };
  return judged;
}

const duration = (ms: number): string =>
  ms >= 60_000 && ms % 60_000 === 0 ? `${ms / 60_000} min` : `${Math.round(ms / 100) / 10} s`;

/** That of the plan, or one made of what a comment names: `check=npm test`. */
function runnableOf(plan: Plan, criterion: Criterion, { runnableKey, text, line }: CriterionCheck): Runnable {
  const known = runnableKey === undefined ? undefined : plan.runnables.find(({ key }) => key === runnableKey);
  if (known) return known;
  const danger = judgeDanger(text, 'sh');
  return {
    key: `${criterion.key}!check`,
    kind: 'inline',
    line,
    endLine: line + 1,
    language: 'sh',
    interpreter: 'bash',
    text,
    danger: danger.level,
    dangerReasons: danger.reasons,
    placeholders: findPlaceholders(text),
    steps: [],
    lines: [],
    nodeKey: criterion.key,
  };
}
