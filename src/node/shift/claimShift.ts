import { setTimeout as wait } from 'node:timers/promises';
import { type ClaimRecord, claimText } from '../../core/shifts/claimRecord.ts';
import { type ClaimWish, decideClaim, type RemoteClaim } from '../../core/shifts/decideClaim.ts';
import type { Repo } from '../git/repo.ts';
import { pushPlainly, type Silence, silenceOf, type TalkOptions } from '../git/talk.ts';
import { claimRefs, type ClaimTexts, readRemoteClaims, writeClaimCommit } from './claimCommit.ts';

export interface ClaimPlace {
  readonly repo: Repo;
  /** Name of a configured remote. */
  readonly remote: string;
  readonly shift: number;
}

export type ClaimOutcome =
  /** It is as wished, and the remote says so. */
  | { readonly kind: 'won'; readonly claim: RemoteClaim }
  | { readonly kind: 'lost'; readonly to: RemoteClaim }
  /** There was nothing of ours to beat or release. */
  | { readonly kind: 'gone' }
  /** The remote answers and does not take the claim: `said` are its words. */
  | { readonly kind: 'refused'; readonly said: string }
  /** Nothing is known: a claim that was sent may still arrive, and is known by its nonce then. */
  | { readonly kind: 'unreachable'; readonly said: string; readonly cancelled: boolean }
  /** Others were quicker each time. */
  | { readonly kind: 'busy' };

const attempts = 5;
const jitterMs = [40, 200] as const;

/**
 * Brings the claim of a shift into the wished state by plain pushes: the server takes one of several, and what it took is
 * read from it. Nothing local changes but objects. A claim that is as wished already is no error, so that a killed attempt
 * can be repeated with the same nonce.
 *
 * @param next the record to write, on the claim that is there now
 * @param seen the claims as they were a moment ago: the first look is saved, and a push that comes too late looks again
 */
export async function pushClaim(
  place: ClaimPlace,
  wish: ClaimWish,
  next: (on: RemoteClaim | undefined) => ClaimRecord,
  options: TalkOptions = {},
  seen?: readonly RemoteClaim[],
): Promise<ClaimOutcome> {
  const { repo, remote, shift } = place;
  const [preferred, other] = claimRefs(shift);
  let free: string = preferred;
  let unmoved = 0;
  const texts: ClaimTexts = new Map();
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const known = attempt === 0 && seen && decideClaim(seen, wish).kind === 'build' ? seen : undefined;
    const claims = known ?? (await readRemoteClaims(repo, remote, shift, options, texts));
    if ('silent' in claims) return unreachable(claims);
    const decision = decideClaim(claims, wish);
    if (decision.kind === 'settled') return { kind: 'won', claim: decision.claim };
    if (decision.kind === 'lost') return { kind: 'lost', to: decision.claim };
    if (decision.kind === 'gone') return { kind: 'gone' };
    const on = decision.kind === 'build' ? decision.on : decision.ours;
    const record = decision.kind === 'build' ? next(on) : released(decision.ours, next(on));
    const written = await writeClaimCommit(repo, record, on);
    if ('failed' in written) return { kind: 'refused', said: written.failed };
    texts.set(written.commit, claimText(record));
    const ref = on?.ref ?? free;
    const pushed = await pushPlainly(repo, remote, [{ commit: written.commit, ref }], options);
    const after = await readRemoteClaims(repo, remote, shift, options.signal?.aborted ? {} : options, texts, true);
    if ('silent' in after) return unreachable(pushed.cut ? silenceOf(pushed, options) : after);
    const settled = decideClaim(after, wish);
    if (settled.kind === 'settled') return { kind: 'won', claim: settled.claim };
    if (settled.kind === 'lost') return { kind: 'lost', to: settled.claim };
    const isThere = after.some(({ commit }) => commit === written.commit);
    if (!isThere && after.find((claim) => claim.ref === ref)?.commit === on?.commit) {
      // What was cut may still arrive: no second commit beside it.
      if (pushed.cut) return unreachable(silenceOf(pushed, options));
      unmoved += 1;
      // The winner of a race may hold the ref without having moved it yet: only twice is a refusal.
      if (unmoved >= 2) {
        if (on || ref === other) return { kind: 'refused', said: silenceOf(pushed, options).silent };
        free = other;
        unmoved = 1;
      }
    }
    await pause(attempt);
  }
  return { kind: 'busy' };
}

/** Our own claim given back, as the record that follows it. */
function released({ record }: RemoteClaim, next: ClaimRecord): ClaimRecord {
  return { ...(typeof record === 'string' ? next : record), state: 'released', atMs: next.atMs };
}

function unreachable({ silent, cut }: Silence): ClaimOutcome {
  return { kind: 'unreachable', said: silent, cancelled: cut === 'cancelled' };
}

/** Longer each time, and not as long as that of others. */
async function pause(attempt: number): Promise<void> {
  const [least, most] = jitterMs;
  await wait(least + Math.random() * most * (attempt + 1));
}
