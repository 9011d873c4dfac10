import path from 'node:path';
import type { PlanScore } from '../../core/detect/scorePlan.ts';
import { readSealed, writeSealed } from './sealedFile.ts';

/** When and how a file was seen; taken before it was read, so that a change meanwhile shows. */
export interface FileStamp {
  readonly size: number;
  readonly mtimeMs: number;
  /** Changes also where a tool sets the modification time back. */
  readonly ctimeMs: number;
  /** When it was taken, epoch milliseconds. */
  readonly atMs: number;
}

/** `named`: it was read because the user named it; nobody asked whether it is a plan. */
export type CachedVerdict = 'no' | 'possible' | 'plan' | 'named';

/** What is known of a file. */
export interface CacheEntry {
  readonly stamp: FileStamp;
  readonly verdict: CachedVerdict;
  /** The folder that was searched, relative to the root: folder names inside of it speak against a plan. */
  readonly given: string;
  readonly score?: PlanScore;
  /** Hash of the content, where it was read as a plan. */
  readonly hash?: string;
}

/** What an index must be made for to be worth anything. */
export interface CacheKey {
  readonly root: string;
  /** Version and build of the program. */
  readonly program: string;
  /** Everything of the configuration that changes what is a plan and how it is read. */
  readonly config: string;
}

/** The entries of an index by path; decoded when they are asked for, because most are of files that are no plans. */
export interface CacheIndex {
  readonly get: (path: string) => CacheEntry | undefined;
  readonly paths: () => Iterable<string>;
}

/** More files than that are not remembered; with names of usual length the index is 20 MB then. */
const maxFiles = 200_000;
const maxIndexBytes = 64 * 1024 * 1024;
const perFile = 6;
const verdicts: readonly CachedVerdict[] = ['no', 'possible', 'plan', 'named'];

interface IndexValue extends CacheKey {
  readonly paths: readonly string[];
  readonly givens: readonly string[];
  /** By position in `paths`; only of files that are or may be plans. */
  readonly about: Readonly<Record<number, About>>;
}

type About = Pick<CacheEntry, 'score' | 'hash'>;

const indexName = 'index';

/** Reads the index in a folder; undefined where there is none that was made for this key. */
export function readIndex(folder: string, key: CacheKey, now: number): CacheIndex | undefined {
  const sealed = readSealed(path.join(folder, indexName), maxIndexBytes, now);
  if (!sealed) return undefined;
  const { numbers } = sealed;
  const value = sealed.value as IndexValue | null;
  if (value?.root !== key.root || value.program !== key.program || value.config !== key.config) return undefined;
  const byPath = new Map<string, number>();
  for (let at = 0; at < value.paths.length; at++) byPath.set(value.paths[at] ?? '', at);
  const number = (file: number, column: number) => numbers[file * perFile + column] ?? NaN;
  return {
    paths: () => value.paths,
    get: (file) => {
      const at = byPath.get(file);
      if (at === undefined) return undefined;
      return {
        stamp: { size: number(at, 0), mtimeMs: number(at, 1), ctimeMs: number(at, 2), atMs: number(at, 3) },
        verdict: verdicts[number(at, 4)] ?? 'named',
        given: value.givens[number(at, 5)] ?? '',
        ...value.about[at],
      };
    },
  };
}

/** Writes an index; the first entries stay where there are too many. */
export function writeIndex(folder: string, key: CacheKey, entries: Iterable<readonly [string, CacheEntry]>): boolean {
  const paths: string[] = [];
  const givens = new Map<string, number>();
  const numbers: number[] = [];
  const about: Record<number, About> = {};
  for (const [file, entry] of entries) {
    if (paths.length === maxFiles) break;
    const { size, mtimeMs, ctimeMs, atMs } = entry.stamp;
    const given = givens.get(entry.given) ?? givens.size;
    givens.set(entry.given, given);
    numbers.push(size, mtimeMs, ctimeMs, atMs, verdicts.indexOf(entry.verdict), given);
    if (entry.score ?? entry.hash) about[paths.length] = aboutOf(entry);
    paths.push(file);
  }
  const value: IndexValue = { ...key, paths, givens: Array.from(givens.keys()), about };
  return writeSealed(path.join(folder, indexName), value, Float64Array.from(numbers)) !== undefined;
}

function aboutOf({ score, hash }: CacheEntry): About {
  return { ...(score && { score }), ...(hash !== undefined && { hash }) };
}
