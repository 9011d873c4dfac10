import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Repo } from './repo.ts';
import { hasCommit } from './remoteTip.ts';

/** A sentence of git where it went no further; nothing was changed then. */
export interface Refused {
  readonly refused: string;
  /** Files that both sides changed. */
  readonly conflicts?: readonly string[];
}

/**
 * Brings the branch that is checked out, its index and files from one commit to another, as a checkout does: what the user
 * edited stays, and where an edit is in the way nothing is moved. Can be repeated after a crash.
 *
 * @param from the commit that the branch is expected at
 */
export async function moveBranch(repo: Repo, branch: string, from: string, to: string): Promise<Refused | undefined> {
  if (from === to) return undefined;
  await repo.git(['update-index', '-q', '--refresh']);
  const read = await repo.git(['read-tree', '-m', '-u', from, to]);
  if (read.exitCode !== 0) return { refused: read.stderr };
  return moveRef(repo, branch, from, to);
}

/** Moves a branch by compare-and-swap; index and files are the caller's. */
export async function moveRef(repo: Repo, branch: string, from: string, to: string): Promise<Refused | undefined> {
  const message = 'runsheet: bring together with the remote';
  const moved = await repo.git(['update-ref', '-m', message, `refs/heads/${branch}`, to, from]);
  if (moved.exitCode === 0) return undefined;
  const now = await repo.git(['rev-parse', '--verify', '--quiet', `refs/heads/${branch}`]);
  return now.stdout.trim() === to ? undefined : { refused: moved.stderr };
}

/**
 * The commits of a branch that another lacks, put on top of that one in a working tree of its own: branch, index and files
 * of the user stay as they are, also when this is killed.
 *
 * @param scratch absolute path of a folder that is made, and removed again
 * @returns the new tip
 */
export async function rebaseAside(
  repo: Repo,
  scratch: string,
  head: string,
  onto: string,
  timeoutMs: number,
): Promise<{ readonly tip: string } | Refused> {
  await removeScratch(repo, scratch);
  try {
    const added = await repo.git(['worktree', 'add', '--quiet', '--detach', '--', scratch, head], { timeoutMs });
    if (added.exitCode !== 0) return { refused: added.stderr };
    const aside = (...args: readonly string[]) => repo.git(['-C', scratch, ...args], { timeoutMs });
    const rebased = await aside('rebase', '--quiet', '--no-autostash', onto);
    if (rebased.exitCode !== 0) {
      const listed = await aside('diff', '--name-only', '--diff-filter=U', '-z');
      const conflicts = listed.stdout.split('\0').filter(Boolean);
      return { refused: rebased.stderr, conflicts };
    }
    const tip = (await aside('rev-parse', 'HEAD')).stdout.trim();
    return (await hasCommit(repo, tip)) ? { tip } : { refused: 'git left no commit' };
  } finally {
    await removeScratch(repo, scratch);
  }
}

async function removeScratch(repo: Repo, scratch: string): Promise<void> {
  await rm(path.normalize(scratch), { recursive: true, force: true });
  await repo.git(['worktree', 'prune'], { env: {} });
}
