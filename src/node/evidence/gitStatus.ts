/** One pass over the files, as `git status` makes it; what a submodule holds is looked at apart. */
export const statusWords: readonly string[] = [
  ...['status', '--porcelain=v2', '--branch', '-z', '--untracked-files=all', '--no-renames'],
  '--ignore-submodules=dirty',
];

export interface Change {
  readonly path: string;
  /** The file differs from the index, or is not in it; else only the index differs from the commit. */
  readonly inFiles: boolean;
  /** A repository inside of this one that is not in the index. */
  readonly nested: boolean;
  readonly now: PresentEntry;
}

/** What a tree would have at a path. `look`: the file has to be looked at; its mode is absent where git has none of it. */
export type PresentEntry =
  | { readonly kind: 'gone' }
  | { readonly kind: 'known'; readonly mode: string; readonly id: string }
  | { readonly kind: 'look'; readonly mode?: string }
  /** A submodule, a nested repository, a merge that has stopped: not to be told from here. */
  | { readonly kind: 'odd' };

/** What `statusWords` make git say: porcelain format 2 of git-status. Paths start at the top of the repository. */
export function readStatus(text: string): { readonly commit?: string; readonly changes: readonly Change[] } {
  const entries = text.split('\0');
  const commit = entries.find((entry) => entry.startsWith('# branch.oid '))?.slice('# branch.oid '.length);
  const changes = entries.flatMap((entry): Change[] => {
    const kind = entry[0];
    // Fields are divided by one blank; only the path, the last of them, may have some.
    const fields = kind === '?' ? 1 : kind === '1' ? 8 : kind === 'u' ? 10 : undefined;
    if (fields === undefined) return [];
    const words = entry.split(' ');
    const at = words.slice(fields).join(' ');
    const nested = kind === '?' && at.endsWith('/');
    const now: PresentEntry = kind === '1' ? presentOf(words) : { kind: kind === '?' && !nested ? 'look' : 'odd' };
    return [{ path: nested ? at.slice(0, -1) : at, inFiles: kind !== '1' || entry[3] !== '.', nested, now }];
  });
  return { changes, ...(commit !== undefined && commit !== '(initial)' && { commit }) };
}

/** `1 XY sub mH mI mW hH hI path`: X is of the index against the commit, Y of the file against the index. */
function presentOf([, state = '', submodule, , ofIndex = '', ofFile = '', , id = '']: readonly string[]): PresentEntry {
  if (submodule !== 'N...') return { kind: 'odd' };
  const isSame = state[1] === '.';
  if (state[1] === 'D' || (isSame && ofIndex === '000000')) return { kind: 'gone' };
  return isSame ? { kind: 'known', mode: ofIndex, id } : { kind: 'look', mode: ofFile };
}
