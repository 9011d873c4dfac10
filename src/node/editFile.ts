import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { chmod, realpath, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { EditDecision, EditOutcome, FileTrouble } from '../core/edit/editOutcome.ts';
import { byteEdits, withByteEdits } from './byteEdits.ts';
import { decodeText } from './readText.ts';
import { contentOf, writeInPlace } from './writeInPlace.ts';

/** Another program may write between the look and the edit: look again, but not for ever. */
const attempts = 24;
/** Who rewrites a file empties it first: before something is refused, the file gets the time to be whole again. */
const rewriteMs = 30;

/**
 * Edits a text file that no editor has open, without locks and without losing what another program writes to it.
 *
 * One byte (`[ ]` to `[x]`) is written in place: all other bytes, also those that are written at the same moment, stay
 * what they are. Everything else replaces the file by a changed copy, if it is still the file that was read; a reader, or
 * who finds the file after the process was killed, has the old text or the new one.
 *
 * @param decide gets the text with its byte order mark removed and its line ends kept; again when the text has changed
 */
export async function editFile<Reason>(
  name: string,
  decide: (text: string) => EditDecision<Reason>,
): Promise<EditOutcome<Reason>> {
  try {
    // A link stays a link: what it leads to is changed.
    const file = await realpath(name);
    for (let attempt = 0; attempt < attempts; attempt++) {
      const outcome = await tryOnce(file, decide);
      if (outcome) return outcome;
      // Not all of those who write at the same time try again at the same moment.
      if (attempt > 3) await delay(attempt % 7);
    }
    return { kind: 'overwritten' };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'failed', trouble: troubleOf(error), message };
  }
}

/** What a file is to somebody who wants to save over it. Waits for the disk; never throws. */
export function fileOnDisk(
  file: string,
):
  | { readonly kind: 'missing' | 'read-only' | 'other' }
  | { readonly kind: 'text'; readonly text: string; readonly writtenMs: number } {
  if (isReadOnly(file)) return { kind: 'read-only' };
  try {
    const { mtimeMs: writtenMs } = statSync(file);
    const content = decodeText(readFileSync(file));
    return 'text' in content ? { kind: 'text', text: content.text, writtenMs } : { kind: 'other' };
  } catch (error) {
    return { kind: troubleOf(error) === 'missing' ? 'missing' : 'other' };
  }
}

/** Whether nobody may write the file, not even who has the right to write every file. */
function isReadOnly(file: string): boolean {
  try {
    return (statSync(file).mode & 0o222) === 0;
  } catch {
    return false;
  }
}

/** Undefined where another writer was faster. */
async function tryOnce<Reason>(
  file: string,
  decide: (text: string) => EditDecision<Reason>,
): Promise<EditOutcome<Reason> | undefined> {
  const before = identityOf(file);
  const bytes = readFileSync(file);
  const content = decodeText(bytes);
  const decision: EditDecision<Reason> | undefined = 'text' in content ? decide(content.text) : undefined;
  if (decision === undefined || decision.kind === 'refused') {
    for (let look = 0; look < 4; look++) {
      await delay(rewriteMs);
      if (!readFileSync(file).equals(bytes)) return undefined;
    }
  }
  if ('skipped' in content) return { kind: 'failed', trouble: 'encoding', message: `The file ${content.skipped}.` };
  if (decision?.kind !== 'edit') return decision;
  if (isReadOnly(file)) return { kind: 'failed', trouble: 'read-only', message: 'The file is read-only.' };
  const edits = byteEdits(bytes, decision.edits, content.encoding);
  if (!edits) return { kind: 'failed', trouble: 'encoding', message: 'The line is not valid in its encoding.' };
  const [only, second] = edits;
  const isInPlace = only && !second && only.end - only.start === 1 && only.bytes.length === 1;
  const wanted = withByteEdits(bytes, edits);
  if (isInPlace) {
    const result = await writeInPlace(file, bytes, { start: only.start, byte: only.bytes[0] ?? 0 });
    if (result.kind === 'changed') return undefined;
    if (result.kind === 'astray') return { kind: 'failed', trouble: 'other', message: astray(result.line) };
  } else if (!(await replaceFile(file, before, bytes, wanted))) return undefined;
  const after = readFileSync(file);
  if (after.equals(wanted)) return { kind: 'written' };
  const present = decodeText(after);
  return 'text' in present && decide(present.text).kind === 'unchanged' ? { kind: 'written' } : undefined;
}

/**
 * False when the file is not the one that was read any more. Who has written to the old file in the very moment of the
 * renaming is found out afterwards: then what they wrote is put back, and the change is tried on top of it.
 */
async function replaceFile(file: string, before: string, read: Buffer, wanted: Buffer): Promise<boolean> {
  const copy = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  const old = openSync(file, 'r');
  try {
    const { mode } = statSync(file);
    await writeCopy(copy, wanted, mode);
    if (identityOf(file) !== before || !readFileSync(file).equals(read)) return false;
    renameSync(copy, file);
    if (contentOf(old).equals(read)) return true;
    const left = await wholeContentOf(old);
    if (readFileSync(file).equals(wanted)) await putBack(file, left, mode);
    return false;
  } finally {
    closeSync(old);
    rmSync(copy, { force: true });
  }
}

/** Who rewrites a file empties it first: what it says when it says the same for a while. */
async function wholeContentOf(descriptor: number): Promise<Buffer> {
  let content = contentOf(descriptor);
  for (let look = 0; look < 10; look++) {
    await delay(rewriteMs);
    const before = content;
    content = contentOf(descriptor);
    if (content.length > 0 && content.equals(before)) break;
  }
  return content;
}

const astray = (line: number): string =>
  `Another program wrote the file at the very same moment, and one character of its line ${line} may be wrong. Look at that line.`;

async function putBack(file: string, bytes: Buffer, mode: number): Promise<void> {
  const copy = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  await writeCopy(copy, bytes, mode);
  renameSync(copy, file);
}

async function writeCopy(copy: string, bytes: Buffer, mode: number): Promise<void> {
  const rights = mode & 0o777;
  await writeFile(copy, bytes, { mode: rights, flush: true, flag: 'wx' });
  // The umask takes rights away from what is made anew, and for everybody else this file is not new.
  await chmod(copy, rights);
}

/** Changes with every write of a file. Waits for the disk; throws what the file system throws. */
export function identityOf(file: string): string {
  const { dev, ino, size, mtimeNs } = statSync(file, { bigint: true });
  return `${dev} ${ino} ${size} ${mtimeNs}`;
}

function troubleOf(error: unknown): FileTrouble {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
  return code === 'EACCES' || code === 'EPERM' || code === 'EROFS' ? 'read-only' : 'other';
}
