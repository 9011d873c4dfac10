import { randomBytes } from 'node:crypto';
import type { ClaimRecord } from '../../core/shifts/claimRecord.ts';
import type { RemoteClaim } from '../../core/shifts/decideClaim.ts';
import { isOver } from '../../core/shifts/handoff.ts';
import { handoffsOfShift } from '../../core/shifts/handoffFiles.ts';
import { instantText } from '../../core/shifts/instant.ts';
import type { Silence } from '../git/talk.ts';
import { readRemoteClaims } from './claimCommit.ts';
import { type ClaimOutcome, pushClaim } from './claimShift.ts';
import { handoffNumbers, handoffsOf } from './handoffFiles.ts';
import { answerOf, type Question, type Step, type Stop, Stopped } from './procedure.ts';
import { stateOf } from './shiftContext.ts';
import { scheduleOf, shiftOf, type StartContext } from './startContext.ts';

/** Which shift it is, and whether it can begin: nobody has it, it has not ended, and the one before is over. */
export const previousStep: Step<StartContext> = {
  id: 'previous',
  title: 'Look at the shift before',
  everyTime: true,
  run: async (context) => {
    const shift = await chooseShift(context);
    const { config, root, journal, repo, talk, wanted } = context;
    const { files } = handoffsOf(root, config.handoffs);
    const over = handoffsOfShift(files, shift).find(({ handoff }) => isOver(handoff.head.state));
    if (over)
      throw new Stopped({
        reason: 'trouble',
        sentence: `Shift ${shift} is over: ${over.path} says that it is ${over.handoff.head.state ?? 'ended'}.`,
        remedy: `Start another one: runsheet shift start ${shift + 1}.`,
      });
    const { remote } = journal.facts;
    if (remote === undefined) return { kind: 'skipped', text: `Shift ${shift}; claims of others are not known here.` };
    const [claims, claimsBefore] = await Promise.all([
      readRemoteClaims(repo, remote, shift, talk),
      shift > 1 ? readRemoteClaims(repo, remote, shift - 1, talk) : [],
    ]);
    if ('silent' in claims) throw new Stopped(unreachable(remote, claims.silent));
    context.claims = claims;
    const other = claims.find((claim) => isHeld(claim) && !isOurs(claim, journal.facts.nonce));
    if (other && !wanted.takeOver) throw new Stopped(lostTo(shift, other));
    if (shift > 1) return settlePrevious(context, remote, shift - 1, claimsBefore);
    return { kind: 'done', text: `Shift ${shift} is free.` };
  },
};

async function settlePrevious(
  context: StartContext,
  remote: string,
  before: number,
  claims: readonly RemoteClaim[] | Silence,
) {
  const { repo, talk, journal, ask, now } = context;
  if ('silent' in claims) throw new Stopped(unreachable(remote, claims.silent));
  const held = claims.find(isHeld);
  if (!held || isOurs(held, journal.facts.previousNonce))
    return { kind: 'done', text: `Shift ${before} is over, or nobody had it.` } as const;
  const who = describe(held);
  const question: Question = {
    id: 'previous',
    text: `Shift ${before} never ended: ${who}. What about it?`,
    flag: '--previous wait|abandon|end (with --reason TEXT)',
    kind: 'choice',
    options: [
      { value: 'wait', label: 'Wait', note: 'start again when it has ended' },
      { value: 'abandon', label: 'Take it over and abandon it', note: 'it counts as not done' },
      { value: 'end', label: 'End it on behalf of its holder', note: 'its work counts as handed over' },
    ],
  };
  const answer = await answerOf(ask, question);
  if (answer !== 'abandon' && answer !== 'end')
    throw new Stopped({ ...lostTo(before, held), remedy: `Start again when shift ${before} has ended.` });
  const reason = await answerOf(ask, {
    id: 'reason',
    text: `Why is shift ${before} ${answer === 'end' ? 'ended for its holder' : 'abandoned'}?`,
    flag: '--reason TEXT',
    kind: 'text',
  });
  const nonce = randomBytes(16).toString('hex');
  await journal.note({ previousNonce: nonce });
  const { holder } = stateOf(context);
  const from = nonceOf(held);
  const next = (state: ClaimRecord['state']) => (on: RemoteClaim | undefined) => {
    const previous = on && typeof on.record !== 'string' ? on.record : undefined;
    const atMs = now();
    const old = previous && { from: previous.holder };
    return { v: 1, shift: before, state, holder, nonce, sinceMs: atMs, atMs, reason, ...old } as const;
  };
  const place = { repo, remote, shift: before };
  const taken = await pushClaim(place, { kind: 'take-over', nonce, from }, next('held'), talk);
  if (taken.kind !== 'won') throw new Stopped(stopOf(taken, before, remote));
  const given = await pushClaim(place, { kind: 'release', nonce }, next('released'), talk);
  if (given.kind !== 'won') throw new Stopped(stopOf(given, before, remote));
  await journal.note({
    previousState: answer === 'end' ? 'ended' : 'abandoned',
    previousReason: reason,
    ...(typeof held.record !== 'string' && { previousClaim: held.record }),
  });
  return {
    kind: 'warned',
    text: `Shift ${before} of ${who} is ${answer === 'end' ? 'ended' : 'abandoned'}: ${reason}`,
  } as const;
}

async function chooseShift(context: StartContext): Promise<number> {
  const { wanted, journal, ask, now, root, config } = context;
  const chosen = wanted.shift ?? journal.facts.shift;
  const numbers = handoffNumbers(handoffsOf(root, config.handoffs));
  let shift = chosen;
  if (shift === undefined) {
    const current = (await scheduleOf(context)).now(now());
    const [first, ...others] = current;
    if (first === undefined) shift = (numbers.at(-1) ?? 0) + 1;
    else if (others.length === 0) shift = first;
    else {
      const options = current.map((each) => ({ value: String(each), label: `Shift ${each}` }));
      const text = 'Which shift is it? By the time of day it can be several.';
      shift = Number(
        await answerOf(ask, { id: 'shift', text, flag: 'runsheet shift start N', kind: 'choice', options }),
      );
    }
  }
  if (!Number.isSafeInteger(shift) || shift < 1)
    throw new Stopped({ reason: 'trouble', sentence: `${shift} is no number of a shift.`, remedy: 'Give one from 1.' });
  if (journal.facts.shift !== shift) await journal.note({ shift });
  return shift;
}

/** The claim itself. The nonce is known before anything is sent, so that a lost answer is no lost claim. */
export const claimStep: Step<StartContext> = {
  id: 'claim',
  title: 'Claim the shift',
  run: async (context) => {
    const shift = shiftOf(context);
    const { journal, repo, talk, now, wanted } = context;
    const planned = (await scheduleOf(context)).shift(shift);
    const agent = await chooseAgent(context, shift, planned?.agents ?? []);
    const nonce = journal.facts.nonce ?? randomBytes(16).toString('hex');
    const claimedAtMs = journal.facts.claimedAtMs ?? now();
    const untilMs = planned?.untilMs;
    await journal.note({
      nonce,
      claimedAtMs,
      ...(agent !== '' && { agent }),
      ...(untilMs !== undefined && { untilMs }),
    });
    const { remote } = journal.facts;
    if (remote === undefined)
      return { kind: 'skipped', text: `Shift ${shift} is not coordinated: others can hold it too.` };
    const { holder } = stateOf(context);
    const next = (on: RemoteClaim | undefined): ClaimRecord => {
      const before = on && isHeld(on) && typeof on.record !== 'string' ? on.record : undefined;
      return {
        v: 1,
        shift,
        state: 'held',
        holder,
        nonce,
        sinceMs: claimedAtMs,
        atMs: now(),
        ...(agent !== '' && { agent }),
        ...(untilMs !== undefined && { untilMs }),
        ...(wanted.takeOver && { reason: wanted.takeOver.reason }),
        ...(before && { from: before.holder }),
      };
    };
    const place = { repo, remote, shift };
    const outcome = wanted.takeOver
      ? await takeOver(place, nonce, next, talk)
      : await pushClaim(place, { kind: 'take', nonce }, next, talk, context.claims);
    if (outcome.kind !== 'won') throw new Stopped(stopOf(outcome, shift, remote));
    await journal.note({ claimed: true });
    return { kind: 'done', text: `Shift ${shift} is yours, and ${remote} says so.` };
  },
};

async function takeOver(
  place: Parameters<typeof pushClaim>[0],
  nonce: string,
  next: (on: RemoteClaim | undefined) => ClaimRecord,
  talk: Parameters<typeof pushClaim>[3],
): Promise<ClaimOutcome> {
  const claims = await readRemoteClaims(place.repo, place.remote, place.shift, talk);
  if ('silent' in claims) return { kind: 'unreachable', said: claims.silent, cancelled: claims.cut === 'cancelled' };
  const held = claims.find(isHeld);
  const wish = held ? ({ kind: 'take-over', nonce, from: nonceOf(held) } as const) : ({ kind: 'take', nonce } as const);
  return pushClaim(place, wish, next, talk);
}

async function chooseAgent(context: StartContext, shift: number, planned: readonly string[]): Promise<string> {
  const { wanted, journal, ask } = context;
  const given = wanted.agent ?? journal.facts.agent;
  if (given !== undefined) return given.trim();
  const [only, ...others] = planned;
  if (others.length === 0) return only ?? '';
  return answerOf(ask, {
    id: 'agent',
    text: `The plan gives shift ${shift} to ${planned.join(' and ')}. Who are you?`,
    flag: '--agent TYPE',
    kind: 'choice',
    options: planned.map((each) => ({ value: each, label: each })),
  });
}

function isHeld({ record }: RemoteClaim): boolean {
  return typeof record === 'string' || record.state === 'held';
}

function isOurs({ record }: RemoteClaim, nonce: string | undefined): boolean {
  return typeof record !== 'string' && record.nonce === nonce;
}

function nonceOf({ record, commit }: RemoteClaim): string {
  return typeof record === 'string' ? commit : record.nonce;
}

/** `Ada (Backend) since 2025-09-22T00:02Z` */
function describe({ record }: RemoteClaim): string {
  if (typeof record === 'string') return `a claim that cannot be read: ${record}`;
  const agent = record.agent === undefined ? '' : ` (${record.agent})`;
  if (record.state === 'released')
    return `${record.holder}${agent} took it over${record.reason === undefined ? '' : `: ${record.reason}`}`;
  return `${record.holder}${agent} holds it since ${instantText(record.sinceMs)}`;
}

export function lostTo(shift: number, claim: RemoteClaim): Stop {
  return {
    reason: 'lost',
    sentence: `Shift ${shift} is not yours: ${describe(claim)}.`,
    remedy: `Wait for its end, start another shift, or take it over: runsheet shift takeover ${shift} --reason TEXT.`,
    ...(typeof claim.record !== 'string' && { claim: claim.record }),
  };
}

function unreachable(remote: string, said: string): Stop {
  return {
    reason: 'trouble',
    sentence: `${remote} cannot be reached any more: ${said}`,
    remedy: 'Give the same command again: it goes on from here.',
  };
}

/** What a claim that was not won means for the user. */
function stopOf(outcome: Exclude<ClaimOutcome, { kind: 'won' }>, shift: number, remote: string): Stop {
  switch (outcome.kind) {
    case 'lost':
      return lostTo(shift, outcome.to);
    case 'gone':
      return {
        reason: 'trouble',
        sentence: `${remote} has no claim of shift ${shift} any more.`,
        remedy: 'Somebody removed it; start the shift anew.',
      };
    case 'refused':
      return {
        reason: 'trouble',
        sentence: `${remote} does not take the claim of shift ${shift}:\n${outcome.said}`,
        remedy:
          'Do what the server, or your own pre-push hook, says; or ask for the right to push to refs/runsheet/ or to branches runsheet/*.',
      };
    case 'unreachable':
      return outcome.cancelled
        ? {
            reason: 'cancelled',
            sentence: 'Cancelled.',
            remedy: 'A claim that was sent is found again by the next start.',
          }
        : unreachable(remote, outcome.said);
    case 'busy':
      return {
        reason: 'trouble',
        sentence: `Others were quicker each time; shift ${shift} is not yours.`,
        remedy: 'Start again.',
      };
  }
}
