import { existsSync } from 'node:fs';
import path from 'node:path';
import { type ReadOptions, type RunsheetConfig } from '../../core/config/config.ts';
import { scanFacts } from '../../core/detect/scanFacts.ts';
import { scorePlan } from '../../core/detect/scorePlan.ts';
import type { Plan } from '../../core/model.ts';
import { type PlanSummary, summarize } from '../../core/show/planSummary.ts';
import type { FileStamp } from '../cache/cacheIndex.ts';
import { contentHash } from '../cache/contentHash.ts';
import { openPlanCache, type PlanCache } from '../cache/planCache.ts';
import { parseConfig, readConfigFile } from '../configFile.ts';
import { compileGlobs } from '../configGlobs.ts';
import { findPlans, type FoundFile } from '../findPlans.ts';
import { parseFile } from '../parseFile.ts';
import { type FileText, readText } from '../readText.ts';
import { fileVersion } from './fileVersion.ts';
import type { DeadlyFile, FileToLookAt, IndexedContent, IndexRequest, TextToRead } from './messages.ts';
import { writePresentFile } from './presentFile.ts';
import { readStamp } from './readStamp.ts';

type ReadContent =
  | { readonly kind: 'plan'; readonly stamp: string; readonly summary: PlanSummary; readonly plan: Plan }
  | Exclude<IndexedContent, { readonly kind: 'plan' }>;

type Found =
  | { readonly kind: 'options'; readonly options: ReadOptions }
  | { readonly kind: 'file'; readonly path: string; readonly content: ReadContent };

/** What reading a folder's files takes. */
interface Reading {
  /** Absolute; empty for texts that are in no folder. */
  readonly folder: string;
  readonly options: ReadOptions;
  readonly deadly: readonly DeadlyFile[];
  readonly present: SharedArrayBuffer;
  readonly cache?: PlanCache | undefined;
}

/** A file that is a plan. */
interface PlanFile {
  readonly path: string;
  readonly content?: FileText;
  /** How it was before it was read. */
  readonly version?: FileStamp | undefined;
  /** The stamp of what the asker has of it. */
  readonly known: string | undefined;
}

/** Plans that wait for being written to the disk take memory. */
const saveEvery = 40;

/** What a question asks for, one file after the other: first how the folder's plans are read, then the files. */
export async function* readIndex(
  request: IndexRequest,
  deadly: readonly DeadlyFile[],
  present: SharedArrayBuffer,
  signal: AbortSignal,
): AsyncGenerator<Found, void, undefined> {
  if (request.kind === 'texts') {
    yield* readTexts(request.config, request.files, present);
    return;
  }
  const { folder } = request;
  const { config } = await readConfigFile(folder);
  const options = { marks: config.marks, roles: config.roles, folders: config.folders };
  yield { kind: 'options', options };
  const reading = { folder, options, deadly, present };
  if (request.kind === 'search') {
    yield* search(reading, config, request.known, signal);
    return;
  }
  for (const file of request.files) yield { kind: 'file', path: file.path, content: await look(reading, config, file) };
}

async function* search(
  reading: Reading,
  config: RunsheetConfig,
  known: ReadonlyMap<string, string>,
  signal: AbortSignal,
): AsyncGenerator<Found, void, undefined> {
  const { folder } = reading;
  const cache = openPlanCache({ root: folder, config });
  let unsaved = 0;
  try {
    for await (const found of findPlans(folder, { root: folder, config, signal, cache })) {
      const content = await readFound({ ...reading, cache }, found, known.get(found.path));
      yield { kind: 'file', path: found.path, content };
      if (content.kind === 'plan' && ++unsaved % saveEvery === 0) cache?.save();
    }
  } finally {
    cache?.save();
  }
}

async function readFound(reading: Reading, found: FoundFile, known: string | undefined): Promise<ReadContent> {
  const { path: at } = found;
  switch (found.type) {
    case 'possible':
      return { kind: 'possible', terms: found.score.terms };
    case 'skipped':
      return { kind: 'skipped', reason: found.reason };
    case 'known':
      return readPlan(reading, { path: at, version: found.stamp, known });
    case 'plan':
      return readPlan(reading, { path: at, version: found.stamp, content: found.content, known });
  }
}

/** One file by the rules of the search, but a plan stays one until it says itself that it is none. */
async function look(reading: Reading, config: RunsheetConfig, { path: at, stamp }: FileToLookAt): Promise<ReadContent> {
  const { folder } = reading;
  if (stamp === undefined) {
    for await (const found of findPlans(folder, { root: folder, config, only: at }))
      if (found.path === at) return readFound(reading, found, undefined);
    return { kind: 'none' };
  }
  const content = readText(path.join(folder, at));
  if (!('skipped' in content) && scanFacts(content.text).marker === 'ignore') return { kind: 'none' };
  return 'skipped' in content
    ? unread(reading, at, content.skipped)
    : readPlan(reading, { path: at, content, known: stamp });
}

function unread({ folder }: Reading, at: string, reason: string): ReadContent {
  return existsSync(path.join(folder, at)) ? { kind: 'skipped', reason } : { kind: 'none' };
}

async function* readTexts(
  configText: string | undefined,
  files: readonly TextToRead[],
  present: SharedArrayBuffer,
): AsyncGenerator<Found, void, undefined> {
  const { config } = await parseConfig(configText ?? '{}');
  const options = { marks: config.marks, roles: config.roles, folders: config.folders };
  yield { kind: 'options', options };
  const globs = await compileGlobs(config);
  const reading = { folder: '', options, deadly: [], present };
  for (const { path: at, text, stamp } of files) {
    const score = isLeftOut(at, globs.isLeftOut) ? undefined : scorePlan(at, scanFacts(text), globs.verdict(at));
    const verdict = score?.verdict ?? 'no';
    const content: FileText = { text, size: 0, mtimeMs: 0, encoding: 'utf-8', bom: false, damaged: false };
    const read: ReadContent =
      verdict === 'plan'
        ? await readPlan(reading, { path: at, content, known: stamp })
        : verdict === 'possible'
          ? { kind: 'possible', terms: score?.terms ?? [] }
          : { kind: 'none' };
    yield { kind: 'file', path: at, content: read };
  }
}

/** A walk would not enter a folder that is left out. */
function isLeftOut(at: string, leftOut: ((path: string, isFolder: boolean) => boolean) | undefined): boolean {
  if (!leftOut) return false;
  for (let slash = at.indexOf('/'); slash > 0; slash = at.indexOf('/', slash + 1))
    if (leftOut(at.slice(0, slash), true)) return true;
  return leftOut(at, false);
}

/** From the cache where that knows the file; neither read nor parsed where the asker has it already. */
async function readPlan(reading: Reading, { path: at, content, version, known }: PlanFile): Promise<ReadContent> {
  const { folder, options, deadly, present, cache } = reading;
  const file = path.join(folder, at);
  const remembered = version && cache?.hash(at, version);
  const stampOf = (hash: string): string => readStamp(hash, options);
  if (remembered !== undefined && stampOf(remembered) === known) return { kind: 'same' };
  const plan = version && cache?.plan(at, version);
  if (plan && remembered !== undefined)
    return { kind: 'plan', stamp: stampOf(remembered), summary: summarize(plan, Date.now()), plan };
  const text = content ?? readText(file);
  if ('skipped' in text) return unread(reading, at, text.skipped);
  const stamp = stampOf(contentHash(text));
  if (stamp === known) return { kind: 'same' };
  const reason = deadly.find((each) => each.file === file && each.version === fileVersion(file))?.reason;
  if (reason !== undefined) return { kind: 'skipped', reason };
  writePresentFile(present, file);
  const read = await parseFile({ file, path: at, options, content: text, stamp: version, cache });
  writePresentFile(present, '');
  if ('skipped' in read) return { kind: 'skipped', reason: read.skipped };
  return { kind: 'plan', stamp, summary: summarize(read, Date.now()), plan: read };
}
