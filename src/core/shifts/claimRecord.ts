/**
 * Who has a shift, as it stands in the commit at the end of a claim's ref. Plain JSON; its commits are its history.
 */
export interface ClaimRecord {
  readonly v: 1;
  readonly shift: number;
  readonly state: 'held' | 'released';
  /** Name of the person, as git has it. */
  readonly holder: string;
  /** Type of the agent, as in the plan. */
  readonly agent?: string;
  /** Random; by it a holder knows its own claim. Kept over its release. */
  readonly nonce: string;
  /** Since when it is held; epoch milliseconds UTC, as are the others. */
  readonly sinceMs: number;
  /** When this record was written. */
  readonly atMs: number;
  /** Until when the shift goes by its schedule. */
  readonly untilMs?: number;
  /** Why it was taken over, and from whom. */
  readonly reason?: string;
  readonly from?: string;
}

const longestText = 500;
const longestRecord = 16 * 1024;

/** The text of a record, as it is committed: instants in ISO, final newline. */
export function claimText(record: ClaimRecord): string {
  const { sinceMs, atMs, untilMs, reason, from, agent, ...rest } = record;
  const json = {
    ...rest,
    ...(agent !== undefined && { agent }),
    since: iso(sinceMs),
    at: iso(atMs),
    ...(untilMs !== undefined && { until: iso(untilMs) }),
    ...(reason !== undefined && { reason }),
    ...(from !== undefined && { from }),
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

/** Reads a record that anybody may have written. A text is what is wrong with it: a sentence without a full stop. */
export function readClaimText(text: string): ClaimRecord | string {
  if (text.length > longestRecord) return 'it is too long for a claim';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'it is no JSON';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'it is no claim';
  const given = value as Readonly<Record<string, unknown>>;
  if (typeof given['v'] === 'number' && given['v'] > 1) return 'a newer version of Runsheet wrote it';
  const { shift, state, nonce } = given;
  const [sinceMs, atMs, untilMs] = ['since', 'at', 'until'].map((key) => instant(given[key]));
  const [holder, agent, reason, from] = ['holder', 'agent', 'reason', 'from'].map((key) => line(given[key]));
  if (
    given['v'] !== 1 ||
    typeof shift !== 'number' ||
    !Number.isSafeInteger(shift) ||
    (state !== 'held' && state !== 'released') ||
    typeof nonce !== 'string' ||
    !/^[0-9a-f]{16,64}$/.test(nonce) ||
    holder === undefined ||
    sinceMs === undefined ||
    atMs === undefined
  )
    return 'it is no claim';
  return {
    v: 1,
    shift,
    state,
    holder,
    nonce,
    sinceMs,
    atMs,
    ...(agent !== undefined && { agent }),
    ...(untilMs !== undefined && { untilMs }),
    ...(reason !== undefined && { reason }),
    ...(from !== undefined && { from }),
  };
}

function iso(instantMs: number): string {
  return new Date(instantMs).toISOString();
}

function instant(value: unknown): number | undefined {
  const ms = typeof value === 'string' && value.length <= 40 ? Date.parse(value) : NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

/** One line without control characters: it is shown in terminals and dialogs. */
function line(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const cleaned = value
    .slice(0, longestText)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  return cleaned === '' ? undefined : cleaned;
}
