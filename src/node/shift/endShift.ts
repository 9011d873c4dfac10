import { checkSteps, oursStep } from './endCheckSteps.ts';
import { commitStep, reviewStep } from './endCommitSteps.ts';
import type { EndContext, EndOptions } from './endContext.ts';
import { handoffStep, scoreStep } from './endHandoffSteps.ts';
import { publishStep, verifyStep } from './endPublishSteps.ts';
import { integrateStep, pushStep } from './endSendSteps.ts';
import { runSteps, type Step, type Stop, Stopped } from './procedure.ts';
import { openShift, type ShiftContext } from './shiftContext.ts';
import {
  type EndJournal,
  forgetHeldShift,
  forgetJournal,
  type HeldShift,
  OpenJournal,
  readHeldShift,
  readJournal,
} from './shiftState.ts';
import { trackerStep } from './trackerStep.ts';

export type EndResult =
  | { readonly kind: 'ended'; readonly held: HeldShift; readonly commit?: string; readonly score?: number }
  | { readonly kind: 'stopped'; readonly stop: Stop };

const steps: readonly Step<EndContext>[] = [
  oursStep,
  ...checkSteps,
  reviewStep,
  commitStep,
  integrateStep,
  pushStep,
  scoreStep,
  trackerStep,
  handoffStep,
  publishStep,
  verifyStep,
];

/**
 * Ends the shift that is held here: checks, commit, push, score, handoff, release. Stopped anywhere, even by a crash, the
 * next call goes on from there; what cannot be sent leaves the shift "ending", complete on this machine. What the user
 * did not choose to commit stays as it is. Never throws for what can be expected.
 */
export async function endShift(options: EndOptions): Promise<EndResult> {
  try {
    const { context, lock } = await openShift(options, 'an end');
    try {
      return await end(context, options);
    } finally {
      await lock.release();
    }
  } catch (error) {
    if (error instanceof Stopped) return { kind: 'stopped', stop: error.stop };
    throw error;
  }
}

async function end(shared: ShiftContext, options: EndOptions): Promise<EndResult> {
  const { gitDir } = shared.repo;
  const held = await readHeldShift(gitDir);
  const left = await readJournal(gitDir);
  // It was at its end.
  if (!held && left?.procedure === 'end') await forgetJournal(gitDir);
  if (!held)
    throw new Stopped(
      left?.procedure === 'start'
        ? {
            reason: 'trouble',
            sentence: 'The start of a shift has not come to its end here.',
            remedy: 'Finish it first: runsheet shift start.',
          }
        : { reason: 'trouble', sentence: 'No shift is held here.', remedy: 'Start one: runsheet shift start.' },
    );
  const fresh: EndJournal = { v: 1, procedure: 'end', sinceMs: options.now(), steps: {}, facts: {} };
  const journal = new OpenJournal<EndJournal>(gitDir, left?.procedure === 'end' ? left : fresh);
  const { push, message, runChecks, readScore } = options;
  const context: EndContext = {
    ...shared,
    held,
    journal,
    wanted: {
      push,
      ...(message !== undefined && { message }),
      ...(runChecks && { runChecks }),
      ...(readScore && { readScore }),
    },
    offline: undefined,
  };
  const stop = await runSteps(steps, context, journal.progress, options.report, options.signal);
  if (stop) return { kind: 'stopped', stop: await heldNoMore(gitDir, held, stop) };
  const { books, score } = journal.facts;
  // In this order: a shift that is not held any more has no end to go on with.
  await forgetHeldShift(gitDir);
  await forgetJournal(gitDir);
  return {
    kind: 'ended',
    held: context.held,
    ...(books !== undefined && { commit: books }),
    ...(score !== undefined && { score }),
  };
}

/** Somebody else has the shift by a claim that can be read: then another one can be started here, or this one taken back. */
async function heldNoMore(gitDir: string, held: HeldShift, stop: Stop): Promise<Stop> {
  if (stop.reason !== 'lost' || stop.claim === undefined) return stop;
  await forgetHeldShift(gitDir);
  await forgetJournal(gitDir);
  return { ...stop, sentence: `${stop.sentence} It is not held here any more; ${held.handoff} stays as it is.` };
}
