import { applyTextEdits } from '../../core/edit/applyTextEdits.ts';
import { weightOf } from '../../core/readiness/terms.ts';
import { changeRegion } from '../../core/shifts/managedRegion.ts';
import type { ShiftRecord } from '../../core/shifts/shiftHistory.ts';
import { trackerRegion, trackerText } from '../../core/shifts/trackerText.ts';
import type { EndContext } from './endContext.ts';
import { readIfThere } from './handoffFiles.ts';
import { type Book, readAt } from './shiftBooks.ts';
import { recordsAt } from './shiftRecords.ts';

/** The path of the tracker from the root, with `/`. */
export const trackerFile = (handoffs: string): string => `${handoffs}/PROGRESS_TRACKER.md`;

/**
 * The tracker with its region generated anew: on the text that the remote has, and on the text that stands here, which may
 * have edits of the user around it. Undefined where there is no tracker, no region, or one that must not be changed.
 *
 * @param on the commit that the books are put on; its records count, and this one
 */
export async function trackerBook(context: EndContext, record: ShiftRecord, on: string): Promise<Book | undefined> {
  const { root, config, repo, journal } = context;
  const file = trackerFile(config.handoffs);
  const isAllowed = journal.facts.tracker === 'write';
  const committed = await readAt(repo, on, file);
  const here = await readIfThere(root, file);
  const base = committed ?? here;
  if (base === undefined || here === undefined) return undefined;
  const others = (await recordsAt(repo, on, config.handoffs)).filter(
    ({ shift, endedAtMs }) => shift !== record.shift || endedAtMs !== record.endedAtMs,
  );
  const content = trackerContent([...others, record]);
  const [nextBase, nextHere] = [generated(base, content, isAllowed), generated(here, content, isAllowed)];
  return nextBase === undefined || nextHere === undefined ? undefined : { file, committed: nextBase, here: nextHere };
}

/** A weight stands for its priority. */
const priorities = (['P0', 'P1', 'P2', 'P3'] as const).map((priority) => [priority, weightOf[priority]] as const);

/** What the part says. Made of the records alone, so that the same ends give the same text wherever they come together. */
export function trackerContent(records: readonly ShiftRecord[]): string {
  const last = records.at(-1);
  const isMeasured = ({ snapshot }: ShiftRecord): boolean => snapshot.items.length > 0;
  const measured = last && isMeasured(last) ? last : undefined;
  return trackerText({
    ...(measured && { proven: measured.proven }),
    ...(measured?.possible !== undefined && { possible: measured.possible }),
    shifts: records.map((record) => ({
      number: record.shift,
      agents: [record.agent ?? record.holder ?? ''],
      state: record.state,
      endedAtMs: record.endedAtMs,
      ...(record.startedAtMs !== undefined && { startedAtMs: record.startedAtMs }),
      ...(record.endCommit !== undefined && { commit: record.endCommit }),
      ...(isMeasured(record) && { score: record.proven }),
    })),
    suites: last?.suites ?? [],
    tasks: priorities.map(([priority, weight]) => {
      const own = (measured?.snapshot.items ?? []).filter((item) => item.weight === weight);
      return { priority, done: own.filter(({ value }) => value > 1 - 1e-6).length, total: own.length };
    }),
    history: records.map((record) => ({
      atMs: record.endedAtMs,
      shift: record.shift,
      ...(isMeasured(record) && { score: record.proven }),
    })),
    figures: [['Shifts ended', String(new Set(records.map(({ shift }) => shift)).size)]],
  });
}

/** Only where the region is there and nobody changed it by hand, or where the user wants it. */
function generated(text: string, content: string, isAllowed: boolean): string | undefined {
  const change = changeRegion(text, trackerRegion, content);
  if (change.kind === 'same') return text;
  if (change.kind === 'refused' || (change.kind !== 'replace' && !isAllowed)) return undefined;
  return applyTextEdits(text, change.edits);
}
