import type { Assessment } from '../readiness/assess.ts';
import { expectationText } from '../readiness/expectation.ts';
import { type JudgedCriterion, percentOf, phaseTerms, type PlanReadiness, type Sums } from '../readiness/readiness.ts';
import { overallVerdict, totalSums } from '../readiness/overall.ts';
import type { PhaseVerdict, Reason } from '../readiness/verdict.ts';
import type { TrendPoint } from '../shifts/scoreTrend.ts';
import { pollJson } from './pollJson.ts';
import {
  configProblemsJson,
  isCounted,
  problemJson,
  rolesJson,
  schemaVersion,
  type Surroundings,
  totalOf,
} from './jsonDocument.ts';

/** What is known beside the plans. */
export interface StatusSurroundings extends Surroundings {
  /** Files of evidence and decisions that are not believed. */
  readonly refused?: readonly { readonly path: string; readonly reason: string }[];
  /** What was proven before, oldest first. */
  readonly history?: readonly TrendPoint[];
}

/**
 * What `runsheet status --json` prints: `schemas/status.schema.json`. Lines are 1-based, paths relative to the root.
 * `roles` is every box by its role; `counts` is what progress is made of: leaf boxes, without dropped ones. `proven` and
 * `possible` are percentages, rounded down; null where nothing counts.
 */
export function statusJson(all: readonly Assessment[], around: StatusSurroundings) {
  const plans = all.map(({ plan }) => plan);
  return {
    schemaVersion,
    root: around.root,
    documents: all.map(documentJson),
    total: {
      documents: plans.filter(isCounted).length,
      roles: totalOf(plans, 'roles'),
      counts: totalOf(plans, 'counts'),
      ...percentJson(totalSums(all)),
      verdict: overallVerdict(all),
    },
    possible: around.possible,
    skipped: around.skipped,
    refusedEvidence: (around.refused ?? []).map(({ path, reason }) => ({ path, reason })),
    history: (around.history ?? []).map(({ atMs, score, shift, formula }) => ({
      at: new Date(atMs).toISOString(),
      ...(shift !== undefined && { shift }),
      proven: score ?? null,
      ...(formula !== undefined && { formula }),
    })),
    problems: configProblemsJson(around),
  };
}

function documentJson({ plan, readiness, verdict, polls, problems, accepted }: Assessment) {
  const { path, title, kind, roles, counts, dropped, declared } = plan;
  const isPlan = isCounted(plan);
  const decided = polls.get(undefined);
  return {
    path,
    title,
    kind,
    counted: isPlan,
    roles: rolesJson(roles),
    counts: rolesJson(counts),
    dropped,
    ...(isPlan ? percentJson(readiness.sums) : { proven: null, possible: null }),
    verdict: isPlan ? verdict.verdict : null,
    reasons: isPlan ? verdict.reasons.map(reasonJson) : [],
    ...(decided && { decision: pollJson(decided) }),
    phases: isPlan ? verdict.phases.map((phase) => phaseJson(readiness, phase, polls)) : [],
    gates: isPlan ? gatesJson(readiness) : [],
    leftOut: isPlan
      ? readiness.leftOut.map(({ line, why, reason, title: what }) => ({
          title: what,
          line: line + 1,
          why,
          ...(reason !== undefined && { reason }),
        }))
      : [],
    declared: declared.map(({ what, value, line, text }) => ({ what, value, line: line + 1, text })),
    problems: problems.map(problemJson),
    accepted: accepted.map(({ problem, reason }) => ({ ...problemJson(problem), reason })),
  };
}

function phaseJson(
  readiness: PlanReadiness,
  { phase, verdict, reasons, sums }: PhaseVerdict,
  polls: Assessment['polls'],
) {
  const { key, kind, id, title, line } = phase;
  const decided = polls.get(key);
  return {
    key,
    kind,
    ...(id !== undefined && { id }),
    title,
    line: line + 1,
    ...percentJson(sums),
    tasks: phaseTerms(readiness, key).tasks.length,
    verdict,
    reasons: reasons.map(reasonJson),
    ...(decided && { decision: pollJson(decided) }),
  };
}

function reasonJson({ code, blocks, text, path, line, todo }: Reason) {
  return { code, blocks, text, path, line: line + 1, todo };
}

function gatesJson({ criteria }: PlanReadiness) {
  const gates = new Map<JudgedCriterion['gate'], JudgedCriterion[]>();
  for (const one of criteria) gates.set(one.gate, [...(gates.get(one.gate) ?? []), one]);
  return Array.from(gates, ([{ title, line, phaseKey }, own]) => ({
    title,
    line: line + 1,
    ...(phaseKey !== undefined && { phase: phaseKey }),
    criteria: own.map(criterionJson),
  }));
}

function criterionJson({ criterion, state, priority, weight }: JudgedCriterion) {
  const { key, title, line, boxed, status, check } = criterion;
  return {
    key,
    title,
    line: line + 1,
    boxed,
    status,
    priority,
    weight,
    ...(check && { check: { kind: check.kind, text: check.text, expected: expectationText(check.expectation) } }),
    state: state.state,
    reason: state.reason,
    ...(state.evidence && { checkedAt: state.evidence.startedAt, who: state.evidence.who }),
  };
}

function percentJson(sums: Sums): { readonly proven: number | null; readonly possible: number | null } {
  return percentOf(sums) ?? { proven: null, possible: null };
}
