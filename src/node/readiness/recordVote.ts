import type { Assessment } from '../../core/readiness/assess.ts';
import { decisionText } from '../../core/readiness/decisionText.ts';
import { type Ballot, castVote, type Poll, pollWith, type RefusedBallot } from '../../core/readiness/poll.ts';
import { fingerprint } from '../evidence/fingerprint.ts';
import { decisionsBelow, type EvidencePlace } from './evidencePlace.ts';
import { readDecisions, writeDecision } from './decisions.ts';

/** A vote that was kept. */
export interface RecordedVote {
  /** Of the decision, relative to the root. */
  readonly file: string;
  /** The poll with this vote in it. */
  readonly poll: Poll;
  /** The line for the plan: `**Decision**: GO (...)`. */
  readonly text: string;
}

interface VotedAt {
  readonly root: string;
  readonly handoffs: string;
  readonly now: number;
}

/**
 * Keeps one person's vote about a phase, or about the whole plan, as a file in the handoff folder. The plan is left as it
 * is: where it says *Decision Point* or *Approval*, `decisionEdit(plan, lines, gates, text, phaseKey)` gives the edit that
 * writes the decision there, for an editor or for `editFile`. Undefined means that the plan asks for none.
 *
 * @param assessment of the present text, with the decisions of `readDecisions`
 * @param phaseKey of the plan's phases, see `phaseOn` and `phaseNamed`; undefined for the whole plan
 * @throws Error where the file cannot be written
 */
export async function recordVote(
  assessment: Assessment,
  phaseKey: string | undefined,
  ballot: Ballot,
  { root, prefix = '', handoffs, now }: Partial<EvidencePlace> & VotedAt,
): Promise<RecordedVote | RefusedBallot> {
  const print = await fingerprint(root, { handoffs, inputs: [] });
  const context = { now, ...(print.kind === 'known' && { fingerprint: print.id }) };
  const vote = castVote(assessment, phaseKey, ballot, context);
  if ('refused' in vote) return vote;
  const { decisions } = await readDecisions(root, handoffs, now);
  const file = await writeDecision(root, handoffs, { ...vote, plan: prefix + vote.plan });
  const poll = pollWith(assessment, decisionsBelow(decisions, prefix), vote, now);
  return { file, poll, text: decisionText(poll.decision, poll.state) };
}
