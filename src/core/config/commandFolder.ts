import type { RunsheetConfig } from './config.ts';

/**
 * The folder that the configuration names for the commands of a plan, relative to the root; of several globs that match
 * the last one counts. Undefined where none does.
 *
 *     { "folders": { "docs/backend/**": "services/api" } }
 *
 * @param path of the plan, relative to the root, with `/`
 */
export function commandFolder(folders: RunsheetConfig['folders'] = {}, path: string): string | undefined {
  const parts = path.split('/');
  return Object.entries(folders).findLast(([glob]) => matches(partsOf(glob), parts))?.[1];
}

/** A glob that ends in a folder holds for all below it, as in `plans` and `ignore`. */
function partsOf(glob: string): readonly string[] {
  return glob
    .replace(/^\.?\//, '')
    .split('/')
    .filter((part, index, all) => part !== '' && !(part === '**' && all[index + 1] === '**'));
}

/** Whether a glob matches a path or a folder above it. `**` is any number of parts, `*` and `?` stay within one. */
function matches(glob: readonly string[], path: readonly string[]): boolean {
  // The parts of the glob that may come next, after each part of the path.
  let open = followed(glob, new Set([0]));
  for (const part of path) {
    const next = new Set<number>();
    for (const at of open) {
      const wanted = glob[at];
      if (wanted === undefined) return true;
      if (wanted === '**') next.add(at);
      else if (matchesPart(wanted, part)) next.add(at + 1);
    }
    open = followed(glob, next);
  }
  return open.has(glob.length);
}

/** `**` may also be no part at all. */
function followed(glob: readonly string[], open: Set<number>): Set<number> {
  for (const at of open) if (glob[at] === '**') open.add(at + 1);
  return open;
}

/** The usual walk with one way back: the last star takes one character more. */
function matchesPart(glob: string, part: string): boolean {
  let [at, star, from] = [0, -1, 0];
  for (let index = 0; index < part.length;) {
    if (glob[at] === '*') [star, from, at] = [at, index, at + 1];
    else if (at < glob.length && (glob[at] === '?' || glob[at] === part[index])) [at, index] = [at + 1, index + 1];
    else if (star >= 0) [at, from, index] = [star + 1, from + 1, from + 1];
    else return false;
  }
  return /^\**$/.test(glob.slice(at));
}
