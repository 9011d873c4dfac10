import { resolveSchedule } from '../../core/shifts/schedule.ts';
import { scheduledShift, shiftAt } from '../../core/shifts/shiftNow.ts';
import { workOfShift } from '../../core/shifts/shiftWork.ts';
import { readConfigFile } from '../configFile.ts';
import { loadPlans } from '../loadPlans.ts';
import { readRecords } from './shiftRecords.ts';
import type { PlannedShift, ShiftSchedule } from './startContext.ts';

/** What the plans of a root and its configuration say about shifts, read now. */
export async function readShiftSchedule(root: string): Promise<ShiftSchedule> {
  const [{ plans, keep }, { config }] = await Promise.all([loadPlans([root], { cwd: root }), readConfigFile(root)]);
  keep();
  const starts = (await readRecords(root, config.handoffs)).flatMap(({ shift, startedAtMs }) =>
    startedAtMs === undefined ? [] : [{ shift, startedAtMs }],
  );
  const schedule = resolveSchedule(plans, config.shift, starts);
  return {
    now: (nowMs) => {
      const found = shiftAt(schedule, nowMs);
      if (found.kind === 'candidates') return found.numbers;
      return found.kind === 'on' || found.kind === 'next' ? [found.number] : [];
    },
    shift: (number): PlannedShift | undefined => {
      const shift = scheduledShift(schedule, number);
      const work = workOfShift(plans, number);
      if (!shift && !work) return undefined;
      const { startsAtMs, endsAtMs: untilMs } = shift ?? {};
      const tasks = (work?.tasks ?? []).filter(({ isDone }) => !isDone);
      return {
        agents: shift?.agents ?? [],
        tasks: tasks.map(({ priority, title }) => (priority === undefined ? title : `${priority} ${title}`)),
        ...(startsAtMs !== undefined && { startsAtMs }),
        ...(untilMs !== undefined && { untilMs }),
        ...(work?.goal && { goal: `${work.goal.from}% → ${work.goal.to}%` }),
      };
    },
    ...(schedule.shifts.length > 0 && { last: schedule.shifts.length }),
    agents: Array.from(new Set(schedule.shifts.flatMap(({ agents }) => agents))),
  };
}
