import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RunsheetConfig } from '../core/config/config.ts';
import { couldBePlan, headBytes, isBinary } from '../core/detect/couldBePlan.ts';
import { mayHaveIdentity } from '../core/detect/identityWords.ts';
import { scanFacts } from '../core/detect/scanFacts.ts';
import { scorePath } from '../core/detect/scorePath.ts';
import { type PlanScore, scorePlan } from '../core/detect/scorePlan.ts';
import { compileGlobs, type ConfigGlobs } from './configGlobs.ts';
import { planFiles, type WalkEntry } from './planFiles.ts';
import { decodeText, describeError, type FileText, maxFileBytes, openFlags, readOpen, tooLarge } from './readText.ts';
import { relativePath } from './root.ts';

export interface FoundPlan {
  readonly type: 'plan' | 'possible';
  /** Absolute. */
  readonly file: string;
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly score: PlanScore;
  readonly content: FileText;
}

/** A file that may be a plan, or a folder that may hold some, and could not be read. */
export interface SkippedFile {
  readonly type: 'skipped';
  readonly file: string;
  readonly path: string;
  /** A sentence without a full stop. */
  readonly reason: string;
}

export interface FindOptions {
  /** Absolute path of the root. */
  readonly root: string;
  readonly config: RunsheetConfig;
  readonly signal?: AbortSignal;
  /** How long to work at a stretch before the event loop gets its turn. */
  readonly sliceMs?: number;
  /** The one file to look at, relative to the root: nothing but the folders on its way is read. */
  readonly only?: string;
}

/** One buffer for the heads of all files: what a file says is copied before the next is read. */
const head = Buffer.alloc(headBytes);

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
  { root, config, signal, sliceMs = 5, only }: FindOptions,
): AsyncGenerator<FoundPlan | SkippedFile, void, undefined> {
  const globs = await compileGlobs(config);
  const given = relativePath(root, folder);
  const offTheWay = (at: string) => only !== undefined && at !== only && !only.startsWith(`${at}/`);
  const isLeftOut = (at: string, isFolder: boolean) => offTheWay(at) || (globs.isLeftOut?.(at, isFolder) ?? false);
  let sliceStart = performance.now();
  let count = 0;
  for (const entry of planFiles(folder, { root, isLeftOut })) {
    const found = judge(entry, given, globs);
    if (found) yield found;
    if (++count % clockEvery !== 0 || performance.now() - sliceStart < sliceMs) continue;
    await nextTurn();
    signal?.throwIfAborted();
    sliceStart = performance.now();
  }
  signal?.throwIfAborted();
}

function judge(entry: WalkEntry, given: string, globs: ConfigGlobs): FoundPlan | SkippedFile | undefined {
  const { file, path } = entry;
  const skipped = (reason: string): SkippedFile => ({ type: 'skipped', file, path, reason });
  if (entry.type === 'unreadable') return skipped(entry.reason);
  try {
    const descriptor = openSync(file, openFlags);
    try {
      return judgeOpen(descriptor, entry, given, globs);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return skipped(describeError(error));
  }
}

function judgeOpen(
  descriptor: number,
  { file, path }: WalkEntry,
  given: string,
  globs: ConfigGlobs,
): FoundPlan | SkippedFile | undefined {
  const skipped = (reason: string): SkippedFile => ({ type: 'skipped', file, path, reason });
  const bytes = head.subarray(0, readSync(descriptor, head, 0, headBytes, 0));
  if (isBinary(bytes)) return skipped('is binary, not text');
  const isWhole = bytes.length < headBytes;
  const stat = isWhole ? undefined : fstatSync(descriptor);
  if (stat && stat.size > maxFileBytes) return skipped(tooLarge(stat.size));
  const configured = globs.verdict(path);
  if (!configured && !couldBePlan(bytes, isIdentified(path, given))) return undefined;
  const content = isWhole ? decodeWhole(descriptor, bytes) : readOpen(descriptor);
  if ('skipped' in content) return skipped(content.skipped);
  const score = scorePlan(path, scanFacts(content.text), configured, scorePath(path, given));
  return score.verdict === 'no' ? undefined : { type: score.verdict, file, path, score, content };
}

function isIdentified(path: string, given: string): boolean {
  if (!mayHaveIdentity(path)) return false;
  const { identified, excluded } = scorePath(path, given);
  return identified && excluded === undefined;
}

function decodeWhole(descriptor: number, bytes: Uint8Array): ReturnType<typeof readOpen> {
  const decoded = decodeText(bytes);
  if ('skipped' in decoded) return decoded;
  const { mtimeMs } = fstatSync(descriptor);
  return { ...decoded, size: bytes.length, mtimeMs };
}
