import type { RemoteTarget } from './remoteTarget.ts';
import type { Repo } from './repo.ts';
import { fetchBranch, listRefs, type Silence, type TalkOptions } from './talk.ts';

/** The commit at the end of a branch on its remote, its objects brought here; undefined where there is no such branch. */
export async function fetchTip(
  repo: Repo,
  { remote, branch }: RemoteTarget,
  options: TalkOptions,
): Promise<{ readonly tip: string | undefined } | Silence> {
  const ref = `refs/heads/${branch}`;
  for (let look = 0; ; look += 1) {
    const listed = await listRefs(repo, remote, [ref], options);
    if ('silent' in listed) return listed;
    const tip = listed.get(ref);
    if (tip === undefined) return { tip };
    const name = `refs/remotes/${remote}/${branch}^{commit}`;
    const followed = await repo.git(['rev-parse', '--quiet', '--verify', name], { env: { GIT_NO_LAZY_FETCH: '1' } });
    if (followed.stdout.trim() === tip) return { tip };
    const silence = await fetchBranch(repo, remote, branch, options);
    if (silence) return silence;
    // It may have moved on between the look and the fetch.
    if ((await hasCommit(repo, tip)) || look >= 3) return { tip };
  }
}

export async function hasCommit(repo: Repo, commit: string): Promise<boolean> {
  const { exitCode } = await repo.git(['cat-file', '-e', `${commit}^{commit}`], { env: { GIT_NO_LAZY_FETCH: '1' } });
  return exitCode === 0;
}

export async function isAncestor(repo: Repo, old: string, young: string): Promise<boolean> {
  return old === young || (await repo.git(['merge-base', '--is-ancestor', old, young])).exitCode === 0;
}
