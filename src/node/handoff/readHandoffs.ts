import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import {
  handoffHistory,
  handoffProblems,
  type HandoffFile,
  isHandoffPath,
  shiftOfName,
} from '../../core/shifts/handoffFiles.ts';
import { readHandoff } from '../../core/shifts/readHandoff.ts';
import { readText } from '../readText.ts';

/** The handoffs of a root, oldest first, and what is wrong with them. */
export interface FoundHandoffs {
  readonly files: readonly HandoffFile[];
  /** `message` is a sentence. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}

/** More handoffs than a team writes in years. */
const mostFiles = 2000;

/**
 * Reads the handoffs of a root: those in the handoff folder, and documents such as `HANDOFF.md` and `SESSION_HANDOFF.md`
 * in the root and in `docs`. What cannot be read is a problem. Never throws.
 *
 * @param root absolute
 * @param folder of handoffs, relative to the root
 */
export function readHandoffs(root: string, folder: string): FoundHandoffs {
  const problems: { path: string; message: string }[] = [];
  const files: HandoffFile[] = [];
  for (const place of new Set([folder, '', 'docs'])) {
    const names = list(path.join(root, place));
    if (typeof names === 'string') {
      if (place === folder) problems.push({ path: folder, message: names });
      continue;
    }
    for (const name of names) {
      const at = place === '' ? name : `${place}/${name}`;
      if (!isHandoffPath(at, folder) || files.length >= mostFiles) continue;
      const file = readHandoffFile(root, at);
      if ('skipped' in file) problems.push({ path: at, message: `It ${file.skipped}.` });
      else files.push(file);
    }
  }
  return { files: handoffHistory(files), problems: [...problems, ...handoffProblems(files)] };
}

/** One handoff; why it cannot be read is a sentence without subject and full stop. */
export function readHandoffFile(root: string, at: string): HandoffFile | { readonly skipped: string } {
  const content = readText(path.join(root, at));
  if ('skipped' in content) return content;
  const handoff = readHandoff(content.text);
  const shift = shiftOfName(at) ?? handoff.head.shift;
  return { path: at, handoff, ...(shift !== undefined && { shift }) };
}

/** Names in a folder; none where there is no folder; a sentence where something else stands in its place. */
function list(folder: string): readonly string[] | string {
  try {
    return readdirSync(folder).sort();
  } catch {
    try {
      if (!statSync(folder).isDirectory())
        return 'It is a file, and handoffs need a folder there: move it away, or name another folder as "handoffs" in .runsheet.json.';
    } catch {
      return [];
    }
    return 'It cannot be read: no permission.';
  }
}
