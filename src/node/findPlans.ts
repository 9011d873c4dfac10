import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RunsheetConfig } from '../core/config/config.ts';
import { scorePath } from '../core/detect/scorePath.ts';
import type { FileStamp } from './cache/cacheIndex.ts';
import { type KnownVerdict, type PlanCache, stampOf } from './cache/planCache.ts';
import type { ConfigGlobs } from './configGlobs.ts';
import type { Found, FoundPlan, PossiblePlan, SkippedFile } from './judgeFile.ts';
import { planFiles, type WalkEntry } from './planFiles.ts';
import { relativePath } from './root.ts';

export interface FindOptions {
  /** Absolute path of the root. */
  readonly root: string;
  readonly config: RunsheetConfig;
  readonly signal?: AbortSignal;
  /** How long to work at a stretch before the event loop gets its turn. */
  readonly sliceMs?: number;
  /** The one file to look at, relative to the root: nothing but the folders on its way is read. */
  readonly only?: string;
  /** What is known from before; what is found out is told to it. */
  readonly cache?: PlanCache | undefined;
}

/** A plan that was read, with what tells the cache when that was. */
type ReadPlan = FoundPlan & { readonly stamp?: FileStamp };

/** A plan that the cache vouches for: nobody read it. */
interface KnownPlan extends Found {
  readonly type: 'known';
  readonly stamp: FileStamp;
}

export type FoundFile = ReadPlan | KnownPlan | PossiblePlan | SkippedFile;

/** How many files are looked at between two looks at the clock. */
const clockEvery = 16;

/**
 * Finds the plans below a folder, in the order of the walk. Most files are dismissed by the first bytes, undecoded.
 * Files are read synchronously, which is several times quicker than through the thread pool; between slices of `sliceMs`
 * the event loop runs. For the extension host, run it in the worker.
 *
 * Never throws for what it finds on the disk; an aborted signal ends it with the signal's reason.
 *
 * @param folder absolute path
 */
export async function* findPlans(
  folder: string,
  { root, config, signal, sliceMs = 5, only, cache }: FindOptions,
): AsyncGenerator<FoundFile, void, undefined> {
  const globs = await globsOf(config);
  let judge: Judge | undefined;
  const given = relativePath(root, folder);
  const offTheWay = (at: string): boolean => only !== undefined && at !== only && !only.startsWith(`${at}/`);
  const isLeftOut = (at: string, isFolder: boolean): boolean =>
    offTheWay(at) || (globs.isLeftOut?.(at, isFolder) ?? false);
  const isFiltered = only !== undefined || globs.isLeftOut !== undefined;
  let sliceStart = performance.now();
  let count = 0;
  for (const entry of planFiles(folder, isFiltered ? { root, isLeftOut } : { root })) {
    const stamp = cache && stampOf(entry.file);
    const known = stamp && cache.verdict(entry.path, stamp, given, (other) => isScoredAlike(entry.path, other, given));
    judge ??= known ? undefined : (await import('./judgeFile.ts')).judgeFile;
    const found = known ? recalled(entry, stamp, known) : judge?.(entry, given, globs);
    if (cache && stamp && !known) tell(cache, stamp, given, entry.path, found);
    if (found) yield found.type === 'plan' && stamp ? { ...found, stamp } : found;
    if (++count % clockEvery !== 0 || performance.now() - sliceStart < sliceMs) continue;
    await nextTurn();
    signal?.throwIfAborted();
    sliceStart = performance.now();
  }
  signal?.throwIfAborted();
  if (only === undefined) cache?.walked(given);
}

type Judge = typeof import('./judgeFile.ts').judgeFile;

/** Without globs, the library for them is not loaded. */
async function globsOf(config: RunsheetConfig): Promise<ConfigGlobs> {
  if (config.plans.length === 0 && config.ignore.length === 0) return { verdict: () => undefined };
  return (await import('./configGlobs.ts')).compileGlobs(config);
}

function recalled({ file, path }: WalkEntry, stamp: FileStamp, known: KnownVerdict): FoundFile | undefined {
  switch (known.verdict) {
    case 'no':
      return undefined;
    case 'plan':
      return { type: 'known', file, path, stamp };
    case 'possible':
      return { type: 'possible', file, path, score: known.score };
  }
}

/** What was skipped is looked at again next time: what stands in the way need not be in the file. */
function tell(cache: PlanCache, stamp: FileStamp, given: string, path: string, found: FoundFile | undefined): void {
  if (!found) cache.setVerdict(path, stamp, given, { verdict: 'no' });
  else if (found.type === 'plan') cache.setVerdict(path, stamp, given, { verdict: 'plan' });
  else if (found.type === 'possible') cache.setVerdict(path, stamp, given, { verdict: 'possible', score: found.score });
}

/** Whether it makes no difference for a file which of two folders was searched. */
function isScoredAlike(path: string, one: string, other: string): boolean {
  return scorePath(path, one).excluded === scorePath(path, other).excluded;
}
