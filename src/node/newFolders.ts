import { existsSync, type FSWatcher, watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** More folders than these are a build's or a package manager's; each takes one of the watches that the system has. */
const mostFolders = 256;
const neverEntered = new Set(['.git', '.hg', '.svn', 'node_modules']);

/**
 * Watches what lies below new folders on Linux, where the watcher of VS Code misses it: it hears of a folder and begins to
 * watch that, but by then the folders inside are made, and nothing tells of them any more (parcel-bundler/watcher, issue
 * 97). So whoever makes `docs/plans` in one go, as `mkdir -p` and a checkout do, would write plans there unseen. Other
 * systems watch whole trees by themselves.
 */
export class NewFolders {
  readonly #tell: (file: string, isThere: boolean) => void;
  readonly #watchers = new Map<string, FSWatcher>();
  #disposed = false;

  /** @param tell gets absolute paths; several times for one change, and also what VS Code tells by itself */
  constructor(tell: (file: string, isThere: boolean) => void) {
    this.#tell = tell;
  }

  /** Watches the folders below one that was made; that one itself is known. Anything but a folder is left alone. */
  async add(folder: string): Promise<void> {
    if (process.platform !== 'linux') return;
    for (const below of await foldersIn(folder)) await this.#watch(below);
  }

  /**
   * VS Code has told that a file was made or changed: it watches the folder of that by itself. Watched twice, the files
   * of a checkout would be told at once by this and, on a busy machine, seconds later by VS Code, and searched twice.
   */
  heard(file: string): void {
    this.#forget(path.dirname(file));
  }

  async #watch(folder: string): Promise<void> {
    if (this.#disposed || this.#watchers.has(folder) || this.#watchers.size >= mostFolders) return;
    try {
      // Before the folder is read: what is made in between is told.
      const watcher = watch(folder, { persistent: false }, (_, name) => {
        if (name !== null) this.#changed(folder, name);
      });
      watcher.on('error', () => this.#forget(folder));
      this.#watchers.set(folder, watcher);
    } catch {
      // Gone again, or the system has no watches left.
      return;
    }
    for (const below of await foldersIn(folder)) await this.#watch(below);
  }

  #changed(folder: string, name: string): void {
    // The folder itself: it is gone, and a new one of its name may be there already, which nobody watches yet.
    const isOfItself = name === path.basename(folder) || !existsSync(folder);
    const file = isOfItself ? folder : path.join(folder, name);
    if (isOfItself) this.#forget(folder);
    const isThere = existsSync(file);
    this.#tell(file, isThere);
    if (isThere && path.extname(file) === '') void this.add(path.dirname(file));
  }

  #forget(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }

  dispose(): void {
    this.#disposed = true;
    for (const folder of [...this.#watchers.keys()]) this.#forget(folder);
  }
}

/** Absolute; links are none. Empty where that is no folder. */
async function foldersIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && !neverEntered.has(entry.name))
      .map(({ name }) => path.join(folder, name));
  } catch {
    return [];
  }
}
