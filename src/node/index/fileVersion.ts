import { statSync } from 'node:fs';

/** What tells that a file was written to; never throws. */
export function fileVersion(file: string): string {
  try {
    const { size, mtimeMs } = statSync(file);
    return `${size}:${mtimeMs}`;
  } catch {
    return 'gone';
  }
}
