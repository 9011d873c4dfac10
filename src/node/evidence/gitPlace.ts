import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { repositoryAbove } from '../run/headCommit.ts';

/** Where a repository has its files; all of them absolute. */
export interface GitPlace {
  readonly top: string;
  readonly index: string;
  readonly objects: string;
  /** From the top to the root, with a slash at its end; empty at the top. */
  readonly prefix: string;
  readonly shallow: boolean;
}

/**
 * What `git rev-parse` would say of the repository a folder lies in, read from its files (gitrepository-layout): to start
 * one more process takes longer. Undefined where only git can tell: no repository, one that git would not take for one,
 * or working files that stand elsewhere.
 */
export function gitPlace(root: string): GitPlace | undefined {
  try {
    const real = realpathSync(root);
    const found = repositoryAbove(real);
    if (!found) return undefined;
    const { top, git } = found;
    const common = path.resolve(git, textOf(path.join(git, 'commondir'))?.trimEnd() ?? '.');
    const objects = path.join(common, 'objects');
    const configs = [path.join(common, 'config'), path.join(git, 'config.worktree')].map(textOf);
    if (configs.some((text) => text !== undefined && /worktree *=|bare *= *true/i.test(text))) return undefined;
    if (!existsSync(objects) || !existsSync(path.join(common, 'refs'))) return undefined;
    const below = path.relative(top, real).split(path.sep).join('/');
    const shallow = existsSync(path.join(common, 'shallow'));
    return { top, index: path.join(git, 'index'), objects, prefix: below === '' ? '' : `${below}/`, shallow };
  } catch {
    return undefined;
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
