import type { Count, Plan, Role } from '../model.ts';
import { roles } from '../model.ts';
import { isCounted, totalOf } from './jsonDocument.ts';
import { printable, type Style } from './style.ts';

/** How far the work is, for people: the total, a line per plan, the problems. Ends in a newline where there is any plan. */
export function statusText(plans: readonly Plan[], style: Style): string {
  if (plans.length === 0) return '';
  const counted = plans.filter(isCounted);
  const total = totalOf(plans, 'counts');
  const noun = counted.length === 1 ? 'plan' : 'plans';
  const head = `${style.strong(percent(total.work))}  ${total.work.done} of ${total.work.total} done in ${counted.length} ${noun}`;
  const width = Math.max(...plans.map((plan) => Math.min(plan.path.length, 60)));
  const lines = plans.map((plan) => planLine(plan, width, style));
  const problems = plans.flatMap((plan) =>
    plan.problems.map((problem) => {
      const paint = problem.severity === 'error' ? style.bad : style.warn;
      return `${printable(plan.path)}:${problem.line + 1}: ${paint(problem.severity)}: ${printable(problem.message)}`;
    }),
  );
  return [head, '', ...lines, ...(problems.length > 0 ? ['', ...problems] : [])].join('\n') + '\n';
}

function planLine(plan: Plan, width: number, style: Style): string {
  const { work } = plan.counts;
  const others = roles.filter((role) => role !== 'work' && plan.counts[role].total > 0);
  const beside = others.map((role: Role) => `${role} ${plan.counts[role].done}/${plan.counts[role].total}`);
  if (plan.dropped > 0) beside.push(`${plan.dropped} dropped`);
  if (!isCounted(plan)) beside.push(`${plan.kind}, not counted`);
  const number = percent(work).padStart(5);
  const shown = work.total > 0 && work.done === work.total ? style.good(number) : number;
  const about = beside.length === 0 ? '' : `  ${style.faint(beside.join(', '))}`;
  return `${shown}  ${printable(plan.path).padEnd(width)}  ${work.done}/${work.total}${about}`;
}

/** Rounded down, so that only all of it is 100 %. */
function percent({ done, total }: Count): string {
  return total === 0 ? '-' : `${Math.floor((done * 100) / total)}%`;
}
