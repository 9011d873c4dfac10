import type { Ask, ProcedureEvent, Question, StepOutcome, Stop } from '../../core/shifts/procedure.ts';
import { describeError } from '../readText.ts';

export type { Answer, Ask, ProcedureEvent, Question, StepOutcome, Stop } from '../../core/shifts/procedure.ts';

/** One step. It asks itself what of it is done already, so that it can be repeated after a crash at any point in it. */
export interface Step<C> {
  readonly id: string;
  /** What it does, as a short phrase: `Fetch`. */
  readonly title: string;
  readonly run: (context: C) => Promise<StepOutcome>;
  /** Looks again each time: what it found may have changed since. */
  readonly everyTime?: boolean;
}

/** How far a procedure got; kept by the caller after each step. */
export interface Progress {
  readonly done: ReadonlyMap<string, Exclude<StepOutcome, { kind: 'stopped' }>>;
  readonly keep: (step: string, outcome: Exclude<StepOutcome, { kind: 'stopped' }>) => Promise<void>;
}

/** A stop where the user wants it, or where the signal came. */
export const cancelled: Stop = {
  reason: 'cancelled',
  sentence: 'Cancelled.',
  remedy: 'What was done stays; the same command goes on from there.',
};

/** Thrown in the depth of a step, and turned into its outcome. */
export class Stopped extends Error {
  readonly stop: Stop;

  constructor(stop: Stop) {
    super(stop.sentence);
    this.stop = stop;
  }
}

/** Runs steps in order until the end or the first that stops. Never throws for what a step does. */
export async function runSteps<C>(
  steps: readonly Step<C>[],
  context: C,
  progress: Progress,
  report: (event: ProcedureEvent) => void,
  signal?: AbortSignal,
): Promise<Stop | undefined> {
  for (const [index, step] of steps.entries()) {
    const { id, title } = step;
    const before = step.everyTime === true ? undefined : progress.done.get(id);
    if (before) {
      report({ kind: 'ended', step: id, title, outcome: before, earlier: true });
      continue;
    }
    if (signal?.aborted) return cancelled;
    report({ kind: 'begun', step: id, title, index, of: steps.length });
    const outcome = await outcomeOf(step, context);
    if (outcome.kind !== 'stopped') await progress.keep(id, outcome);
    report({ kind: 'ended', step: id, title, outcome, earlier: false });
    if (outcome.kind === 'stopped') return outcome.stop;
  }
  return undefined;
}

async function outcomeOf<C>(step: Step<C>, context: C): Promise<StepOutcome> {
  try {
    return await step.run(context);
  } catch (error) {
    if (error instanceof Stopped) return { kind: 'stopped', stop: error.stop };
    if (!(error instanceof Error && 'code' in error)) throw error;
    return {
      kind: 'stopped',
      stop: {
        reason: 'trouble',
        sentence: `${step.title}: ${'path' in error && typeof error.path === 'string' ? `${error.path} ` : ''}${describeError(error)}.`,
        remedy: 'Make it possible, and give the same command again: it goes on from here.',
      },
    };
  }
}

/** The answer to a question that needs one. */
export async function answerOf(ask: Ask, question: Question): Promise<string> {
  const answer = await ask(question);
  if (typeof answer === 'string' && answer.trim() !== '') return answer;
  throw new Stopped(unanswered(question));
}

function unanswered(question: Question): Stop {
  return {
    reason: 'question',
    sentence: question.text,
    remedy: `Say it with ${question.flag}.`,
    question,
  };
}
