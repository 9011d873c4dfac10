import * as vscode from 'vscode';

/** A name may stand in many folders; more are not looked at. */
const mostMatches = 200;
/** Events of files get lost, so that everything is looked up again after so long. A search costs more. */
const keptMs = { path: 5_000, name: 30_000 } as const;

/** Where the files are that plans name. What was found out is kept until files of that name come or go. */
export class FileLookup implements vscode.Disposable {
  readonly #known = new Map<string, { readonly found: Promise<vscode.Uri | undefined>; until: number }>();
  readonly #disposables: readonly vscode.Disposable[];
  #names: { readonly wanted: Set<string>; readonly found: Promise<ReadonlyMap<string, vscode.Uri>> } | undefined;

  constructor() {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*', false, true, false);
    this.#disposables = [
      watcher,
      watcher.onDidCreate((uri) => this.#forget(uri)),
      watcher.onDidDelete((uri) => this.#forget(uri)),
    ];
  }

  /**
   * The file of that path: beside the plan, else in its workspace folder; a bare name that is in neither, anywhere in
   * the workspace, the one with the shortest path.
   *
   * @param search false: only what is known already is said of a name that is in neither
   */
  async find(plan: vscode.Uri, path: string, search: boolean): Promise<vscode.Uri | undefined> {
    const folder = vscode.workspace.getWorkspaceFolder(plan)?.uri;
    const relative = path.replace(/^\.?\//, '');
    const places = [vscode.Uri.joinPath(plan, '..', path), ...(folder ? [vscode.Uri.joinPath(folder, relative)] : [])];
    for (const place of places) {
      // Nothing outside the workspace is looked at, whatever a plan names.
      if (
        vscode.workspace.getWorkspaceFolder(place) &&
        (await this.#once(place.toString(), () => fileAt(place), keptMs.path))
      )
        return place;
    }
    if (path.includes('/')) return undefined;
    if (!search && !this.#known.has(path)) return undefined;
    return this.#once(path, () => this.#byName(path), keptMs.name);
  }

  #once(key: string, look: () => Promise<vscode.Uri | undefined>, forMs: number): Promise<vscode.Uri | undefined> {
    const known = this.#known.get(key);
    if (known && Date.now() < known.until) return known.found;
    const entry = { found: look(), until: Infinity };
    this.#known.set(key, entry);
    void entry.found.then(() => (entry.until = Date.now() + forMs));
    return entry.found;
  }

  /** All names that are asked for at once are searched once. */
  async #byName(name: string): Promise<vscode.Uri | undefined> {
    if (!this.#names) {
      const wanted = new Set<string>();
      this.#names = { wanted, found: Promise.resolve().then(() => this.#search(wanted)) };
    }
    const { wanted, found } = this.#names;
    wanted.add(name);
    return (await found).get(name);
  }

  async #search(wanted: ReadonlySet<string>): Promise<ReadonlyMap<string, vscode.Uri>> {
    // Later ones wait for the next search.
    await new Promise((resolve) => setTimeout(resolve, 20));
    this.#names = undefined;
    const [only = '', ...more] = wanted;
    const pattern = more.length === 0 ? `**/${only}` : `**/{${[...wanted].join(',')}}`;
    const found = new Map<string, vscode.Uri>();
    for (const uri of await vscode.workspace.findFiles(pattern, undefined, mostMatches)) {
      const name = nameOf(uri);
      const known = found.get(name);
      if (!known || uri.path.length < known.path.length) found.set(name, uri);
    }
    return found;
  }

  #forget(uri: vscode.Uri): void {
    const name = nameOf(uri);
    // A folder: whatever stands in it may have come or gone with it.
    if (!name.includes('.')) this.#known.clear();
    for (const key of this.#known.keys()) if (key === name || key.endsWith(`/${name}`)) this.#known.delete(key);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

const nameOf = ({ path }: vscode.Uri): string => path.slice(path.lastIndexOf('/') + 1);

async function fileAt(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    return (type & vscode.FileType.File) === 0 ? undefined : uri;
  } catch {
    return undefined;
  }
}
