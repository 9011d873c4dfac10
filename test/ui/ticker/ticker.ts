import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { extensionId } from '../../../src/vscode/contributions.ts';
import { targetOf } from '../../../src/vscode/planRow.ts';
import type { RunsheetApi } from '../../../src/vscode/runsheetApi.ts';

/** What one window leaves in `ticked-N.json`. */
export interface Ticked {
  readonly toggles: number;
  /** Titles of the tasks that this window left ticked, and of those that it left open. */
  readonly done: readonly string[];
  readonly open: readonly string[];
  /** Of these the user was told that the last change is not in the file. */
  readonly told: readonly string[];
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Another extension, in each window on the folder: ticks and unticks the tasks named after its window as fast as it can. */
export async function activate(): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const api = await vscode.extensions.getExtension<RunsheetApi>(extensionId)?.activate();
  if (!folder || !api) return;
  const place = (name: string): string => path.join(folder.uri.fsPath, name);
  const own = [1, 2].find((number) => claim(place(`window-${number}`)));
  if (own === undefined) return;
  await api.store.searched();
  while (!existsSync(place('go.txt'))) await pause(20);
  const wantedToggles = Number(readFileSync(place('go.txt'), 'utf8'));
  const told = new Set<string>();
  api.toggler.onDidTell((sentence) => {
    for (const [, title = ''] of sentence.matchAll(/"([^"]+)"/g)) told.add(title);
  });
  const uri = vscode.Uri.file(place('PLAN.md'));
  const wanted = new Map<string, boolean>();
  let toggles = 0;
  while (toggles < wantedToggles) {
    const title = `window ${own} task ${toggles % 10}`;
    const row = Array.from({ length: 40 }, (_, line) => api.view.rowAt(uri, line)).find(
      (each) => each?.node.title === title,
    );
    if (!row) {
      // What somebody else has just written is being read.
      await pause(5);
      continue;
    }
    toggles++;
    const done = wanted.get(title) !== true;
    told.delete(title);
    if (await api.toggler.toggle(targetOf(row), done)) wanted.set(title, done);
    // What could not be done was told.
    else told.add(title);
  }
  const titles = (state: boolean): string[] => [...wanted].filter(([, done]) => done === state).map(([title]) => title);
  const ticked = (): Ticked => ({ toggles, done: titles(true), open: titles(false), told: [...told] });
  // What is overwritten after the last toggle is told when the watcher has seen it.
  while (!existsSync(place('enough.txt'))) {
    writeWhole(place(`ticked-${own}.json`), JSON.stringify(ticked()));
    await pause(100);
  }
}

function claim(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

/** Who reads it has all of it. */
function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}
