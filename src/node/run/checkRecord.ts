import type { RunRecord } from '../../core/run/runRecord.ts';

const strings = ['id', 'plan', 'runnableKey', 'text', 'hash', 'folder'] as const;
const optionalStrings = ['nodeKey', 'label', 'endKnownBy', 'commit', 'laneFolder'] as const;
const optionalNumbers = ['endedAt', 'exitCode', 'pid', 'terminalPid'] as const;
const states: readonly unknown[] = ['running', 'passed', 'failed', 'unknown', 'stopped', 'started'];
const interpreters: readonly unknown[] = ['sh', 'bash', 'zsh', 'fish', 'pwsh', 'cmd'];

/** A parsed file as a record; undefined for anything else, also for a record of another version. */
export function checkRecord(value: unknown): RunRecord | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const record: Readonly<Record<string, unknown>> = { ...value };
  const good =
    record['v'] === 1 &&
    strings.every((key) => typeof record[key] === 'string') &&
    typeof record['line'] === 'number' &&
    typeof record['startedAt'] === 'number' &&
    states.includes(record['state']) &&
    interpreters.includes(record['interpreter']) &&
    (record['by'] === 'editor' || record['by'] === 'command line') &&
    (record['lane'] === 'typed' || record['lane'] === 'script' || record['lane'] === 'process') &&
    optionalStrings.every((key) => record[key] === undefined || typeof record[key] === 'string') &&
    optionalNumbers.every((key) => record[key] === undefined || typeof record[key] === 'number');
  return good ? (value as RunRecord) : undefined;
}
