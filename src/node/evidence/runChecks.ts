import type { ChosenCriterion } from '../../core/evidence/selectCriteria.ts';
import type { Plan } from '../../core/model.ts';
import type { CriterionCheck } from '../../core/readiness/criteria.ts';
import { checkedText, type Evidence } from '../../core/readiness/evidence.ts';
import { boundTo, inputsKey } from '../../core/readiness/evidenceState.ts';
import { expectationText } from '../../core/readiness/expectation.ts';
import type { EvidencePlace } from '../readiness/evidencePlace.ts';
import { checkCriterion, type CheckOptions, type CheckResult } from './checkCriterion.ts';
import { writeEvidence } from './evidenceFiles.ts';
import { fingerprint, type Fingerprint } from './fingerprint.ts';

/** A criterion of a plan that is to be checked. */
export interface CheckTarget extends ChosenCriterion {
  readonly plan: Plan;
  readonly check: CriterionCheck;
}

export interface RunChecksOptions extends CheckOptions {
  /** Folder of handoffs, relative to the root of the evidence. */
  readonly handoffs: string;
  /** Where evidence is kept; the root by default. */
  readonly place?: EvidencePlace;
  readonly who: string;
  readonly shift?: number;
  /** Whether evidence is written into the handoff folder. */
  readonly record: boolean;
  /** Told before each check, and after it. */
  readonly onStart?: (target: CheckTarget) => void;
  readonly onEnd?: (done: DoneCheck) => void;
}

export interface DoneCheck {
  readonly target: CheckTarget;
  readonly result: CheckResult;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly durationMs: number;
  /** Absent where there is no result. */
  readonly evidence?: Evidence;
  /** The check changed files that are part of the fingerprint. */
  readonly changedFiles: boolean;
  /** Where the evidence was written, relative to the root. */
  readonly file?: string;
  /** Why it was not written: a sentence without a full stop. */
  readonly notWritten?: string;
}

/**
 * Makes checks one after the other, a failed one does not keep the next from running, and binds each result to the state
 * of the code that it was made on. A pass of a check that changed this state is unknown: what passed is not what is there
 * now. Ends early where the user ends it. Never rejects for what a check does.
 */
export async function runChecks(
  targets: readonly CheckTarget[],
  options: RunChecksOptions,
): Promise<readonly DoneCheck[]> {
  const { handoffs, signal } = options;
  const { root, prefix } = placeOf(options);
  const inputs = distinct(targets.map(({ plan, criterion }) => boundTo(prefix + plan.path, criterion)));
  const look = () => fingerprint(root, { handoffs, inputs, ...(signal && { signal }) });
  const done: DoneCheck[] = [];
  let before = targets.length > 0 ? await look() : undefined;
  for (const target of targets) {
    if (signal?.aborted || !before) break;
    options.onStart?.(target);
    // How long it took does not depend on a clock that is set meanwhile.
    const [startedAt, begun] = [Date.now(), performance.now()];
    const result = await checkCriterion(target.plan, target.criterion, target.check, options);
    const durationMs = Math.round(performance.now() - begun);
    const isCommand = target.check.kind === 'command' && result.kind === 'checked';
    const after: Fingerprint = isCommand ? await look() : before;
    const one = await finish(target, { startedAt, durationMs, result, before, after }, options);
    done.push(one);
    options.onEnd?.(one);
    before = after;
    if (result.kind === 'interrupted') break;
  }
  return done;
}

function placeOf({ root, place }: Pick<RunChecksOptions, 'root' | 'place'>): EvidencePlace {
  return place ?? { root, prefix: '' };
}

function distinct(lists: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(lists.map((globs) => [inputsKey(globs), globs])).values()];
}

interface Outcome {
  readonly startedAt: number;
  readonly durationMs: number;
  readonly result: CheckResult;
  readonly before: Fingerprint;
  readonly after: Fingerprint;
}

async function finish(target: CheckTarget, outcome: Outcome, options: RunChecksOptions): Promise<DoneCheck> {
  const { startedAt, durationMs, before, after } = outcome;
  const isKnown = before.kind === 'known' && after.kind === 'known';
  const changedFiles = isKnown && before.id !== after.id;
  const key = inputsKey(boundTo(placeOf(options).prefix + target.plan.path, target.criterion));
  const isOther = changedFiles && before.inputs.get(key) !== after.inputs.get(key);
  const result: CheckResult =
    outcome.result.kind === 'checked' && outcome.result.outcome === 'pass' && isOther
      ? { ...outcome.result, outcome: 'unknown', reason: changed }
      : outcome.result;
  const base = { target, result, startedAt, durationMs, changedFiles };
  if (result.kind !== 'checked') return base;
  const evidence = evidenceOf(target, { ...outcome, result }, options);
  return { ...base, evidence, ...(options.record && (await keep(evidence, { ...options, ...placeOf(options) }))) };
}

const changed =
  'It changed files of the repository, so what it tested is not what is there now: check again, or ignore what it writes.';

/** Writes evidence, or says why it cannot. */
export async function keep(
  evidence: Evidence,
  { root, handoffs }: Pick<RunChecksOptions, 'root' | 'handoffs'>,
): Promise<Pick<DoneCheck, 'file' | 'notWritten'>> {
  try {
    return { file: await writeEvidence(root, handoffs, evidence) };
  } catch (error) {
    return { notWritten: error instanceof Error ? error.message : String(error) };
  }
}

function evidenceOf(
  { plan, criterion, check }: CheckTarget,
  { startedAt, durationMs, before, result }: Outcome & { readonly result: Extract<CheckResult, { kind: 'checked' }> },
  { who, shift, expectation = check.expectation, ...options }: RunChecksOptions,
): Evidence {
  const path = placeOf(options).prefix + plan.path;
  const expected = expectationText(expectation);
  const { outcome, reason, exitCode, counts } = result;
  return {
    v: 1,
    criterion: { plan: path, key: criterion.key, hash: criterion.hash },
    check: {
      kind: check.kind,
      text: checkedText(check.text),
      ...(expected !== 'exit=0' && { expected }),
    },
    outcome,
    ...(reason !== undefined && { reason }),
    ...(exitCode !== undefined && { exitCode }),
    startedAt: new Date(startedAt).toISOString(),
    durationMs,
    ...stateOf(before, boundTo(path, criterion)),
    ...(counts && { counts }),
    who,
    ...(shift !== undefined && { shift }),
  };
}

function stateOf(state: Fingerprint, inputs: readonly string[]): Partial<Evidence> {
  if (state.kind === 'unknown') return {};
  const own = state.inputs.get(inputsKey(inputs));
  return {
    ...(state.commit !== undefined && { commit: state.commit }),
    fingerprint: state.id,
    dirty: state.dirty,
    ...(own !== undefined && { inputs: { globs: inputs, fingerprint: own } }),
  };
}

/** What a person says of a criterion. */
export interface Attestation {
  readonly who: string;
  readonly note: string;
  /** Whether it holds. */
  readonly holds: boolean;
  readonly shift?: number;
}

interface AttestedAt {
  readonly root: string;
  readonly handoffs: string;
  readonly now: number;
}

/** The word of a person as evidence, bound to the present state of the code. */
export async function attestation(
  plan: Plan,
  { criterion }: ChosenCriterion,
  { who, note, holds, shift }: Attestation,
  { root, prefix = '', handoffs, now }: Partial<EvidencePlace> & AttestedAt,
): Promise<Evidence> {
  const path = prefix + plan.path;
  const inputs = boundTo(path, criterion);
  const state = await fingerprint(root, { handoffs, inputs: [inputs] });
  return {
    v: 1,
    criterion: { plan: path, key: criterion.key, hash: criterion.hash },
    check: { kind: 'attestation', text: '' },
    outcome: holds ? 'pass' : 'fail',
    startedAt: new Date(now).toISOString(),
    durationMs: 0,
    ...stateOf(state, inputs),
    who,
    note,
    ...(shift !== undefined && { shift }),
  };
}
