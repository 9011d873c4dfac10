import { lastResults, outcomeOf, type RunRecord } from '../../core/run/runRecord.ts';
import type { Plan } from '../../core/model.ts';
import { headCommit } from './headCommit.ts';
import type { ReadyRun } from './prepareRuns.ts';
import { beginProcessRun } from './processRun.ts';
import { type CommandEnd, runCommand } from './runCommand.ts';
import { endRun, runHistory } from './runRecords.ts';

export interface OrderOptions {
  /** Absolute. */
  readonly root: string;
  /** Skips what passed the last time on the same text. */
  readonly resume: boolean;
  /** For each command. */
  readonly timeoutMs?: number;
  readonly toStderr: boolean;
  /** Told before each command starts. */
  readonly onStart?: (ready: ReadyRun) => void;
}

/** What became of a run of an order. */
export type OrderedRun =
  | { readonly ready: ReadyRun; readonly kind: 'skipped' | 'not-reached' }
  | {
      readonly ready: ReadyRun;
      readonly kind: 'ran';
      readonly end: CommandEnd;
      readonly startedAt: number;
      readonly endedAt: number;
      /** Absent where the state folder cannot be written; the run itself does not suffer. */
      readonly record?: RunRecord;
    };

/** Runs commands one after the other and stops at the first that does not pass. Every run leaves a record. */
export async function runInOrder(plan: Plan, runs: readonly ReadyRun[], options: OrderOptions): Promise<OrderedRun[]> {
  const { root, resume, timeoutMs, toStderr } = options;
  const passed = resume ? await passedBefore(plan, runs, root) : new Set<string>();
  const results: OrderedRun[] = [];
  let stopped = false;
  for (const ready of runs) {
    if (stopped || passed.has(ready.item.runnable.key)) {
      results.push({ ready, kind: stopped ? 'not-reached' : 'skipped' });
      continue;
    }
    options.onStart?.(ready);
    const startedAt = Date.now();
    // The command may change what is checked out; for its record it does not wait.
    const commit = headCommit(root);
    const { script, interpreter, env, secrets } = ready.run;
    const running = runCommand({
      ...{ script, interpreter, env, secrets, toStderr },
      cwd: ready.cwd,
      ...(timeoutMs !== undefined && { timeoutMs }),
    });
    const begun = beginProcessRun(plan, ready, { root, by: 'command line', startedAt, commit });
    const end = await running;
    const endedAt = Date.now();
    const record = begun && (await finish(root, begun, end, endedAt).catch(() => undefined));
    results.push({ ready, kind: 'ran', end, startedAt, endedAt, ...(record && { record }) });
    stopped = end.exitCode !== 0;
  }
  return results;
}

async function passedBefore(plan: Plan, runs: readonly ReadyRun[], root: string): Promise<ReadonlySet<string>> {
  const { records } = await runHistory(root, { plan: plan.path });
  const runnables = runs.map(({ item }) => item.runnable);
  const last = lastResults(records, plan.path, runnables);
  return new Set([...last].flatMap(([key, { state }]) => (state === 'passed' ? key : [])));
}

function finish(root: string, record: RunRecord, end: CommandEnd, endedAt: number): Promise<RunRecord> {
  const { exitCode, interrupted, output } = end;
  return endRun(root, record, {
    state: interrupted ? 'stopped' : outcomeOf(exitCode),
    endedAt,
    exitCode,
    endKnownBy: 'process',
    ...(output !== undefined && { output }),
  });
}
