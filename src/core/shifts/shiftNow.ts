import type { Schedule, ScheduledShift } from './schedule.ts';

const minuteMs = 60_000;

/** What the schedule says about a moment. Instants are epoch milliseconds UTC. */
export type ShiftNow =
  | { readonly kind: 'on'; readonly number: number; readonly startsAtMs: number; readonly endsAtMs: number }
  /** Nobody is on: before the first shift, or in a pause. */
  | { readonly kind: 'next'; readonly number: number; readonly startsAtMs: number }
  | { readonly kind: 'over'; readonly last: number; readonly endedAtMs: number }
  /** Without an anchor a time of day fits several shifts: which one it is has to be asked. */
  | { readonly kind: 'candidates'; readonly numbers: readonly number[] }
  /** `reason` is a sentence that says what to write where. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** Which shift is on: `floor((now - anchor) / length) + 1`, where the shifts follow each other without pauses. */
export function shiftAt(schedule: Schedule, nowMs: number): ShiftNow {
  const { anchor, lengthMinutes, shifts } = schedule;
  if (!anchor) return withoutAnchor(schedule, nowMs);
  if (shifts.length === 0) {
    if (lengthMinutes === undefined) return { kind: 'unknown', reason: noLength };
    const index = Math.floor((nowMs - anchor.atMs) / (lengthMinutes * minuteMs));
    if (index < 0) return { kind: 'next', number: 1, startsAtMs: anchor.atMs };
    const startsAtMs = anchor.atMs + index * lengthMinutes * minuteMs;
    return { kind: 'on', number: index + 1, startsAtMs, endsAtMs: startsAtMs + lengthMinutes * minuteMs };
  }
  for (const { number, startsAtMs, endsAtMs } of shifts) {
    if (startsAtMs === undefined || endsAtMs === undefined) return { kind: 'unknown', reason: noLength };
    if (nowMs < startsAtMs) return { kind: 'next', number, startsAtMs };
    if (nowMs < endsAtMs) return { kind: 'on', number, startsAtMs, endsAtMs };
  }
  const last = shifts.at(-1);
  return { kind: 'over', last: last?.number ?? 0, endedAtMs: last?.endsAtMs ?? nowMs };
}

const noLength = 'No plan says how long a shift is: set shift.lengthMinutes in .runsheet.json.';

function withoutAnchor({ shifts }: Schedule, nowMs: number): ShiftNow {
  const minute = Math.floor(nowMs / minuteMs) % 1440;
  const numbers = shifts
    .filter(
      ({ startMinute: start, endMinute: end }) =>
        start !== undefined && end !== undefined && isWithin(minute, start, end),
    )
    .map(({ number }) => number);
  if (numbers.length > 0) return { kind: 'candidates', numbers };
  const reason =
    shifts.length === 0
      ? 'There is no schedule of shifts: no plan numbers them, and .runsheet.json has no shift.anchor.'
      : 'The plan does not say when shift 1 began: set shift.anchor in .runsheet.json, or write **Start:** into the plan.';
  return { kind: 'unknown', reason };
}

function isWithin(minute: number, start: number, end: number): boolean {
  return start < end ? minute >= start && minute < end : minute >= start || minute < end;
}

/** A shift by its number; one that no plan names is there where the shifts have no end. */
export function scheduledShift(schedule: Schedule, number: number): ScheduledShift | undefined {
  const { anchor, lengthMinutes, shifts } = schedule;
  const known = shifts[number - 1];
  if (known || shifts.length > 0 || !anchor || lengthMinutes === undefined) return known;
  const startsAtMs = anchor.atMs + (number - 1) * lengthMinutes * minuteMs;
  return { number, agents: [], path: '', startsAtMs, endsAtMs: startsAtMs + lengthMinutes * minuteMs };
}

/** A shift that somebody holds, seen from a moment. Shown, and never acted upon by itself. */
export interface HeldStanding {
  /** `live`: within its time, `overtime`: behind its end, `stale`: the holder has not been seen for long. */
  readonly kind: 'live' | 'overtime' | 'stale';
  /** Until its end; negative in overtime. Absent where the schedule gives it no end. */
  readonly leftMs?: number;
}

/** A holder that was not seen for this share of a shift, at least half an hour, may be gone. */
const staleShare = 0.5;
const staleAtLeastMs = 30 * minuteMs;

/**
 * Where a held shift stands.
 *
 * @param seenAtMs the last sign of life of its holder, at least the start
 */
export function heldStanding(
  schedule: Schedule,
  held: { readonly number: number; readonly startedAtMs: number; readonly seenAtMs: number },
  nowMs: number,
): HeldStanding {
  const lengthMs = (schedule.lengthMinutes ?? 0) * minuteMs;
  const ends =
    scheduledShift(schedule, held.number)?.endsAtMs ?? (lengthMs > 0 ? held.startedAtMs + lengthMs : undefined);
  // Who takes over late, or works ahead of time, has the whole length.
  const endsAtMs = ends === undefined || held.startedAtMs < ends ? ends : held.startedAtMs + lengthMs;
  const left = endsAtMs === undefined ? {} : { leftMs: endsAtMs - nowMs };
  if (nowMs - held.seenAtMs > Math.max(staleAtLeastMs, staleShare * lengthMs)) return { kind: 'stale', ...left };
  return { kind: endsAtMs !== undefined && nowMs >= endsAtMs ? 'overtime' : 'live', ...left };
}
