import { readGit } from '../git/readGit.ts';
import type { GitInput } from '../git/runGit.ts';
import { folderMode, type TreeEntry } from './treeParts.ts';

/** The folders of a commit. */
export interface CommitTrees {
  /**
   * What stands in a folder, empty where it is none; undefined where git does not say it.
   *
   * @param at from the top, in Latin-1; empty at the top
   */
  readonly folder: (at: string) => Promise<readonly TreeEntry[] | undefined>;
  /** What stands in a folder that an entry names. */
  readonly below: (entry: TreeEntry) => Promise<readonly TreeEntry[] | undefined>;
  /** Lets git go. What was not asked before has no answer. */
  readonly close: () => void;
}

type Answer = (tree: Buffer | undefined) => void;

/**
 * Asks one `git cat-file --batch` for the folders of a commit, each once: it is there while `git status` still runs, and
 * a process for each question takes longer than the answers.
 *
 * @param top absolute
 */
export function commitTrees(top: string, commit: string, signal: AbortSignal | undefined): CommitTrees {
  const waiting: Answer[] = [];
  let input: GitInput | undefined;
  const answers = new Answers((tree) => waiting.shift()?.(tree));
  const dialogue = { opened: (its: GitInput) => void (input = its), heard: (chunk: Buffer) => answers.add(chunk) };
  void readGit(['cat-file', '--batch'], { cwd: top, dialogue, ...(signal && { signal }) }).then(() => {
    input = undefined;
    for (const answer of waiting.splice(0)) answer(undefined);
  });
  const idBytes = commit.length / 2;
  const ask = (name: string): Promise<Buffer | undefined> =>
    new Promise((resolve) => {
      if (input) waiting.push(resolve);
      else resolve(undefined);
      input?.write(`${name}\n`);
    });
  const read = async (name: string, at: string): Promise<readonly TreeEntry[] | undefined> => {
    const tree = await ask(name);
    return tree && entriesOf(tree, at === '' ? '' : `${at}/`, idBytes);
  };
  const known = new Map<string, Promise<readonly TreeEntry[] | undefined>>();
  const once = (at: string, make: () => Promise<readonly TreeEntry[] | undefined>) => {
    const found = known.get(at) ?? make();
    known.set(at, found);
    return found;
  };
  const folder = (at: string): Promise<readonly TreeEntry[] | undefined> =>
    once(at, async () => {
      if (at === '') return read(`${commit}^{tree}`, '');
      const above = await folder(at.slice(0, Math.max(0, at.lastIndexOf('/'))));
      const entry = above?.find(({ mode, path }) => mode === folderMode && path === at);
      return entry ? read(entry.id, at) : above && [];
    });
  return {
    folder,
    below: ({ id, path }) => once(path, () => read(id, path)),
    close: () => {
      input?.end();
      input = undefined;
    },
  };
}

/** Cuts what `git cat-file --batch` says into trees: `<id> tree <size>`, that many bytes and a line feed (git-cat-file). */
class Answers {
  readonly #say: Answer;
  #chunks: Buffer[] = [];
  #bytes = 0;
  #needed = 1;

  constructor(say: Answer) {
    this.#say = say;
  }

  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    // A large tree comes in many chunks, which are put together once.
    if (this.#bytes < this.#needed) return;
    const all = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    let start = 0;
    this.#needed = 1;
    while (start < all.length) {
      const headEnd = all.indexOf(0x0a, start);
      if (headEnd < 0) break;
      const [, kind, size] = all.toString('latin1', start, headEnd).split(' ');
      const from = headEnd + 1;
      const end = size === undefined ? from : from + Number(size) + 1;
      if (end > all.length) {
        this.#needed = end - start;
        break;
      }
      this.#say(kind === 'tree' ? all.subarray(from, end - 1) : undefined);
      start = end;
    }
    this.#chunks = start < all.length ? [all.subarray(start)] : [];
    this.#bytes = all.length - start;
  }
}

/** The entries of a tree as git stores it: mode, blank, name, NUL and the bytes of the id (gitformat-pack, "tree"). */
function entriesOf(tree: Buffer, prefix: string, idBytes: number): readonly TreeEntry[] {
  const text = tree.toString('latin1');
  const hex = tree.toString('hex');
  const entries: TreeEntry[] = [];
  for (let start = 0; start < text.length;) {
    const blank = text.indexOf(' ', start);
    const nul = text.indexOf('\0', blank);
    if (blank < 0 || nul < 0) break;
    const end = nul + 1 + idBytes;
    const mode = text.slice(start, blank).padStart(6, '0');
    entries.push({ mode, id: hex.slice(2 * (nul + 1), 2 * end), path: prefix + text.slice(blank + 1, nul) });
    start = end;
  }
  return entries;
}
