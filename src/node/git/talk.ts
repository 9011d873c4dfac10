import type { GitEnd } from './runGit.ts';
import type { Repo } from './repo.ts';
import { stripCredentials } from './stripCredentials.ts';

/** How long one exchange with a server may take, and how to end it before. */
export interface TalkOptions {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** Why a server gave no answer: its own words, or what happened. */
export interface Silence {
  readonly silent: string;
  readonly cut?: 'timeout' | 'cancelled';
}

const usualTimeoutMs = 30_000;
/** Of what stands on stdout: a hook can print the output of a whole test run. */
const shownCharacters = 4000;

/**
 * The commits of refs of a remote, by their full names; those that are not there are left out.
 *
 * @param remote the name of one that is configured
 */
export async function listRefs(
  repo: Repo,
  remote: string,
  refs: readonly string[],
  options: TalkOptions = {},
): Promise<ReadonlyMap<string, string> | Silence> {
  const end = await talk(repo, ['ls-remote', '--quiet', '--', remote, ...refs], options);
  if (end.exitCode !== 0) return silenceOf(end, options);
  const found = new Map<string, string>();
  for (const line of end.stdout.split('\n')) {
    const [commit = '', name = ''] = line.split('\t');
    // A pattern fits the ends of other names too.
    if (refs.includes(name) && /^[0-9a-f]{40,64}$/.test(commit)) found.set(name, commit);
  }
  return found;
}

/** Brings the objects of refs, and moves no ref of this repository. */
export async function fetchObjects(
  repo: Repo,
  remote: string,
  refs: readonly string[],
  options: TalkOptions = {},
): Promise<Silence | undefined> {
  const quiet = ['--quiet', '--no-tags', '--no-write-fetch-head', '--refmap=', '--no-auto-gc'];
  const end = await talk(repo, ['fetch', ...quiet, '--', remote, ...refs], options);
  return end.exitCode === 0 ? undefined : silenceOf(end, options);
}

/** Brings a branch and moves what follows it here (`refs/remotes/...`), as a plain fetch does. */
export async function fetchBranch(
  repo: Repo,
  remote: string,
  branch: string,
  options: TalkOptions = {},
): Promise<Silence | undefined> {
  const quiet = ['--quiet', '--no-tags', '--no-write-fetch-head', '--no-auto-gc'];
  const end = await talk(repo, ['fetch', ...quiet, '--', remote, `refs/heads/${branch}`], options);
  return end.exitCode === 0 ? undefined : silenceOf(end, options);
}

export interface Update {
  /** Full hash. */
  readonly commit: string;
  /** Full name on the remote. */
  readonly ref: string;
}

/**
 * A plain push: the server takes it only where it follows what is there. How it ended tells little; look at the remote.
 *
 * @param atomic all of the updates or none, where the server can
 */
export function pushPlainly(
  repo: Repo,
  remote: string,
  updates: readonly Update[],
  options: TalkOptions & { readonly atomic?: boolean } = {},
): Promise<GitEnd> {
  const { atomic = false, ...rest } = options;
  const refspecs = updates.map(({ commit, ref }) => `${commit}:${ref}`);
  return talk(repo, ['push', '--quiet', ...(atomic ? ['--atomic'] : []), '--', remote, ...refspecs], rest);
}

function talk(repo: Repo, args: readonly string[], { timeoutMs = usualTimeoutMs, signal }: TalkOptions) {
  return repo.git(args, { timeoutMs, ...(signal && { signal }) });
}

/** What to show of an exchange that failed; a pre-push hook says on stdout why it says no. */
export function silenceOf(end: GitEnd, { timeoutMs = usualTimeoutMs }: TalkOptions): Silence {
  if (end.cut === 'timeout')
    return { silent: `the server did not answer within ${Math.round(timeoutMs / 1000)} s`, cut: 'timeout' };
  if (end.cut === 'cancelled') return { silent: 'cancelled', cut: 'cancelled' };
  const said = [stripCredentials(end.stdout).trim().slice(0, shownCharacters), end.stderr].filter(
    (text) => text !== '',
  );
  return { silent: said.length > 0 ? said.join('\n') : `git ended with ${end.exitCode}` };
}
