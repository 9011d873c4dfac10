import type { FileReference } from '../model.ts';
import type { Spot } from './explainedSpot.ts';

/** Where a line names a file. */
export interface FileSpot extends Spot {
  readonly path: string;
  /** 1-based, as written. */
  readonly line?: number;
}

const firstLine = /^(?::|#L)(\d{1,7})(?:[-:]L?\d{1,7})?/;
const nextLine = /^,(\d{1,7})(?:-\d{1,7})?/;
/** In the target of a markdown link, which has a link already. */
const inLink = /\]\([^()\s]{0,500}$/;

/**
 * The files that a line names, each with its line: `health.go:44,86` is two spots, `health.go:44` and `86`.
 *
 * @param text the line
 * @param files what the plan names on this line, in order
 */
export function fileSpots(text: string, files: readonly FileReference[]): readonly FileSpot[] {
  const spots: FileSpot[] = [];
  let from = 0;
  for (const { path } of files) {
    const start = text.indexOf(path, from);
    if (start < 0) continue;
    from = start + path.length;
    if (inLink.test(text.slice(Math.max(0, start - 510), start))) continue;
    const first = firstLine.exec(text.slice(from, from + 40));
    from += first?.[0].length ?? 0;
    spots.push({ path, start, end: from, ...(first && { line: Number(first[1]) }) });
    if (!first) continue;
    for (let next = nextLine.exec(text.slice(from, from + 20)); next;) {
      const end = from + next[0].length;
      spots.push({ path, start: from + 1, end, line: Number(next[1]) });
      from = end;
      next = nextLine.exec(text.slice(from, from + 20));
    }
  }
  return spots;
}
