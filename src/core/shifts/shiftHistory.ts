import type { PlanReadiness } from '../readiness/readiness.ts';
import type { ScoreItem, ScoreSnapshot } from './scoreFall.ts';

/** Of the rule by which weights and values are given; a new number where one of them changes. */
const scoreFormula = 1;

/** How a suite of tests ended. */
export interface SuiteResult {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'unknown';
  /** A sentence, where it did not pass. */
  readonly reason?: string;
  readonly passed?: number;
  readonly total?: number;
  readonly durationMs?: number;
}

/** What the end of a shift leaves behind for those who come later: one small file per end, never changed. */
export interface ShiftRecord {
  readonly v: 1;
  readonly shift: number;
  readonly agent?: string;
  readonly holder?: string;
  readonly state: 'ended' | 'abandoned';
  /** Epoch milliseconds UTC. */
  readonly startedAtMs?: number;
  readonly endedAtMs: number;
  readonly startCommit?: string;
  readonly endCommit?: string;
  /** Percent, not rounded. */
  readonly proven: number;
  readonly possible?: number;
  /** The number that was written into the score file; absent where it was left as it was. */
  readonly written?: number;
  /** The reason that somebody gave for a fall. */
  readonly fallReason?: string;
  readonly suites: readonly SuiteResult[];
  readonly snapshot: ScoreSnapshot;
}

/** Why a record is not read; a sentence without a full stop. */
export interface RefusedRecord {
  readonly refused: string;
}

/** What counts for the number of some plans, for a comparison with a later moment. */
export function snapshotOf(plans: readonly PlanReadiness[]): ScoreSnapshot {
  const items = plans
    .filter(({ plan }) => plan.kind === 'plan')
    .flatMap(({ plan, tasks, criteria }): ScoreItem[] => [
      ...tasks.map(({ node, weight, done, leaves }) => ({
        key: `${plan.path}#${node.key}`,
        weight,
        value: done / leaves,
      })),
      ...criteria
        .filter(({ criterion }) => criterion.boxed)
        .map(({ criterion, weight, state }) => ({
          key: `${plan.path}#${criterion.key}`,
          weight,
          value: state.state === 'pass' ? 1 : 0,
          ...(['stale', 'expired', 'superseded'].includes(state.state) && { isStale: true }),
        })),
    ]);
  return { formula: scoreFormula, items };
}

/** Name of the file of a record: sorted by time, one per end, also where a shift ended twice. */
export function recordName({ shift, endedAtMs }: Pick<ShiftRecord, 'shift' | 'endedAtMs'>): string {
  return `${new Date(endedAtMs).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z-shift-${shift}.json`;
}

/** The text of the file: JSON, ISO times, an item per line, so that git shows what changed. */
export function recordText({ startedAtMs, endedAtMs, snapshot, ...rest }: ShiftRecord): string {
  const started = startedAtMs !== undefined && { startedAt: new Date(startedAtMs).toISOString() };
  return snapshotText({ ...rest, ...started, endedAt: new Date(endedAtMs).toISOString() }, snapshot);
}

/** A JSON object with a snapshot behind its own fields. */
export function snapshotText(json: object, { formula, items }: ScoreSnapshot): string {
  const rows = items.map(({ key, weight, value, isStale }) =>
    JSON.stringify([key, weight, Math.round(value * 1e6) / 1e6, ...(isStale === true ? ['stale'] : [])]),
  );
  const head = JSON.stringify({ ...json, formula }, undefined, 2).replace(/\n\}$/, '');
  return `${head},\n  "items": [${rows.map((row) => `\n    ${row}`).join(',')}\n  ]\n}\n`;
}

/** The snapshot in an object that anybody may have written; what is no item is left out. */
export function readSnapshot({ formula, items }: JsonObject): ScoreSnapshot {
  const read = Array.isArray(items) ? items.flatMap(readItem) : [];
  return { formula: typeof formula === 'number' ? formula : 0, items: read };
}

type JsonObject = Readonly<Record<string, unknown>>;

/** Reads a record that anybody may have written; fields that are not known are left out. */
export function readRecord(text: string): ShiftRecord | RefusedRecord {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return { refused: 'it is no JSON' };
  }
  if (!isObject(given)) return { refused: 'it is no record of a shift' };
  if (typeof given['v'] === 'number' && given['v'] > 1)
    return { refused: 'a newer Runsheet wrote it: update to read it' };
  const { shift, state, proven } = given;
  const endedAtMs = instant(given['endedAt']);
  const startedAtMs = instant(given['startedAt']);
  if (
    given['v'] !== 1 ||
    typeof shift !== 'number' ||
    !Number.isSafeInteger(shift) ||
    shift < 1 ||
    (state !== 'ended' && state !== 'abandoned') ||
    !isPercent(proven) ||
    endedAtMs === undefined
  )
    return { refused: 'it is no record of a shift' };
  const suites = Array.isArray(given['suites']) ? given['suites'].flatMap(readSuite) : [];
  return {
    v: 1,
    shift,
    state,
    proven,
    endedAtMs,
    ...(startedAtMs !== undefined && { startedAtMs }),
    ...words(given, ['agent', 'holder', 'startCommit', 'endCommit', 'fallReason']),
    ...(isPercent(given['possible']) && { possible: given['possible'] }),
    ...(isPercent(given['written']) && { written: given['written'] }),
    suites,
    snapshot: readSnapshot(given),
  };
}

/** The record of the last end, by time; the later name where two ended at once. */
export function lastRecord(records: readonly ShiftRecord[]): ShiftRecord | undefined {
  return [...records].sort((left, right) => left.endedAtMs - right.endedAtMs || left.shift - right.shift).at(-1);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isPercent = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 100;

function instant(value: unknown): number | undefined {
  const ms = typeof value === 'string' && value.length <= 40 ? Date.parse(value) : NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

/** Short texts on one line. */
function words<Name extends string>(given: JsonObject, names: readonly Name[]): Partial<Record<Name, string>> {
  const read: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = given[name];
    if (typeof value !== 'string') continue;
    const line = value
      .slice(0, 1000)
      .replace(/\p{Cc}+/gu, ' ')
      .trim();
    if (line !== '') read[name] = line;
  }
  return read;
}

function readSuite(value: unknown): readonly SuiteResult[] {
  if (!isObject(value) || typeof value['name'] !== 'string') return [];
  const outcome = (['passed', 'failed', 'unknown'] as const).find((one) => one === value['outcome']) ?? 'unknown';
  const count = (name: string) => (Number.isSafeInteger(value[name]) ? Number(value[name]) : undefined);
  const [passed, total] = [count('passed'), count('total')];
  const durationMs = typeof value['durationMs'] === 'number' ? value['durationMs'] : undefined;
  return [
    {
      name: value['name'].slice(0, 200),
      outcome,
      ...words(value, ['reason']),
      ...(passed !== undefined && { passed }),
      ...(total !== undefined && { total }),
      ...(durationMs !== undefined && { durationMs }),
    },
  ];
}

function readItem(value: unknown): readonly ScoreItem[] {
  if (!Array.isArray(value)) return [];
  const [key, weight, done, stale] = value as readonly unknown[];
  if (typeof key !== 'string' || typeof weight !== 'number' || !(weight > 0) || typeof done !== 'number') return [];
  return [{ key, weight, value: Math.min(1, Math.max(0, done)), ...(stale === 'stale' && { isStale: true }) }];
}
