import { moveRef, type Refused } from '../git/moveBranch.ts';
import type { Repo } from '../git/repo.ts';
import { writeShared } from './handoffFiles.ts';

/** A file of the shift's books: as it is committed, and as it stands in the working tree afterwards. */
export interface Book {
  /** From the root, with `/`. */
  readonly file: string;
  readonly committed: string;
  readonly here: string;
}

/** Our own files are written anew each time: line ends that cannot be turned back are no loss there. */
const lineEnds = ['-c', 'core.safecrlf=false'];

/**
 * A commit with some files on top of another, made with an index of its own: nothing of the user is touched.
 *
 * @param files text by path from the root
 * @returns the commit; the one it was to be put on where nothing differs
 */
export async function commitAside(
  repo: Repo,
  on: string,
  files: ReadonlyMap<string, string>,
  message: string,
  scratch: string,
  timeoutMs: number,
): Promise<{ readonly commit: string } | Refused> {
  const env = { GIT_INDEX_FILE: scratch };
  const read = await repo.git(['read-tree', on], { env });
  if (read.exitCode !== 0) return { refused: read.stderr };
  const entries: string[] = [];
  for (const [file, text] of files) {
    const at = repo.prefix + file;
    const blob = await repo.git([...lineEnds, 'hash-object', '-w', '--stdin', `--path=${at}`], { input: text });
    if (blob.exitCode !== 0) return { refused: blob.stderr };
    entries.push(`100644 ${blob.stdout.trim()}\t${at}\0`);
  }
  const staged = await repo.git(['update-index', '-z', '--index-info'], { env, input: entries.join('') });
  const tree = await repo.git(['write-tree'], { env });
  if (staged.exitCode !== 0 || tree.exitCode !== 0) return { refused: staged.stderr + tree.stderr };
  const before = await repo.git(['rev-parse', '--verify', `${on}^{tree}`]);
  if (before.stdout.trim() === tree.stdout.trim()) return { commit: on };
  // commit-tree signs only when told, and a server may want it.
  const sign = /^(?:true|yes|on|1)$/i.test(repo.settings.get('commit.gpgsign') ?? '') ? ['-S'] : [];
  const committed = await repo.git(['commit-tree', ...sign, '-p', on, '-F', '-', tree.stdout.trim()], {
    input: message,
    timeoutMs,
  });
  return committed.exitCode === 0 ? { commit: committed.stdout.trim() } : { refused: committed.stderr };
}

/**
 * Brings books that were committed aside into the working tree: files, their entries in the index, then the branch, so that
 * a crash in between leaves nothing that looks like work of the user. Other files, staged or not, stay.
 *
 * @param from the commit the branch is at and the books were put on
 */
export async function takeBooks(
  repo: Repo,
  branch: string,
  from: string,
  to: string,
  books: readonly Book[],
): Promise<Refused | undefined> {
  for (const { file, here } of books) await writeShared(repo.root, file, here);
  const paths = books.map(({ file }) => repo.prefix + file);
  const listed = await repo.git(['ls-tree', '-z', '--full-tree', to, '--', ...paths]);
  if (listed.exitCode !== 0) return { refused: listed.stderr };
  const entries = listed.stdout
    .split('\0')
    .filter(Boolean)
    .map((entry) => entry.replace(/^(\d+) blob /, '$1 '))
    .join('\0');
  const staged = await repo.git(['update-index', '--add', '-z', '--index-info'], { input: `${entries}\0` });
  if (staged.exitCode !== 0) return { refused: staged.stderr };
  return from === to ? undefined : moveRef(repo, branch, from, to);
}

/** The text of a file in a commit; undefined where it is not there. */
export async function readAt(repo: Repo, commit: string, file: string): Promise<string | undefined> {
  const { exitCode, stdout } = await repo.git(['cat-file', 'blob', `${commit}:${repo.prefix}${file}`]);
  return exitCode === 0 ? stdout : undefined;
}
