import type * as vscode from 'vscode';
import type { Problem } from '../core/model.ts';
import type { Gate } from '../core/readiness/criteria.ts';
import type { Vote } from '../core/readiness/decision.ts';
import type { Poll } from '../core/readiness/poll.ts';
import type { JudgedCriterion } from '../core/readiness/readiness.ts';
import type { ReadyPlan } from '../core/readiness/readyPlan.ts';
import type { PhaseVerdict, Reason } from '../core/readiness/verdict.ts';
import { reasonsOf } from '../core/readiness/readyPlan.ts';
import { shownTrend } from '../core/shifts/scoreTrend.ts';
import { nodeLabel } from '../core/show/nodeLabel.ts';
import type { PlanEntry } from './planEntry.ts';
import type { ReadinessModel } from './readinessModel.ts';
import { reasonUri } from './reasonUri.ts';

/** A row of the view *Readiness*. Made anew from what is known; `id` keeps what is unfolded. */
export type ReadyRow =
  | { readonly kind: 'total' | 'verdict' | 'trend'; readonly id: string }
  | { readonly kind: 'more'; readonly id: string; readonly count: number }
  | ({ readonly kind: 'plan' } & OfPlan)
  | ({ readonly kind: 'phase'; readonly phase: PhaseVerdict } & OfPlan)
  | ({
      readonly kind: 'gate';
      readonly label: string;
      readonly gate: Gate;
      readonly criteria: readonly JudgedCriterion[];
    } & OfPlan)
  | ({ readonly kind: 'criterion'; readonly judged: JudgedCriterion } & OfPlan)
  | ({ readonly kind: 'group'; readonly of: GroupKind; readonly children: readonly ReadyRow[] } & OfPlan)
  | ({ readonly kind: 'reason'; readonly reason: Reason } & OfPlan)
  | ({ readonly kind: 'decision'; readonly poll: Poll; readonly line: number } & OfPlan)
  | ({ readonly kind: 'vote'; readonly vote: Vote; readonly line: number } & OfPlan)
  | ({ readonly kind: 'problem'; readonly problem: Problem } & OfPlan)
  | ({ readonly kind: 'note'; readonly text: string; readonly detail: string; readonly line: number } & OfPlan);

export type GroupKind = 'reasons' | 'contradictions' | 'declared' | 'accepted';

interface OfPlan {
  readonly id: string;
  readonly uri: vscode.Uri;
}

/** Whether the argument of a command is a row of this view. */
export function isReadyRow(value: unknown): value is Extract<ReadyRow, OfPlan> {
  return typeof value === 'object' && value !== null && 'id' in value && 'uri' in value && 'kind' in value;
}

/** So many reasons of all plans stand below the verdict; the others below their plans. */
const mostReasons = 100;

/** The number, the verdict, the trend, then a row per plan; of a single plan its phases at once. */
export function topReadyRows(model: ReadinessModel): readonly ReadyRow[] {
  const { plans } = model;
  const [only] = plans;
  if (!only) return [];
  const trend: readonly ReadyRow[] = shownTrend(model.trend, 20) ? [{ kind: 'trend', id: 'trend' }] : [];
  const below = plans.length === 1 ? singleRows(only.entry, only.ready) : plans.map(({ entry }) => planRow(entry));
  return [{ kind: 'total', id: 'total' }, { kind: 'verdict', id: 'verdict' }, ...trend, ...below];
}

/** Its reasons stand below the verdict already. */
function singleRows(entry: PlanEntry, ready: ReadyPlan): readonly ReadyRow[] {
  return planChildren(entry, ready).filter((row) => row.kind !== 'group' || row.of !== 'reasons');
}

function verdictChildren({ reasons }: ReadinessModel): readonly ReadyRow[] {
  const rows = reasons.slice(0, mostReasons).map((reason, index): ReadyRow => {
    const id = `reason:${index}:${reason.uri.toString()}:${reason.code}:${reason.line}`;
    return { kind: 'reason', id, uri: reason.uri, reason };
  });
  const count = reasons.length - rows.length;
  return count > 0 ? [...rows, { kind: 'more', id: 'more', count }] : rows;
}

function planRow({ uri }: PlanEntry): ReadyRow {
  return { kind: 'plan', id: uri.toString(), uri };
}

export function readyChildren(row: ReadyRow, model: ReadinessModel): readonly ReadyRow[] {
  switch (row.kind) {
    case 'plan': {
      const found = model.plans.find(({ entry }) => entry.uri.toString() === row.id);
      return found ? planChildren(found.entry, found.ready) : [];
    }
    case 'phase': {
      const ready = model.get(row.uri);
      return ready ? phaseChildren(row.uri, ready, row.phase) : [];
    }
    case 'gate':
      return row.criteria.map((judged) => ({
        kind: 'criterion',
        id: `${row.uri.toString()}#${judged.criterion.key}`,
        uri: row.uri,
        judged,
      }));
    case 'group':
      return row.children;
    case 'verdict':
      return verdictChildren(model);
    case 'decision':
      return row.poll.decision.votes.map((vote, index) => {
        const { uri, line } = row;
        return { kind: 'vote', id: `${row.id}:${index}:${vote.who}`, uri, vote, line };
      });
    default:
      return [];
  }
}

function planChildren({ uri }: PlanEntry, ready: ReadyPlan): readonly ReadyRow[] {
  const id = uri.toString();
  const { phases } = ready.verdict;
  const isWhole = phases.length === 1 && phases[0]?.phase.key === '';
  const ofPhases = new Set(isWhole ? [] : phases.map(({ phase }) => phase.key));
  const ownGates = gateRows(uri, ready, (gate) => gate.phaseKey === undefined || !ofPhases.has(gate.phaseKey));
  const phaseRows = isWhole
    ? []
    : phases.map((phase): ReadyRow => ({ kind: 'phase', id: `${id}#phase:${phase.phase.key}`, uri, phase }));
  const reasons = isWhole ? reasonsOf(ready) : ready.verdict.reasons;
  const contradictions = ready.problems.filter(({ severity }) => severity !== 'hint');
  return [
    ...decisionRow(uri, id, ready, isWhole ? '' : undefined, ready.decisionPoints[0]?.line ?? 0),
    ...reasonGroup(uri, id, ready.path, reasons),
    ...phaseRows,
    ...ownGates,
    ...group(
      uri,
      id,
      'contradictions',
      contradictions.map((problem): ReadyRow => ({
        kind: 'problem',
        id: `${id}#problem:${problem.code}:${problem.line}:${problem.column}`,
        uri,
        problem,
      })),
    ),
    ...group(
      uri,
      id,
      'accepted',
      ready.accepted.map(({ problem, reason }): ReadyRow => ({
        kind: 'note',
        id: `${id}#accepted:${problem.code}:${problem.line}`,
        uri,
        text: reason,
        detail: problem.message,
        line: problem.line,
      })),
    ),
    ...group(
      uri,
      id,
      'declared',
      ready.declared.map(({ value, text, line }): ReadyRow => ({
        kind: 'note',
        id: `${id}#declared:${line}:${value}`,
        uri,
        text: `${value}%`,
        detail: text,
        line,
      })),
    ),
  ];
}

function phaseChildren(uri: vscode.Uri, ready: ReadyPlan, { phase, reasons }: PhaseVerdict): readonly ReadyRow[] {
  const id = `${uri.toString()}#phase:${phase.key}`;
  return [
    ...decisionRow(uri, id, ready, phase.key, phase.line),
    ...gateRows(uri, ready, (gate) => gate.phaseKey === phase.key, nodeLabel({ ...phase, type: 'section' })),
    ...reasonGroup(uri, id, ready.path, reasons),
  ];
}

function decisionRow(
  uri: vscode.Uri,
  id: string,
  { polls }: ReadyPlan,
  phaseKey: string | undefined,
  line: number,
): readonly ReadyRow[] {
  const poll = polls.get(phaseKey);
  return poll ? [{ kind: 'decision', id: `${id}#decision`, uri, poll, line }] : [];
}

/** @param below the row they stand below, which their labels need not repeat */
function gateRows(
  uri: vscode.Uri,
  { criteria }: ReadyPlan,
  isMeant: (gate: Gate) => boolean,
  below = '',
): readonly ReadyRow[] {
  const byGate = new Map<string, JudgedCriterion[]>();
  for (const judged of criteria) {
    if (!isMeant(judged.gate)) continue;
    const known = byGate.get(judged.gate.key);
    if (known) known.push(judged);
    else byGate.set(judged.gate.key, [judged]);
  }
  return Array.from(byGate.values(), (own): ReadyRow => {
    const [{ gate }] = own as [JudgedCriterion, ...JudgedCriterion[]];
    const label = gate.title.startsWith(`${below} · `) ? gate.title.slice(below.length + 3) : gate.title;
    return { kind: 'gate', id: `${uri.toString()}#gate:${gate.key}`, uri, label, gate, criteria: own };
  });
}

function reasonGroup(uri: vscode.Uri, id: string, path: string, reasons: readonly Reason[]): readonly ReadyRow[] {
  const rows = reasons.map((reason, index): ReadyRow => ({
    kind: 'reason',
    id: `${id}#reason:${index}:${reason.code}:${reason.line}`,
    uri: reasonUri(uri, path, reason),
    reason,
  }));
  return group(uri, id, 'reasons', rows);
}

function group(uri: vscode.Uri, id: string, of: GroupKind, children: readonly ReadyRow[]): readonly ReadyRow[] {
  return children.length === 0 ? [] : [{ kind: 'group', id: `${id}#${of}`, uri, of, children }];
}
