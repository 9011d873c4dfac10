import { plainStyle } from '../../core/outline/style.ts';
import { addToHandoff } from '../../core/shifts/addToHandoff.ts';
import type { ProcedureTalk, ShiftRequests, ShiftService } from '../../core/shifts/shiftService.ts';
import { statusCheckText } from '../../core/shifts/statusText.ts';
import { readConfigFile } from '../configFile.ts';
import { changeHandoff } from '../handoff/changeHandoff.ts';
import { createHandoff } from '../handoff/createHandoff.ts';
import { gatherStatus } from '../handoff/gatherStatus.ts';
import { endShift } from './endShift.ts';
import { lookAtShift } from './lookAtShift.ts';
import { measureScore } from './measureScore.ts';
import { readShiftSchedule } from './readShiftSchedule.ts';
import { runShiftChecks } from './runShiftChecks.ts';
import { startShift } from './startShift.ts';

type Given<K extends keyof ShiftRequests> = ShiftRequests[K]['given'];
type Answers = {
  readonly [K in keyof ShiftRequests]: (given: Given<K>, talk: ProcedureTalk) => Promise<ShiftRequests[K]['answer']>;
};

const now = (): number => Date.now();

const answers: Answers = {
  start: async ({ root, trusted, shift, takeOver }, talk) => {
    const result = await startShift({
      ...{ root, trusted, now, readSchedule: readShiftSchedule, runChecks: runShiftChecks },
      ...talk,
      ...(shift !== undefined && { shift }),
      ...(takeOver && { takeOver }),
    });
    return result.kind === 'stopped' ? { stop: result.stop } : { held: result.held, already: result.already };
  },
  end: async ({ root, trusted }, talk) => {
    const result = await endShift({
      root,
      trusted,
      now,
      push: true,
      runChecks: runShiftChecks,
      readScore: measureScore,
      ...talk,
    });
    if (result.kind === 'stopped') return { stop: result.stop };
    return { held: result.held, ...(result.score !== undefined && { score: result.score }) };
  },
  look: ({ root }) => lookAtShift(root),
  status: async ({ root }, { signal }) => {
    const facts = await gatherStatus(root, { nowMs: now(), signal });
    return { facts, text: statusCheckText(facts, plainStyle) };
  },
  newHandoff: async ({ root, shift }) => {
    const { config } = await readConfigFile(root);
    return createHandoff(root, config.handoffs, { startedAtMs: now(), ...(shift !== undefined && { shift }) });
  },
  add: async ({ root, path, addition }) =>
    (await changeHandoff(root, path, (text) => addToHandoff(text, addition, now()))) ?? {},
};

/** Answers about shifts in this thread. */
export const answerShift: ShiftService = (kind, given, talk = silent) => answers[kind](given, talk);

/** Nothing is asked, nothing shown, nothing cancelled. */
const silent: ProcedureTalk = {
  ask: () => Promise.resolve(undefined),
  report: () => undefined,
  signal: new AbortController().signal,
};
