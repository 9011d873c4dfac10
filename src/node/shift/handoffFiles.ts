import { statSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { applyTextEdits } from '../../core/edit/applyTextEdits.ts';
import type { HandoffChange } from '../../core/shifts/handoffDocument.ts';
import { type HandoffFile, handoffsOfShift, latestHandoff } from '../../core/shifts/handoffFiles.ts';
import { type FoundHandoffs, readHandoffs } from '../handoff/readHandoffs.ts';
import { decodeText } from '../readText.ts';
import { writeAtomically } from '../writeAtomically.ts';
import { Stopped } from './procedure.ts';

/** The path of a shift's handoff from the root, with `/`. */
export function handoffPath(folder: string, shift: number): string {
  return `${folder}/SHIFT_${shift}_HANDOFF.md`;
}

/** The handoffs of a root, oldest first, whatever their names. Stops where something else stands in place of the folder. */
export function handoffsOf(root: string, folder: string): FoundHandoffs {
  const found = statSync(path.join(root, folder), { throwIfNoEntry: false });
  if (found && !found.isDirectory())
    throw new Stopped({
      reason: 'trouble',
      sentence: `${folder} is a file; handoffs need a folder there.`,
      remedy: 'Move the file away, or name another folder as "handoffs" in .runsheet.json.',
    });
  return readHandoffs(root, folder);
}

/** Numbers of the shifts that left a handoff, ascending. */
export function handoffNumbers({ files }: FoundHandoffs): readonly number[] {
  const numbers = files.flatMap(({ shift }) => shift ?? []);
  return Array.from(new Set(numbers)).sort((a, b) => a - b);
}

/**
 * What was handed over before a shift: the handoffs of the last shift that left one, else the latest that belongs to no
 * shift. Two machines may have written one each; the one that Runsheet writes to is the first.
 */
export function handoffsBefore({ files }: FoundHandoffs, folder: string, shift: number): readonly HandoffFile[] {
  const before = handoffNumbers({ files, problems: [] }).findLast((each) => each < shift);
  if (before !== undefined) {
    const own = handoffPath(folder, before);
    const all = handoffsOfShift(files, before);
    return [...all.filter((each) => each.path === own), ...all.filter((each) => each.path !== own)];
  }
  const latest = latestHandoff(files.filter((each) => each.shift === undefined));
  return latest ? [latest] : [];
}

/** The text of a file; undefined where there is none. Stops at one that cannot be written back as it is. */
export async function readIfThere(root: string, file: string): Promise<string | undefined> {
  const content = await contentOf(root, file);
  if (content === undefined || typeof content === 'string') return content;
  throw new Stopped({
    reason: 'trouble',
    sentence: `${file} ${content.reason}.`,
    remedy: 'Save it as UTF-8, and give the same command again.',
  });
}

/** The same for a file that is only looked at: undefined also where it is no text. */
export async function readIfText(root: string, file: string): Promise<string | undefined> {
  const content = await contentOf(root, file);
  return typeof content === 'string' ? content : undefined;
}

async function contentOf(root: string, file: string): Promise<string | { readonly reason: string } | undefined> {
  try {
    const content = decodeText(await readFile(path.join(root, file)));
    if ('skipped' in content) return { reason: content.skipped };
    if (content.damaged) return { reason: `has bytes that are not ${content.encoding.toUpperCase()}` };
    // An edit counts from the first character of the file; the mark of UTF-16 goes with its encoding.
    return content.bom && content.encoding === 'utf-8' ? `\ufeff${content.text}` : content.text;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Writes a file of the repository whole or not at all; one that has this text already is left alone. */
export async function writeShared(root: string, file: string, text: string): Promise<void> {
  if ((await readIfThere(root, file)) === text) return;
  const full = path.join(root, file);
  await mkdir(path.dirname(full), { recursive: true });
  await writeAtomically(full, text, 0o644);
}

/** The text after a change; a refused one stops. */
export function changed(text: string, change: HandoffChange, file: string): string {
  if ('refused' in change)
    throw new Stopped({
      reason: 'trouble',
      sentence: `${file}: ${change.refused}`,
      remedy: 'Correct the file by hand, and give the same command again.',
    });
  return applyTextEdits(text, change.edits);
}
