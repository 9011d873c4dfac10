import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { couldBePlan, headBytes, isBinary } from '../core/detect/couldBePlan.ts';
import { mayHaveIdentity } from '../core/detect/identityWords.ts';
import { scorePath } from '../core/detect/scorePath.ts';
import { type PlanScore, scoreText } from '../core/detect/scorePlan.ts';
import type { ConfigGlobs } from './configGlobs.ts';
import type { WalkEntry } from './planFiles.ts';
import { decodeText, describeError, type FileText, maxFileBytes, openFlags, readOpen, tooLarge } from './readText.ts';

export interface Found {
  /** Absolute. */
  readonly file: string;
  /** Relative to the root, with `/`. */
  readonly path: string;
}

export interface FoundPlan extends Found {
  readonly type: 'plan';
  readonly content: FileText;
}

export interface PossiblePlan extends Found {
  readonly type: 'possible';
  readonly score: PlanScore;
}

/** A file that may be a plan, or a folder that may hold some, and could not be read. */
export interface SkippedFile extends Found {
  readonly type: 'skipped';
  /** A sentence without a full stop. */
  readonly reason: string;
}

/** One buffer for the heads of all files: what a file says is copied before the next is read. */
const head = Buffer.alloc(headBytes);

export type JudgedFile = FoundPlan | PossiblePlan | SkippedFile;

/**
 * Reads a file as far as that is needed to say whether it is a plan; undefined where it is none. Most files are dismissed
 * by the first bytes, undecoded. Never throws. Loaded with the first file that the cache does not know.
 */
export function judgeFile(entry: WalkEntry, given: string, globs: ConfigGlobs): JudgedFile | undefined {
  const { file, path } = entry;
  if (entry.type === 'unreadable') return { type: 'skipped', file, path, reason: entry.reason };
  try {
    const descriptor = openSync(file, openFlags);
    try {
      return judgeOpen(descriptor, file, path, given, globs);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return { type: 'skipped', file, path, reason: describeError(error) };
  }
}

function judgeOpen(
  descriptor: number,
  file: string,
  path: string,
  given: string,
  globs: ConfigGlobs,
): JudgedFile | undefined {
  const skipped = (reason: string): SkippedFile => ({ type: 'skipped', file, path, reason });
  const length = readSync(descriptor, head, 0, headBytes, 0);
  const bytes = head.toString('latin1', 0, length);
  if (isBinary(bytes)) return skipped('is binary, not text');
  const isWhole = length < headBytes;
  const stat = isWhole ? undefined : fstatSync(descriptor);
  if (stat && stat.size > maxFileBytes) return skipped(tooLarge(stat.size));
  const configured = globs.verdict(path);
  const known = mayHaveIdentity(path) ? scorePath(path, given) : undefined;
  if (!configured && !couldBePlan(bytes, known?.identified === true && known.excluded === undefined)) return undefined;
  const content = isWhole ? decodeWhole(descriptor, head.subarray(0, length)) : readOpen(descriptor);
  if ('skipped' in content) return skipped(content.skipped);
  const { text } = content;
  const pathScore = known ?? scorePath(path, given);
  const score = scoreText(path, text, configured, pathScore);
  if (score.verdict === 'no') return undefined;
  return score.verdict === 'plan' ? { type: 'plan', file, path, content } : { type: 'possible', file, path, score };
}

function decodeWhole(descriptor: number, bytes: Uint8Array): ReturnType<typeof readOpen> {
  const decoded = decodeText(bytes);
  if ('skipped' in decoded) return decoded;
  const { mtimeMs } = fstatSync(descriptor);
  return { ...decoded, size: bytes.length, mtimeMs };
}
