import type { Assessment } from './assess.ts';
import { type Decision, decisionState, type DecisionState, gateHash, type Vote, type Waiver } from './decision.ts';
import type { PlanReadiness } from './readiness.ts';
import type { Verdict } from './verdict.ts';

/** The votes about a phase, or about the whole plan, taken together. */
export interface Poll {
  /** All votes that count, the last of each person; dated by the last one. */
  readonly decision: Decision;
  readonly state: DecisionState;
}

/** One person's vote, as it is given. */
export interface Ballot extends Vote {
  /** Epoch milliseconds: until when a GO against a NO-GO holds. Needs `why`. */
  readonly until?: number;
}

/** Why a vote does not count, and what to do: sentences. */
export interface RefusedBallot {
  readonly refused: string;
  readonly todo: string;
}

/**
 * The polls of a plan by the key of their phase; of the whole plan by `undefined`. Each vote is a decision in a file of its
 * own, so that votes from several machines meet without a conflict. Votes on other criteria than the present ones do not
 * count: where there are only those, the poll has to be held anew, and says so.
 *
 * @param decisions of any plans, in any order
 * @param now epoch milliseconds
 */
export function pollsOf(
  readiness: PlanReadiness,
  decisions: readonly Decision[],
  now: number,
): ReadonlyMap<string | undefined, Poll> {
  const byPhase = new Map<string | undefined, Decision[]>();
  for (const decision of decisions) {
    if (decision.plan !== readiness.plan.path) continue;
    const own = byPhase.get(decision.phase) ?? [];
    own.push(decision);
    byPhase.set(decision.phase, own);
  }
  const polls = new Map<string | undefined, Poll>();
  for (const [phase, all] of byPhase) {
    const gates = gateHash(readiness, phase);
    all.sort((one, other) => Date.parse(one.decidedAt) - Date.parse(other.decidedAt));
    const same = all.filter((decision) => decision.gates === gates);
    const decision = together(same.length > 0 ? same : all);
    if (decision) polls.set(phase, { decision, state: decisionState(decision, gates, now) });
  }
  return polls;
}

/** The last word of each person counts. One GO that was given against a NO-GO makes the poll one that needs a waiver. */
function together(all: readonly Decision[]): Decision | undefined {
  const last = all.at(-1);
  if (!last) return undefined;
  const votes = new Map<string, { readonly vote: Vote; readonly verdict: Verdict }>();
  for (const { votes: cast, verdict } of all)
    for (const vote of cast) {
      const name = vote.who.trim().toLowerCase();
      votes.delete(name);
      votes.set(name, { vote, verdict });
    }
  const counted = Array.from(votes.values());
  const isAgainst = counted.some(({ vote, verdict }) => vote.vote === 'go' && verdict === 'NO-GO');
  const waiver = all.findLast((one) => one.waiver !== undefined)?.waiver;
  const { v, plan, phase, decidedAt, gates, fingerprint } = last;
  return {
    ...{ v, plan, decidedAt, gates },
    ...(phase !== undefined && { phase }),
    ...(fingerprint !== undefined && { fingerprint }),
    votes: counted.map(({ vote }) => vote),
    verdict: isAgainst ? 'NO-GO' : last.verdict,
    ...(waiver && { waiver }),
  };
}

/**
 * The decision that one vote is, to be written with `writeDecision`. A GO against a NO-GO needs a reason and a time at
 * which it ends, unless a waiver holds already.
 *
 * @param phaseKey of the plan's phases; undefined for the whole plan
 * @param at `now` in epoch milliseconds; `fingerprint` of the working files, where it is known
 */
export function castVote(
  assessment: Assessment,
  phaseKey: string | undefined,
  { who: given, vote, why, until }: Ballot,
  { now, fingerprint }: { readonly now: number; readonly fingerprint?: string },
): Decision | RefusedBallot {
  const { plan, readiness, verdict, polls } = assessment;
  const who = given.trim();
  if (who === '') return { refused: 'A vote needs a name.', todo: 'Say who votes.' };
  const phase = phaseKey === undefined ? verdict : verdict.phases.find((one) => one.phase.key === phaseKey);
  if (!phase) return { refused: 'The plan has no such phase any more.', todo: 'Look at it, and vote again.' };
  if (until !== undefined && vote !== 'go')
    return { refused: 'Only a GO has an end.', todo: 'Leave the date away, or vote go.' };
  if (until !== undefined && until <= now)
    return { refused: 'The waiver would have ended already.', todo: 'Give a date that lies ahead.' };
  const isAgainst = vote === 'go' && phase.verdict === 'NO-GO';
  const poll = polls.get(phaseKey);
  const isWaived = poll?.state.state === 'go by waiver';
  if (isAgainst && !isWaived && (why === undefined || until === undefined)) {
    const count = phase.reasons.length;
    const stand = count === 0 ? '' : `, with ${count} ${count === 1 ? 'reason' : 'reasons'}`;
    return {
      refused: `The verdict is NO-GO${stand}: a GO against it is a waiver.`,
      todo: 'Say why, and until when it holds.',
    };
  }
  const waiver: Waiver | undefined =
    isAgainst && why !== undefined && until !== undefined
      ? { who, why, until: new Date(until).toISOString() }
      : undefined;
  return {
    v: 1,
    plan: plan.path,
    ...(phaseKey !== undefined && { phase: phaseKey }),
    decidedAt: new Date(now).toISOString(),
    votes: [{ who, vote, ...(why !== undefined && { why }) }],
    verdict: phase.verdict,
    gates: gateHash(readiness, phaseKey),
    ...(fingerprint !== undefined && { fingerprint }),
    ...(waiver && { waiver }),
  };
}

/** The poll as it is once a vote is counted with those before. */
export function pollWith(assessment: Assessment, given: readonly Decision[], vote: Decision, now: number): Poll {
  const { readiness } = assessment;
  const counted = pollsOf(readiness, [...given, vote], now).get(vote.phase);
  return counted ?? { decision: vote, state: decisionState(vote, vote.gates, now) };
}
