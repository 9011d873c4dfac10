import type { Handoff } from './handoff.ts';

/** A document that hands work over, with its place. */
export interface HandoffFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly handoff: Handoff;
  /** By its name, else by its head; absent for one outside any schedule. */
  readonly shift?: number;
}

const shiftName = /(?:^|[_-])shift[_-]?0{0,3}(\d{1,3})(?!\d)/i;
const handoffName = /(?:^|[_.-])(?:hand-?(?:off|over)s?|next[_-]session)(?:[_.-]|$)/i;
/** Beside handoffs in their folder, and none. */
const otherName = /^(?:readme|priority[_-]tasks|progress[_-]tracker|template|agents?|index)(?:[_.-]|$)/i;

/**
 * Whether a file is a handoff by its path: `SHIFT_3_HANDOFF.md`, any document of the handoff folder but its README,
 * tracker and tasks; elsewhere `HANDOFF.md`, `SESSION_HANDOFF.md` and the like.
 *
 * @param path relative to the root, with `/`
 * @param folder of handoffs, relative to the root
 */
export function isHandoffPath(path: string, folder: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (!/\.(?:md|markdown)$/i.test(name) || otherName.test(name) || /template/i.test(name)) return false;
  return (
    handoffName.test(name) ||
    (path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes('/') && shiftName.test(name))
  );
}

/** The number of the shift in the name of a file: 3 for `SHIFT_3_HANDOFF.md`. */
export function shiftOfName(path: string): number | undefined {
  const number = Number(shiftName.exec(path.slice(path.lastIndexOf('/') + 1))?.[1] ?? 0);
  return number > 0 ? number : undefined;
}

/**
 * All handoffs, oldest first. Those of shifts follow their numbers; the others stand among them by the time of their head,
 * in front where they have none.
 */
export function handoffHistory(files: readonly HandoffFile[]): readonly HandoffFile[] {
  const ofShifts = files
    .filter(({ shift }) => shift !== undefined)
    .sort(
      (left, right) => (left.shift ?? 0) - (right.shift ?? 0) || timeOf(left) - timeOf(right) || byPath(left, right),
    );
  let latest = 0;
  // A shift without a time was not before the one it follows.
  const placed = ofShifts.map((file) => ({ file, at: (latest = Math.max(latest, timeOf(file))) }));
  for (const file of files.filter(({ shift }) => shift === undefined).sort(byPath))
    placed.push({ file, at: timeOf(file) });
  return placed.sort((left, right) => left.at - right.at).map(({ file }) => file);
}

const timeOf = ({ handoff: { head } }: HandoffFile): number => head.startedAtMs ?? head.endedAtMs ?? 0;
const byPath = (left: HandoffFile, right: HandoffFile): number => (left.path < right.path ? -1 : 1);

/** The handoff that was written last, of all or of the shifts before one. */
export function latestHandoff(files: readonly HandoffFile[], beforeShift?: number): HandoffFile | undefined {
  const eligible =
    beforeShift === undefined ? files : files.filter(({ shift }) => shift !== undefined && shift < beforeShift);
  return handoffHistory(eligible.filter(({ handoff }) => handoff.faults.every(({ code }) => code !== 'no-handoff'))).at(
    -1,
  );
}

/** The handoffs of one shift; more than one means that two machines wrote it, or one was kept beside another. */
export function handoffsOfShift(files: readonly HandoffFile[], shift: number): readonly HandoffFile[] {
  return handoffHistory(files.filter((file) => file.shift === shift));
}

/** What does not fit together among several handoffs: sentences. */
export function handoffProblems(
  files: readonly HandoffFile[],
): readonly { readonly path: string; readonly message: string }[] {
  const problems: { path: string; message: string }[] = [];
  const seen = new Map<number, string>();
  for (const { path, shift, handoff } of handoffHistory(files)) {
    const first = shift === undefined ? undefined : seen.get(shift);
    if (shift !== undefined && first === undefined) seen.set(shift, path);
    if (first !== undefined)
      problems.push({
        path,
        message: `It is a second handoff of shift ${shift ?? ''}, beside ${first}: keep one, and move what the other says into it.`,
      });
    const said = handoff.head.shift;
    if (said !== undefined && shift !== undefined && said !== shift)
      problems.push({
        path,
        message: `Its name says shift ${shift}, and its head says shift ${said}: correct one of them.`,
      });
    for (const fault of handoff.faults) problems.push({ path, message: fault.message });
  }
  return problems;
}
