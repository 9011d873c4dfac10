import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A real folder with the given files (path: content), gone after the test. */
export function withFolder(files: Readonly<Record<string, string | Uint8Array>>, use: (folder: string) => void): void;
export function withFolder(
  files: Readonly<Record<string, string | Uint8Array>>,
  use: (folder: string) => Promise<void>,
): Promise<void>;
export function withFolder(
  files: Readonly<Record<string, string | Uint8Array>>,
  use: (folder: string) => void | Promise<void>,
) {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'runsheet-')));
  const remove = () => {
    rmSync(folder, { recursive: true, force: true });
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  let result: void | Promise<void>;
  try {
    result = use(folder);
  } catch (error) {
    remove();
    throw error;
  }
  if (result) return result.finally(remove);
  remove();
  return undefined;
}
