import type { Criterion } from './criteria.ts';
import { type CheckKind, checkedText, type Evidence } from './evidence.ts';
import { expectationText } from './expectation.ts';

/** `none`: nothing was checked. All but `pass` and `fail` are unknown: they prove nothing and refute nothing. */
export type EvidenceState = 'pass' | 'stale' | 'expired' | 'superseded' | 'fail' | 'flaky' | 'unknown' | 'none';

/** Where a criterion stands. */
export interface CriterionState {
  readonly state: EvidenceState;
  /** A sentence without a full stop. */
  readonly reason: string;
  /** What decided. */
  readonly evidence?: Evidence;
  /** When a pass expires, epoch milliseconds; absent where time changes nothing. */
  readonly until?: number;
}

/** Evidence by criterion, and what it is held against. A new object for each change: results are kept by it. */
export interface KnownEvidence {
  /** Of one criterion, oldest first; see `indexEvidence`. */
  readonly byCriterion: ReadonlyMap<string, readonly Evidence[]>;
  /** Tree id of the working files without the handoff folder. */
  readonly fingerprint?: string;
  /** Why there is no fingerprint: a sentence without a full stop. */
  readonly noFingerprint?: string;
  /** Of a shallow clone: the commits of evidence that it does not have, so that nobody can look at them. */
  readonly absentCommits?: ReadonlySet<string>;
  /** Fingerprints of the files that globs name, by `inputsKey`. */
  readonly inputs?: ReadonlyMap<string, string>;
  /** Names of the services of the workspace. */
  readonly services?: readonly string[];
}

export const noEvidence: KnownEvidence = { byCriterion: new Map() };

const minute = 60_000;
/** How long a pass holds by itself. */
const longestAgeMs: Readonly<Record<CheckKind, number>> = {
  url: 10 * minute,
  service: 10 * minute,
  command: 24 * 60 * minute,
  file: 24 * 60 * minute,
  attestation: 14 * 24 * 60 * minute,
};
/** Clocks of two machines differ a little; what lies further ahead was not made yet. */
const clockSkewMs = 5 * minute;
/** So many passes in a row on one state of the code, and a failure on it was not of the code. */
const passesAfterFlake = 3;

/** Groups evidence by its criterion, oldest first. */
export function indexEvidence(records: readonly Evidence[]): KnownEvidence['byCriterion'] {
  const byCriterion = new Map<string, Evidence[]>();
  for (const record of records) {
    const key = criterionKey(record.criterion.plan, record.criterion.key);
    const known = byCriterion.get(key);
    if (known) known.push(record);
    else byCriterion.set(key, [record]);
  }
  for (const known of byCriterion.values()) known.sort((a, b) => endOf(a) - endOf(b));
  return byCriterion;
}

export function criterionKey(plan: string, key: string): string {
  return `${plan}\u0000${key}`;
}

/** The key of globs in `KnownEvidence.inputs`: their order does not matter. */
export function inputsKey(globs: readonly string[]): string {
  return globs.toSorted().join('\n');
}

/**
 * Globs of the files that evidence of a criterion is bound to: what it depends on, else all but its own plan, for a tick
 * there changes nothing of what was checked, and the criterion's text has a hash of its own.
 *
 * @param plan path relative to the root
 */
export function boundTo(plan: string, { inputs }: Pick<Criterion, 'inputs'>): readonly string[] {
  return inputs.length > 0 ? inputs : ['**', `!${plan.replace(/[*?[\]{}()!+@|\\]/g, '\\$&')}`];
}

const nothing: CriterionState = { state: 'none', reason: 'nothing was checked' };

/**
 * Where a criterion stands at an instant.
 *
 * A failure of its check stays until the check passes; the word of a person does not take it away. A pass of a command
 * or of a file holds for the state of the code it was made on; one of a probe or a person is about the world, so that
 * only named inputs make it stale. What comes from the future, was made without a fingerprint, or on a commit that a
 * shallow clone does not have, is unknown; what was held against another expectation than the plan has is superseded.
 *
 * @param now epoch milliseconds
 */
export function criterionState(plan: string, criterion: Criterion, known: KnownEvidence, now: number): CriterionState {
  const all = known.byCriterion.get(criterionKey(plan, criterion.key));
  if (!all || all.length === 0) return nothing;
  const past = all.filter((one) => endOf(one) <= now + clockSkewMs);
  const future = all.at(-1);
  if (past.length === 0 && future)
    return { state: 'unknown', reason: 'its evidence is dated in the future: a clock is wrong', evidence: future };
  const present = past.filter((one) => one.criterion.hash === criterion.hash);
  const last = past.at(-1);
  if (present.length === 0 && last)
    return { state: 'superseded', reason: 'the criterion or its check was changed since', evidence: last };
  const same = present.filter((one) => isOfCheck(one, criterion));
  if (same.length === 0 && last)
    return { state: 'superseded', reason: 'it was checked in another way than the plan says', evidence: last };
  const checked = stateOf(
    same.filter(({ check }) => check.kind !== 'attestation'),
    criterion,
    known,
    now,
  );
  const attested = stateOf(
    same.filter(({ check }) => check.kind === 'attestation'),
    criterion,
    known,
    now,
  );
  if (!checked || !attested) return checked ?? attested ?? nothing;
  if (checked.state === 'fail' || checked.state === 'flaky') return checked;
  const isLater = atOf(attested) > atOf(checked);
  if (attested.state === 'fail') return isLater || checked.state !== 'pass' ? attested : checked;
  return checked.state !== 'pass' && attested.state === 'pass' ? attested : checked;
}

/** Whether it is about the check that the plan names, with the end that is the good one; a person's word is of itself. */
function isOfCheck({ check: { kind, text, expected = 'exit=0' } }: Evidence, { check }: Criterion): boolean {
  if (kind === 'attestation') return true;
  return kind === check?.kind && text === checkedText(check.text) && expected === expectationText(check.expectation);
}

/** When it was ended, epoch milliseconds. */
function endOf({ startedAt, durationMs }: Evidence): number {
  return Date.parse(startedAt) + durationMs;
}

function atOf({ evidence }: CriterionState): number {
  return evidence ? endOf(evidence) : 0;
}

/** Undefined where there is no evidence at all. */
function stateOf(
  records: readonly Evidence[],
  criterion: Criterion,
  known: KnownEvidence,
  now: number,
): CriterionState | undefined {
  const last = records.findLast(({ outcome }) => outcome !== 'unknown');
  if (!last) {
    const vague = records.at(-1);
    return vague && { state: 'unknown', reason: vague.reason ?? 'its check came to no result', evidence: vague };
  }
  if (isFlaky(records, last))
    return { state: 'flaky', reason: 'it passed and failed on the same state of the code', evidence: last };
  if (last.outcome === 'fail') return { state: 'fail', reason: failure(last), evidence: last };
  return passing(last, criterion, known, now);
}

function isFlaky(records: readonly Evidence[], last: Evidence): boolean {
  if (last.fingerprint === undefined || last.check.kind !== 'command') return false;
  const same = records.filter(({ fingerprint, outcome }) => fingerprint === last.fingerprint && outcome !== 'unknown');
  const isMixed = same.some(({ outcome }) => outcome === 'pass') && same.some(({ outcome }) => outcome === 'fail');
  return isMixed && !(same.length > passesAfterFlake && same.slice(-passesAfterFlake).every(isPass));
}

function isPass({ outcome }: Evidence): boolean {
  return outcome === 'pass';
}

function failure({ reason, exitCode, check }: Evidence): string {
  if (reason !== undefined) return reason.replace(/\.$/, '');
  if (check.kind === 'attestation') return 'a person said that it does not hold';
  return exitCode === undefined ? 'its check failed' : `its check ended with ${exitCode}`;
}

function passing(evidence: Evidence, criterion: Criterion, known: KnownEvidence, now: number): CriterionState {
  const { kind } = evidence.check;
  const isOfCode = kind === 'command' || kind === 'file';
  if (criterion.inputs.length > 0 || isOfCode) {
    const { was, is } = fingerprints(evidence, criterion, known);
    if (is === undefined)
      return { state: 'unknown', reason: known.noFingerprint ?? 'the state of the code is not known', evidence };
    if (was === undefined)
      return { state: 'unknown', reason: 'it was checked on a state of the code that is not known', evidence };
    if (was !== is) return { state: 'stale', reason: 'files changed since', evidence };
    if (known.absentCommits?.has(evidence.commit ?? '') === true)
      return { state: 'unknown', reason: absentReason(evidence.commit), evidence };
  }
  const until = endOf(evidence) + longestAgeMs[kind];
  if (now >= until) return { state: 'expired', reason: `it was checked more than ${ages[kind]} ago`, evidence };
  return {
    state: 'pass',
    reason: kind === 'attestation' ? `${evidence.who} says so` : 'its check passed',
    evidence,
    until,
  };
}

function absentReason(commit: string | undefined): string {
  const on = commit === undefined ? 'it names no commit' : `commit ${commit.slice(0, 10)} is not in it`;
  return `the history of this shallow clone cannot confirm it: ${on} (git fetch --unshallow gets all of it)`;
}

const ages: Readonly<Record<CheckKind, string>> = {
  url: '10 minutes',
  service: '10 minutes',
  command: '24 hours',
  file: '24 hours',
  attestation: '14 days',
};

/** Of the files it is bound to, where that was so then and is now; else of all. */
function fingerprints(
  { inputs, fingerprint, criterion: { plan } }: Evidence,
  criterion: Criterion,
  known: KnownEvidence,
): { readonly was: string | undefined; readonly is: string | undefined } {
  const key = inputsKey(boundTo(plan, criterion));
  const ofInputs = known.inputs?.get(key);
  return ofInputs !== undefined && inputs && inputsKey(inputs.globs) === key
    ? { was: inputs.fingerprint, is: ofInputs }
    : { was: fingerprint, is: known.fingerprint };
}
