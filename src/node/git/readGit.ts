import { type GitOptions, runGit } from './runGit.ts';

/** What git said. `code` is undefined where it did not run to its end; `error` is then a sentence without a full stop. */
export interface GitAnswer {
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly error?: string;
}

/** No file watcher: it would be a process that stays. */
const settings = ['-c', 'core.fsmonitor=false'];
/** git speaks English, and what is not in the clone is not fetched. */
const environment = { GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C' };

/**
 * Asks git something that it can say without the network. An answer that is not whole is none. Never rejects.
 *
 * @param options as of `runGit`
 */
export async function readGit(args: readonly string[], options: Omit<GitOptions, 'sshCommand'>): Promise<GitAnswer> {
  const env = { ...environment, ...options.env };
  const { exitCode, stdout, stderr, cut, overflow } = await runGit([...settings, ...args], { ...options, env });
  const error = cut === undefined ? (overflow === true ? 'git said too much' : undefined) : whys[cut];
  if (error !== undefined) return { code: undefined, stdout, stderr, error };
  return exitCode === 127
    ? { code: undefined, stdout, stderr, error: `git cannot be started: ${stderr}` }
    : { code: exitCode, stdout, stderr };
}

const whys = {
  timeout: 'git took too long',
  cancelled: 'git was stopped',
  'no-git': 'git is not on the PATH',
} as const;
