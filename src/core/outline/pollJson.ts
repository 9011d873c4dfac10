import type { Poll } from '../readiness/poll.ts';

/** A poll in JSON: `decision` in `schemas/status.schema.json`. */
export function pollJson({ decision, state }: Poll) {
  const { votes, verdict, decidedAt, waiver, fingerprint } = decision;
  return {
    state: state.state,
    ...(state.state === 'poll' && { why: state.why }),
    decidedAt,
    verdict,
    votes: votes.map(({ who, vote, why }) => ({ who, vote, ...(why !== undefined && { why }) })),
    ...(waiver && { waiver: { who: waiver.who, why: waiver.why, until: waiver.until } }),
    ...(fingerprint !== undefined && { fingerprint }),
  };
}

/** A poll in a few words: `GO by waiver until 2026-01-09: Lead`, `new poll needed: the criteria were changed since`. */
export function pollText({ decision, state }: Poll): string {
  const names = (vote: string): string =>
    decision.votes
      .filter((one) => one.vote === vote)
      .map(({ who }) => who)
      .join(', ');
  switch (state.state) {
    case 'go':
      return `decided GO: ${names('go')}`;
    case 'go by waiver':
      return `GO by waiver until ${decision.waiver?.until.slice(0, 16).replace('T', ' ') ?? ''} UTC: ${decision.waiver?.who ?? ''}, "${decision.waiver?.why ?? ''}"`;
    case 'no-go':
      return `decided NO-GO: ${names('no-go')}`;
    case 'open':
      return `no decision: ${names('abstain')} abstained`;
    case 'poll':
      return `new poll needed: ${state.why}`;
  }
}
