import type { Plan } from '../model.ts';
import { type HandoffFile, handoffsOfShift, latestHandoff } from './handoffFiles.ts';
import { openBlockers, type PlacedBlocker } from './openBlockers.ts';
import { reminders, type Reminder, shiftStages } from './reminders.ts';
import { resolveSchedule, type Schedule, type ScheduleProblem, type ScheduledShift } from './schedule.ts';
import type { LeftProcedure, ShiftFiles, ShiftInHand } from './shiftService.ts';
import { heldStanding, type HeldStanding, scheduledShift, shiftAt, type ShiftNow } from './shiftNow.ts';
import { type ShiftWork, workOfShift } from './shiftWork.ts';

/** What the view *Shift* and the status bar show of a root. Instants are epoch milliseconds UTC. */
export interface ShiftBoard {
  readonly now: ShiftNow;
  /** Whose shift it is that is on, by the plan. */
  readonly agents: readonly string[];
  readonly held?: ShiftInHand & { readonly standing: HeldStanding };
  readonly left?: LeftProcedure;
  /** Of the shift that is held, else of the one that is on. */
  readonly work?: ShiftWork;
  /** The handoff that is being written. */
  readonly own?: HandoffFile;
  /** The one that was left to this shift. */
  readonly previous?: HandoffFile;
  /** Not resolved, of the handoff that is being written and of the one before. */
  readonly blockers: readonly PlacedBlocker[];
  readonly score?: number;
  readonly problems: readonly ScheduleProblem[];
}

/** When who works on what, by the plans and the files of a root. */
export function scheduleOf(files: ShiftFiles, plans: readonly Plan[]): Schedule {
  return resolveSchedule(plans, files.config, files.starts);
}

/** Puts together what is known of the shift of a root at a moment. */
export function shiftBoard(files: ShiftFiles, plans: readonly Plan[], schedule: Schedule, nowMs: number): ShiftBoard {
  const { held, left, handoffs, score } = files;
  const now = shiftAt(schedule, nowMs);
  const number = held?.shift ?? (now.kind === 'on' || now.kind === 'next' ? now.number : undefined);
  const work = number === undefined ? undefined : workOfShift(plans, number);
  const own = held && (handoffs.find(({ path }) => path === held.handoff) ?? handoffsOfShift(handoffs, held.shift)[0]);
  const previous = held ? latestHandoff(handoffs, held.shift) : latestHandoff(handoffs);
  return {
    now,
    agents: now.kind === 'on' || now.kind === 'next' ? (scheduledShift(schedule, now.number)?.agents ?? []) : [],
    ...(held && { held: { ...held, standing: standingOf(held, schedule, nowMs) } }),
    ...(left && { left }),
    ...(work && { work }),
    ...(own && { own }),
    ...(previous && { previous }),
    blockers: openBlockers(handoffs, own ?? previous),
    ...(score !== undefined && { score }),
    problems: [...files.problems, ...schedule.problems],
  };
}

/** Whoever asks holds it: it cannot be stale. */
function standingOf(held: ShiftInHand, schedule: Schedule, nowMs: number): HeldStanding {
  const { shift, startedAtMs, untilMs } = held;
  const standing = heldStanding(schedule, { number: shift, startedAtMs, seenAtMs: nowMs }, nowMs);
  if (standing.leftMs !== undefined || untilMs === undefined) return standing;
  return { kind: nowMs >= untilMs ? 'overtime' : 'live', leftMs: untilMs - nowMs };
}

/** Nothing of shifts is known here: no schedule, no handoff, none held, nothing left. */
export function isEmptyBoard({ now, held, left, previous, problems }: ShiftBoard): boolean {
  return now.kind === 'unknown' && !held && !left && !previous && problems.length === 0;
}

/**
 * What whoever holds a shift is to be reminded of from a moment on. Without a known end only of commits, where they are
 * asked for: the last one counts from the start of the shift.
 */
export function remindersOf(
  held: ShiftInHand,
  schedule: Schedule,
  nowMs: number,
  commits: { readonly everyMinutes?: number; readonly lastMs?: number } = {},
): readonly Reminder[] {
  const { leftMs } = standingOf(held, schedule, nowMs);
  const lastMs = Math.max(commits.lastMs ?? held.startedAtMs, held.startedAtMs);
  const wanted = { ...commits, lastMs };
  if (leftMs === undefined) {
    const open = { startsAtMs: held.startedAtMs, endsAtMs: Infinity };
    return reminders(open, shiftStages(0), nowMs, wanted).filter(({ what }) => what === 'commit');
  }
  const endsAtMs = nowMs + leftMs;
  const planned: ScheduledShift | undefined = scheduledShift(schedule, held.shift);
  const length = schedule.lengthMinutes ?? Math.round((endsAtMs - held.startedAtMs) / 60_000);
  const isPlanned = planned?.endsAtMs === endsAtMs && planned.startsAtMs !== undefined;
  const startsAtMs = isPlanned ? (planned.startsAtMs ?? held.startedAtMs) : endsAtMs - length * 60_000;
  return reminders({ startsAtMs, endsAtMs }, shiftStages(length, schedule.stages), nowMs, wanted);
}
