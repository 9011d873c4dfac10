import type { CommitTrees } from './commitTrees.ts';
import { mayReach, namedBy } from './overInputs.ts';
import { folderMode, type TreeEntry } from './treeParts.ts';

/** Files that globs name. */
export interface NamedFiles {
  /** Takes a path from the top in Latin-1. */
  readonly isNamed: (at: string) => boolean;
  /** In the order of the index; undefined where git does not say it. */
  readonly files: readonly TreeEntry[] | undefined;
}

/**
 * The files of a commit that globs name. Only the folders they may reach are looked at.
 *
 * @param prefix from the top to the folder that the globs start at
 * @param left the handoff folder, from the top in Latin-1: its files are not named
 */
export async function filesOfCommit(
  trees: CommitTrees,
  globs: readonly string[],
  prefix: string,
  left: string,
): Promise<NamedFiles> {
  const before = Buffer.from(prefix).toString('latin1');
  const named = namedBy(globs);
  const isNamed = (at: string): boolean => at.startsWith(before) && named(utf8(at.slice(before.length)));
  const isReached = mayReach(globs, prefix);
  const within = async (entries: readonly TreeEntry[] | undefined): Promise<readonly TreeEntry[] | undefined> => {
    // Files between two folders stay where they are: git has both in one order.
    const parts: Promise<readonly TreeEntry[] | undefined>[] = [];
    let files: TreeEntry[] = [];
    for (const entry of entries ?? []) {
      const { mode, path } = entry;
      if (path === left) continue;
      if (mode !== folderMode) {
        if (isNamed(path)) files.push(entry);
      } else if (isReached(`${path}/`)) {
        parts.push(Promise.resolve(files), trees.below(entry).then(within));
        files = [];
      }
    }
    const found = await Promise.all(parts);
    return entries && !found.includes(undefined) ? [...found.flatMap((part) => part ?? []), ...files] : undefined;
  };
  return { isNamed, files: await within(await trees.folder('')) };
}

/** What is ASCII, as most names are, is the same in both. */
export function utf8(text: string): string {
  return /^[\0-\x7f]*$/.test(text) ? text : Buffer.from(text, 'latin1').toString('utf8');
}
