import type { Problem } from '../model.ts';
import type { ShiftSchedule } from '../plannedShifts.ts';

/** How what stands behind an own text moves when that becomes longer or shorter, or has more or fewer commands. */
export interface Move {
  /** The first line that moves, as it was counted before. */
  readonly from: number;
  readonly lines: number;
  /** By how much the indices of commands change. */
  readonly runnables: number;
}

export function isMoved({ lines, runnables }: Move): boolean {
  return lines !== 0 || runnables !== 0;
}

/** Items with their lines; those that do not move are the same objects. */
export function moveTo<T extends { readonly line: number }>(items: readonly T[], { from, lines }: Move): readonly T[] {
  if (lines === 0 || items.length === 0) return items;
  return items.map((item) => (item.line >= from ? { ...item, line: item.line + lines } : item));
}

export function moveProblems(problems: readonly Problem[], { from, lines }: Move): readonly Problem[] {
  if (lines === 0 || problems.length === 0) return problems;
  return problems.map((problem) =>
    problem.line >= from ? { ...problem, line: problem.line + lines, endLine: problem.endLine + lines } : problem,
  );
}

export function moveSchedule(schedule: ShiftSchedule, move: Move): ShiftSchedule {
  if (move.lines === 0) return schedule;
  return {
    ...schedule,
    shifts: schedule.shifts.map((shift) =>
      shift.line !== undefined && shift.line >= move.from ? { ...shift, line: shift.line + move.lines } : shift,
    ),
    agents: moveTo(schedule.agents, move),
    goals: moveTo(schedule.goals, move),
  };
}
