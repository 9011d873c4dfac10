import { existsSync, promises, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { maskSecrets } from '../../core/run/maskSecrets.ts';
import type { RunRecord } from '../../core/run/runRecord.ts';
import { textHash } from '../../core/run/textHash.ts';
import { stateFolder } from '../stateFolder.ts';
import { randomHex } from '../randomHex.ts';
import { writeAtomicallyNow } from '../writeAtomically.ts';
import { checkRecord } from './checkRecord.ts';
import { environmentSecrets } from './environmentSecrets.ts';

/** What is known of a run when it starts. `text`: as it stands in the plan, of any length. */
export type NewRun = Omit<RunRecord, 'v' | 'id' | 'hash' | 'state' | 'endedAt' | 'exitCode' | 'endKnownBy' | 'output'>;

/** What is known of a run when it has ended. `output`: the end of what it wrote, without the secrets of the run. */
export type RunEnding = Required<Pick<RunRecord, 'state' | 'endedAt' | 'endKnownBy'>> &
  Pick<RunRecord, 'exitCode'> & { readonly output?: string };

export interface RunHistory {
  /** Newest first. */
  readonly records: readonly RunRecord[];
  /** Files that could not be read: damaged, or written by a newer version. */
  readonly skipped: number;
}

export interface HistoryFilter {
  /** Path of a plan. */
  readonly plan?: string;
  /** Key of a task or of a runnable. */
  readonly key?: string;
}

const keptRuns = 500;
const keptBytes = 20 * 1024 * 1024;
/** Bytes beyond the limit do no harm for a while: they are counted after about every so many runs. */
const countsEvery = 16;
/** UTF-16 units of the text that are kept; the hash is of all of it. */
const keptText = 16 * 1024;
const fileName = /^(\d{13}-[0-9a-f]{12})\.json$/;

/** Leaves the record of a run that starts now. Errors of the file system as they come. */
export function beginRun(root: string, run: NewRun): RunRecord {
  const record: RunRecord = {
    v: 1,
    id: `${run.startedAt}-${randomHex(6)}`,
    ...run,
    text: run.text.slice(0, keptText),
    hash: textHash(run.text),
    state: 'running',
  };
  write(root, record);
  ignoreFolder(root);
  return record;
}

/** A home folder may be a repository: what is remembered here is no change of its files. */
function ignoreFolder(root: string): void {
  const file = path.join(stateFolder(root), '.gitignore');
  if (existsSync(file)) return;
  try {
    writeFileSync(file, '*\n', { flag: 'wx' });
  } catch {
    // It is there, or nothing can be written.
  }
}

/** Completes the record of a run, and removes the records beyond the newest 500 and, now and then, beyond 20 MB. */
export async function endRun(root: string, record: RunRecord, ending: RunEnding): Promise<RunRecord> {
  const { output, ...facts } = ending;
  const ended: RunRecord = { ...record, ...facts, ...(output !== undefined && { output: true }) };
  if (output !== undefined)
    writeAtomicallyNow(path.join(runsFolder(root), `${record.id}.log`), maskSecrets(output, environmentSecrets()));
  write(root, ended);
  await removeOldest(root, record.startedAt % countsEvery === 0);
  return ended;
}

/** The runs of a root, from the editor and from the command line. Never throws: what cannot be read is skipped. */
export async function runHistory(root: string, filter: HistoryFilter = {}): Promise<RunHistory> {
  const folder = runsFolder(root);
  const names = namesIn(folder)
    .filter((name) => fileName.test(name))
    .reverse();
  const read = await Promise.all(names.map((name) => readRecord(path.join(folder, name))));
  const records = read.filter((record) => record !== undefined);
  const { plan, key } = filter;
  return {
    records: records.filter(
      (record) =>
        (plan === undefined || record.plan === plan) &&
        (key === undefined || record.nodeKey === key || record.runnableKey === key),
    ),
    skipped: read.length - records.length,
  };
}

/** The end of the output of a run; undefined where none is kept. */
export async function runOutput(root: string, id: string): Promise<string | undefined> {
  if (!fileName.test(`${id}.json`)) return undefined;
  return promises.readFile(path.join(runsFolder(root), `${id}.log`), 'utf8').catch(() => undefined);
}

function runsFolder(root: string): string {
  return path.join(stateFolder(root), 'runs');
}

function write(root: string, record: RunRecord): void {
  writeAtomicallyNow(path.join(runsFolder(root), `${record.id}.json`), `${JSON.stringify(record)}\n`);
}

async function readRecord(file: string): Promise<RunRecord | undefined> {
  try {
    return checkRecord(JSON.parse(await promises.readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Sorted: the names begin with the instant. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** Of a run that is running only the bytes count; of files that are not ours, nothing is removed. */
async function removeOldest(root: string, counts: boolean): Promise<void> {
  const folder = runsFolder(root);
  const names = namesIn(folder);
  const ids = [...new Set(names.map((name) => /^(\d{13}-[0-9a-f]{12})\./.exec(name)?.[1] ?? ''))].filter(Boolean);
  const sizes = new Map<string, number>();
  for (const name of counts ? names : []) {
    const id = name.split('.', 1)[0] ?? '';
    const { size } = await promises.stat(path.join(folder, name)).catch(() => ({ size: 0 }));
    sizes.set(id, (sizes.get(id) ?? 0) + size);
  }
  let bytes = 0;
  const old = ids.reverse().filter((id, index) => (bytes += sizes.get(id) ?? 0) > keptBytes || index >= keptRuns);
  for (const id of old)
    for (const name of names.filter((each) => each.startsWith(`${id}.`)))
      await promises.rm(path.join(folder, name), { force: true }).catch(() => undefined);
}
