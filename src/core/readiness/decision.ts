import { textHash } from '../run/textHash.ts';
import { phaseTerms, type PlanReadiness } from './readiness.ts';
import type { Verdict } from './verdict.ts';

export interface Vote {
  readonly who: string;
  readonly vote: 'go' | 'no-go' | 'abstain';
  readonly why?: string;
}

/** Why people go on against a NO-GO, and until when. */
export interface Waiver {
  readonly who: string;
  readonly why: string;
  /** ISO 8601. */
  readonly until: string;
}

/** What people decided about a phase, as it stands in a file of its own. Plain JSON. */
export interface Decision {
  readonly v: 1;
  /** Relative to the root, with `/`. */
  readonly plan: string;
  /** Key of the phase, empty in a plan without phases; absent for the whole of a plan with phases. */
  readonly phase?: string;
  /** ISO 8601 in UTC. */
  readonly decidedAt: string;
  readonly votes: readonly Vote[];
  /** The verdict at that moment. */
  readonly verdict: Verdict;
  /** Of the gates at that moment, see `gateHash`. */
  readonly gates: string;
  readonly fingerprint?: string;
  readonly waiver?: Waiver;
}

/** Where a decision stands now. `poll`: it has to be made anew, and `why` says why: a sentence without a full stop. */
export type DecisionState =
  { readonly state: 'go' | 'go by waiver' | 'no-go' | 'open' } | { readonly state: 'poll'; readonly why: string };

/**
 * What a poll decided: no-go where anybody says so, go where somebody does and nobody says no-go, open where all abstain.
 * A GO against the verdict NO-GO holds by a waiver only, until its time. When the gates change it takes a new poll.
 *
 * @param gates the present `gateHash`
 * @param now epoch milliseconds
 */
export function decisionState(decision: Decision, gates: string, now: number): DecisionState {
  const { votes, verdict, waiver } = decision;
  if (Date.parse(decision.decidedAt) > now + 5 * 60_000)
    return { state: 'poll', why: 'the decision is dated in the future' };
  if (decision.gates !== gates) return { state: 'poll', why: 'the criteria were changed since' };
  if (votes.some(({ vote }) => vote === 'no-go')) return { state: 'no-go' };
  if (!votes.some(({ vote }) => vote === 'go')) return { state: 'open' };
  if (verdict !== 'NO-GO') return { state: 'go' };
  if (!waiver) return { state: 'poll', why: 'the verdict was NO-GO, and nobody waived it' };
  return now < Date.parse(waiver.until) ? { state: 'go by waiver' } : { state: 'poll', why: 'the waiver has expired' };
}

/** Whether people let the work go on. */
export function isDecidedGo({ state }: DecisionState): boolean {
  return state === 'go' || state === 'go by waiver';
}

/** A hash of the criteria of a phase, or of all of a plan: of what they say, not of how they stand. */
export function gateHash(readiness: PlanReadiness, phaseKey: string | undefined): string {
  const { criteria } = phaseKey === undefined ? readiness : phaseTerms(readiness, phaseKey);
  return textHash(criteria.map(({ criterion }) => `${criterion.key} ${criterion.hash}`).join('\n'));
}

/** Reads the parsed content of a file of a decision; what is damaged or newer is refused, a sentence without a full stop. */
export function readDecision(value: unknown): Decision | { readonly refused: string } {
  if (!isObject(value)) return { refused: 'it is no JSON object' };
  if (value['v'] !== 1) return { refused: 'another version of Runsheet wrote it' };
  const { plan, phase, decidedAt, votes, verdict, gates, fingerprint, waiver } = value;
  const found = (['GO', 'NO-GO', 'UNKNOWN'] as const).find((one) => one === verdict);
  if (!isText(plan) || !isText(gates) || !found) return { refused: 'it does not say what was decided about' };
  if (!isInstant(decidedAt)) return { refused: 'it does not say when it was decided' };
  const read = Array.isArray(votes) ? votes.slice(0, 1000).map(readVote) : [];
  const good = read.filter((vote) => vote !== undefined);
  if (good.length === 0 || good.length < read.length) return { refused: 'its votes cannot be read' };
  const waived = waiver === undefined ? undefined : readWaiver(waiver);
  if (waiver !== undefined && !waived) return { refused: 'its waiver cannot be read' };
  return {
    v: 1,
    plan,
    ...((isText(phase) || phase === '') && { phase }),
    decidedAt,
    votes: good,
    verdict: found,
    gates,
    ...(isText(fingerprint) && { fingerprint }),
    ...(waived && { waiver: waived }),
  };
}

function readVote(value: unknown): Vote | undefined {
  if (!isObject(value) || !isText(value['who'])) return undefined;
  const vote = (['go', 'no-go', 'abstain'] as const).find((one) => one === value['vote']);
  return vote && { who: value['who'], vote, ...(isText(value['why']) && { why: value['why'] }) };
}

function readWaiver(value: unknown): Waiver | undefined {
  if (!isObject(value)) return undefined;
  const { who, why, until } = value;
  return isText(who) && isText(why) && isInstant(until) ? { who, why, until } : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 2000;
}

function isInstant(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value));
}
