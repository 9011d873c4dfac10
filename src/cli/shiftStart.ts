import { inspect } from 'node:util';
import { findRoot } from '../node/root.ts';
import { readShiftSchedule } from '../node/shift/readShiftSchedule.ts';
import { startShift } from '../node/shift/startShift.ts';
import { exitCodes } from './exitCodes.ts';
import { readOptions } from './readOptions.ts';
import { printJson, type Shell } from './shell.ts';
import { answerFrom, shiftNumber } from './shiftArguments.ts';
import { complainOf, exitCodeOf, reportSteps, stopJson } from './shiftReport.ts';

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const options = { agent: text, reason: text, received: text, previous: text, json: flag, yes: flag } as const;

/** `runsheet shift start` and `takeover`. */
export async function shiftStart(argv: readonly string[], takesOver: boolean, shell: Shell): Promise<number> {
  const name = takesOver ? 'takeover' : 'start';
  const parsed = readOptions(argv, options);
  const wrong = (sentence: string): number => {
    shell.complain(`${sentence} See runsheet shift --help.`);
    return exitCodes.wrongUse;
  };
  if (typeof parsed === 'string') return wrong(parsed);
  const { values, positionals } = parsed;
  const [written, ...more] = positionals;
  const shift = shiftNumber(written);
  if (more.length > 0) return wrong(`${name} takes one number of a shift.`);
  if (shift === null) return wrong(`${inspect(written)} is no number of a shift.`);
  const reason = values.reason?.trim() ?? '';
  if (takesOver && reason === '') return wrong('Say why you take it over: --reason TEXT.');
  const previous = values.previous;
  if (previous !== undefined && !['wait', 'abandon', 'end'].includes(previous))
    return wrong('--previous is wait, abandon or end.');
  const steps = reportSteps(values.json, shell);
  const result = await startShift({
    root: findRoot(shell.cwd),
    trusted: true,
    ask: answerFrom(
      new Map([
        ['previous', previous],
        ['reason', values.reason],
        ['agent', values.agent],
        ['received', values.received],
      ]),
      values.yes,
    ),
    report: steps.report,
    signal: steps.signal,
    now: () => Date.now(),
    readSchedule: readShiftSchedule,
    // Loaded where there is something to look at.
    runChecks: async (...given) => (await import('../node/shift/runShiftChecks.ts')).runShiftChecks(...given),
    ...(shift !== undefined && { shift }),
    ...(values.agent !== undefined && { agent: values.agent }),
    ...(takesOver && { takeOver: { reason } }),
  });
  steps.release();
  if (result.kind === 'stopped') {
    const exitCode = exitCodeOf(result.stop);
    if (values.json) printJson(shell, { schemaVersion: 1, exitCode, steps: steps.steps, stop: stopJson(result.stop) });
    complainOf(result.stop, shell);
    return exitCode;
  }
  const { held, already } = result;
  if (values.json)
    printJson(shell, {
      schemaVersion: 1,
      exitCode: 0,
      steps: steps.steps,
      shift: {
        number: held.shift,
        holder: held.holder,
        ...(held.agent !== undefined && { agent: held.agent }),
        startedAt: new Date(held.startedAtMs).toISOString(),
        ...(held.untilMs !== undefined && { until: new Date(held.untilMs).toISOString() }),
        handoff: held.handoff,
        coordinated: held.remote !== undefined,
        already,
      },
    });
  else
    shell.write(
      `${already ? `Shift ${held.shift} is held here already` : `Shift ${held.shift} has begun`}${held.remote === undefined ? ', not coordinated with other machines' : ''}. Its handoff: ${held.handoff}\n`,
    );
  return exitCodes.good;
}
