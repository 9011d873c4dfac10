import { inputsKey } from '../../core/readiness/evidenceState.ts';
import type { CommitTrees } from './commitTrees.ts';
import { type NamedFiles, utf8 } from './filesOfCommit.ts';
import type { Change } from './gitStatus.ts';
import { type Blob, type FileHasher, lookAtFiles } from './lookAtFiles.ts';
import { digest } from './overInputs.ts';
import { digestWithout, folderMode, leftOut, type TreeEntry, treeId } from './treeParts.ts';

/** The working files as a tree of git. */
export interface Tree {
  readonly id: string;
  readonly dirty: boolean;
  /** By `inputsKey` of their globs. */
  readonly inputs: ReadonlyMap<string, string>;
}

export interface ChangedFiles {
  /** Absolute: of the working files. */
  readonly top: string;
  /** From the top to the root, with a slash at its end; empty at the top. */
  readonly prefix: string;
  /** The handoff folder, from the top. */
  readonly left: string;
  readonly changes: readonly Change[];
  /** Of the commit. */
  readonly trees: CommitTrees;
  readonly hasher: FileHasher;
}

/** More changes than these are left to an index. */
const mostChanges = 2000;

/**
 * The tree that a commit of the working files would have, without the handoff folder: that of the commit, with what has
 * changed put in. Only the files that changed are read, no index is written, and of the commit only the folders on the way
 * to them. Undefined where something is odd, see `PresentEntry`, or git is to look at it with its index.
 *
 * @param inputs lists of globs
 * @param named what `filesOfCommit` gives for those that do not only leave out one file
 */
export async function rebuiltTree(
  files: ChangedFiles,
  commit: string,
  inputs: readonly (readonly string[])[],
  named: ReadonlyMap<readonly string[], Promise<NamedFiles>>,
): Promise<Tree | undefined> {
  const { prefix, left, changes, trees } = files;
  const edited = changes.filter(({ path: at }) => at !== left && !at.startsWith(`${left}/`));
  if (edited.length > mostChanges) return undefined;
  // `git hash-object --stdin-paths` takes a quote in front for a name in quotes, and a return for a part of the line end.
  if (changes.some(({ now, path: at }) => now.kind === 'odd' || /[\n\r\ufffd]|^"/.test(at))) return undefined;
  const kept = bytes(left);
  const plans = inputs.flatMap((globs) => leftOut(globs) ?? []);
  const ways = [...edited.map((change) => change.path), left, ...plans.map((plan) => prefix + plan)];
  const folders = new Set(ways.flatMap((way) => above(bytes(way))));
  const byFolder = new Map<string, readonly TreeEntry[]>();
  const asked = ['', ...folders];
  const [found, blobs] = await Promise.all([
    Promise.all(asked.map((folder) => trees.folder(folder))),
    lookAtFiles(files, edited, commit.length === 64 ? 'sha256' : 'sha1'),
  ]);
  if (!blobs || found.includes(undefined)) return undefined;
  for (const [index, folder] of asked.entries()) byFolder.set(folder, found[index] ?? []);
  const build = builder(byFolder, folders, blobs, kept);
  const root = build('');
  const own = new Map<string, string>();
  for (const globs of inputs) {
    const plan = leftOut(globs);
    const list = (folders: readonly string[]): Promise<readonly TreeEntry[]> =>
      Promise.resolve(folders.flatMap((folder) => build(bytes(folder.slice(0, -1)))));
    const lines = plan === undefined ? linesOf(await named.get(globs), blobs) : [];
    if (!lines) return undefined;
    own.set(inputsKey(globs), plan === undefined ? digest(lines) : await digestWithout(prefix + plan, root, list));
  }
  return { id: treeId(root), dirty: edited.length > 0, inputs: own };
}

/** Gives the entries that a folder has now, in the order of git, with their paths from the top. Each is made once. */
function builder(
  byFolder: ReadonlyMap<string, readonly TreeEntry[]>,
  folders: ReadonlySet<string>,
  blobs: ReadonlyMap<string, Blob | undefined>,
  left: string,
): (folder: string) => readonly TreeEntry[] {
  const below = groupBy([...folders], folderOf);
  const changed = groupBy([...blobs.keys()], folderOf);
  const made = new Map<string, readonly TreeEntry[]>();
  const build = (folder: string): readonly TreeEntry[] => {
    const known = made.get(folder);
    if (known) return known;
    const now = new Map((byFolder.get(folder) ?? []).map((entry) => [entry.path, entry]));
    for (const at of below.get(folder) ?? []) {
      const entries = build(at);
      if (entries.length > 0) now.set(at, { mode: folderMode, id: treeId(entries.map(named)), path: at });
      else if (now.get(at)?.mode === folderMode) now.delete(at);
    }
    for (const at of changed.get(folder) ?? []) {
      const blob = blobs.get(at);
      if (blob) now.set(at, { ...blob, path: at });
      else if (now.get(at)?.mode !== folderMode) now.delete(at);
    }
    now.delete(left);
    const entries = [...now.values()].sort((one, other) => (sortName(one) < sortName(other) ? -1 : 1));
    made.set(folder, entries);
    return entries;
  };
  return build;
}

/** A folder is sorted as if its name ended in a slash (gitformat-pack, "tree"). */
const sortName = ({ mode, path: at }: TreeEntry): string => (mode === folderMode ? `${at}/` : at);
const named = (entry: TreeEntry): TreeEntry => ({ ...entry, path: entry.path.slice(entry.path.lastIndexOf('/') + 1) });
const bytes = (text: string): string => Buffer.from(text).toString('latin1');
const folderOf = (at: string): string => at.slice(0, Math.max(0, at.lastIndexOf('/')));

/** The folders above a path, the top left out. */
function above(at: string): readonly string[] {
  const parts = at.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function groupBy(all: readonly string[], keyOf: (one: string) => string): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const one of all) {
    const key = keyOf(one);
    const known = groups.get(key);
    if (known) known.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

/** The named files as `git ls-files -s` would list them after a commit of everything, in its order. */
function linesOf(
  named: NamedFiles | undefined,
  blobs: ReadonlyMap<string, Blob | undefined>,
): readonly string[] | undefined {
  if (!named?.files) return undefined;
  const fresh = [...blobs].flatMap(([at, blob]) => (blob && named.isNamed(at) ? [{ ...blob, path: at }] : []));
  const now = blobs.size === 0 ? named.files : named.files.filter(({ path: at }) => !blobs.has(at));
  const all = fresh.length === 0 ? now : [...now, ...fresh].sort((one, other) => (one.path < other.path ? -1 : 1));
  return all.map(({ mode, id, path: at }) => `${mode === '100664' ? '100644' : mode} ${id} 0\t${utf8(at)}`);
}
