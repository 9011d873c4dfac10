import type { Repo, Trouble } from './repo.ts';

/** The branch of a remote that the shifts of a branch share. */
export interface RemoteTarget {
  readonly remote: string;
  /** Short name on the remote. */
  readonly branch: string;
}

/**
 * Where a branch is shared: what the configuration names, else its upstream, else `origin`, else the only remote. Undefined
 * where there is no remote. Names come from files that anybody may have written: only remotes that git knows, and
 * branches that git allows, are taken.
 *
 * @param branch short name of the one that is checked out
 */
export async function findRemote(
  repo: Repo,
  branch: string,
  wanted: { readonly remote?: string; readonly branch?: string },
): Promise<RemoteTarget | Trouble | undefined> {
  if (wanted.branch !== undefined && wanted.branch !== branch)
    return {
      kind: 'branch',
      sentence: `The branch ${branch} is checked out; the shifts are on ${wanted.branch} (.runsheet.json).`,
      remedy: `Check it out: git switch ${wanted.branch}.`,
    };
  const upstream = repo.settings.get(`branch.${branch}.remote`);
  const named = wanted.remote ?? (upstream === '.' ? undefined : upstream);
  if (named !== undefined && !repo.remotes.includes(named))
    return {
      kind: 'remote',
      sentence: `There is no remote "${named}".`,
      remedy:
        repo.remotes.length > 0
          ? `Name one of ${repo.remotes.join(', ')}${wanted.remote === undefined ? '' : ' in .runsheet.json'}.`
          : `Add it: git remote add ${named} ADDRESS.`,
    };
  const remote =
    named ?? (repo.remotes.includes('origin') ? 'origin' : repo.remotes.length === 1 ? repo.remotes[0] : undefined);
  if (remote === undefined) return undefined;
  const merge = named === upstream ? repo.settings.get(`branch.${branch}.merge`) : undefined;
  const target = merge?.startsWith('refs/heads/') ? merge.slice('refs/heads/'.length) : branch;
  const { exitCode } = await repo.git(['check-ref-format', `refs/heads/${target}`]);
  if (exitCode !== 0)
    return {
      kind: 'branch',
      sentence: `"${target}" is no name for a branch.`,
      remedy: 'Give the branch another name.',
    };
  return { remote, branch: target };
}
