import { createInterface } from 'node:readline';
import type { ClaimRecord } from '../../../../src/core/shifts/claimRecord.ts';
import type { ClaimWish } from '../../../../src/core/shifts/decideClaim.ts';
import { isTrouble, openRepo } from '../../../../src/node/git/repo.ts';
import { type ClaimOutcome, pushClaim } from '../../../../src/node/shift/claimShift.ts';

/** Which shift, who wants what of it. */
export interface ClaimOrder {
  readonly shift: number;
  readonly holder: string;
  readonly wish: ClaimWish;
}

/** One clone: does an order, and says how it ended and how long it took. */
export async function workerOf(
  folder: string,
): Promise<(order: ClaimOrder) => Promise<{ readonly outcome: ClaimOutcome; readonly ms: number }>> {
  const repo = await openRepo(folder);
  if (isTrouble(repo)) throw new Error(repo.sentence);
  return async ({ shift, holder, wish }) => {
    const started = Date.now();
    const record: ClaimRecord = {
      v: 1,
      shift,
      state: wish.kind === 'release' ? 'released' : 'held',
      holder,
      nonce: wish.nonce,
      sinceMs: started,
      atMs: started,
    };
    const outcome = await pushClaim({ repo, remote: 'origin', shift }, wish, () => record);
    return { outcome, ms: Date.now() - started };
  };
}

/** A line for each order, and one for each answer. Started as a process of its own. */
async function serve(folder: string): Promise<void> {
  const work = await workerOf(folder);
  for await (const line of createInterface({ input: process.stdin }))
    process.stdout.write(`${JSON.stringify(await work(JSON.parse(line) as ClaimOrder))}\n`);
}

const [folder] = process.argv.slice(2);
if (require.main === module && folder !== undefined) void serve(folder);
