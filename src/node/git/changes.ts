import { lstatSync } from 'node:fs';
import path from 'node:path';
import type { Repo } from './repo.ts';

/** A file that differs from the last commit. */
export interface ChangedFile {
  /** From the top of the working tree, with `/`. */
  readonly path: string;
  /** Something of it is in the index. */
  readonly staged: boolean;
  /** Something of it is not. */
  readonly unstaged: boolean;
  readonly isNew: boolean;
  /** Two versions of it are in conflict. */
  readonly conflict: boolean;
  /** Why it should not be committed without a second look. */
  readonly flag?: string;
}

const largeBytes = 5 * 1024 * 1024;
/** Names under which people keep what nobody else may know. */
const secretName =
  /(?:^|\/)(?:\.env(?:\.(?!example$|sample$|template$|dist$)[^/]{1,60})?|\.netrc|\.npmrc|\.pypirc|\.htpasswd|id_(?:rsa|dsa|ecdsa|ed25519)|credentials(?:\.(?:json|ya?ml|toml))?|secrets?\.(?:json|ya?ml|toml|env)|[^/]{1,200}\.(?:pem|key|p12|pfx|jks|keystore|kdbx))$/i;

/** What `git status` says, file by file, in its order; undefined where git cannot tell. */
export async function readChanges(repo: Repo): Promise<readonly ChangedFile[] | undefined> {
  const { exitCode, stdout } = await repo.git([
    'status',
    '--porcelain=v2',
    '-z',
    '--untracked-files=all',
    '--no-renames',
  ]);
  if (exitCode !== 0) return undefined;
  return stdout.split('\0').flatMap((entry) => {
    const read = readEntry(entry);
    if (!read) return [];
    const flag = flagOf(repo.top, read.path);
    return [{ ...read, ...(flag !== undefined && { flag }) }];
  });
}

/** Format: git-status(1), "Porcelain Format Version 2". */
function readEntry(entry: string): ChangedFile | undefined {
  const kind = entry[0];
  if (kind === '?') return { path: entry.slice(2), staged: false, unstaged: true, isNew: true, conflict: false };
  if (kind !== '1' && kind !== 'u') return undefined;
  const words = entry.split(' ');
  const [, state = '..', sub = 'N...'] = words;
  const file = words.slice(kind === '1' ? 8 : 10).join(' ');
  // A submodule with edits of its own and no new commit cannot be added.
  if (kind === '1' && state.startsWith('.') && sub.startsWith('S.')) return undefined;
  return {
    path: file,
    staged: !state.startsWith('.'),
    unstaged: state[1] !== '.',
    isNew: state.startsWith('A'),
    conflict: kind === 'u',
  };
}

function flagOf(top: string, file: string): string | undefined {
  if (secretName.test(file)) return 'looks like a secret';
  try {
    const { size } = lstatSync(path.join(top, file));
    return size > largeBytes ? `is ${Math.round(size / 1024 / 1024)} MB large` : undefined;
  } catch {
    // Deleted.
    return undefined;
  }
}
