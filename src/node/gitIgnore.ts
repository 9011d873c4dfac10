import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { readText } from './readText.ts';

/** The ignore files that hold in a folder: its own, then those of the folders above. Immutable. */
export interface IgnoreScope {
  readonly rules: Ignore;
  /** The folder of the rules, relative to the top, with `/` at its end; empty for the top. */
  readonly base: string;
  readonly above?: IgnoreScope;
}

/**
 * The rules that hold in a folder: those above and its own `.gitignore`. git itself is not asked.
 *
 * @param folder absolute path
 * @param base the same relative to the top, with `/` at its end; empty for the top
 */
export function enterFolder(folder: string, base: string, above?: IgnoreScope): IgnoreScope | undefined {
  const text = readIfFile(path.join(folder, '.gitignore'));
  return text === undefined ? above : scope(text, base, above);
}

/** The rules of `.git/info/exclude` at the top of a repository; undefined where there are none. */
export function repositoryRules(top: string): IgnoreScope | undefined {
  const text = readIfFile(path.join(commonGitFolder(top), 'info', 'exclude'));
  return text === undefined ? undefined : scope(text, '', undefined);
}

/**
 * Whether git would ignore a path. The nearest ignore file that says anything decides, as in gitignore(5).
 *
 * @param file relative to the top, with `/`; a folder ends in `/`
 */
export function isIgnored(file: string, rules: IgnoreScope | undefined): boolean {
  for (let current = rules; current; current = current.above) {
    const result = current.rules.test(file.slice(current.base.length));
    if (result.ignored) return true;
    if (result.unignored) return false;
  }
  return false;
}

function scope(text: string, base: string, above: IgnoreScope | undefined): IgnoreScope {
  return { rules: ignore({ allowRelativePaths: true }).add(text), base, ...(above && { above }) };
}

/** `.git`; in a worktree or submodule it is a file that names the folder, which names the one it shares. */
function commonGitFolder(top: string): string {
  const dotGit = path.join(top, '.git');
  const link = /^gitdir: (.+)$/m.exec(readIfFile(dotGit) ?? '')?.[1];
  if (link === undefined) return dotGit;
  const folder = path.resolve(top, link.trim());
  const shared = readIfFile(path.join(folder, 'commondir'));
  return shared === undefined ? folder : path.resolve(folder, shared.trim());
}

/** A missing or unreadable ignore file ignores nothing, as with git; nor does a link to what never ends. */
function readIfFile(file: string): string | undefined {
  const content = readText(file);
  return 'text' in content ? content.text : undefined;
}
