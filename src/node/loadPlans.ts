import path from 'node:path';
import { configName } from '../core/config/config.ts';
import type { Plan } from '../core/model.ts';
import type { FileStamp } from './cache/cacheIndex.ts';
import { openPlanCache, type PlanCache, stampOf } from './cache/planCache.ts';
import { type ConfigReading, readConfigFile } from './configFile.ts';
import type { FileToParse } from './parseFile.ts';
import { readText } from './readText.ts';
import { commonFolder, findRoot, isFolder, relativePath } from './root.ts';

/** A path with what is wrong with it; `reason` is a sentence without a full stop. */
export interface PathProblem {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly reason: string;
}

export interface ConfigFileProblem extends PathProblem {
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
}

/** The plans behind the files and folders that a user named, and what could not be read. Lists are sorted by path. */
export interface LoadedPlans {
  /** Absolute; every path here is relative to it. */
  readonly root: string;
  readonly plans: readonly Plan[];
  readonly possible: readonly { readonly path: string; readonly score: number }[];
  /** Found below a folder and not read. */
  readonly skipped: readonly PathProblem[];
  /** Named by the user and not readable; the path is as the user wrote it. */
  readonly unreadable: readonly PathProblem[];
  readonly configProblems: readonly ConfigFileProblem[];
  /** The files that were looked at below folders, in the order of the walk, as they were before; without a cache none. */
  readonly seen: ReadonlyMap<string, FileStamp>;
  /** Writes what was found out into the cache; for when the user has the answer. */
  readonly keep: () => void;
}

export interface LoadOptions {
  /** Absolute; relative targets start here. */
  readonly cwd: string;
  readonly signal?: AbortSignal;
  /** Neither read nor write what is known from before. */
  readonly noCache?: boolean;
  /** Whether nothing else runs in this process, see `parseTogether`. */
  readonly ownsProcess?: boolean;
}

/**
 * Reads the plans of files and folders. A file that is named is read as a plan whatever its score; below a folder the
 * plans are found. What cannot be read is a value; only an aborted signal is thrown.
 *
 * @param targets paths as the user wrote them
 */
export async function loadPlans(
  targets: readonly string[],
  { cwd, signal, noCache = false, ownsProcess = false }: LoadOptions,
): Promise<LoadedPlans> {
  const named = targets.map((target) => nameTarget(target, cwd));
  const root = commonFolder(named.map((target) => target.root));
  const folders = await openRoots(root, new Set(named.map((target) => target.root)), noCache);
  const read = new Map<string, FileToParse & { readonly plan?: Plan }>();
  const possible = new Map<string, { path: string; score: number }>();
  const skipped = new Map<string, PathProblem>();
  const unreadable: PathProblem[] = [];

  for (const target of named) {
    const { reading, cache } = folders.get(target.root) ?? { reading: await readConfigFile(target.root) };
    const { config } = reading;
    if (!target.isFolder) {
      const stamp = cache && stampOf(target.file);
      const file = { file: target.file, path: relativePath(root, target.file), options: config, stamp, cache };
      if (read.has(target.file)) continue;
      const plan = known(file);
      const content = plan ? undefined : readText(target.file);
      if (content && 'skipped' in content) unreadable.push({ path: target.written, reason: content.skipped });
      else read.set(target.file, { ...file, content, ...(plan && { plan }) });
      continue;
    }
    const search = { root: target.root, config, cache, sliceMs: 100, ...(signal && { signal }) };
    const { findPlans } = await import('./findPlans.ts');
    for await (const found of findPlans(target.file, search)) {
      const place = relativePath(root, found.file);
      if (found.type === 'skipped') {
        if (found.file === target.file) unreadable.push({ path: target.written, reason: found.reason });
        else skipped.set(found.file, { path: place, reason: found.reason });
      } else if (found.type === 'possible') possible.set(found.file, { path: place, score: found.score.score });
      else read.set(found.file, { ...found, path: place, options: config, cache });
    }
  }
  for (const file of read.keys()) possible.delete(file);
  const { plans, lost } = await readAll(byPath(read.values()), signal, ownsProcess);
  return {
    root,
    plans,
    possible: byPath(possible.values()),
    skipped: byPath([...skipped.values(), ...lost]),
    unreadable,
    configProblems: Array.from(folders).flatMap(([folder, { reading }]) =>
      reading.problems.map(({ message, ...at }) => ({
        path: relativePath(root, path.join(folder, configName)),
        reason: message,
        ...at,
      })),
    ),
    seen: folders.get(root)?.cache?.seen ?? new Map<string, FileStamp>(),
    keep: () => folders.forEach(({ cache }) => cache?.save()),
  };
}

/** What the cache knows of a file as it is now. */
function known({ path: place, stamp, cache }: FileToParse): Plan | undefined {
  return stamp && cache?.plan(place, stamp);
}

/** What is known first; the parser is a file of its own, loaded when there is something to parse. */
async function readAll(
  files: readonly (FileToParse & { readonly plan?: Plan })[],
  signal: AbortSignal | undefined,
  ownsProcess: boolean,
): Promise<{ plans: Plan[]; lost: PathProblem[] }> {
  const plans: Plan[] = [];
  const lost: PathProblem[] = [];
  const unread = files.filter(({ plan, content }) => !plan && content);
  const together: ReadonlyMap<FileToParse, Plan> =
    unread.length > 1
      ? await (
          await import('./parseTogether.ts')
        ).parseTogether(unread, { threadFile: threadFile(), signal, ownsProcess })
      : new Map<FileToParse, Plan>();
  for (const file of files) {
    signal?.throwIfAborted();
    const plan =
      file.plan ?? together.get(file) ?? known(file) ?? (await (await import('./parseFile.ts')).parseFile(file));
    if ('skipped' in plan) lost.push({ path: file.path, reason: plan.skipped });
    else plans.push(plan);
  }
  return { plans, lost };
}

/** All bundles stand in one folder. */
const threadFile = (): string => path.join(__dirname, 'parseThread.js');

interface OpenRoot {
  readonly reading: ConfigReading;
  readonly cache?: PlanCache | undefined;
}

/** Paths of plans are relative to what all roots have in common; a cache holds only for a root of its own. */
async function openRoots(
  common: string,
  roots: ReadonlySet<string>,
  noCache: boolean,
): Promise<ReadonlyMap<string, OpenRoot>> {
  const open = new Map<string, OpenRoot>();
  for (const root of roots) {
    const reading = await readConfigFile(root);
    const isCached = root === common && !noCache;
    open.set(root, { reading, ...(isCached && { cache: openPlanCache({ root, config: reading.config }) }) });
  }
  return open;
}

/** A path that a user wrote, and the root it belongs to. */
interface Target {
  readonly written: string;
  readonly file: string;
  readonly isFolder: boolean;
  readonly root: string;
}

/** A file outside of any root belongs to the folder that the user is in, where it is named from there. */
export function nameTarget(written: string, cwd: string): Target {
  const file = path.resolve(cwd, written);
  const folder = isFolder(file);
  const root = findRoot(file);
  const isRootless = !folder && root === path.dirname(file);
  const below = relativePath(cwd, file);
  const isBelowCwd = !path.isAbsolute(written) && !below.startsWith('../');
  return { written, file, isFolder: folder, root: isRootless && isBelowCwd ? findRoot(cwd) : root };
}

function byPath<T extends { readonly path: string }>(values: Iterable<T>): T[] {
  return Array.from(values).sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
}
