import type { RunsheetConfig } from '../core/config/config.ts';
import type { ConfigVerdict } from '../core/detect/scorePlan.ts';

export interface ConfigGlobs {
  /** What `plans` says about a file. Relative to the root, with `/`. */
  readonly verdict: (path: string) => ConfigVerdict | undefined;
  /** What `ignore` says about a file or a folder; undefined where nothing is ignored. */
  readonly isLeftOut?: (path: string, isFolder: boolean) => boolean;
}

/**
 * Compiles the globs of a configuration. A glob matches from the root; one that names a folder holds for all below it.
 * `!` in front takes files back; the last glob that matches decides.
 */
export async function compileGlobs(config: Pick<RunsheetConfig, 'plans' | 'ignore'>): Promise<ConfigGlobs> {
  if (config.plans.length === 0 && config.ignore.length === 0) return { verdict: () => undefined };
  const { default: picomatch } = await import('picomatch');
  const compile = (globs: readonly string[]) => {
    const matchers = globs.map((glob) => {
      const negated = glob.startsWith('!');
      const bare = glob
        .replace(/^!/, '')
        .replace(/^\.?\//, '')
        .replace(/\/+$/, '');
      // What is left of `./` and `/`: the root.
      const matches = picomatch(bare === '' ? '**' : [bare, `${bare}/**`], { dot: true });
      return { glob, negated, matches: (path: string) => matches(path) };
    });
    return (path: string): string | undefined => {
      const last = matchers.findLast((matcher) => matcher.matches(path));
      return last && !last.negated ? last.glob : undefined;
    };
  };
  const planGlob = compile(config.plans);
  const ignoreGlob = compile(config.ignore);
  // A folder may hold what a later `!` takes back, so it is entered then.
  const takesBack = config.ignore.some((glob) => glob.startsWith('!'));
  return {
    verdict: (path) => {
      const glob = planGlob(path);
      return glob === undefined ? undefined : { verdict: 'plan', reason: `configured: plans has "${glob}"` };
    },
    ...(config.ignore.length > 0 && {
      isLeftOut: (path: string, isFolder: boolean) => !(isFolder && takesBack) && ignoreGlob(path) !== undefined,
    }),
  };
}
