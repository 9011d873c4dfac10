import { open } from 'node:fs/promises';
import path from 'node:path';

/** Bytes of the end of the log: a line has some two hundred. */
const tailBytes = 65_536;
/** Two commits, who and when, then what was done: `commit`, `commit (amend): ...`, not `checkout` or `pull`. */
const entry = /^[0-9a-f]{40,64} [0-9a-f]{40,64} [^\n]{0,2000}> (\d{1,12}) [+-]\d{4}\tcommit\b/;

/**
 * When the last commit was made in a working tree, epoch milliseconds UTC, by the log that git keeps of HEAD (git-reflog):
 * no process is started. Undefined without a log, and where its last part knows of none.
 *
 * @param gitDir the git folder of this working tree; absolute
 */
export async function lastCommit(gitDir: string): Promise<number | undefined> {
  const text = await tailOf(path.join(gitDir, 'logs', 'HEAD')).catch(() => '');
  const last = text
    .split('\n')
    .reverse()
    .find((line) => entry.test(line));
  const seconds = last === undefined ? undefined : entry.exec(last)?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

async function tailOf(file: string): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, tailBytes);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
