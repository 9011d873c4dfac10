import type { Plan } from '../../core/model.ts';
import type { AssessGiven } from '../../core/readiness/assess.ts';
import type { Decision } from '../../core/readiness/decision.ts';
import type { OpenBlocker } from '../../core/readiness/verdict.ts';
import { openBlockers } from '../../core/shifts/openBlockers.ts';
import type { RefusedFile } from '../evidence/evidenceFiles.ts';
import { readHandoffs } from '../handoff/readHandoffs.ts';
import { readRecords } from '../shift/shiftRecords.ts';
import { readDecisions } from './decisions.ts';

/** What the handoff folder of a root says about its plans, beside their evidence. */
export interface BesidePlans {
  readonly decisions: readonly Decision[];
  /** Files of decisions that are not believed. */
  readonly refused: readonly RefusedFile[];
  /** Number of the last shift that has ended. */
  readonly endedShift?: number;
  /** Open blockers of P0 in the last handoff; while that is being written, also of the shift before. */
  readonly blockers: readonly OpenBlocker[];
}

/**
 * Reads what people decided, which shift ended last, and what blocks. Never throws.
 *
 * @param root absolute
 * @param handoffs folder, relative to the root
 * @param now epoch milliseconds
 */
export async function besidePlans(root: string, handoffs: string, now: number): Promise<BesidePlans> {
  const [{ decisions, refused }, records] = await Promise.all([
    readDecisions(root, handoffs, now),
    readRecords(root, handoffs),
  ]);
  const { files } = readHandoffs(root, handoffs);
  const ended = [
    ...records.map(({ shift }) => shift),
    ...files.flatMap(({ shift, handoff: { head } }) =>
      shift !== undefined && (head.state === 'ended' || head.state === 'acknowledged') ? [shift] : [],
    ),
  ];
  const blockers = openBlockers(files).flatMap(({ text, priority, path, line }) =>
    priority === 'P0' ? [{ title: text.replace(/[.!]$/, ''), path, line }] : [],
  );
  return { decisions, refused, ...(ended.length > 0 && { endedShift: Math.max(...ended) }), blockers };
}

/**
 * What of it is about one plan. A shift's number and its blockers are about the plans that are worked on in shifts; about
 * all plans where none is.
 */
export function givenFor(
  plan: Plan,
  plans: readonly Plan[],
  { decisions, endedShift, blockers }: BesidePlans,
): Pick<AssessGiven, 'decisions' | 'endedShift' | 'blockers'> {
  const isOfShifts = plan.shifts !== undefined || !plans.some(({ kind, shifts }) => kind === 'plan' && shifts);
  if (plan.kind !== 'plan') return {};
  return isOfShifts ? { decisions, blockers, ...(endedShift !== undefined && { endedShift }) } : { decisions };
}
