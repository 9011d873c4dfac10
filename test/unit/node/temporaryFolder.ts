import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** Makes a real folder with the given files (path: content) for the time of the function. */
export function withFolder(files: Files, use: (folder: string) => void): void {
  const folder = makeFolder(files);
  try {
    use(folder);
  } finally {
    removeFolder(folder);
  }
}

/** The same for a function that takes its time. */
export async function withFolderAsync(files: Files, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = makeFolder(files);
  try {
    await use(folder);
  } finally {
    removeFolder(folder);
  }
}

function makeFolder(files: Files): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'runsheet-')));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
