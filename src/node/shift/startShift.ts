import { readRemoteClaims } from './claimCommit.ts';
import { pushClaim } from './claimShift.ts';
import { runSteps, type Step, type Stop, Stopped } from './procedure.ts';
import { openShift, type ShiftContext } from './shiftContext.ts';
import {
  forgetHeldShift,
  forgetJournal,
  type HeldShift,
  type Journal,
  OpenJournal,
  readHeldShift,
  readJournal,
  type StartJournal,
} from './shiftState.ts';
import { claimStep, previousStep } from './startClaimSteps.ts';
import type { StartContext, StartOptions } from './startContext.ts';
import { openHandoffStep, readBackStep, showStep } from './startHandoffSteps.ts';
import { bringInStep, fetchStep, stateStep } from './startRepoSteps.ts';

export type StartResult =
  /** `already`: it was held before this call, which changed nothing. */
  | { readonly kind: 'started'; readonly held: HeldShift; readonly already: boolean }
  | { readonly kind: 'stopped'; readonly stop: Stop };

const steps: readonly Step<StartContext>[] = [
  stateStep,
  fetchStep,
  bringInStep,
  previousStep,
  showStep,
  claimStep,
  readBackStep,
  openHandoffStep,
];

/**
 * Starts a shift, or takes one over: what is new is brought in, the shift is claimed on the remote, its handoff opened.
 * Stopped anywhere, even by a crash, the next call goes on from there. Whatever the user has edited, staged or not
 * committed stays as it is. Never throws for what can be expected.
 */
export async function startShift(options: StartOptions): Promise<StartResult> {
  try {
    const { context, lock } = await openShift(options, 'a start');
    try {
      return await start(context, options);
    } finally {
      await lock.release();
    }
  } catch (error) {
    if (error instanceof Stopped) return { kind: 'stopped', stop: error.stop };
    throw error;
  }
}

async function start(shared: ShiftContext, options: StartOptions): Promise<StartResult> {
  const { gitDir } = shared.repo;
  let held = await readHeldShift(gitDir);
  let left = await readJournal(gitDir);
  const isWanted = options.takeOver === undefined && (options.shift === undefined || options.shift === held?.shift);
  if (held && !isWanted && (await isTakenFromUs(shared, held, left))) {
    await forgetHeldShift(gitDir);
    await forgetJournal(gitDir);
    held = left = undefined;
  }
  if (left?.procedure === 'end' && !held) {
    // It was at its end.
    await forgetJournal(gitDir);
    left = undefined;
  }
  if (left?.procedure === 'end')
    throw new Stopped({
      reason: 'pending',
      sentence: `The end of shift ${held?.shift ?? ''} has not come to its end.`.replace('  ', ' '),
      remedy: 'Finish it first: runsheet shift end.',
    });
  if (held) {
    if (left) await forgetJournal(gitDir);
    if (options.shift === undefined || options.shift === held.shift) return { kind: 'started', held, already: true };
    throw new Stopped({
      reason: 'trouble',
      sentence: `Shift ${held.shift} is held here.`,
      remedy: 'End it first: runsheet shift end.',
    });
  }
  const isOther = left !== undefined && options.shift !== undefined && left.facts.shift !== options.shift;
  if (left && isOther) await giveBack(shared, left);
  const fresh: StartJournal = { v: 1, procedure: 'start', sinceMs: options.now(), steps: {}, facts: {} };
  const journal = new OpenJournal<StartJournal>(gitDir, left && !isOther ? left : fresh);
  const { shift, agent, takeOver, readSchedule, runChecks } = options;
  const context: StartContext = {
    ...shared,
    journal,
    readSchedule,
    runChecks,
    wanted: {
      ...(shift !== undefined && { shift }),
      ...(agent !== undefined && { agent }),
      ...(takeOver && { takeOver }),
    },
    schedule: undefined,
    held: undefined,
  };
  const stop = await runSteps(steps, context, journal.progress, options.report, options.signal);
  if (stop) {
    const { claimed, nonce, previousNonce } = context.journal.facts;
    // A shift that someone else holds is no reason to go on with this start later; nor is there one where nothing was sent.
    const isNothing = nonce === undefined && previousNonce === undefined && stop.reason === 'trouble';
    if (isNothing || (stop.reason === 'lost' && claimed !== true)) await forgetJournal(gitDir);
    return { kind: 'stopped', stop };
  }
  const now = await readHeldShift(gitDir);
  if (!now) throw new Error('The start came to its end without a shift');
  await forgetJournal(gitDir);
  return { kind: 'started', held: now, already: false };
}

/** Whether somebody else has taken over what is still noted as held here; where the remote does not say so, it is held. */
async function isTakenFromUs(
  { repo, talk }: ShiftContext,
  { remote, shift, nonce }: HeldShift,
  left: Journal | undefined,
): Promise<boolean> {
  const isGivenBack = left?.procedure === 'end' && left.facts.release !== undefined;
  if (remote === undefined || isGivenBack) return false;
  const claims = await readRemoteClaims(repo, remote, shift, talk);
  if ('silent' in claims || claims.length === 0) return false;
  return claims.every(({ record }) => typeof record !== 'string' && record.nonce !== nonce);
}

/** Another shift is wanted than that of the start that was left: what may have been claimed is given back. */
async function giveBack({ repo, talk, now }: ShiftContext, { facts }: StartJournal): Promise<void> {
  const { shift, nonce, remote, claimedAtMs } = facts;
  if (shift !== undefined && nonce !== undefined && remote !== undefined) {
    const outcome = await pushClaim(
      { repo, remote, shift },
      { kind: 'release', nonce },
      (on) => ({
        v: 1,
        shift,
        nonce,
        holder: on && typeof on.record !== 'string' ? on.record.holder : 'unknown',
        state: 'released',
        sinceMs: claimedAtMs ?? now(),
        atMs: now(),
      }),
      talk,
    );
    if (outcome.kind === 'unreachable' || outcome.kind === 'refused')
      throw new Stopped({
        reason: 'trouble',
        sentence: `The start of shift ${shift} was left, and its claim cannot be given back: ${outcome.said}`,
        remedy: `Go on with it (runsheet shift start ${shift}), or try again when the remote answers.`,
      });
  }
  await forgetJournal(repo.gitDir);
}
