import type { DrawnStages } from '../fields/shiftText.ts';

/** Something that whoever holds a shift is reminded of. */
export interface Reminder {
  readonly what: 'test' | 'handoff' | 'end' | 'commit';
  /** Epoch milliseconds UTC. */
  readonly atMs: number;
}

/** When a shift is to test and to hand over, in minutes after its start. */
export interface ShiftStages {
  readonly testMinute: number;
  readonly handoffMinute: number;
}

const minuteMs = 60_000;
/**
 * The stages of a shift of `lengthMinutes`: as the plan draws them, else testing after five sixths of it and the handoff
 * after eleven twelfths: 2:30 and 2:45 of three hours.
 */
export function shiftStages(lengthMinutes: number, drawn: DrawnStages = {}): ShiftStages {
  return {
    testMinute: drawn.testMinute ?? Math.round((lengthMinutes * 5) / 6),
    handoffMinute: drawn.handoffMinute ?? Math.round((lengthMinutes * 11) / 12),
  };
}

/**
 * What is to be said until the end of a shift, in order; what lies before `nowMs` is left out.
 *
 * @param commits with `everyMinutes` a commit is called for that long after the last one, and each time that long again
 */
export function reminders(
  shift: { readonly startsAtMs: number; readonly endsAtMs: number },
  stages: ShiftStages,
  nowMs: number,
  commits: { readonly everyMinutes?: number; readonly lastMs?: number } = {},
): readonly Reminder[] {
  const due: Reminder[] = [
    { what: 'test', atMs: shift.startsAtMs + stages.testMinute * minuteMs },
    { what: 'handoff', atMs: shift.startsAtMs + stages.handoffMinute * minuteMs },
    { what: 'end', atMs: shift.endsAtMs },
  ];
  if (commits.everyMinutes !== undefined) {
    const last = Math.max(commits.lastMs ?? shift.startsAtMs, shift.startsAtMs);
    const everyMs = commits.everyMinutes * minuteMs;
    const times = Math.max(1, Math.ceil((nowMs - last) / everyMs));
    due.push({ what: 'commit', atMs: last + times * everyMs });
  }
  return due
    .filter(({ what, atMs }) => atMs >= nowMs && (what === 'end' || atMs < shift.endsAtMs))
    .sort((left, right) => left.atMs - right.atMs);
}
