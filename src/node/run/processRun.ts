import type { Plan } from '../../core/model.ts';
import type { RunRecord } from '../../core/run/runRecord.ts';
import type { ReadyRun } from './prepareRuns.ts';
import { beginRun } from './runRecords.ts';

/** Who runs a command as a child of its own process, and when. */
export interface ProcessRun {
  /** Absolute; the record is kept by it. */
  readonly root: string;
  readonly by: RunRecord['by'];
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** What is checked out; absent where nobody knows. */
  readonly commit: string | undefined;
}

/** Leaves the record of a run that starts now; undefined where that cannot be written: the run does not suffer by it. */
export function beginProcessRun(
  plan: Plan,
  { item, run, folder }: ReadyRun,
  { root, by, startedAt, commit }: ProcessRun,
): RunRecord | undefined {
  const { runnable, part } = item;
  try {
    return beginRun(root, {
      plan: plan.path,
      ...(runnable.nodeKey !== undefined && { nodeKey: runnable.nodeKey }),
      runnableKey: runnable.key,
      line: (part.kind === 'whole' ? runnable.line : part.line) + 1,
      ...(run.label !== undefined && { label: run.label }),
      text: run.text,
      interpreter: run.interpreter,
      folder,
      by,
      lane: 'process',
      startedAt,
      ...(commit !== undefined && { commit }),
      pid: process.pid,
    });
  } catch {
    return undefined;
  }
}
