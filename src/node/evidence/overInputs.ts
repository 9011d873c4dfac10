import { createHash } from 'node:crypto';
import picomatch from 'picomatch';

/** A repository inside of another one. */
export interface Submodule {
  readonly path: string;
  readonly id: string;
  readonly dirty: boolean;
}

/**
 * Whether globs may name files in a folder, by the folders they begin with.
 *
 * @param prefix from the top to the folder that the globs start at
 * @returns takes a folder from the top in Latin-1, with a slash at its end
 */
export function mayReach(globs: readonly string[], prefix: string): (folder: string) => boolean {
  const bases = wantedOf(globs).map((glob) => {
    const base = picomatch.scan(glob).base.replace(/^\.\/?/, '');
    // What is escaped is not taken apart here.
    const whole = base === '' || base.includes('\\') ? prefix : `${prefix}${base.replace(/\/$/, '')}/`;
    return Buffer.from(whole).toString('latin1');
  });
  return (folder) => bases.some((base) => folder.startsWith(base) || base.startsWith(folder));
}

/**
 * Whether globs name a file.
 *
 * @returns takes a path from where the globs start
 */
export function namedBy(globs: readonly string[]): (at: string) => boolean {
  // One expression each, for tens of thousands of paths: picomatch makes objects for each path.
  const make = (glob: string): Matcher => {
    const expression = picomatch.makeRe(glob, { dot: true });
    return (at) => at === glob || expression.test(at);
  };
  const wanted = wantedOf(globs).map(make);
  const left = globs.filter((glob) => glob.startsWith('!')).map((glob) => make(glob.slice(1)));
  return (at) => wanted.some((is) => is(at)) && !left.some((is) => is(at));
}

type Matcher = (at: string) => boolean;

const wantedOf = (globs: readonly string[]): readonly string[] => globs.filter((glob) => !glob.startsWith('!'));

/**
 * A digest of the files that globs name.
 *
 * @param files as `git ls-files -s` lists them
 * @param prefix from the top to the folder that the globs start at
 */
export function overInputs(
  globs: readonly string[],
  files: readonly string[],
  modules: readonly Submodule[],
  prefix: string,
): string {
  const isNamed = namedBy(globs);
  const named = files.filter((entry) => {
    const at = entry.slice(entry.indexOf('\t') + 1);
    return entry !== '' && at.startsWith(prefix) && isNamed(at.slice(prefix.length));
  });
  // A submodule is seen as a whole: globs that reach into it name it.
  const inModules = modules.filter(({ path: at }) => {
    if (!at.startsWith(prefix)) return false;
    const below = at.slice(prefix.length);
    return isNamed(below) || wantedOf(globs).some((glob) => glob.startsWith(`${below}/`) || /^\*\*?\//.test(glob));
  });
  return digest([...named, ...inModules.map(({ path: at, id }) => `${id} ${at}`)]);
}

export const digest = (lines: readonly string[]): string => createHash('sha256').update(lines.join('\n')).digest('hex');
