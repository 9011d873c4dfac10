import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The commit that is checked out at a folder or above it, read from the files of git (gitrepository-layout): no process
 * is started, and a few small files are faster read at once than on other threads. Undefined without a repository, before the first commit, and with a reference store that is not files.
 */
export function headCommit(folder: string): string | undefined {
  const git = gitFolderAbove(folder);
  return git === undefined ? undefined : resolveHead(git);
}

/** The git folder of the repository that a folder lies in, of this worktree alone; no process is started. */
export function gitFolderAbove(folder: string): string | undefined {
  return repositoryAbove(folder)?.git;
}

/** The working files that a folder lies in, and their git folder; no process is started. */
export function repositoryAbove(folder: string): { readonly top: string; readonly git: string } | undefined {
  for (let top = folder; ; top = path.dirname(top)) {
    const git = gitFolder(path.join(top, '.git'));
    if (git !== undefined) return { top, git };
    if (path.dirname(top) === top) return undefined;
  }
}

/** `.git` is a folder, or in a worktree and a submodule a file that names one. */
function gitFolder(dotGit: string): string | undefined {
  if (line(path.join(dotGit, 'HEAD')) !== undefined) return dotGit;
  const named = /^gitdir: (.+)$/.exec(line(dotGit) ?? '')?.[1];
  return named === undefined ? undefined : path.resolve(path.dirname(dotGit), named);
}

function resolveHead(git: string): string | undefined {
  const common = path.resolve(git, line(path.join(git, 'commondir')) ?? '.');
  let value = line(path.join(git, 'HEAD'));
  // Symbolic references may lead to others; git follows five.
  for (let step = 0; step < 5; step++) {
    const name = /^ref: (refs\/\S+)$/.exec(value ?? '')?.[1];
    if (name === undefined || name.split('/').includes('..')) break;
    value = line(path.join(git, name)) ?? line(path.join(common, name)) ?? packed(common, name);
  }
  return value !== undefined && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value) ? value : undefined;
}

function packed(common: string, name: string): string | undefined {
  const found = (read(path.join(common, 'packed-refs')) ?? '').split('\n').find((each) => each.endsWith(` ${name}`));
  return found?.slice(0, found.indexOf(' '));
}

function line(file: string): string | undefined {
  return read(file)?.trimEnd();
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
