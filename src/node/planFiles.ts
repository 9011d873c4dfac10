import { type Dirent, existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { enterFolder, type IgnoreScope, isIgnored, repositoryRules } from './gitIgnore.ts';
import { describeError } from './readText.ts';
import { relativePath } from './root.ts';

/** A markdown file, or something that could not be looked into. */
export type WalkEntry =
  | { readonly type: 'file'; readonly file: string; readonly path: string }
  /** `reason` is a sentence without a full stop. */
  | { readonly type: 'unreadable'; readonly file: string; readonly path: string; readonly reason: string };

export interface WalkOptions {
  /** Absolute path that `WalkEntry.path` is relative to; the folder or one above it. */
  readonly root: string;
  /** Whether the configuration leaves out a file or a folder; relative to the root, without `/` at the end. */
  readonly isLeftOut?: (path: string, isFolder: boolean) => boolean;
}

/** Never entered: no plan of the workspace stands there. */
const neverEntered = new Set(['.git', '.hg', '.svn', 'node_modules']);

/**
 * Finds the markdown files (`.md`, `.markdown`) below a folder, ignored ones left out. Lazy: what is not asked for is
 * not read, so that the caller decides how long it works at a stretch. Each step waits for the disk; sizes and times are
 * not asked for, because most files are dismissed without them.
 *
 * Symbolic links to folders are not followed, which is also how git sees them, so there are no loops. A link to a file is
 * followed if the file stands outside of the folder; inside, it is found by itself and would count twice.
 *
 * @param folder absolute path; a folder that cannot be read is one `unreadable` entry
 */
export function* planFiles(folder: string, options: WalkOptions): Generator<WalkEntry, void, undefined> {
  const { top, rules } = ignoreRulesAt(folder);
  const start = relativePath(top, folder);
  const fromRoot = relativePath(options.root, folder);
  const stack: Level[] = [{ folder, below: '', rules }];
  for (let level = stack.pop(); level; level = stack.pop()) {
    const { below } = level;
    const at = (name: string) => join(fromRoot, below + name);
    let entries: Dirent[];
    try {
      entries = readdirSync(level.folder, { withFileTypes: true });
    } catch (error) {
      yield { type: 'unreadable', file: level.folder, path: at('').replace(/\/$/, ''), reason: describeError(error) };
      continue;
    }
    const hasIgnore = below !== '' && entries.some((entry) => entry.name === '.gitignore');
    const here = hasIgnore ? enterFolder(level.folder, join(start, below), level.rules) : level.rules;
    for (const entry of entries) {
      const { name } = entry;
      const isFolder = entry.isDirectory();
      if (isFolder ? neverEntered.has(name) : !isMarkdown(name)) continue;
      const suffix = isFolder ? '/' : '';
      if (options.isLeftOut?.(at(name), isFolder)) continue;
      if (here && isIgnored(join(start, below + name) + suffix, here)) continue;
      const file = level.folder + path.sep + name;
      if (isFolder) stack.push({ folder: file, below: `${below}${name}/`, rules: here });
      else if (entry.isFile()) yield { type: 'file', file, path: at(name) };
      else if (entry.isSymbolicLink()) yield* linkedFile(file, at(name), folder);
    }
  }
}

function isMarkdown(name: string): boolean {
  return /\.(?:md|markdown)$/i.test(name);
}

interface Level {
  readonly folder: string;
  /** Relative to the folder of the walk, with `/` at its end; empty for itself. */
  readonly below: string;
  readonly rules: IgnoreScope | undefined;
}

function* linkedFile(file: string, relative: string, folder: string): Generator<WalkEntry, void, undefined> {
  try {
    if (!statSync(file).isFile()) return;
    const inside = relativePath(realpathSync(folder), realpathSync(file));
    if (inside.startsWith('../') || path.isAbsolute(inside)) yield { type: 'file', file, path: relative };
  } catch (error) {
    yield { type: 'unreadable', file, path: relative, reason: describeError(error) };
  }
}

/** The rules from the top of the repository down to a folder. A folder that is ignored itself was asked for by name. */
function ignoreRulesAt(folder: string): { top: string; rules: IgnoreScope | undefined } {
  let top = folder;
  while (!existsSync(path.join(top, '.git')) && path.dirname(top) !== top) top = path.dirname(top);
  if (!existsSync(path.join(top, '.git'))) return { top: folder, rules: enterFolder(folder, '') };
  const parts = relativePath(top, folder)
    .split('/')
    .filter((part) => part !== '');
  let rules = enterFolder(top, '', repositoryRules(top));
  for (let depth = 1; depth <= parts.length; depth++) {
    const base = `${parts.slice(0, depth).join('/')}/`;
    if (isIgnored(base, rules)) return { top: folder, rules: enterFolder(folder, '') };
    rules = enterFolder(path.join(top, base), base, rules);
  }
  return { top, rules };
}

const join = (folder: string, below: string) => (folder === '' ? below : `${folder}/${below}`);
