import type { Phase, Plan, PlanNode, Problem } from '../model.ts';
import { everyNode } from '../problems/onLine.ts';
import { nodeLabel } from '../show/nodeLabel.ts';
import { type JudgedCriterion, phaseTerms, type PlanReadiness, type Sums } from './readiness.ts';
import type { TaskTerm } from './terms.ts';

export type Verdict = 'GO' | 'NO-GO' | 'UNKNOWN';

export type ReasonCode =
  | 'open-p0'
  | 'check-failed'
  | 'blocker'
  | 'no-go-before'
  | 'contradiction'
  | 'no-evidence'
  | 'stale-evidence'
  | 'no-criteria'
  | 'nothing-counts';

/** Why a verdict is not GO. */
export interface Reason {
  readonly code: ReasonCode;
  /** It makes the verdict NO-GO; without it, UNKNOWN. */
  readonly blocks: boolean;
  /** A sentence. */
  readonly text: string;
  /** Relative to the root, with `/`. */
  readonly path: string;
  /** 0-based. */
  readonly line: number;
  /** What to do, as a sentence. */
  readonly todo: string;
}

export interface PhaseVerdict {
  readonly phase: Phase;
  readonly verdict: Verdict;
  /** What blocks comes first. */
  readonly reasons: readonly Reason[];
  readonly sums: Sums;
}

/** The verdict of a plan: NO-GO if one of its phases is, UNKNOWN if one is that; and what is of no phase. */
export interface PlanVerdict {
  readonly verdict: Verdict;
  /** Of criteria and contradictions that belong to no phase. */
  readonly reasons: readonly Reason[];
  readonly phases: readonly PhaseVerdict[];
}

/** Something that a person wrote down as being in the way of the work. */
export interface OpenBlocker {
  readonly title: string;
  readonly path: string;
  /** 0-based. */
  readonly line: number;
  /** Absent where it is in the way of everything. */
  readonly phaseKey?: string;
}

export interface VerdictGiven {
  /** Contradictions and mistakes of the plan that are not accepted; errors block. */
  readonly problems: readonly Problem[];
  /** Open blockers of P0. */
  readonly blockers?: readonly OpenBlocker[];
  /** Keys of phases that people let go on, whatever their verdict. */
  readonly decidedGo?: ReadonlySet<string>;
}

/** Kinds of phases of which one comes after the other; streams and tracks go side by side. */
const sequential = new Set(['phase', 'stage', 'sprint', 'milestone']);

/**
 * Whether the phases of a plan can go on, with every reason why not.
 *
 * NO-GO: work of P0 is open, a check fails, a blocker of P0 is open, a phase it depends on has no GO, or an error stands
 * in it. UNKNOWN: none of these, but a criterion has no evidence that holds; or work is open and no criterion says how
 * much of it is enough. GO else: open work of lower priority does not hold a phase up whose criteria are all proven.
 */
export function judge(readiness: PlanReadiness, given: VerdictGiven): PlanVerdict {
  const { plan } = readiness;
  const spans = phaseSpans(plan);
  const phases: PhaseVerdict[] = [];
  for (const phase of plan.phases) phases.push(judgePhase(readiness, phase, phases, given, spans));
  const ofPlan = readiness.criteria.filter(({ gate }) => gate.phaseKey === undefined);
  const ofPhases = readiness.criteria.filter(({ gate }) => gate.phaseKey !== undefined);
  const tasks = readiness.tasks.filter(({ phaseKey }) => phaseKey === undefined);
  const reasons = sorted([
    ...critical(plan, tasks),
    ...ofPlan.flatMap((one) => failing(plan, one)),
    ...blocked(given.blockers?.filter(({ phaseKey }) => phaseKey === undefined) ?? []),
    ...errors(
      plan,
      given.problems.filter(({ line }) => phaseAt(spans, line) === undefined && !isOfGate(ofPhases, line)),
    ),
    ...missing(plan, ofPlan),
  ]);
  const all = [verdictOf(reasons), ...phases.map(({ verdict }) => verdict)];
  const isEmpty = readiness.sums.weight === 0 && readiness.criteria.length === 0;
  const verdict = all.includes('NO-GO') ? 'NO-GO' : all.includes('UNKNOWN') || isEmpty ? 'UNKNOWN' : 'GO';
  return { verdict, reasons, phases };
}

function judgePhase(
  readiness: PlanReadiness,
  phase: Phase,
  before: readonly PhaseVerdict[],
  given: VerdictGiven,
  spans: readonly Span[],
): PhaseVerdict {
  const { plan } = readiness;
  const { tasks, criteria, sums } = phaseTerms(readiness, phase.key);
  const reasons = sorted([
    ...critical(plan, tasks),
    ...criteria.flatMap((one) => failing(plan, one)),
    ...blocked(given.blockers?.filter(({ phaseKey }) => phaseKey === phase.key) ?? []),
    ...waiting(plan, phase, before, given.decidedGo, spans),
    ...errors(
      plan,
      given.problems.filter(({ line }) => phaseAt(spans, line) === phase.key || isOfGate(criteria, line)),
    ),
    ...missing(plan, criteria),
    ...undecided(plan, phase, tasks, criteria),
  ]);
  return { phase, verdict: verdictOf(reasons), reasons, sums };
}

function verdictOf(reasons: readonly Reason[]): Verdict {
  return reasons.length === 0 ? 'GO' : reasons.some(({ blocks }) => blocks) ? 'NO-GO' : 'UNKNOWN';
}

function sorted(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.toSorted((a, b) => Number(b.blocks) - Number(a.blocks));
}

function critical({ path }: Plan, tasks: readonly TaskTerm[]): readonly Reason[] {
  const all = tasks.filter(({ priority, assumed }) => priority === 'P0' && !assumed);
  const open = all.filter(({ leaves, done }) => done < leaves);
  const [first] = open;
  if (!first) return [];
  const count = open.length === 1 ? 'A task of P0 is open' : `${open.length} of ${all.length} tasks of P0 are open`;
  const { title, line } = first.node;
  const them = open.length === 1 ? 'it' : 'them';
  const text = `${count}: "${title}"${open.length > 1 ? ' is the first' : ''}.`;
  return [{ code: 'open-p0', blocks: true, text, path, line, todo: `Do ${them}, or give ${them} another priority.` }];
}

function failing({ path }: Plan, { criterion: { title, line }, state }: JudgedCriterion): readonly Reason[] {
  if (state.state !== 'fail') return [];
  const text = `"${title}" fails: ${state.reason}.`;
  return [{ code: 'check-failed', blocks: true, text, path, line, todo: 'Mend what it checks, and check again.' }];
}

/** Criteria without evidence that holds: one reason for each gate and state. */
function missing({ path }: Plan, criteria: readonly JudgedCriterion[]): readonly Reason[] {
  const groups = new Map<string, JudgedCriterion[]>();
  for (const one of criteria) {
    const { state } = one.state;
    if (state === 'pass' || state === 'fail') continue;
    const name = `${one.gate.key}\n${state}`;
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return Array.from(groups.values(), (group): Reason => {
    const [{ gate, criterion, state }] = group as [JudgedCriterion, ...JudgedCriterion[]];
    const isNone = state.state === 'none';
    const which = group.length === 1 ? `"${criterion.title}"` : `${group.length} of ${gate.criteria.length} criteria`;
    // Some come from a check, as a sentence of their own.
    const why = state.reason.charAt(0).toLowerCase() + state.reason.slice(1).replace(/\.$/, '');
    const what = isNone ? 'has no evidence' : `is not proven (${state.state}: ${why})`;
    const many = isNone ? 'have no evidence' : `are not proven (${state.state}: ${why})`;
    const text = `${which} of "${gate.title}" ${group.length === 1 ? what : many}.`;
    const isOfPerson = criterion.check === undefined;
    const they = group.length === 1 ? { name: 'it', hold: 'it holds' } : { name: 'them', hold: 'they hold' };
    const todo = isOfPerson
      ? `Say that ${they.hold}, with name and note, or give ${they.name} a check.`
      : `Check ${they.name}.`;
    return { code: isNone ? 'no-evidence' : 'stale-evidence', blocks: false, text, path, line: criterion.line, todo };
  });
}

/** A plan without gates is not ready because nothing says what ready is. */
function undecided(
  { path }: Plan,
  phase: Phase,
  tasks: readonly TaskTerm[],
  criteria: readonly JudgedCriterion[],
): readonly Reason[] {
  if (criteria.length > 0) return [];
  const open = tasks.filter(({ leaves, done }) => done < leaves).length;
  const place = { blocks: false, path, line: phase.line } as const;
  if (tasks.length === 0) {
    const text = phase.tasks > 0 ? 'No task of this phase has a box that counts.' : 'Nothing in this phase counts.';
    return [{ code: 'nothing-counts', ...place, text, todo: 'Give its tasks boxes, or the phase criteria.' }];
  }
  if (open === 0) return [];
  const which = tasks.length === 1 ? 'Its one task is' : `${open} of ${tasks.length} tasks are`;
  const text = `${which} open, and no criterion says how much is enough.`;
  return [{ code: 'no-criteria', ...place, text, todo: 'Do them, or write down success criteria.' }];
}

function blocked(blockers: readonly OpenBlocker[]): readonly Reason[] {
  return blockers.map(({ title, path, line }) => {
    return { code: 'blocker', blocks: true, text: `A blocker is open: ${title}.`, path, line, todo: 'Clear it.' };
  });
}

function errors({ path }: Plan, problems: readonly Problem[]): readonly Reason[] {
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ message, line }) => {
      const todo = 'Correct the plan, or accept it with a reason.';
      return { code: 'contradiction', blocks: true, text: message, path, line, todo };
    });
}

function waiting(
  plan: Plan,
  phase: Phase,
  before: readonly PhaseVerdict[],
  decidedGo: ReadonlySet<string> | undefined,
  spans: readonly Span[],
): readonly Reason[] {
  const needed = new Set<string>();
  const previous = before.at(-1)?.phase;
  if (previous && sequential.has(phase.kind) && previous.kind === phase.kind) needed.add(previous.key);
  const own = spans.find(({ key }) => key === phase.key)?.node;
  for (const { kind, key } of own?.dependsOn ?? []) if (kind === 'hard' && key !== undefined) needed.add(key);
  return before.flatMap(({ phase: earlier, verdict, reasons }) => {
    if (!needed.has(earlier.key) || verdict === 'GO' || decidedGo?.has(earlier.key) === true) return [];
    const text = `"${nodeLabel({ ...earlier, type: 'section' })}" before it is ${verdict}.`;
    const todo = `Get a GO there first${reasons.length === 0 ? '' : `: ${reasons.length} ${reasons.length === 1 ? 'reason stands' : 'reasons stand'} against it`}.`;
    return [{ code: 'no-go-before', blocks: true, text, path: plan.path, line: earlier.line, todo } as const];
  });
}

interface Span {
  readonly key: string;
  readonly line: number;
  readonly endLine: number;
  readonly node?: PlanNode;
}

function phaseSpans(plan: Plan): readonly Span[] {
  if (plan.phases[0]?.key === '') return [{ key: '', line: 0, endLine: Infinity }];
  const keys = new Set(plan.phases.map(({ key }) => key));
  return Array.from(everyNode(plan.children)).flatMap((node) =>
    keys.has(node.key) ? [{ key: node.key, line: node.line, endLine: node.endLine, node }] : [],
  );
}

function phaseAt(spans: readonly Span[], line: number): string | undefined {
  return spans.find((span) => span.line <= line && line < span.endLine)?.key;
}

/** A problem on the line of a gate or criterion that decides about a phase, wherever it stands. */
function isOfGate(criteria: readonly JudgedCriterion[], line: number): boolean {
  return criteria.some(({ criterion, gate }) => criterion.line === line || gate.line === line);
}
