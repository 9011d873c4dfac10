import type { ReadOptions } from '../core/config/config.ts';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { PlanScore } from '../core/detect/scorePlan.ts';
import type { ScoreTerm } from '../core/detect/scorePath.ts';
import { readConfigFile } from './configFile.ts';
import { scoreFile } from './explainFile.ts';
import { findPlans, type FoundPlan, type SkippedFile } from './findPlans.ts';
import { readText } from './readText.ts';

/** The rest of what the editor loads when it first looks for plans, see scripts/build.mjs. */
export { parseConfig } from './configFile.ts';
export { editConfig } from './editConfig.ts';

/** What stands behind the name of a markdown file; `none`: no plan, or not there. `reason` has no full stop. */
export type WorkspaceFile =
  | { readonly kind: 'text'; readonly text: string }
  /** It may be a plan; `terms` say what speaks for and against. */
  | { readonly kind: 'possible'; readonly terms: readonly ScoreTerm[] }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'none' };

export interface FoundWorkspaceFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly content: WorkspaceFile;
}

/**
 * The plans of a workspace folder, the documents that only may be plans, and what had to be skipped.
 *
 * @param folder absolute path; the root of its plans and of its configuration
 */
export async function* findWorkspacePlans(
  folder: string,
  signal: AbortSignal,
  only?: string,
): AsyncGenerator<FoundWorkspaceFile, void, undefined> {
  const { config } = await readConfigFile(folder);
  const options = only === undefined ? { root: folder, config, signal } : { root: folder, config, signal, only };
  for await (const found of findPlans(folder, options)) {
    yield { path: found.path, content: contentOf(found) };
  }
}

function contentOf(found: FoundPlan | SkippedFile): WorkspaceFile {
  switch (found.type) {
    case 'plan':
      return { kind: 'text', text: found.content.text };
    case 'possible':
      return { kind: 'possible', terms: found.score.terms };
    case 'skipped':
      return { kind: 'skipped', reason: found.reason };
  }
}

/** What the configuration of a workspace folder says about how its documents are read. */
export async function readFolderOptions(folder: string): Promise<ReadOptions> {
  const { marks, roles } = (await readConfigFile(folder)).config;
  return { marks, roles };
}

/** One file by the rules of the search: ignored files and such as are no plans are `none`. */
export async function lookAtWorkspaceFile(folder: string, relative: string): Promise<WorkspaceFile> {
  for await (const found of findWorkspacePlans(folder, new AbortController().signal, relative)) {
    if (found.path === relative) return found.content;
  }
  return { kind: 'none' };
}

/** Why a file of a workspace folder is a plan or none, by the text it has in the editor. */
export async function scoreWorkspaceFile(folder: string, relative: string, text: string): Promise<PlanScore> {
  return scoreFile({ root: folder, path: relative, text, config: await readConfigFile(folder) });
}

/** The text of a file that was found before. */
export function readWorkspaceFile(folder: string, relative: string): WorkspaceFile {
  const file = path.join(folder, relative);
  const read = readText(file);
  if (!('skipped' in read)) return { kind: 'text', text: read.text };
  return existsSync(file) ? { kind: 'skipped', reason: read.skipped } : { kind: 'none' };
}
