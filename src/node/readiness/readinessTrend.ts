import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Measurement, measurementText, readinessHistory, readMeasurement } from '../../core/shifts/measurement.ts';
import { scoreName } from '../../core/shifts/scoreFile.ts';
import { type TrendPoint, trendOfVersions } from '../../core/shifts/scoreTrend.ts';
import { nameFor, userCacheFolder } from '../cache/cacheFolder.ts';
import { programId } from '../cache/programId.ts';
import { readSealed, writeSealed } from '../cache/sealedFile.ts';
import { randomHex } from '../randomHex.ts';
import { headCommit } from '../run/headCommit.ts';
import { historyFolder, historyTexts, recordsIn } from '../shift/shiftRecords.ts';
import { writeInside } from '../writeInside.ts';

/** The history of a file is looked for commit by commit; a trend is not worth more time. */
const gitMs = 3000;
const mostBytes = 16 * 1024 * 1024;

export interface TrendOptions {
  /** Epoch milliseconds. */
  readonly now: number;
  /** No process may be started. */
  readonly noGit?: boolean;
  /** What git said at the same commit is neither looked up nor kept. */
  readonly noCache?: boolean;
  /** Of all caches; by default the user's. */
  readonly cacheFolder?: string;
  readonly signal?: AbortSignal;
}

/**
 * What was proven over time: ends of shifts and measurements of the handoff folder, and before the first of them the
 * versions of `PRODUCTION_SCORE.txt` that git has, as that file is older than Runsheet. Oldest first; `sparkline` draws
 * the scores. Never rejects.
 *
 * @param root absolute
 * @param handoffs folder, relative to the root
 */
export async function readinessTrend(
  root: string,
  handoffs: string,
  { now, noGit = false, signal, ...caching }: TrendOptions,
): Promise<readonly TrendPoint[]> {
  const [texts, versions] = await Promise.all([
    historyTexts(root, handoffs),
    noGit ? [] : scoreVersions(root, `${handoffs}/${scoreName}`, caching, signal),
  ]);
  const measurements = texts.flatMap((text) => readMeasurement(text) ?? []);
  return readinessHistory(recordsIn(texts), measurements, trendOfVersions(versions), now);
}

type Versions = readonly { readonly atMs: number; readonly text: string }[];

/** The last ones that were asked for: an editor asks again with each result of a check. */
let last: { readonly of: string; readonly versions: Versions } | undefined;

/** The versions of a file in the history of the present commit, with the time of the commit. */
async function scoreVersions(
  root: string,
  file: string,
  { noCache = (process.env['RUNSHEET_NO_CACHE'] ?? '') !== '', cacheFolder = userCacheFolder() }: Partial<TrendOptions>,
  signal: AbortSignal | undefined,
): Promise<Versions> {
  if (!existsSync(path.join(root, file))) return [];
  const commit = headCommit(root);
  const of = JSON.stringify([programId, root, file, commit]);
  if (last?.of === of) return last.versions;
  const kept = path.join(cacheFolder, nameFor(root), 'score');
  const isKept = commit !== undefined && programId !== undefined && !noCache;
  const versions = (isKept ? keptVersions(kept, of) : undefined) ?? (await askVersions(root, file, signal));
  // What came too late, or could not be asked, is asked again.
  if (isKept && versions.length > 0) writeSealed(kept, { of, versions });
  last = { of, versions };
  return versions;
}

/** What git said at the same commit. */
function keptVersions(file: string, of: string): Versions | undefined {
  const kept = readSealed(file, mostBytes, Date.now())?.value as typeof last;
  return kept?.of === of ? kept.versions : undefined;
}

async function askVersions(root: string, file: string, signal: AbortSignal | undefined): Promise<Versions> {
  const { isTrouble, openRepo } = await import('../git/repo.ts');
  const repo = await openRepo(root, signal);
  if (isTrouble(repo)) return [];
  const { fileVersions } = await import('../git/gitFacts.ts');
  const versions = await fileVersions(repo, repo.prefix + file, { timeoutMs: gitMs, ...(signal && { signal }) });
  return versions.filter(({ text }) => text !== '').map(({ atMs, text }) => ({ atMs, text: text.slice(0, 4000) }));
}

/**
 * Keeps a measurement as a file of its own. Errors of the file system as they come.
 *
 * @returns the path relative to the root
 */
export function writeMeasurement(root: string, handoffs: string, measurement: Measurement): Promise<string> {
  const stamp = `${new Date(measurement.atMs).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  const name = `${stamp}-status-${randomHex(4)}.json`;
  return writeInside(root, `${handoffs}/${historyFolder}`, name, measurementText(measurement));
}
