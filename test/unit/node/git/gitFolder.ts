import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The environment of a user who has nothing configured but a name, and nothing of the machine's own configuration. */
function isolatedEnv(home: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('GIT_') && !name.startsWith('XDG_'),
  );
  return {
    ...Object.fromEntries(inherited),
    HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    XDG_CONFIG_HOME: path.join(home, '.config'),
  };
}

/** Runs git and gives its output; throws with what it said where it fails. */
export function git(cwd: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd, encoding: 'utf8', maxBuffer: 1e8 });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout.trimEnd();
}

/** A folder for repositories, and a home for this process: only that keeps the user's own configuration of git out. */
export class GitPlace {
  readonly folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'runsheet-git-')));
  readonly #before = { ...process.env };

  constructor() {
    const home = path.join(this.folder, 'home');
    mkdirSync(home);
    writeFileSync(
      path.join(home, '.gitconfig'),
      '[user]\n\tname = Ada\n\temail = ada@example.org\n[init]\n\tdefaultBranch = main\n[commit]\n\tgpgsign = false\n' +
        // Housekeeping after each push would be a process or two of its own.
        '[maintenance]\n\tauto = false\n[receive]\n\tautogc = false\n',
    );
    const env = isolatedEnv(home);
    for (const name of Object.keys(process.env)) if (!(name in env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, env);
  }

  path(...names: readonly string[]): string {
    return path.join(this.folder, ...names);
  }

  /** A bare remote, and a first clone of it with one commit that is pushed. */
  remote(name = 'remote.git', files: Readonly<Record<string, string>> = { 'README.md': '# Work\n' }): string {
    const bare = this.path(name);
    git(this.folder, 'init', '--quiet', '--bare', bare);
    const first = this.path(`${name}-first`);
    git(this.folder, 'clone', '--quiet', bare, first);
    write(first, files);
    git(first, 'add', '--all');
    git(first, 'commit', '--quiet', '-m', 'First');
    git(first, 'push', '--quiet', 'origin', 'main');
    return bare;
  }

  /** A clone of a remote, for a user of this name. */
  clone(address: string, name: string): string {
    const folder = this.path(name);
    git(this.folder, 'clone', '--quiet', address, folder);
    git(folder, 'config', 'user.name', name);
    return folder;
  }

  /** Everything is taken away, and the environment is what it was. */
  remove(): void {
    for (const name of Object.keys(process.env)) if (!(name in this.#before)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, this.#before);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

export function write(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
}
