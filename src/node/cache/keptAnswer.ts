import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { configName } from '../../core/config/config.ts';
import { isHandoffPath } from '../../core/shifts/handoffFiles.ts';
import { planFiles } from '../planFiles.ts';
import { nameFor, userCacheFolder } from './cacheFolder.ts';
import type { FileStamp } from './cacheIndex.ts';
import { isRacy, stampOf } from './planCache.ts';
import { programId } from './programId.ts';
import { readSealed, writeSealed } from './sealedFile.ts';

/** What was asked, and the state of everything it was asked about that is known before anything is read. */
export interface Question {
  /** Absolute; what is beside the plans is looked for there. */
  readonly root: string;
  /** The folder whose plans are meant; absolute. */
  readonly folder: string;
  /** Everything else that the answer depends on: how it was asked, and how it is to be shown. */
  readonly asked: string;
  /** When, epoch milliseconds. */
  readonly now: number;
  /** Of the configuration; undefined where there is none. To be taken before it is read. */
  readonly config: FileStamp | undefined;
  readonly place: string;
  readonly program: string;
}

interface KeptAnswer {
  readonly of: string;
  /** Relative to the root, in the order of the walk; the numbers of the file are what `numbersOf` says of each. */
  readonly paths: readonly string[];
  readonly handoffs: string;
  readonly text: string;
}

/** Where more files than these are looked at, holding them against an answer in vain would be felt. */
const mostFiles = 1000;
const mostBytes = 4 * 1024 * 1024;
/** UTF-16 units of the answer: with the names of the files it is below the bytes that are read. */
const longestText = 1024 * 1024;
const perFile = 3;

/**
 * A question whose answer may be kept; undefined outside of a build, and where the user wants no cache.
 *
 * @param place of all caches; by default the user's
 */
export function questionAt(
  given: Pick<Question, 'root' | 'folder' | 'asked' | 'now'>,
  place = userCacheFolder(),
  program = programId,
): Question | undefined {
  if (program === undefined || (process.env['RUNSHEET_NO_CACHE'] ?? '') !== '') return undefined;
  const config = stampOf(path.join(given.root, configName));
  return { ...given, config, program, place: path.join(place, nameFor(given.root), 'answer') };
}

/**
 * The answer to the last question about a root, if it is this one and nothing has changed: not the program, the
 * configuration, the calendar, any markdown file that was looked at, which files there are, and nothing stands beside
 * the plans (see `standsAlone`). Never throws.
 */
export function keptAnswer(question: Question): string | undefined {
  const { root, folder, now } = question;
  const sealed = readSealed(question.place, mostBytes, now);
  const kept = sealed?.value as KeptAnswer | undefined;
  if (!sealed || kept?.of !== nameOf(question) || !standsAlone(root, kept.handoffs)) return undefined;
  const { paths } = kept;
  // What changes most is asked first: which files there are takes a walk.
  for (let at = 0; at < paths.length; at++) {
    const stamp = stampOf(path.join(root, paths[at] ?? ''));
    if (!stamp || numbersOf(stamp).some((number, part) => number !== sealed.numbers[at * perFile + part]))
      return undefined;
  }
  let at = 0;
  for (const entry of planFiles(folder, { root }))
    if (entry.type !== 'file' || entry.path !== paths[at++]) return undefined;
  return at === paths.length ? kept.text : undefined;
}

/**
 * Keeps an answer until something changes. Not where that could not be seen later: a file was changed too shortly
 * before it was looked at, or something stands beside the plans. Never throws.
 *
 * @param files that were looked at, in the order of the walk, with what they were before they were read
 * @param handoffs folder, relative to the root
 */
export function keepAnswer(
  question: Question,
  files: ReadonlyMap<string, FileStamp>,
  handoffs: string,
  text: string,
): void {
  const { root, config, place } = question;
  const stamps = Array.from(files.values());
  const isSure = !stamps.some(isRacy) && (!config || !isRacy(config));
  if (!isSure || files.size > mostFiles || text.length > longestText || !standsAlone(root, handoffs)) return;
  const kept: KeptAnswer = { of: nameOf(question), paths: Array.from(files.keys()), handoffs, text };
  writeSealed(place, kept, Float64Array.from(stamps.flatMap(numbersOf)));
}

/**
 * Whether nothing but the plans says how ready they are: no folder of handoffs with evidence, decisions and history, and
 * no handoff elsewhere. Evidence is held against the present state of all code, so its answer is never kept.
 *
 * @param handoffs folder, relative to the root
 */
export function standsAlone(root: string, handoffs: string): boolean {
  return (
    !existsSync(path.join(root, handoffs)) &&
    !['', 'docs'].some((place) => namesIn(path.join(root, place)).some((name) => isHandoffPath(name, handoffs)))
  );
}

const nameOf = ({ root, folder, asked, now, config, program }: Question): string =>
  JSON.stringify([program, root, folder, asked, dayOf(now), config ? numbersOf(config) : []]);

/**
 * Without evidence and decisions the clock counts by days alone, and those turn at noon UTC: see `datedContradictions`,
 * by which a day has begun when it has begun everywhere, and is over when it is over everywhere.
 */
const dayOf = (now: number): number => Math.floor(now / 86_400_000 - 0.5);

const numbersOf = ({ size, mtimeMs, ctimeMs }: FileStamp): readonly number[] => [size, mtimeMs, ctimeMs];

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
