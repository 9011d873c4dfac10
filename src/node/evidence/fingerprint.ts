import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm, stat, utimes } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { inputsKey } from '../../core/readiness/evidenceState.ts';
import { type GitAnswer, readGit } from '../git/readGit.ts';
import { readStatus, statusWords } from './gitStatus.ts';
import { headCommit } from '../run/headCommit.ts';
import { commitTrees } from './commitTrees.ts';
import { filesOfCommit, type NamedFiles } from './filesOfCommit.ts';
import { type GitPlace, gitPlace } from './gitPlace.ts';
import { fileHasher } from './lookAtFiles.ts';
import { digest, overInputs, type Submodule } from './overInputs.ts';
import { type ChangedFiles, rebuiltTree, type Tree } from './rebuiltTree.ts';
import { digestWithout, leftOut, treeEntries, type TreeEntry } from './treeParts.ts';

/**
 * What the working files are. `id`: equal for equal content, whether committed or not. `inputs`: the same over the files
 * that the asked globs name, by `inputsKey` of the globs. `dirty`: they differ from the commit.
 */
export type Fingerprint =
  | {
      readonly kind: 'known';
      readonly id: string;
      /** Absent before the first commit. */
      readonly commit?: string;
      readonly dirty: boolean;
      /** The clone has not all of the history. */
      readonly shallow: boolean;
      readonly inputs: ReadonlyMap<string, string>;
    }
  /** `reason` is a sentence without a full stop. */
  | { readonly kind: 'unknown'; readonly reason: string };

export interface FingerprintOptions {
  /** Folder of handoffs and evidence, relative to the root: not part of the fingerprint. */
  readonly handoffs: string;
  /** Lists of globs, relative to the root; `!` takes files out again. */
  readonly inputs?: readonly (readonly string[])[];
  readonly signal?: AbortSignal;
}

/**
 * The fingerprint of the working files of the repository a root stands in: the id of the tree that a commit of everything
 * would have, ignored files and the handoff folder left out. It is made with an index and an object folder of its own, so
 * that nothing is left in the repository and a lock on its index does not matter. Submodules count with their working
 * files. Never rejects; without git, or where git cannot read the files, it is unknown.
 *
 * @param root absolute
 */
export async function fingerprint(root: string, options: FingerprintOptions): Promise<Fingerprint> {
  const { handoffs, inputs = [], signal } = options;
  const ask = { cwd: root, ...(signal && { signal }) };
  let folder: string | undefined;
  let quick: Quick | undefined;
  try {
    const place = gitPlace(root);
    // Status takes no lock and writes nothing here.
    const asked = readGit(statusWords, ask);
    quick = place && beginQuick(root, place, options);
    const [status, repository] = await Promise.all([asked, place ?? findRepository(root, signal)]);
    if (status.code !== 0) throw new Unreadable(reasonOf(status, 'git cannot read the working files'));
    const { commit, changes } = readStatus(status.stdout);
    const left = repository.prefix + handoffs;
    const edited = changes.filter(({ path: at }) => at !== left && !at.startsWith(`${left}/`));
    const files = { ...repository, left, changes, ...(signal && { signal }) };
    const rebuilt =
      quick && commit === quick.commit
        ? await rebuiltTree({ ...files, ...quick }, commit, inputs, quick.named)
        : undefined;
    if (!rebuilt) folder = await mkdtemp(path.join(os.tmpdir(), 'runsheet-tree-'));
    const found = rebuilt ?? (await ownTree({ ...files, folder: folder ?? '' }, inputs));
    const dirty = commit === undefined || edited.length > 0 || found.dirty;
    const { id, inputs: own } = found;
    const { shallow } = repository;
    return { kind: 'known', id, ...(commit !== undefined && { commit }), dirty, shallow, inputs: own };
  } catch (error) {
    const said = error instanceof Error ? error.message : 'error';
    return { kind: 'unknown', reason: error instanceof Unreadable ? said : `the files cannot be read: ${said}` };
  } finally {
    quick?.trees.close();
    quick?.hasher.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** What can be asked before it is known what has changed. */
interface Quick extends Pick<ChangedFiles, 'trees' | 'hasher'> {
  readonly commit: string;
  readonly named: ReadonlyMap<readonly string[], Promise<NamedFiles>>;
}

/** Undefined before the first commit, and where submodules count. */
function beginQuick(root: string, place: GitPlace, options: FingerprintOptions): Quick | undefined {
  const { top, prefix } = place;
  const { handoffs, inputs = [], signal } = options;
  const commit = headCommit(root);
  if (commit === undefined || existsSync(path.join(top, '.gitmodules'))) return undefined;
  const trees = commitTrees(top, commit, signal);
  const hasher = fileHasher(top, signal);
  const left = Buffer.from(prefix + handoffs).toString('latin1');
  const others = inputs.filter((globs) => leftOut(globs) === undefined);
  const named = new Map(others.map((globs) => [globs, filesOfCommit(trees, globs, prefix, left)]));
  // A glob that cannot be read is said where the files are asked for, which may be never.
  for (const files of named.values()) files.catch(() => undefined);
  return { commit, trees, hasher, named };
}

/** A repository with what has changed in it; own files have a folder for what is written. */
interface PlacedFiles extends GitPlace, Omit<ChangedFiles, 'trees' | 'hasher'> {
  readonly signal?: AbortSignal;
}

interface OwnFiles extends PlacedFiles {
  readonly folder: string;
}

class Unreadable extends Error {}

async function findRepository(root: string, signal?: AbortSignal): Promise<GitPlace> {
  const paths = ['--show-toplevel', '--git-path', 'index', '--git-path', 'objects'];
  const asked = [...paths, '--is-shallow-repository', '--show-prefix'];
  const answer = await readGit(['rev-parse', ...asked], { cwd: root, ...(signal && { signal }) });
  if (answer.code !== 0) throw new Unreadable(reasonOf(answer, 'this is no git repository with working files'));
  const [top = '', index = '', objects = '', shallow, prefix = ''] = answer.stdout.split('\n');
  const files = { index: path.resolve(root, index), objects: path.resolve(root, objects) };
  return { top, ...files, prefix, shallow: shallow === 'true' };
}

type Ask = (args: readonly string[], input?: string) => Promise<GitAnswer>;

function asking({ top, signal }: PlacedFiles, env: Readonly<Record<string, string>>): Ask {
  return async (args, input) => {
    const options = { cwd: top, env, ...(input !== undefined && { input }), ...(signal && { signal }) };
    const answer = await readGit([...settings, ...args], options);
    if (answer.code !== 0) throw new Unreadable(reasonOf(answer, 'git cannot read the working files'));
    return answer;
  };
}

type List = (folders: readonly string[]) => Promise<readonly TreeEntry[]>;

function listing({ top, signal }: PlacedFiles, tree: string, env: Readonly<Record<string, string>>): List {
  return async (folders) => {
    const words = ['--literal-pathspecs', 'ls-tree', '-z', '--full-tree', tree, ...folders];
    const answer = await readGit(words, { cwd: top, env, encoding: 'latin1', ...(signal && { signal }) });
    if (answer.code !== 0) throw new Unreadable(reasonOf(answer, 'git cannot read the commit'));
    return treeEntries(answer.stdout);
  };
}

/** Of globs that leave out one file; the others need a list of all files. */
async function digests(
  { prefix }: GitPlace,
  inputs: readonly (readonly string[])[],
  top: readonly TreeEntry[],
  list: List,
): Promise<Map<string, string>> {
  const own = new Map<string, string>();
  for (const globs of inputs) {
    const file = leftOut(globs);
    if (file !== undefined) own.set(inputsKey(globs), await digestWithout(prefix + file, top, list));
  }
  return own;
}

async function ownTree(files: OwnFiles, inputs: readonly (readonly string[])[]): Promise<Tree> {
  const { top, prefix, changes, left } = files;
  const need = asking(files, await ownIndex(files));
  const changed = changes.flatMap(({ path: at, inFiles }) => (inFiles ? [`${at}\0`] : []));
  if (changed.length > 0)
    await need(['update-index', '--add', '--remove', '--replace', '-z', '--stdin'], changed.join(''));
  if (existsSync(path.join(top, left)))
    await need(['rm', '--cached', '-r', '-q', '-f', '--ignore-unmatch', '--', `:(top,literal)${left}`]);
  const modules = await takeSubmodules(files, need);
  const tree = (await need(['write-tree', '--missing-ok'])).stdout.trim();
  const id = modules.length === 0 ? tree : digest([tree, ...modules.map(({ path: at, id: its }) => `${its} ${at}`)]);
  const list = listing(files, tree, await ownObjects(files));
  const own = await digests(files, inputs, inputs.length > 0 ? await list([]) : [], list);
  for (const [key, its] of own)
    if (modules.length > 0) own.set(key, digest([its, ...modules.map(({ path: at, id: of }) => `${of} ${at}`)]));
  const others = inputs.filter((globs) => !own.has(inputsKey(globs)));
  const listed = others.length > 0 ? (await need(['ls-files', '-s', '-z'])).stdout.split('\0') : [];
  for (const globs of others) own.set(inputsKey(globs), overInputs(globs, listed, modules, prefix));
  return { id, dirty: modules.some((module) => module.dirty), inputs: own };
}

/** Line ends that cannot be turned back are no error here; nothing is compressed for later. */
const settings = [
  ...['core.safecrlf=false', 'core.splitIndex=false', 'core.fsync=none'],
  ...['core.compression=0', 'core.looseCompression=0', 'index.skipHash=true'],
].flatMap((setting) => ['-c', setting]);

/**
 * An index of its own that knows what the real one knows, so that only changed files are read. Its time must not be later
 * than that of the real one: git looks again at files that were changed in the moment an index was written
 * (Documentation/technical/racy-git).
 */
async function ownIndex(files: OwnFiles): Promise<Readonly<Record<string, string>>> {
  const { index, folder } = files;
  const copy = path.join(folder, 'index');
  const before = await stat(index).catch(() => undefined);
  if (before) {
    await copyFile(index, copy);
    const seconds = Math.floor(before.mtimeMs - 1) / 1000;
    await utimes(copy, seconds, seconds);
  }
  return { GIT_INDEX_FILE: copy, ...(await ownObjects(files)) };
}

async function ownObjects({ objects, folder }: OwnFiles): Promise<Readonly<Record<string, string>>> {
  const own = path.join(folder, 'objects');
  await mkdir(own, { recursive: true });
  // A list with colons; a path in quotes may have one.
  const real = /[:"\\;]/.test(objects) ? JSON.stringify(objects) : objects;
  return { GIT_OBJECT_DIRECTORY: own, GIT_ALTERNATE_OBJECT_DIRECTORIES: real };
}

/**
 * A tree names the commit of a submodule and not what was edited in it, so submodules are taken out of the own index and
 * count with a fingerprint each. Where there are none, which is nearly always, the index is not listed.
 */
async function takeSubmodules(files: PlacedFiles, need: Ask): Promise<readonly Submodule[]> {
  const { top, changes, signal } = files;
  if (!existsSync(path.join(top, '.gitmodules')) && !changes.some(({ nested }) => nested)) return [];
  const listed = (await need(['ls-files', '-s', '-z'])).stdout.split('\0');
  const links = listed.flatMap((entry) => {
    const [, commit, at] = /^160000 ([0-9a-f]+) \d\t(.+)$/s.exec(entry) ?? [];
    return commit === undefined || at === undefined ? [] : [{ commit, at }];
  });
  if (links.length === 0) return [];
  const modules: Submodule[] = [];
  for (const { commit, at } of links) {
    const folder = path.join(top, at);
    // One that is not checked out has no files.
    if (!existsSync(path.join(folder, '.git'))) {
      modules.push({ path: at, id: commit, dirty: false });
      continue;
    }
    const own = await fingerprint(folder, { handoffs: nothing, ...(signal && { signal }) });
    if (own.kind === 'unknown') throw new Unreadable(`in ${at} ${own.reason}`);
    modules.push({ path: at, id: own.id, dirty: own.dirty });
  }
  await need(['update-index', '--force-remove', '-z', '--stdin'], `${links.map(({ at }) => at).join('\0')}\0`);
  return modules;
}

/** A name that no file has. */
const nothing = '.git/nothing';

/** What git complains about first, with a fallback; without its "fatal: ". */
function reasonOf({ error, stderr }: GitAnswer, otherwise: string): string {
  if (error !== undefined) return error;
  const said = stderr.split('\n').find((line) => /^(?:fatal|error): /.test(line));
  const sentence = said
    ?.replace(/^\w+: /, '')
    .replace(/\.$/, '')
    .slice(0, 300);
  if (sentence === undefined || sentence.startsWith('not a git repository')) return otherwise;
  return `git says: ${sentence}`;
}
