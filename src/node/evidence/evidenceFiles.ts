import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Evidence, readEvidence } from '../../core/readiness/evidence.ts';
import { sha256 } from '../../core/text/sha256.ts';
import { randomHex } from '../randomHex.ts';
import { readBounded } from '../readBounded.ts';
import { describeError } from '../readText.ts';
import { relativePath } from '../root.ts';
import { writeInside } from '../writeInside.ts';

/** A file of evidence that is not believed. */
export interface RefusedFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  /** A sentence without a full stop. */
  readonly reason: string;
}

export interface StoredEvidence {
  /** Oldest first. */
  readonly records: readonly Evidence[];
  readonly refused: readonly RefusedFile[];
  /** Files beyond the newest that are read. */
  readonly unread: number;
}

/** The name of the folder in the handoff folder. */
const folderName = 'evidence';
/** When it was made, which criterion it is about, and something that nobody else has. */
const fileName = /^\d{8}T\d{9}Z-([0-9a-f]{8})-[0-9a-f]{8}\.json$/;
/** Bytes of one file; one that a check writes has less than a tenth. */
const maxFileBytes = 64 * 1024;
const maxFiles = 20_000;
/** Results that are kept of one criterion, and of those without one. */
const keptResults = 10;
const keptUnknown = 2;
/** Clocks of two machines differ a little. */
const clockSkewMs = 5 * 60_000;

export function evidenceFolder(root: string, handoffs: string): string {
  return path.join(root, handoffs, folderName);
}

/**
 * Reads the evidence of a root: newest files first up to a bound, each of bounded size. What is damaged, too large, no
 * plain file, of a newer Runsheet or dated in the future is refused with a reason; it proves nothing. Files with other
 * names are left alone. Never throws.
 *
 * @param now epoch milliseconds
 */
export async function readEvidenceFiles(root: string, handoffs: string, now: number): Promise<StoredEvidence> {
  const folder = evidenceFolder(root, handoffs);
  const all = await readdir(folder).catch((): string[] => []);
  const names = all.filter((name) => fileName.test(name)).sort();
  const read = names.slice(-maxFiles);
  const records: Evidence[] = [];
  const refused: RefusedFile[] = [];
  for (const name of read) {
    const found = readOne(path.join(folder, name), now);
    if (typeof found === 'string') refused.push({ path: relativePath(root, path.join(folder, name)), reason: found });
    else records.push(found);
  }
  return { records, refused, unread: names.length - read.length };
}

function readOne(file: string, now: number): Evidence | string {
  let text: string | undefined;
  try {
    text = readBounded(file, maxFileBytes);
  } catch (error) {
    return describeError(error);
  }
  if (text === undefined) return `it is no plain file of at most ${maxFileBytes / 1024} KB`;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'it is no JSON';
  }
  const evidence = readEvidence(value);
  if ('refused' in evidence) return evidence.refused;
  const startedAt = Date.parse(evidence.startedAt);
  return startedAt > now + clockSkewMs
    ? `it is dated in the future (${evidence.startedAt}): a clock was wrong`
    : evidence;
}

/**
 * Writes evidence as a file of its own, whole or not at all, and removes all but the newest results of its criterion. Two
 * that write at once have two files. Errors of the file system as they come.
 *
 * @returns the path relative to the root
 * @throws Error where the folder of handoffs leads out of the root
 */
export async function writeEvidence(root: string, handoffs: string, evidence: Evidence): Promise<string> {
  const stamp = new Date(evidence.startedAt).toISOString().replace(/[-:.]/g, '');
  const name = `${stamp}-${criterionMark(evidence)}-${randomHex(4)}.json`;
  const text = `${JSON.stringify(evidence, undefined, 2)}\n`;
  const written = await writeInside(root, `${handoffs}/${folderName}`, name, text);
  await removeOld(evidenceFolder(root, handoffs), evidence);
  return written;
}

const criterionMark = ({ criterion }: Evidence): string => sha256(`${criterion.plan}\0${criterion.key}`).slice(0, 8);

/** A failure stays however often nothing was found out since. */
async function removeOld(folder: string, evidence: Evidence): Promise<void> {
  const mark = criterionMark(evidence);
  const names = (await readdir(folder).catch((): string[] => [])).filter((name) => fileName.exec(name)?.[1] === mark);
  const [left, unknown]: [string[], string[]] = [[], []];
  for (const name of names.sort().reverse()) {
    const found = readOne(path.join(folder, name), Number.MAX_SAFE_INTEGER);
    if (typeof found !== 'string') (found.outcome === 'unknown' ? unknown : left).push(name);
  }
  for (const name of [...left.slice(keptResults), ...unknown.slice(keptUnknown)])
    await rm(path.join(folder, name), { force: true }).catch(() => undefined);
}
