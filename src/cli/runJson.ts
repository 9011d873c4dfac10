import { schemaVersion } from '../core/outline/jsonDocument.ts';
import type { ComposedRun } from '../core/run/composeRun.ts';
import type { RunItem } from '../core/run/selectRuns.ts';
import type { Missing } from '../node/run/findMissing.ts';
import type { ReadyRun, Refusal } from '../node/run/prepareRuns.ts';
import type { OrderedRun } from '../node/run/runInOrder.ts';

export interface RunReport {
  readonly root: string;
  readonly path: string;
  readonly dryRun: boolean;
  readonly exitCode: number;
  /** In the order of the plan, each item once. */
  readonly entries: readonly RunEntry[];
}

export type RunEntry =
  | { readonly kind: 'left-out'; readonly item: RunItem }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly sentence: string }
  | { readonly kind: 'ready'; readonly ready: ReadyRun }
  | { readonly kind: 'result'; readonly result: OrderedRun };

/** What `runsheet run --json` prints: `schemas/run.schema.json`. Lines are 1-based, instants ISO in UTC. */
export function runJson({ root, path, dryRun, exitCode, entries }: RunReport) {
  return { schemaVersion, root, path, dryRun, exitCode, runs: entries.map(entryJson) };
}

function entryJson(entry: RunEntry) {
  switch (entry.kind) {
    case 'left-out':
      return { ...itemJson(entry.item), state: 'left-out', reason: entry.item.leftOut?.reason ?? 'done' };
    case 'refused':
      return {
        ...itemJson(entry.refusal.item),
        state: 'refused',
        reason: entry.refusal.code,
        ...refusedText(entry.refusal),
        message: entry.sentence,
      };
    case 'ready':
      return { ...readyJson(entry.ready), state: 'ready' };
    case 'result': {
      const { result } = entry;
      if (result.kind !== 'ran') return { ...readyJson(result.ready), state: result.kind };
      const { end, startedAt, endedAt, record } = result;
      return {
        ...readyJson(result.ready),
        state: record?.state ?? (end.interrupted ? 'stopped' : end.exitCode === 0 ? 'passed' : 'failed'),
        exitCode: end.exitCode,
        timedOut: end.timedOut,
        startedAt: new Date(startedAt).toISOString(),
        durationMs: endedAt - startedAt,
        ...(end.problem !== undefined && { message: end.problem }),
        ...(end.output !== undefined && { output: end.output }),
        ...(record && { record: record.id }),
      };
    }
  }
}

function itemJson({ runnable, part }: RunItem) {
  return {
    key: runnable.key,
    ...(runnable.nodeKey !== undefined && { nodeKey: runnable.nodeKey }),
    line: (part.kind === 'whole' ? runnable.line : part.line) + 1,
    part: part.kind,
  };
}

function readyJson({ item, run, folder, missing }: ReadyRun) {
  return {
    ...itemJson(item),
    ...textJson(run, folder),
    endless: run.endless.endless,
    missing: missing.map(missingJson),
  };
}

/** What somebody has to look at before saying yes. */
function refusedText(refusal: Refusal) {
  return refusal.code === 'danger' ? textJson(refusal.run, refusal.folder) : {};
}

function textJson({ label, text, interpreter, danger }: ComposedRun, folder: string) {
  return {
    ...(label !== undefined && { label }),
    text,
    interpreter,
    folder,
    danger: {
      level: danger.level,
      reasons: danger.reasons.map(({ command, reason }) => ({ command, reason })),
    },
  };
}

function missingJson({ kind, line, sentence }: Missing) {
  return { kind, line: line + 1, message: sentence };
}
