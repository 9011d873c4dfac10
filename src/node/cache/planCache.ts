import { statSync } from 'node:fs';
import path from 'node:path';
import type { RunsheetConfig } from '../../core/config/config.ts';
import type { PlanScore } from '../../core/detect/scorePlan.ts';
import type { Plan } from '../../core/model.ts';
import { forgetOldRoots, nameFor, shrinkFolder, userCacheFolder } from './cacheFolder.ts';
import { type CacheEntry, type CacheKey, type FileStamp, readIndex, writeIndex } from './cacheIndex.ts';
import { programId } from './programId.ts';
import { type PlanPlace, readStoredPlan, writeStoredPlan } from './storedPlan.ts';

/** What a search knows of a file without reading it. */
export type KnownVerdict =
  | { readonly verdict: 'no' }
  | { readonly verdict: 'possible'; readonly score: PlanScore }
  | { readonly verdict: 'plan' };

export interface CacheOptions {
  /** Absolute path; paths in the cache are relative to it, with `/`. */
  readonly root: string;
  readonly config: RunsheetConfig;
  /** Of all roots; by default the user's. */
  readonly folder?: string;
  /** Bytes of plans kept for a root. */
  readonly maxBytes?: number;
  /** By default this build; outside of a build nothing is cached. */
  readonly program?: string | undefined;
}

/**
 * A change within the tick of a file system's clock leaves the modification time as it is (git calls such files racy);
 * FAT has the longest tick, two seconds.
 */
const racyMs = 3000;

/**
 * What was found out about the files of a root, kept on disk: whether a file is a plan, and what it says. Shared by the
 * editor and the command line, each of which opens it, asks, tells and saves:
 *
 *     const cache = openPlanCache({ root, config });
 *     const stamp = stampOf(file);                               // before the file is read
 *     if (cache.verdict(path, stamp, given)?.verdict === 'no') continue; // nothing is read
 *     let plan = cache.plan(path, stamp);                        // nothing is read but the cache
 *     if (!plan) {
 *       const hash = contentHash(content);                       // of what readText gave
 *       plan = cache.planOfContent(path, hash) ?? parsePlan(path, content.text, config);
 *       cache.setVerdict(path, stamp, given, { verdict: 'plan' });
 *       cache.setPlan(path, stamp, hash, plan);
 *     }
 *     cache.save();                                              // now and then, and at the end
 *
 * `findPlans` and `readPlan` do this where they are given a cache. No method throws: what cannot be read is not known,
 * what cannot be written is forgotten. Everything waits for the disk; not for the thread of an editor.
 */
export class PlanCache {
  readonly #folder: string;
  readonly #key: CacheKey;
  readonly #maxBytes: number;
  readonly #loaded: ReturnType<typeof readIndex>;
  readonly #fresh = new Map<string, CacheEntry>();
  #isSaved = true;
  /** Asked for by this process: these files exist. */
  readonly #seen = new Map<string, FileStamp>();
  readonly #gone = new Set<string>();
  readonly #unsaved = new Map<string, { readonly hash: string; readonly plan: Plan }>();
  /** Hashes of plans that are on disk. */
  readonly #stored = new Map<string, string>();
  /** Whether plans were written that count against the bound. */
  #hasGrown = false;
  /** Where its plans are kept, for a thread that writes some of them. */
  readonly place: PlanPlace;

  constructor(folder: string, key: CacheKey, maxBytes: number) {
    this.#folder = folder;
    this.#key = key;
    this.place = { folder, program: key.program, config: key.config };
    this.#maxBytes = maxBytes;
    this.#loaded = readIndex(folder, key, Date.now());
  }

  /**
   * Whether a file is a plan, if that is known of the file as it is now.
   *
   * @param given the folder that is searched, relative to the root
   * @param alike says whether another folder that was searched makes no difference for this path
   */
  verdict(
    file: string,
    stamp: FileStamp,
    given: string,
    alike: (before: string) => boolean = () => false,
  ): KnownVerdict | undefined {
    this.#seen.set(file, stamp);
    const entry = this.#trusted(file, stamp);
    if (!entry || (entry.given !== given && !alike(entry.given))) return undefined;
    if (entry.verdict === 'possible') return entry.score && { verdict: 'possible', score: entry.score };
    return entry.verdict === 'named' ? undefined : { verdict: entry.verdict };
  }

  setVerdict(file: string, stamp: FileStamp, given: string, known: KnownVerdict): void {
    if (!this.#seen.has(file)) this.#seen.set(file, stamp);
    const score = known.verdict === 'possible' ? { score: known.score } : undefined;
    this.#fresh.set(file, { stamp, verdict: known.verdict, given, ...score });
    this.#isSaved = false;
  }

  /** The hash of a file's content, if it was read as a plan and is as it was then. */
  hash(file: string, stamp: FileStamp): string | undefined {
    return this.#trusted(file, stamp)?.hash;
  }

  /** The plan that a file is read as, if that is known of the file as it is now. */
  plan(file: string, stamp: FileStamp): Plan | undefined {
    const hash = this.#trusted(file, stamp)?.hash;
    return hash === undefined ? undefined : this.planOfContent(file, hash);
  }

  /** The plan that a content is read as, see `contentHash`; for files whose times tell nothing. */
  planOfContent(file: string, hash: string): Plan | undefined {
    const unsaved = this.#unsaved.get(file);
    if (unsaved?.hash === hash) return unsaved.plan;
    const plan = readStoredPlan(this.place, file, hash);
    if (plan) this.#stored.set(file, hash);
    return plan;
  }

  /** Says that a plan of this content was written by `writeStoredPlan`; `setPlan` does not write it again. */
  wasStored(file: string, hash: string): void {
    this.#stored.set(file, hash);
    this.#hasGrown = true;
  }

  /** Keeps a plan; what was said by `setVerdict` about the same state of the file stays. */
  setPlan(file: string, stamp: FileStamp, hash: string, plan: Plan): void {
    const known = this.#fresh.get(file) ?? this.#loaded?.get(file);
    const judged = known && isSame(known.stamp, stamp) ? known : { verdict: 'named' as const, given: '' };
    this.#fresh.set(file, { ...judged, stamp, hash });
    this.#isSaved = false;
    if (this.#stored.get(file) !== hash) this.#unsaved.set(file, { hash, plan });
  }

  /** The files that a search asked for, in its order, as they were then. */
  get seen(): ReadonlyMap<string, FileStamp> {
    return this.#seen;
  }

  /** Says that all of a folder was searched: what was known below it and not asked for is gone. */
  walked(given: string): void {
    for (const file of this.#loaded?.paths() ?? []) {
      if ((given === '' || file.startsWith(`${given}/`)) && !this.#seen.has(file)) this.#gone.add(file);
    }
    if (this.#gone.size > 0) this.#isSaved = false;
  }

  /** Writes what is new. Another process may have written meanwhile: what it found out about other files stays. */
  save(): void {
    if (this.#isSaved) return;
    this.#isSaved = true;
    const now = Date.now();
    for (const [file, { hash, plan }] of this.#unsaved) {
      // Where one cannot be written, the next will not do better.
      if (!writeStoredPlan(this.place, file, hash, plan)) return;
      this.wasStored(file, hash);
    }
    if (this.#hasGrown) shrinkFolder(path.join(this.#folder, 'plans'), this.#maxBytes, now);
    this.#hasGrown = false;
    this.#unsaved.clear();
    const others = readIndex(this.#folder, this.#key, now) ?? this.#loaded;
    writeIndex(this.#folder, this.#key, this.#merged(others));
    if (!this.#loaded) forgetOldRoots(path.dirname(this.#folder), now);
    this.#gone.clear();
  }

  *#merged(others: ReturnType<typeof readIndex>): Generator<readonly [string, CacheEntry]> {
    yield* this.#fresh;
    for (const file of others?.paths() ?? []) {
      const entry = this.#fresh.has(file) || this.#gone.has(file) ? undefined : others?.get(file);
      if (entry) yield [file, entry];
    }
  }

  #trusted(file: string, stamp: FileStamp): CacheEntry | undefined {
    const entry = this.#fresh.get(file) ?? this.#loaded?.get(file);
    if (!entry || !isSame(entry.stamp, stamp)) return undefined;
    return isRacy({ ...stamp, atMs: entry.stamp.atMs }) ? undefined : entry;
  }
}

/**
 * Opens the cache of a root. Undefined where nothing is to be cached: outside of a build, or because the user set
 * `RUNSHEET_NO_CACHE`. Never throws.
 */
export function openPlanCache(options: CacheOptions): PlanCache | undefined {
  const { root, config, folder = userCacheFolder(), maxBytes = 64 * 1024 * 1024, program = programId } = options;
  if (program === undefined || (process.env['RUNSHEET_NO_CACHE'] ?? '') !== '') return undefined;
  const { plans, ignore, marks, roles } = config;
  const key = { root, program, config: JSON.stringify([plans, ignore, marks, roles]) };
  return new PlanCache(path.join(folder, nameFor(root)), key, maxBytes);
}

/** Looks at a file, links followed; undefined where there is none. To be taken before the file is read. */
export function stampOf(file: string): FileStamp | undefined {
  const atMs = Date.now();
  try {
    const stat = statSync(file, { throwIfNoEntry: false });
    return stat && { size: stat.size, mtimeMs: stat.mtimeMs, ctimeMs: stat.ctimeMs, atMs };
  } catch {
    return undefined;
  }
}

/** Whether a file was changed so shortly before it was looked at that its times may not show the next change. */
export function isRacy({ mtimeMs, ctimeMs, atMs }: FileStamp): boolean {
  return atMs - Math.max(mtimeMs, ctimeMs) <= racyMs;
}

function isSame(one: FileStamp, other: FileStamp): boolean {
  return one.size === other.size && one.mtimeMs === other.mtimeMs && one.ctimeMs === other.ctimeMs;
}
