import type { ClaimRecord } from './claimRecord.ts';

/** The claim of a shift as a remote has it; `record` is a text where it cannot be read: why. */
export interface RemoteClaim {
  readonly ref: string;
  readonly commit: string;
  readonly record: ClaimRecord | string;
}

/** What is wanted of a claim. `nonce` is that of the one who wants it. */
export type ClaimWish =
  | { readonly kind: 'take'; readonly nonce: string }
  /** From the holder with this nonce, whom the user was shown; from an unreadable one by its commit. */
  | { readonly kind: 'take-over'; readonly nonce: string; readonly from: string }
  | { readonly kind: 'release'; readonly nonce: string };

export type ClaimDecision =
  /** It is as wished already. */
  | { readonly kind: 'settled'; readonly claim: RemoteClaim }
  /** Someone else has it. */
  | { readonly kind: 'lost'; readonly claim: RemoteClaim }
  /** There is nothing to beat or release. */
  | { readonly kind: 'gone' }
  /** A new commit on this one, or an orphan. */
  | { readonly kind: 'build'; readonly on?: RemoteClaim }
  /** Two hold it over two refs: ours is given back, and all is decided anew. */
  | { readonly kind: 'yield'; readonly ours: RemoteClaim };

/**
 * What to do about a claim, from the state of the remote alone: error texts tell the same race in different words.
 *
 * A claim may stand on either of two refs (a server may refuse the first). Each looks at both after its push and gives
 * back what it got when the other ref is held by someone else; so two that push to different refs at once cannot both
 * stay: the later one sees the earlier.
 *
 * @param claims those of the refs that exist, the preferred ref first
 */
export function decideClaim(claims: readonly RemoteClaim[], wish: ClaimWish): ClaimDecision {
  const held = claims.filter(({ record }) => typeof record === 'string' || record.state === 'held');
  const ours = claims.find((claim) => isOf(claim, wish.nonce));
  const others = held.filter((claim) => !isOf(claim, wish.nonce));
  const [other] = others;
  if (wish.kind === 'release') {
    if (!ours) return other ? { kind: 'lost', claim: other } : { kind: 'gone' };
    if (held.includes(ours)) return { kind: 'build', on: ours };
    return { kind: 'settled', claim: ours };
  }
  if (ours && held.includes(ours)) return other ? { kind: 'yield', ours } : { kind: 'settled', claim: ours };
  if (!other) {
    const [free] = claims;
    return free ? { kind: 'build', on: free } : { kind: 'build' };
  }
  const mayTake = wish.kind === 'take-over' && others.every((claim) => holdsAs(claim, wish.from));
  return mayTake ? { kind: 'build', on: other } : { kind: 'lost', claim: other };
}

function isOf({ record }: RemoteClaim, nonce: string): boolean {
  return typeof record !== 'string' && record.nonce === nonce;
}

function holdsAs({ record, commit }: RemoteClaim, from: string): boolean {
  return typeof record === 'string' ? commit === from : record.nonce === from;
}
