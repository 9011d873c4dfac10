import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { configName } from '../core/config/config.ts';

/**
 * The folder that paths, state and configuration belong to: the nearest one upwards with a `.runsheet.json`, else the
 * nearest with `.git` (a folder, or the file of a worktree), else the folder itself. No git process.
 *
 * @param target absolute path of a folder or file; it need not exist
 */
export function findRoot(target: string): string {
  const folder = isFolder(target) ? target : path.dirname(target);
  return nearestWith(folder, configName) ?? nearestWith(folder, '.git') ?? folder;
}

/** The deepest folder that holds all of the given ones; absolute paths in, absolute path out. */
export function commonFolder(folders: readonly string[]): string {
  const [first = path.parse(process.cwd()).root, ...rest] = folders;
  let common = first;
  for (const folder of rest) {
    while (folder !== common && !folder.startsWith(withSeparator(common))) {
      const parent = path.dirname(common);
      if (parent === common) return common;
      common = parent;
    }
  }
  return common;
}

/** The path of a file relative to a folder, with `/`. */
export function relativePath(folder: string, file: string): string {
  return path.relative(folder, file).split(path.sep).join('/');
}

/** Whether a path leads to a folder; false where that cannot be told. */
export function isFolder(file: string): boolean {
  try {
    return statSync(file).isDirectory();
  } catch {
    return false;
  }
}

function nearestWith(folder: string, name: string): string | undefined {
  for (let current = folder; ; current = path.dirname(current)) {
    if (existsSync(path.join(current, name))) return current;
    if (path.dirname(current) === current) return undefined;
  }
}

const withSeparator = (folder: string) => (folder.endsWith(path.sep) ? folder : folder + path.sep);
