import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import type { MarkDecision, MarkOutcome } from '../core/edit/markOutcome.ts';
import type { TextEdit } from '../core/textEdit.ts';

/**
 * Changes one mark between brackets in a UTF-8 file that no editor has open.
 *
 * A mark of one byte is written in place: all other bytes, also those that another program writes at the same moment,
 * stay what they are. A longer one (`✓`) replaces the file by a changed copy, if it is still the file that was read.
 *
 * @param decide gets the text with its byte order mark removed and its line ends kept
 */
export async function markFile<Reason>(
  file: string,
  decide: (text: string) => MarkDecision<Reason>,
): Promise<MarkOutcome<Reason>> {
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      const before = await stat(file);
      const bytes = await readFile(file);
      const decision = decide(decode(bytes));
      if (decision.kind !== 'edit') return decision;
      const { edit } = decision;
      const span = locateBytes(bytes, edit);
      if (!span) return { kind: 'failed', message: 'The line of the mark is not valid UTF-8.' };
      const mark = Buffer.from(edit.newText);
      const fits = span.end - span.start === 1 && mark.length === 1;
      const written = fits
        ? await writeInPlace(file, bytes, span.start, mark)
        : await replaceFile(
            file,
            before.mtimeMs,
            Buffer.concat([bytes.subarray(0, span.start), mark, bytes.subarray(span.end)]),
          );
      if (!written) continue;
      const after = await readFile(file);
      return decide(decode(after)).kind === 'unchanged' || standsAt(after, span.start, mark)
        ? { kind: 'written' }
        : { kind: 'overwritten' };
    }
    return { kind: 'overwritten' };
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

function decode(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function standsAt(bytes: Buffer, at: number, mark: Buffer): boolean {
  return bytes[at - 1] === 0x5b && bytes.subarray(at, at + mark.length).equals(mark);
}

/** The bytes of an edit within one line, unless bytes before it on that line are no UTF-8. */
function locateBytes(bytes: Buffer, edit: TextEdit): { readonly start: number; readonly end: number } | undefined {
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let lineStart = bom;
  for (let line = 0; line < edit.line; line++) {
    while (lineStart < bytes.length && bytes[lineStart] !== 0x0a && bytes[lineStart] !== 0x0d) lineStart++;
    if (lineStart >= bytes.length) return undefined;
    lineStart += bytes[lineStart] === 0x0d && bytes[lineStart + 1] === 0x0a ? 2 : 1;
  }
  let lineEnd = lineStart;
  while (lineEnd < bytes.length && bytes[lineEnd] !== 0x0a && bytes[lineEnd] !== 0x0d) lineEnd++;
  const line = bytes.toString('utf8', lineStart, lineEnd);
  const head = Buffer.from(line.slice(0, edit.column));
  const mark = Buffer.from(line.slice(edit.column, edit.endColumn));
  const start = lineStart + head.length;
  const end = start + mark.length;
  const exact = bytes.subarray(lineStart, start).equals(head) && bytes.subarray(start, end).equals(mark);
  return exact && bytes[start - 1] === 0x5b && bytes[end] === 0x5d ? { start, end } : undefined;
}

/** False when the three bytes around the mark are not those that were read: somebody else was faster. */
async function writeInPlace(file: string, read: Buffer, at: number, mark: Buffer): Promise<boolean> {
  const handle = await open(file, 'r+');
  try {
    // From the start of the file to the mark: a line that was put in above would move the mark.
    const present = Buffer.alloc(at + 2);
    const { bytesRead } = await handle.read(present, 0, present.length, 0);
    if (bytesRead !== present.length || !present.equals(read.subarray(0, at + 2))) return false;
    await handle.write(mark, 0, 1, at);
    await handle.datasync();
    return true;
  } finally {
    await handle.close();
  }
}

async function replaceFile(file: string, mtimeMs: number, bytes: Buffer): Promise<boolean> {
  const { mode } = await stat(file);
  const copy = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(copy, bytes, { mode, flush: true });
    if ((await stat(file)).mtimeMs !== mtimeMs) return false;
    await rename(copy, file);
    return true;
  } finally {
    await rm(copy, { force: true });
  }
}
