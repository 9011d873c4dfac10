import { readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { removeQuietly } from './sealedFile.ts';

/**
 * The folder of the user's caches: XDG_CACHE_HOME (XDG Base Directory Specification; a relative path there is to be
 * ignored), else the place of the platform.
 */
export function userCacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const { XDG_CACHE_HOME: xdg = '', LOCALAPPDATA: local = '' } = env;
  if (path.isAbsolute(xdg)) return path.join(xdg, 'runsheet');
  if (process.platform === 'win32') {
    return path.join(path.isAbsolute(local) ? local : path.join(os.homedir(), 'AppData', 'Local'), 'runsheet', 'Cache');
  }
  return path.join(os.homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache', 'runsheet');
}

/** A name for a folder or file, made of what it stands for; two things with the same name only cost time. */
export function nameFor(text: string): string {
  let [high, low] = [0x9e3779b9, 0x85ebca6b];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 0x5bd1e995);
    low = Math.imul(low ^ code, 0x1b873593);
    high = (high << 13) | (high >>> 19);
    low = (low << 17) | (low >>> 15);
  }
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}

/** After that, a temporary file has no writer any more. */
const staleMs = 3600 * 1000;

/**
 * Keeps the files of a folder below a size: the least recently used go, until a tenth is free again. Files that a writer
 * left behind unfinished go too.
 *
 * @param now epoch milliseconds
 */
export function shrinkFolder(folder: string, maxBytes: number, now: number): void {
  const files: { file: string; size: number; mtimeMs: number }[] = [];
  for (const name of namesIn(folder)) {
    const file = path.join(folder, name);
    const stat = statOf(file);
    if (!stat?.isFile()) continue;
    if (name.endsWith('.tmp') && now - stat.mtimeMs > staleMs) removeQuietly(file);
    else files.push({ file, size: stat.size, mtimeMs: stat.mtimeMs });
  }
  let total = files.reduce((sum, { size }) => sum + size, 0);
  if (total <= maxBytes) return;
  for (const { file, size } of files.sort((a, b) => a.mtimeMs - b.mtimeMs)) {
    if (total <= maxBytes * 0.9) return;
    removeQuietly(file);
    total -= size;
  }
}

/** Roots that nobody came back to for so long are forgotten. */
const forgetAfterMs = 60 * 24 * 3600 * 1000;

/** Removes the folders of roots whose index was not used for two months. Never throws. */
export function forgetOldRoots(folder: string, now: number): void {
  for (const name of namesIn(folder)) {
    const root = path.join(folder, name);
    const used = statOf(path.join(root, 'index'))?.mtimeMs ?? statOf(root)?.mtimeMs ?? now;
    if (!/^[0-9a-f]{16}$/.test(name) || now - used < forgetAfterMs) continue;
    try {
      rmSync(root, { recursive: true, force: true });
    } catch {
      // Another time.
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function statOf(file: string) {
  try {
    return statSync(file);
  } catch {
    return undefined;
  }
}
