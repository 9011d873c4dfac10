import type { EndOptions } from '../../../../src/node/shift/endContext.ts';
import type { Ask, ProcedureEvent } from '../../../../src/node/shift/procedure.ts';
import type { ShiftSchedule, StartOptions } from '../../../../src/node/shift/startContext.ts';

export type Answers = Readonly<Record<string, string | readonly string[]>>;

/** Gives the answers by the id of the question, `*` to all others what is offered. */
const answering =
  (answers: Answers): Ask =>
  (question) =>
    Promise.resolve(answers[question.id] ?? (answers['*'] === undefined ? undefined : question.initial));

const noSchedule: ShiftSchedule = { now: () => [], shift: () => undefined, agents: [] };

const tell =
  (after: ((step: string) => void) | undefined) =>
  (event: ProcedureEvent): void => {
    if (event.kind === 'ended' && !event.earlier && event.outcome.kind !== 'stopped') after?.(event.step);
  };

export const startOptions = (
  root: string,
  answers: Answers = {},
  shift?: number,
  after?: (step: string) => void,
): StartOptions => ({
  root,
  trusted: true,
  ask: answering(answers),
  report: tell(after),
  now: () => Date.now(),
  readSchedule: () => Promise.resolve(noSchedule),
  ...(shift !== undefined && { shift }),
});

export const endOptions = (root: string, answers: Answers = {}, after?: (step: string) => void): EndOptions => ({
  root,
  trusted: true,
  ask: answering(answers),
  report: tell(after),
  now: () => Date.now(),
  push: true,
});
