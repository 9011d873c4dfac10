import { createHash } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import { readFile, readlink } from 'node:fs/promises';
import path from 'node:path';
import { readGit } from '../git/readGit.ts';
import type { GitInput } from '../git/runGit.ts';
import type { Change } from './gitStatus.ts';

/** A file or link as a tree names it. */
export interface Blob {
  readonly mode: string;
  readonly id: string;
}

/** Bytes of changed files that are read to see whether their line ends are a matter of the index. */
const mostBytes = 16 * 1024 * 1024;
/** Up to so many they are read without a round over other threads, which takes longer. */
const smallBytes = 1024 * 1024;

/** Gives files the ids of git. */
export interface FileHasher {
  /** In the order of the paths, from the top; undefined where git does not give all of them. It answers once. */
  readonly hash: (paths: readonly string[]) => Promise<readonly string[] | undefined>;
  /** Lets git go. */
  readonly close: () => void;
}

/**
 * Starts the git that gives files their ids before it is known which: it is there when `git status` ends. Filters and
 * attributes are those of git.
 *
 * @param top absolute
 */
export function fileHasher(top: string, signal: AbortSignal | undefined): FileHasher {
  let input: GitInput | undefined;
  const dialogue = { opened: (its: GitInput) => void (input = its) };
  const words = ['-c', 'core.safecrlf=false', 'hash-object', '--stdin-paths'];
  const answer = readGit(words, { cwd: top, dialogue, ...(signal && { signal }) });
  return {
    hash: async (paths) => {
      input?.end(paths.map((at) => `${at}\n`).join(''));
      const { code, stdout } = await answer;
      const ids = stdout.split('\n').filter((id) => id !== '');
      return code === 0 && ids.length === paths.length ? ids : undefined;
    },
    close: () => void input?.end(),
  };
}

/**
 * What changed files are now, by their paths in Latin-1; undefined for one that is gone. Filters and attributes are those of
 * git. Undefined as a whole where only git with its index can tell: a carriage return may be kept because it is in the
 * index, an execute bit may not count, a file changes under the look.
 *
 * @param changes none of them odd
 */
export async function lookAtFiles(
  { top, hasher }: { readonly top: string; readonly hasher: FileHasher },
  changes: readonly Change[],
  algorithm: 'sha1' | 'sha256',
): Promise<ReadonlyMap<string, Blob | undefined> | undefined> {
  const blobs = new Map<string, Blob | undefined>();
  const asked: { readonly path: string; readonly mode: string }[] = [];
  let bytes = 0;
  for (const change of changes) {
    const { path: at, now } = change;
    const name = Buffer.from(at).toString('latin1');
    if (now.kind === 'known') blobs.set(name, now);
    // Deleted in the index, and there again as a file that git does not know.
    else if (now.kind === 'gone') blobs.set(name, blobs.get(name));
    if (now.kind !== 'look') continue;
    const look = modeOf(top, change);
    if (!look) return undefined;
    bytes += look.size;
    if (bytes > mostBytes) return undefined;
    if (look.mode === '120000') blobs.set(name, { mode: look.mode, id: await linkId(path.join(top, at), algorithm) });
    else asked.push({ path: at, mode: look.mode });
  }
  if (asked.length === 0) return blobs;
  // git has its paths before files are read here.
  const ids = hasher.hash(asked.map(({ path: at }) => at));
  const [found, isOfIndex] = await Promise.all([
    ids,
    holdsReturn(
      asked.map(({ path: at }) => path.join(top, at)),
      bytes,
    ),
  ]);
  if (isOfIndex || !found) return undefined;
  for (const [index, { path: at, mode }] of asked.entries())
    blobs.set(Buffer.from(at).toString('latin1'), { mode, id: found[index] ?? '' });
  return blobs;
}

/** Whether one of the files has a carriage return, or cannot be read. Small ones are read at once, see `modeOf`. */
async function holdsReturn(files: readonly string[], bytes: number): Promise<boolean> {
  if (bytes < smallBytes) return files.some((file) => readNow(file)?.includes(0x0d) !== false);
  const contents = await Promise.all(files.map((file) => readFile(file).catch(() => undefined)));
  return contents.some((content) => content?.includes(0x0d) !== false);
}

function readNow(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** That of git where it knows the file; of a new one that of a plain file or a link. */
function modeOf(top: string, { path: at, now }: Change): { readonly mode: string; readonly size: number } | undefined {
  if (now.kind !== 'look') return undefined;
  // At once: a round over other threads takes longer than to look at some files.
  const stats = lstatSync(path.join(top, at), { throwIfNoEntry: false });
  if (!stats || !(stats.isFile() || stats.isSymbolicLink())) return undefined;
  const { size } = stats;
  if (now.mode !== undefined) return { mode: now.mode, size };
  if (stats.isSymbolicLink()) return { mode: '120000', size };
  return (stats.mode & 0o111) === 0 ? { mode: '100644', size } : undefined;
}

async function linkId(file: string, algorithm: 'sha1' | 'sha256'): Promise<string> {
  const target = await readlink(file, { encoding: 'buffer' });
  return createHash(algorithm).update(`blob ${target.length}\0`).update(target).digest('hex');
}
