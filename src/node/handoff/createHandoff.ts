import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { HandoffHead } from '../../core/shifts/handoff.ts';
import { newHandoffText } from '../../core/shifts/handoffText.ts';
import { describeError } from '../readText.ts';

/** The name of a handoff outside any schedule. */
const plainName = 'HANDOFF.md';

/**
 * Writes a new handoff: that of a shift into the handoff folder, one outside any schedule as `HANDOFF.md` into the root,
 * with the day in its name where there is one already. A file that is there is never written over.
 *
 * @param folder of handoffs, relative to the root
 * @returns its path relative to the root, or a sentence that says why there is none
 */
export async function createHandoff(
  root: string,
  folder: string,
  head: HandoffHead & { readonly startedAtMs: number },
): Promise<{ readonly path: string } | { readonly refused: string }> {
  const day = new Date(head.startedAtMs).toISOString().slice(0, 10);
  const names =
    head.shift === undefined
      ? [
          plainName,
          `HANDOFF-${day}.md`,
          `HANDOFF-${new Date(head.startedAtMs).toISOString().slice(0, 16).replace(/[:T]/g, '-')}.md`,
        ]
      : [`${folder}/SHIFT_${head.shift}_HANDOFF.md`];
  for (const name of names) {
    const file = path.join(root, name);
    try {
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, newHandoffText(head), { flag: 'wx' });
      return { path: name };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EEXIST' && path.dirname(name) !== folder) continue;
      if (code === 'EEXIST' || code === 'ENOTDIR') return { refused: await whyNot(file, folder) };
      return { refused: `${name} ${describeError(error)}.` };
    }
  }
  return { refused: `${names.at(-1) ?? plainName} is there already.` };
}

async function whyNot(file: string, folder: string): Promise<string> {
  const isFolder = await stat(path.dirname(file)).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isFolder
    ? `${folder}/${path.basename(file)} is there already: runsheet shift handoff show prints it.`
    : `${folder} is a file, and handoffs need a folder there: move it away, or name another folder as "handoffs" in .runsheet.json.`;
}
