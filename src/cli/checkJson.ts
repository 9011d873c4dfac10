import type { Plan } from '../core/model.ts';
import { schemaVersion } from '../core/outline/jsonDocument.ts';
import type { Criterion, CriterionCheck, Gate } from '../core/readiness/criteria.ts';
import { expectationText } from '../core/readiness/expectation.ts';
import type { DoneCheck } from '../node/evidence/runChecks.ts';
import { refusalText } from './refusalText.ts';

/** A criterion that was chosen, and what came of it. */
export interface CheckEntry {
  readonly plan: Plan;
  readonly gate: Gate;
  readonly criterion: Criterion;
  readonly check: CriterionCheck | undefined;
  readonly done?: Omit<DoneCheck, 'target'> | undefined;
}

export interface CheckReport {
  readonly root: string;
  readonly dryRun: boolean;
  readonly exitCode: number;
  readonly recorded: boolean;
  readonly entries: readonly CheckEntry[];
}

/** What `runsheet check --json` prints: `schemas/check.schema.json`. Lines are 1-based, instants ISO in UTC. */
export function checkJson({ root, dryRun, exitCode, recorded, entries }: CheckReport) {
  return { schemaVersion, root, dryRun, exitCode, recorded, checks: entries.map(entryJson) };
}

function entryJson({ plan, gate, criterion, check, done }: CheckEntry) {
  return {
    path: plan.path,
    line: criterion.line + 1,
    key: criterion.key,
    title: criterion.title,
    gate: gate.title,
    ...(check && {
      check: { kind: check.kind, text: check.text, expect: expectationText(check.expectation), line: check.line + 1 },
    }),
    ...resultJson(check, done),
  };
}

function resultJson(check: CriterionCheck | undefined, done: CheckEntry['done']) {
  if (!done) return { state: check ? 'not-checked' : 'needs-person' };
  const { result, startedAt, durationMs, changedFiles, file, notWritten, evidence } = done;
  if (result.kind === 'interrupted') return { state: 'interrupted' };
  if (result.kind === 'refused') return { state: 'refused', reason: refusalText(result.refusal, new Map()) };
  const { outcome, reason, exitCode, counts, output } = result;
  return {
    state: outcome,
    ...(reason !== undefined && { reason }),
    ...(exitCode !== undefined && { exitCode }),
    startedAt: new Date(startedAt).toISOString(),
    durationMs,
    changedFiles,
    ...(counts && { counts }),
    ...(evidence?.fingerprint !== undefined && { fingerprint: evidence.fingerprint }),
    ...(evidence?.commit !== undefined && { commit: evidence.commit }),
    ...(evidence && { who: evidence.who }),
    ...(evidence?.note !== undefined && { note: evidence.note }),
    ...(file !== undefined && { file }),
    ...(notWritten !== undefined && { notWritten }),
    ...(output !== undefined && { output }),
  };
}
