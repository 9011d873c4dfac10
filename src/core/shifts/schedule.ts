import type { ShiftConfig } from '../config/config.ts';
import type { DrawnStages } from '../fields/shiftText.ts';
import type { Plan, PlanNode } from '../model.ts';
import type { PlannedShift } from '../plannedShifts.ts';
import { readInstant } from './instant.ts';

const minuteMs = 60_000;
const dayMinutes = 1440;

/** When shift 1 began, and how that is known. */
export interface ScheduleAnchor {
  /** Epoch milliseconds UTC. */
  readonly atMs: number;
  readonly source: 'config' | 'plan' | 'claim';
}

/** A shift of the schedule, with its time where the schedule has an anchor. */
export interface ScheduledShift extends PlannedShift {
  /** The document that says most about it, relative to the root. */
  readonly path: string;
  readonly startsAtMs?: number;
  readonly endsAtMs?: number;
}

/** Something that does not fit together; `message` is a sentence, `line` is 0-based. */
export interface ScheduleProblem {
  readonly path?: string;
  readonly line?: number;
  readonly message: string;
}

/** When who works on what, from the plans and the configuration. */
export interface Schedule {
  readonly lengthMinutes?: number;
  readonly anchor?: ScheduleAnchor;
  /** In order, from 1. Empty where no plan numbers shifts: then they go on without an end. */
  readonly shifts: readonly ScheduledShift[];
  /** When a shift is to test and to hand over, where a plan says so. */
  readonly stages?: DrawnStages;
  readonly problems: readonly ScheduleProblem[];
}

/** A claim of a shift, for a schedule that nobody gave an anchor. */
export interface KnownStart {
  readonly shift: number;
  /** Epoch milliseconds UTC. */
  readonly startedAtMs: number;
}

/**
 * Puts the schedule together. The length comes from the configuration, else from the plans; the anchor from the
 * configuration, else from `**Start:**` of a plan, else from the earliest start that is known. Several documents may
 * describe the same shifts; `PRIORITY_TASKS.md` is asked first, then those with the most shifts.
 */
export function resolveSchedule(
  plans: readonly Plan[],
  config: ShiftConfig,
  starts: readonly KnownStart[] = [],
): Schedule {
  const sources = plans
    .filter(({ shifts, kind }) => shifts !== undefined && kind !== 'handoff' && kind !== 'tracker')
    .sort((left, right) => rank(right) - rank(left));
  const { shifts, problems } = mergeShifts(sources);
  const lengthMinutes =
    config.lengthMinutes ?? sources.map(({ shifts: found }) => found?.lengthMinutes).find((one) => one !== undefined);
  const stages = sources.map(({ shifts: found }) => found?.stages).find((one) => one !== undefined);
  const anchor = anchorOf(sources, config, starts, shifts, lengthMinutes);
  const timed = anchor ? withTimes(shifts, anchor.atMs, lengthMinutes) : shifts;
  return {
    ...(lengthMinutes !== undefined && { lengthMinutes }),
    ...(anchor && { anchor }),
    shifts: timed,
    ...(stages && { stages }),
    problems: [...problems, ...anchorProblems(timed, anchor)],
  };
}

const rank = ({ path, shifts }: Plan): number =>
  (/(?:^|\/)PRIORITY[_-]TASKS\.md$/i.test(path) ? 10_000 : 0) + (shifts?.shifts.length ?? 0);

function mergeShifts(sources: readonly Plan[]): { shifts: readonly ScheduledShift[]; problems: ScheduleProblem[] } {
  const merged = new Map<number, ScheduledShift>();
  const problems: ScheduleProblem[] = [];
  for (const { path, shifts } of sources)
    for (const shift of shifts?.shifts ?? []) {
      const known = merged.get(shift.number);
      const line = shift.line ?? shifts?.agents.findLast((agent) => agent.shifts.includes(shift.number))?.line;
      const own: ScheduledShift = { ...shift, path, ...(line !== undefined && { line }) };
      merged.set(
        shift.number,
        known ? { ...own, ...known, agents: known.agents.length > 0 ? known.agents : own.agents } : own,
      );
      const [first] = known?.agents ?? [];
      if (!known || first === undefined || shift.agents.length === 0 || shift.agents.includes(first)) continue;
      const where = known.line === undefined ? known.path : `${known.path}:${known.line + 1}`;
      const message = `Shift ${shift.number} is given to ${shift.agents.join(' and ')} here, and to ${known.agents.join(' and ')} in ${where}.`;
      problems.push({ path, ...(line !== undefined && { line }), message });
    }
  const last = Math.max(0, ...merged.keys());
  const fallback = sources[0]?.path ?? '';
  const shifts = Array.from(
    { length: last },
    (_, index) => merged.get(index + 1) ?? { number: index + 1, agents: [], path: fallback },
  );
  return { shifts, problems };
}

function anchorOf(
  sources: readonly Plan[],
  config: ShiftConfig,
  starts: readonly KnownStart[],
  shifts: readonly ScheduledShift[],
  lengthMinutes: number | undefined,
): ScheduleAnchor | undefined {
  if (config.anchorMs !== undefined) return { atMs: config.anchorMs, source: 'config' };
  for (const plan of sources) {
    const atMs = startOf(plan.children);
    if (atMs !== undefined) return { atMs, source: 'plan' };
  }
  const [first] = [...starts].sort((left, right) => left.startedAtMs - right.startedAtMs);
  if (!first || lengthMinutes === undefined) return undefined;
  const planned = shifts[first.shift - 1]?.startMinute;
  const began = planned === undefined ? first.startedAtMs : nearest(first.startedAtMs, planned);
  return { atMs: began - (first.shift - 1) * lengthMinutes * minuteMs, source: 'claim' };
}

const startLabel = /^(?:start|starts|starting|started|begins?|start (?:time|date)|kick-?off|shift 1 starts?)$/i;

/** `**Start:** 2025-10-10 00:00 UTC` of the document or one of its sections, not of a shift or task. */
function startOf(nodes: readonly PlanNode[]): number | undefined {
  for (const { type, kind, fields, children } of nodes) {
    if (type !== 'section' || kind === 'shift') continue;
    for (const { label, value } of fields) {
      const atMs = startLabel.test(label) ? readInstant(value) : undefined;
      if (atMs !== undefined) return atMs;
    }
    const below = startOf(children);
    if (below !== undefined) return below;
  }
  return undefined;
}

/** The instant with that minute of the day that is nearest to another: a shift is claimed some minutes off its time. */
function nearest(atMs: number, minuteOfDay: number): number {
  const midnight = Math.floor(atMs / (dayMinutes * minuteMs)) * dayMinutes * minuteMs;
  const candidates = [-1, 0, 1].map((day) => midnight + (day * dayMinutes + minuteOfDay) * minuteMs);
  return candidates.reduce((best, one) => (Math.abs(one - atMs) < Math.abs(best - atMs) ? one : best));
}

/**
 * Where each shift lies. Shifts of one length without pauses follow each other from the anchor; others are walked
 * through by the times of their headings.
 */
function withTimes(
  shifts: readonly ScheduledShift[],
  anchorMs: number,
  lengthMinutes: number | undefined,
): readonly ScheduledShift[] {
  const isRegular = shifts.every(({ startMinute, endMinute }, index) => {
    if (startMinute === undefined || endMinute === undefined) return true;
    const next = shifts[index + 1]?.startMinute;
    return spanOf(startMinute, endMinute) === lengthMinutes && (next === undefined || next === endMinute);
  });
  let at = anchorMs;
  return shifts.map((shift, index) => {
    const { startMinute, endMinute } = shift;
    const own = startMinute === undefined || endMinute === undefined ? lengthMinutes : spanOf(startMinute, endMinute);
    const minutes = isRegular ? lengthMinutes : own;
    if (minutes === undefined) return shift;
    const previous = shifts[index - 1]?.endMinute;
    if (!isRegular && startMinute !== undefined && previous !== undefined)
      at += ((startMinute - previous + dayMinutes) % dayMinutes) * minuteMs;
    const startsAtMs = at;
    at += minutes * minuteMs;
    return { ...shift, startsAtMs, endsAtMs: at };
  });
}

/** From one minute of the day to another; the same one is a whole day. */
const spanOf = (start: number, end: number): number => ((end - start + dayMinutes - 1) % dayMinutes) + 1;

function anchorProblems(
  shifts: readonly ScheduledShift[],
  anchor: ScheduleAnchor | undefined,
): readonly ScheduleProblem[] {
  const [first] = shifts;
  if (!anchor || anchor.source === 'claim' || first?.startMinute === undefined) return [];
  const minute = Math.floor(anchor.atMs / minuteMs) % dayMinutes;
  if (minute === first.startMinute) return [];
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const message = `Shift 1 begins at ${clock(first.startMinute)} by its heading and at ${clock(minute)} UTC by the anchor; the anchor counts.`;
  return [{ path: first.path, ...(first.line !== undefined && { line: first.line }), message }];
}
