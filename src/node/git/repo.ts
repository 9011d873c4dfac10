import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { type GitEnd, type GitOptions, runGit } from './runGit.ts';

/** A repository as a procedure sees it: where it is, what it is set to, and a way to run git in it. */
export interface Repo {
  /** Absolute path of the workspace's root, links resolved. */
  readonly root: string;
  /** Absolute path of the working tree's top; the root or a folder above it. */
  readonly top: string;
  /** The root relative to the top, with `/` and a trailing one; empty where they are the same. */
  readonly prefix: string;
  /** Absolute; of this worktree alone. */
  readonly gitDir: string;
  readonly settings: ReadonlyMap<string, string>;
  /** Names of the remotes, in the order of the configuration. */
  readonly remotes: readonly string[];
  /** What is unusual and changes nothing, as sentences. */
  readonly notes: readonly string[];
  /** Runs git in the top of the working tree. */
  readonly git: (args: readonly string[], options?: Omit<GitOptions, 'cwd'>) => Promise<GitEnd>;
}

/** Why nothing can be done in a folder, and what the user can do about it. */
export interface Trouble {
  readonly kind:
    | 'no-git'
    | 'no-repo'
    | 'refused'
    | 'bare'
    | 'ignored'
    | 'detached'
    | 'unborn'
    | 'rebase'
    | 'merge'
    | 'cherry-pick'
    | 'revert'
    | 'apply'
    | 'bisect'
    | 'index-lock'
    | 'no-identity'
    | 'remote'
    | 'branch';
  /** What is the case. */
  readonly sentence: string;
  /** What to do. */
  readonly remedy: string;
}

export function isTrouble(value: object): value is Trouble {
  return 'remedy' in value;
}

/**
 * Finds the repository of a root.
 *
 * @param root absolute path of the workspace's root
 */
export async function openRepo(root: string, signal?: AbortSignal): Promise<Repo | Trouble> {
  const real = realPath(root);
  const at = { cwd: real, ...(signal && { signal }) };
  const facts = ['--is-bare-repository', '--is-shallow-repository', '--show-cdup'];
  const [described, gitDir, above, listed, ignored] = await Promise.all([
    runGit(['rev-parse', ...facts], at),
    runGit(['rev-parse', '--absolute-git-dir'], at),
    runGit(['rev-parse', '--show-superproject-working-tree'], at),
    runGit(['config', '--null', '--list'], at),
    runGit(['check-ignore', '--quiet', '--', '.'], at),
  ]);
  if (described.cut === 'no-git' && existsSync(real))
    return {
      kind: 'no-git',
      sentence: 'git was not found.',
      remedy: 'Install git, see that it is on the PATH, and start again.',
    };
  const [bare, shallow, up = ''] = described.stdout.split('\n');
  if (bare === 'true')
    return {
      kind: 'bare',
      sentence: `${real} is a bare repository: it has no files to work on.`,
      remedy: 'Open a clone of it.',
    };
  if (described.exitCode !== 0) return notFound(real, described.stderr);
  const top = path.resolve(real, up);
  if (top !== real && ignored.exitCode === 0)
    return {
      kind: 'ignored',
      sentence: `${real} lies in the repository ${top}, which ignores it.`,
      remedy: 'Make a repository of the folder with git init, or open another one.',
    };
  const settings = readSettings(listed.stdout);
  const sshCommand = settings.get('core.sshcommand');
  const ownDir = gitDir.stdout.replace(/\r?\n$/, '');
  return {
    root: real,
    top,
    prefix: top === real ? '' : `${path.relative(top, real).split(path.sep).join('/')}/`,
    gitDir: path.normalize(ownDir),
    settings,
    remotes: remoteNames(settings),
    notes: notesOf(shallow === 'true', above.stdout.trim() !== '', ownDir),
    git: (args, options = {}) =>
      runGit(args, {
        cwd: top,
        ...(sshCommand !== undefined && { sshCommand }),
        ...(signal && { signal }),
        ...options,
      }),
  };
}

function notFound(root: string, said: string): Trouble {
  let folder = root;
  while (!existsSync(path.join(folder, '.git')) && path.dirname(folder) !== folder) folder = path.dirname(folder);
  if (existsSync(path.join(folder, '.git')))
    return {
      kind: 'refused',
      sentence: `git does not read ${folder}: ${said}`,
      remedy: 'Do what git says, and start again.',
    };
  return {
    kind: 'no-repo',
    sentence: `${root} is in no git repository.`,
    remedy: 'Make one with git init and a first commit, or open a folder that is in one.',
  };
}

/** Keys in the letters of git: section and name small, what stands between as written. The last value of a key counts. */
function readSettings(listed: string): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  for (const entry of listed.split('\0')) {
    const end = entry.indexOf('\n');
    // A key without a value means yes.
    if (entry !== '') settings.set(end < 0 ? entry : entry.slice(0, end), end < 0 ? 'true' : entry.slice(end + 1));
  }
  return settings;
}

function remoteNames(settings: ReadonlyMap<string, string>): readonly string[] {
  const names = Array.from(settings.keys()).flatMap((key) => {
    const name = key.startsWith('remote.') && key.endsWith('.url') ? key.slice('remote.'.length, -'.url'.length) : '';
    return name === '' || name.startsWith('-') ? [] : [name];
  });
  return Array.from(new Set(names));
}

function notesOf(shallow: boolean, inside: boolean, gitDir: string): readonly string[] {
  const notes: string[] = [];
  if (shallow) notes.push('The clone is shallow: older history is not here; git fetch --unshallow brings it.');
  if (inside) notes.push('This is a submodule: the repository around it is not changed.');
  if (!inside && /[/\\]worktrees[/\\][^/\\]+$/.test(gitDir))
    notes.push('This is one of several worktrees: each has a shift of its own.');
  return notes;
}

function realPath(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return path.resolve(folder);
  }
}
