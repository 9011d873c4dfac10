import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Repo, Trouble } from './repo.ts';

/** What is checked out. */
export interface HeadState {
  /** Short name of the branch. */
  readonly branch: string;
  readonly commit: string;
}

/** What git leaves in its folder while something is going on, the first found counts. */
const goingOn: readonly (readonly [string, Trouble['kind'], string, string])[] = [
  ['rebase-merge', 'rebase', 'A rebase', 'git rebase --continue or git rebase --abort'],
  ['rebase-apply/applying', 'apply', 'Applying patches', 'git am --continue or git am --abort'],
  ['rebase-apply', 'rebase', 'A rebase', 'git rebase --continue or git rebase --abort'],
  ['MERGE_HEAD', 'merge', 'A merge', 'git commit or git merge --abort'],
  ['CHERRY_PICK_HEAD', 'cherry-pick', 'A cherry-pick', 'git cherry-pick --continue or git cherry-pick --abort'],
  ['REVERT_HEAD', 'revert', 'A revert', 'git revert --continue or git revert --abort'],
  ['BISECT_LOG', 'bisect', 'A bisect', 'git bisect reset'],
];

/** Other programs hold the index for moments: an editor that refreshes its view of the changes. */
const lockWaitMs = 1500;
const lookEveryMs = 50;

/** The branch and commit that are checked out, or what stands in the way. Nothing is repaired. */
export async function readHead(repo: Repo): Promise<HeadState | Trouble> {
  const found = goingOn.find(([name]) => existsSync(path.join(repo.gitDir, name)));
  if (found) {
    const [, kind, what, remedy] = found;
    return { kind, sentence: `${what} is in progress in ${repo.top}.`, remedy: `Finish or end it first: ${remedy}.` };
  }
  const [name, commit] = await Promise.all([
    repo.git(['symbolic-ref', '--quiet', 'HEAD']),
    repo.git(['rev-parse', '--quiet', '--verify', 'HEAD^{commit}']),
  ]);
  const branch = name.stdout.trim().replace(/^refs\/heads\//, '');
  if (name.exitCode !== 0)
    return {
      kind: 'detached',
      sentence: `No branch is checked out in ${repo.top}: commits would belong to none.`,
      remedy: 'Check out a branch: git switch NAME, or git switch -c NAME for a new one.',
    };
  if (commit.exitCode !== 0)
    return {
      kind: 'unborn',
      sentence: `The branch ${branch} has no commit yet.`,
      remedy: 'Make the first commit, and start again.',
    };
  return (await lockedIndex(repo)) ?? { branch, commit: commit.stdout.trim() };
}

/** Another git that writes is waited for, a moment. */
async function lockedIndex(repo: Repo): Promise<Trouble | undefined> {
  const lock = path.join(repo.gitDir, 'index.lock');
  const until = Date.now() + lockWaitMs;
  while (existsSync(lock)) {
    if (Date.now() >= until)
      return {
        kind: 'index-lock',
        sentence: `Another git is changing the index, or was killed while it did: ${lock} is there.`,
        remedy: 'Wait for it. If no git is running, delete that file.',
      };
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  return undefined;
}

/** Who commits, as `Name`; trouble where git does not know. */
export async function readIdentity(repo: Repo): Promise<{ readonly name: string } | Trouble> {
  const { exitCode, stdout } = await repo.git(['var', 'GIT_COMMITTER_IDENT']);
  const name = stdout.slice(0, Math.max(stdout.indexOf(' <'), 0)).trim();
  if (exitCode === 0 && name !== '') return { name };
  return {
    kind: 'no-identity',
    sentence: 'git does not know who commits.',
    remedy: 'Tell it: git config user.name "Your Name" and git config user.email you@example.org.',
  };
}
