import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { readRecord, type ShiftRecord } from '../../core/shifts/shiftHistory.ts';
import { contentsOf } from '../git/catFile.ts';
import type { Repo } from '../git/repo.ts';
import { readBounded } from '../readBounded.ts';

const mostRecords = 10_000;
/** Bytes of one file: a record has a line for each task. */
const maxFileBytes = 8 * 1024 * 1024;
/** The folder of the records, in that of the handoffs. */
export const historyFolder = 'history';

/** The records of ends in the working tree, oldest first; files that are none are left out. Never throws. */
export async function readRecords(root: string, handoffs: string): Promise<readonly ShiftRecord[]> {
  return recordsIn(await historyTexts(root, handoffs));
}

/** The texts of the files in the folder of the records; what is no plain file, or too large, is left out. Never throws. */
export async function historyTexts(root: string, handoffs: string): Promise<readonly string[]> {
  const folder = path.join(root, handoffs, historyFolder);
  const names = await readdir(folder).catch((): string[] => []);
  const wanted = names.filter((name) => name.endsWith('.json')).sort();
  return wanted.slice(-mostRecords).flatMap((name) => {
    try {
      return readBounded(path.join(folder, name), maxFileBytes) ?? [];
    } catch {
      return [];
    }
  });
}

/** The same as a commit has them. */
export async function recordsAt(repo: Repo, commit: string, handoffs: string): Promise<readonly ShiftRecord[]> {
  const folder = `${repo.prefix}${handoffs}/${historyFolder}/`;
  const listed = await repo.git(['ls-tree', '-z', '--full-tree', commit, '--', folder]);
  const blobs = listed.stdout.split('\0').flatMap((entry) => {
    const [, blob] = /^100\d{3} blob ([0-9a-f]{40,64})\t.*\.json$/s.exec(entry) ?? [];
    return blob === undefined ? [] : [blob];
  });
  if (blobs.length === 0) return [];
  const input = blobs.slice(0, mostRecords).join('\n');
  const { stdout } = await repo.git(['cat-file', '--batch'], { input: `${input}\n` });
  return recordsIn(contentsOf(Buffer.from(stdout)).map((text) => text ?? ''));
}

/** The records among the texts of files, oldest first. */
export function recordsIn(texts: readonly string[]): readonly ShiftRecord[] {
  return texts
    .flatMap((text) => {
      const record = readRecord(text);
      return 'refused' in record ? [] : [record];
    })
    .sort((a, b) => a.endedAtMs - b.endedAtMs || a.shift - b.shift);
}
