import * as vscode from 'vscode';

/** What events have piled up to. */
export interface FoldedEvents {
  /** Search everything. */
  readonly search: boolean;
  readonly files: readonly vscode.Uri[];
  /** Something without an ending was made: perhaps a folder. */
  readonly created: readonly vscode.Uri[];
  /** A file or folder is gone. */
  readonly deleted: readonly vscode.Uri[];
}

/**
 * A single file is followed quickly; where many change at once, their events come in several loads. In milliseconds: how
 * long it has to be quiet, and how long at most is waited for that, because a program that writes and writes must not
 * hide what others do.
 */
const few = { quiet: 200, most: 1000 } as const;
const many = { quiet: 800, most: 10_000 } as const;
const fewFiles = 20;

/** Makes one call of many events: what a `git checkout` or a build does to hundreds of files is one refresh. */
export class EventFold {
  readonly #act: (events: FoldedEvents) => void;
  #search = false;
  readonly #files = new Map<string, vscode.Uri>();
  readonly #created = new Map<string, vscode.Uri>();
  readonly #deleted = new Map<string, vscode.Uri>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the first of the events came, in milliseconds. */
  #since: number | undefined;

  constructor(act: (events: FoldedEvents) => void) {
    this.#act = act;
  }

  search(): void {
    this.#search = true;
    this.#soon();
  }

  file(uri: vscode.Uri): void {
    this.#files.set(uri.toString(), uri);
    this.#soon();
  }

  created(uri: vscode.Uri): void {
    this.#created.set(uri.toString(), uri);
    this.#soon();
  }

  deleted(uri: vscode.Uri): void {
    this.#deleted.set(uri.toString(), uri);
    this.#soon();
  }

  #soon(): void {
    clearTimeout(this.#timer);
    const { quiet, most } = this.#files.size + this.#created.size + this.#deleted.size > fewFiles ? many : few;
    const now = performance.now();
    this.#since ??= now;
    this.#timer = setTimeout(() => this.#flush(), Math.max(0, Math.min(quiet, this.#since + most - now)));
  }

  #flush(): void {
    const events = {
      search: this.#search,
      files: [...this.#files.values()],
      created: [...this.#created.values()],
      deleted: [...this.#deleted.values()],
    };
    this.#search = false;
    this.#since = undefined;
    for (const pile of [this.#files, this.#created, this.#deleted]) pile.clear();
    this.#act(events);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }
}

/** Whether one of them is a folder. */
export async function holdsFolder(created: readonly vscode.Uri[]): Promise<boolean> {
  for (const uri of created) {
    try {
      if (((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0) return true;
    } catch {
      // Gone again.
    }
  }
  return false;
}
