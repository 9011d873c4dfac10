import type { ReadOptions } from '../core/config/config.ts';
import { readConfigFile } from './configFile.ts';
import { findPlans } from './findPlans.ts';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readText } from './readText.ts';

/** What stands behind the name of a markdown file; `none`: no plan, or not there. `reason` has no full stop. */
export type WorkspaceFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'none' };

export interface FoundWorkspaceFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly content: WorkspaceFile;
}

/**
 * The plans of a workspace folder, and what had to be skipped. Documents that only may be plans are left out.
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
    if (found.type === 'possible') continue;
    const content: WorkspaceFile =
      found.type === 'skipped' ? { kind: 'skipped', reason: found.reason } : { kind: 'text', text: found.content.text };
    yield { path: found.path, content };
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

/** The text of a file that was found before. */
export function readWorkspaceFile(folder: string, relative: string): WorkspaceFile {
  const file = path.join(folder, relative);
  const read = readText(file);
  if (!('skipped' in read)) return { kind: 'text', text: read.text };
  return existsSync(file) ? { kind: 'skipped', reason: read.skipped } : { kind: 'none' };
}
