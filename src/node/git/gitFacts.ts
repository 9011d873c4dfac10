import { type SimpleGit, simpleGit } from 'simple-git';
import type { GitFacts } from '../../core/shifts/statusFacts.ts';
import type { Repo } from './repo.ts';
import { stripCredentials } from './stripCredentials.ts';

const shownCommits = 3;
const keptVersions = 200;
const usualTimeoutMs = 30_000;
/** What is left in the pipes of a command that has ended is read. simple-git's timer for it keeps the process that long. */
const drainMs = 100;
/** Stands in no subject: git makes blanks of control characters there. */
const separator = '\u001f';

/** What the user set to say where git looks for its configuration and for repositories; all other `GIT_*` are left out. */
const kept = ['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM', 'GIT_CONFIG_NOSYSTEM', 'GIT_CEILING_DIRECTORIES'];
/** simple-git starts nothing where one of them is set. They name programs, and none of those is needed to read. */
const programs = new Set(['EDITOR', 'VISUAL', 'PAGER', 'PREFIX', 'SSH_ASKPASS']);
/** No lock that others would have to wait for, no question, and nothing that a partial clone lacks is fetched. */
const added = { GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1' };

/**
 * What is checked out, how it stands to its upstream, and what is changed; a sentence where git does not say it. Reads only:
 * it takes no lock, asks no remote and starts no hook. A bundle of its own: who does not ask for it does not load simple-git.
 */
export async function gitFacts({ top }: Repo, signal?: AbortSignal): Promise<GitFacts | string> {
  const git = reader(top, signal);
  const [status, recent, hasUpstream] = await Promise.all([
    // An untracked folder counts as one.
    git.status(['--untracked-files=normal']).catch(sentenceOf),
    recentCommits(git),
    // One that is configured and gone says neither ahead nor behind.
    git.revparse(['--quiet', '--verify', '@{upstream}']).then(
      (commit) => commit !== '',
      () => false,
    ),
  ]);
  if (typeof status === 'string') return status;
  const { current, detached, files, not_added: untracked, ahead, behind } = status;
  const [last] = recent;
  return {
    ...(current !== null && !detached && { branch: current }),
    ...(last && { commit: last.commit }),
    changed: files.length - untracked.length,
    untracked: untracked.length,
    ...(hasUpstream && { ahead, behind }),
    recent,
  };
}

/**
 * The versions of a file of one line, as the commits of the branch left it, the oldest first; empty where one removed it.
 * The last two hundred are enough for a trend. None where git does not say it, or not in time.
 *
 * @param file from the top of the working tree, with `/`
 */
export async function fileVersions(
  { top }: Repo,
  file: string,
  options: { readonly signal?: AbortSignal; readonly timeoutMs?: number } = {},
): Promise<readonly { readonly atMs: number; readonly text: string }[]> {
  const shown = ['--patch', '--unified=0', '--no-color', '--no-ext-diff', '--no-textconv', '--no-show-signature'];
  const args = ['log', `--max-count=${keptVersions}`, ...shown, '--format=%x00%ct', '--', `:(literal)${file}`];
  const log = await reader(top, options.signal, options.timeoutMs)
    .raw(args)
    .catch(() => '');
  return log
    .split('\0')
    .slice(1)
    .map((entry) => {
      const [seconds, ...lines] = entry.split('\n');
      const text = lines.filter((line) => line.startsWith('+') && !line.startsWith('+++')).map((line) => line.slice(1));
      return { atMs: Number(seconds) * 1000, text: text.join('\n') };
    })
    .reverse();
}

function reader(baseDir: string, signal: AbortSignal | undefined, timeoutMs = usualTimeoutMs): SimpleGit {
  const git = simpleGit({
    baseDir,
    timeout: { block: timeoutMs },
    completion: { onExit: drainMs },
    allowEnvironment: [...kept, ...Object.keys(added)],
    unsafe: { allowUnsafeConfigPaths: true },
    ...(signal && { abort: signal }),
  });
  const inherited = Object.entries(process.env).filter(([name]) => {
    const upper = name.toUpperCase();
    return !programs.has(upper) && (!upper.startsWith('GIT_') || kept.includes(upper));
  });
  return git.env({ ...Object.fromEntries(inherited), ...added });
}

/** None where the branch has no commit yet. */
async function recentCommits(git: SimpleGit): Promise<GitFacts['recent']> {
  const format = { commit: '%h', subject: '%s' };
  try {
    const { all } = await git.log({ format, splitter: separator, maxCount: shownCommits, '--no-show-signature': null });
    return all.map(({ commit, subject }) => ({ commit, subject: subject.trim() }));
  } catch {
    return [];
  }
}

function sentenceOf(error: unknown): string {
  const [line = ''] = stripCredentials(error instanceof Error ? error.message : String(error)).split('\n');
  return `git cannot say what is changed: ${line.trim()}`;
}
