import { createHash } from 'node:crypto';

/** The mode of a folder in a tree. */
export const folderMode = '040000';

/** An entry of `git ls-tree -z`, read as Latin-1: names are bytes. */
export interface TreeEntry {
  readonly mode: string;
  readonly id: string;
  /** From the top, in Latin-1. */
  readonly path: string;
}

/** What `git ls-tree -z` says. */
export function treeEntries(text: string): readonly TreeEntry[] {
  return text.split('\0').flatMap((line): TreeEntry[] => {
    const [, mode, id, path] = /^(\d{6}) \w+ ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
    return mode === undefined || id === undefined || path === undefined ? [] : [{ mode, id, path }];
  });
}

/** The name that git gives a tree with just these entries, in the order of git (gitformat-pack, "tree"). */
export function treeId(entries: readonly TreeEntry[]): string {
  // One text: a buffer for each part of thousands of entries takes longer than all of the rest.
  const text = entries.map(({ mode, path, id }) => `${mode.replace(/^0+/, '')} ${path}\0${latin1(id)}`).join('');
  const content = Buffer.from(text, 'latin1');
  const algorithm = entries.some(({ id }) => id.length === 64) ? 'sha256' : 'sha1';
  return createHash(algorithm).update(`tree ${content.length}\0`).update(content).digest('hex');
}

const latin1 = (hex: string): string => Buffer.from(hex, 'hex').toString('latin1');

/** The file that globs leave out where they name all others: `**` and `!docs/plan.md`; undefined for other globs. */
export function leftOut(globs: readonly string[]): string | undefined {
  const [all, no = '', ...others] = globs.length === 2 && globs[1] === '**' ? [globs[1], globs[0]] : globs;
  if (all !== '**' || !no.startsWith('!') || others.length > 0) return undefined;
  const glob = no.slice(1);
  return /[*?[\]{}()!+@|]/.test(glob.replace(/\\./g, '')) ? undefined : glob.replace(/\\(.)/g, '$1');
}

/**
 * A digest of a tree without one of its files: of what stands beside the file and beside each folder above it.
 *
 * @param path from the top
 * @param top entries of the tree itself
 * @param list entries of folders of the tree, each with a slash at its end
 */
export async function digestWithout(
  path: string,
  top: readonly TreeEntry[],
  list: (folders: readonly string[]) => Promise<readonly TreeEntry[]>,
): Promise<string> {
  const parts = path.split('/');
  const way = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  const onWay = new Set(way.map((each) => Buffer.from(each).toString('latin1')));
  const hasFolder = parts.length > 1 && top.some((entry) => onWay.has(entry.path));
  const below = hasFolder ? await list(way.slice(0, -1).map((each) => `${each}/`)) : [];
  const beside = [...top, ...below].filter((entry) => !onWay.has(entry.path));
  const lines = beside.map(({ mode, id, path: at }) => `${mode} ${id} ${at}`);
  return createHash('sha256')
    .update([...new Set(lines)].sort().join('\n'))
    .digest('hex');
}
