import { findRoot } from '../node/root.ts';
import { endShift } from '../node/shift/endShift.ts';
import type { Answer, Question } from '../node/shift/procedure.ts';
import { measureScore } from '../node/shift/measureScore.ts';
import { runShiftChecks } from '../node/shift/runShiftChecks.ts';
import { exitCodes } from './exitCodes.ts';
import { readOptions } from './readOptions.ts';
import { printJson, type Shell } from './shell.ts';
import { answerFrom } from './shiftArguments.ts';
import { complainOf, exitCodeOf, reportSteps, stopJson } from './shiftReport.ts';

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const options = {
  message: { ...text, short: 'm' },
  include: text,
  status: text,
  summary: text,
  blockers: text,
  actions: text,
  watch: text,
  score: text,
  'fall-reason': text,
  tracker: text,
  'no-push': flag,
  yes: { ...flag, short: 'y' },
  json: flag,
} as const;

/** `runsheet shift end`. */
export async function shiftEnd(argv: readonly string[], shell: Shell): Promise<number> {
  const parsed = readOptions(argv, options);
  const wrong = (sentence: string): number => {
    shell.complain(`${sentence} See runsheet shift --help.`);
    return exitCodes.wrongUse;
  };
  if (typeof parsed === 'string') return wrong(parsed);
  const { values, positionals } = parsed;
  if (positionals.length > 0) return wrong('end takes no number: it ends the shift that is held here.');
  const { include, score } = values;
  if (include !== undefined && !['all', 'staged', 'none'].includes(include))
    return wrong('--include is all, staged or none.');
  if (score !== undefined && score !== 'replace' && score !== 'keep') return wrong('--score is replace or keep.');
  if (values.tracker !== undefined && !['write', 'keep'].includes(values.tracker))
    return wrong('--tracker is write or keep.');
  const steps = reportSteps(values.json, shell);
  const answers = new Map<string, Answer | ((question: Question) => Answer)>([
    ['score', score],
    ['fall-reason', values['fall-reason']],
    ['tracker', values.tracker],
    ['message', values.message],
    ...(include === undefined ? [] : [['include', chosen(include)] as const]),
    ...(['status', 'summary', 'blockers', 'actions', 'watch'] as const).map(
      (section) => [`handoff-${section}`, values[section]] as const,
    ),
  ]);
  const result = await endShift({
    root: findRoot(shell.cwd),
    trusted: true,
    ask: answerFrom(answers, values.yes),
    report: steps.report,
    signal: steps.signal,
    now: () => Date.now(),
    push: !values['no-push'],
    runChecks: runShiftChecks,
    readScore: measureScore,
    ...(values.message !== undefined && { message: values.message }),
  });
  steps.release();
  if (result.kind === 'stopped') {
    const exitCode = exitCodeOf(result.stop);
    if (values.json) printJson(shell, { schemaVersion: 1, exitCode, steps: steps.steps, stop: stopJson(result.stop) });
    complainOf(result.stop, shell);
    return exitCode;
  }
  const { held, commit, score: percent } = result;
  if (values.json)
    printJson(shell, {
      schemaVersion: 1,
      exitCode: 0,
      steps: steps.steps,
      shift: {
        number: held.shift,
        holder: held.holder,
        handoff: held.handoff,
        coordinated: held.remote !== undefined,
        ...(commit !== undefined && { commit }),
        ...(percent !== undefined && { score: percent }),
      },
    });
  else shell.write(`Shift ${held.shift} has ended. Its handoff: ${held.handoff}\n`);
  return exitCodes.good;
}

/** Which of the offered files a word means. */
function chosen(word: string): (question: Question) => Answer {
  return ({ options: files = [] }) => {
    if (word === 'none') return [];
    const staged = files.filter(({ note }) => note?.includes('staged') === true);
    return (word === 'staged' ? staged : files).map(({ value }) => value);
  };
}
