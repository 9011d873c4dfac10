import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { findRun } from './findRun.ts';

const keptRuns = 100;
const keptMs = 14 * 24 * 3_600_000;
/** A run that was prepared is started at once; a terminal that has not done so after an hour never will. */
const startsWithinMs = 3_600_000;

/**
 * Removes the folders of runs that are older than two weeks, or beyond the newest hundred. Runs that are running or
 * about to start stay, and so does all that is not named as a run. `now`: epoch milliseconds. Never throws: what
 * cannot be removed is tried again with the next run.
 */
export async function removeOldRuns(storage: string, now: number): Promise<void> {
  const runs = (await readdir(storage).catch(() => []))
    .flatMap((name) => {
      const preparedAt = /^(\d{13})-[0-9a-f]{12}$/.exec(name)?.[1];
      return preparedAt === undefined ? [] : [{ name, age: now - Number(preparedAt) }];
    })
    .sort((a, b) => a.age - b.age);
  const old = runs.filter(({ age }, index) => index >= keptRuns || age > keptMs);
  for (const { name, age } of old) {
    const folder = path.join(storage, name);
    const { kind } = await findRun(folder);
    if (kind === 'running' || (kind === 'prepared' && age < startsWithinMs)) continue;
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}
