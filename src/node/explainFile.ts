import type { RunsheetConfig } from '../core/config/config.ts';
import { scanFacts } from '../core/detect/scanFacts.ts';
import { type PlanScore, scorePlan } from '../core/detect/scorePlan.ts';
import { compileGlobs } from './configGlobs.ts';
import { type ConfigReading, readConfigFile } from './configFile.ts';
import { findPlans } from './findPlans.ts';
import { nameTarget } from './loadPlans.ts';
import { readText } from './readText.ts';
import { relativePath } from './root.ts';

/** A file that the user asked about, with what decides how it is read. */
export interface FileToExplain {
  /** Absolute. */
  readonly root: string;
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly config: ConfigReading;
}

/**
 * Reads a file that a user named.
 *
 * @param written as the user wrote it
 * @param cwd absolute; where it starts
 * @returns where it cannot be read, the reason: a sentence without a full stop
 */
export async function readFileToExplain(
  written: string,
  cwd: string,
): Promise<FileToExplain | { readonly unreadable: string }> {
  const target = nameTarget(written, cwd);
  if (target.isFolder) return { unreadable: 'is a folder, and a file is needed here' };
  const content = readText(target.file);
  if ('skipped' in content) return { unreadable: content.skipped };
  return {
    root: target.root,
    path: relativePath(target.root, target.file),
    text: content.text,
    config: await readConfigFile(target.root),
  };
}

/** Why a file is found as a plan or is not: the score, and whether a search below the root comes to it at all. */
export async function scoreFile({ root, path, text, config }: FileToExplain): Promise<PlanScore> {
  const globs = await compileGlobs(config.config);
  const score = scorePlan(path, scanFacts(text), globs.verdict(path));
  if (score.verdict === 'no' || (await isReached(root, path, config.config))) return score;
  const reason =
    'left out of the search: ignored by a .gitignore or by the configuration, or in a folder never searched';
  return { ...score, verdict: 'no', kind: 'other', terms: [...score.terms, { points: 0, reason }] };
}

async function isReached(root: string, path: string, config: RunsheetConfig): Promise<boolean> {
  for await (const found of findPlans(root, { root, config, only: path })) if (found.path === path) return true;
  return false;
}
