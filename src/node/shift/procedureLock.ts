import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** Who is in a procedure. */
export interface LockOwner {
  readonly pid: number;
  /** When the process began, in the words of the system: a later process may have the same number. */
  readonly began: string;
  readonly what: string;
  readonly sinceMs: number;
}

export interface HeldLock {
  readonly release: () => Promise<void>;
}

const named = /^lock-(\d{1,9})$/;
const attempts = 20;

/**
 * Takes the lock of a folder for this process; gives its owner where that one lives. The dead own nothing.
 *
 * Locks are numbered, and the highest counts: a dead one is never removed to make room, which two could do at once, but
 * followed by the next number, which only one can create.
 *
 * @param folder absolute; made if it is not there
 * @param what a few words on what is going on
 */
export async function takeLock(folder: string, what: string): Promise<HeldLock | LockOwner> {
  await mkdir(folder, { recursive: true });
  const owner: LockOwner = { pid: process.pid, began: await beginOf(process.pid), what, sinceMs: Date.now() };
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const highest = (await numbersIn(folder)).at(-1) ?? 0;
    const present = await readOwner(folder, highest);
    if (present && (await isAlive(present))) return present;
    const own = highest + 1;
    if (!(await create(folder, own, owner))) continue;
    const numbers = await numbersIn(folder);
    // Another may have come and gone in between, and have taken the numbers below its own away.
    if (numbers.at(-1) !== own) {
      await rm(nameOf(folder, own), { force: true });
      continue;
    }
    for (const number of numbers) if (number < own) await rm(nameOf(folder, number), { force: true });
    return { release: () => leave(folder, own) };
  }
  return { ...owner, what: 'something that begins and ends all the time' };
}

/** Whether somebody who lives has the lock of a folder. Nothing is written. */
export async function isInProcedure(folder: string): Promise<boolean> {
  const highest = (await numbersIn(folder).catch(() => [])).at(-1);
  const owner = highest === undefined ? undefined : await readOwner(folder, highest);
  return owner !== undefined && (await isAlive(owner));
}

export function isLockOwner(value: HeldLock | LockOwner): value is LockOwner {
  return 'pid' in value;
}

function nameOf(folder: string, number: number): string {
  return path.join(folder, `lock-${number}`);
}

async function numbersIn(folder: string): Promise<readonly number[]> {
  const names = await readdir(folder);
  return names.flatMap((name) => Number(named.exec(name)?.[1] ?? NaN) || []).sort((a, b) => a - b);
}

/** With its content at once: nobody sees a lock without an owner. */
async function create(folder: string, number: number, owner: LockOwner): Promise<boolean> {
  const draft = path.join(folder, `${randomBytes(6).toString('hex')}.tmp`);
  await writeFile(draft, JSON.stringify(owner), { flag: 'wx' });
  try {
    await link(draft, nameOf(folder, number));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** The number stays, without an owner, so that it is not given twice. */
async function leave(folder: string, number: number): Promise<void> {
  const draft = path.join(folder, `${randomBytes(6).toString('hex')}.tmp`);
  await writeFile(draft, '{}', { flag: 'wx' });
  await rename(draft, nameOf(folder, number));
}

async function readOwner(folder: string, number: number): Promise<LockOwner | undefined> {
  try {
    const value = JSON.parse(await readFile(nameOf(folder, number), 'utf8')) as Partial<LockOwner>;
    const { pid, began, what, sinceMs } = value;
    if (typeof pid !== 'number' || typeof began !== 'string') return undefined;
    return { pid, began, what: what ?? 'something', sinceMs: sinceMs ?? 0 };
  } catch {
    return undefined;
  }
}

async function isAlive({ pid, began }: LockOwner): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return (await beginOf(pid)) === began;
}

/** When a process began; empty where the system does not tell, and then its number alone counts. */
async function beginOf(pid: number): Promise<string> {
  if (process.platform === 'win32') return '';
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // Field 22; the name in field 2 may hold blanks and brackets.
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    return `${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''} ${boot.trim()}`;
  } catch {
    const env = { ...process.env, LC_ALL: 'C' };
    const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)], { env }).catch(() => ({
      stdout: '',
    }));
    return stdout.trim();
  }
}
