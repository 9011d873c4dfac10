import type { Problem, Role } from '../model.ts';
import { roles } from '../model.ts';
import type { Assessment } from '../readiness/assess.ts';
import { counted, overallVerdict, totalSums } from '../readiness/overall.ts';
import { percentOf, type Sums } from '../readiness/readiness.ts';
import type { Reason, Verdict } from '../readiness/verdict.ts';
import { type TrendPoint, trendText } from '../shifts/scoreTrend.ts';
import { nodeLabel } from '../show/nodeLabel.ts';
import { isCounted, totalOf } from './jsonDocument.ts';
import { pollText } from './pollJson.ts';
import { printable, type Style } from './style.ts';

/** More reasons than these are counted, not listed. */
const mostReasons = 12;

/**
 * How ready the work is, for people: the number, a line per plan and phase, why it is no GO, the problems. Ends in a newline
 * where there is any plan.
 *
 * @param history what was proven before, oldest first
 */
export function statusText(all: readonly Assessment[], style: Style, history: readonly TrendPoint[] = []): string {
  if (all.length === 0) return '';
  const plans = all.map(({ plan }) => plan);
  const total = totalOf(plans, 'counts');
  const number = counted(all).length;
  const percent = percentOf(totalSums(all));
  const proven = percent
    ? `${style.strong(`${percent.proven}% proven`)}, up to ${percent.possible}% possible`
    : style.strong('-');
  const done = `${total.work.done} of ${total.work.total} done in ${number} ${number === 1 ? 'plan' : 'plans'}`;
  const head = `${proven}  ${painted(overallVerdict(all), style)}  ${done}`;
  const trend = trendText(history);
  const width = Math.max(...plans.map((plan) => Math.min(plan.path.length, 60)));
  const lines = all.flatMap((one) => [planLine(one, width, style), ...phaseLines(one, style)]);
  const reasons = counted(all).flatMap(({ verdict }) => [
    ...verdict.reasons,
    ...verdict.phases.flatMap((phase) => phase.reasons),
  ]);
  const problems = all.flatMap((one) => one.problems.map((problem) => problemLine(one, problem, style)));
  return (
    [
      head,
      ...(trend === undefined ? [] : [style.faint(trend)]),
      '',
      ...lines,
      ...section(reasonLines(reasons, style)),
      ...section(problems),
      ...section(all.flatMap(acceptedLines)),
    ].join('\n') + '\n'
  );
}

function section(lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? ['', ...lines] : [];
}

function planLine({ plan, readiness, verdict }: Assessment, width: number, style: Style): string {
  const { work } = plan.counts;
  const others = roles.filter((role) => role !== 'work' && plan.counts[role].total > 0);
  const beside = others.map((role: Role) => `${role} ${plan.counts[role].done}/${plan.counts[role].total}`);
  const dropped = plan.dropped > 0 ? [`${plan.dropped} dropped`] : [];
  const isPlan = isCounted(plan);
  const declared = plan.declared.findLast(({ what }) => what !== 'target');
  const claim = isPlan && declared ? [`declares ${declared.value}% in line ${declared.line + 1}`] : [];
  const about = [...beside, ...dropped, ...claim, ...(isPlan ? [] : [`${plan.kind}, not counted`])].join(', ');
  const state = isPlan
    ? `${numbers(readiness.sums, style)}  ${painted(verdict.verdict, style)}`
    : `${'-'.padStart(12)}  ${''.padEnd(7)}`;
  const tail = about === '' ? '' : `  ${style.faint(about)}`;
  return `${state}  ${printable(plan.path).padEnd(width)}  ${work.done}/${work.total}${tail}`;
}

/** Of a plan with one phase, its own line says it all. */
function phaseLines({ plan, verdict, polls }: Assessment, style: Style): readonly string[] {
  const decided = (key: string | undefined): string => {
    const poll = polls.get(key);
    return poll ? `  ${style.faint(printable(pollText(poll)))}` : '';
  };
  const ofPlan = polls.has(undefined) ? [`${' '.repeat(21)}${decided(undefined)}`] : [];
  if (!isCounted(plan)) return [];
  if (verdict.phases.length < 2) return [...ofPlan, ...(polls.has('') ? [`${' '.repeat(21)}${decided('')}`] : [])];
  const phases = verdict.phases.map(({ phase, sums, verdict: own }) => {
    const label = printable(nodeLabel({ ...phase, type: 'section' }));
    return `${numbers(sums, style)}  ${painted(own, style)}    ${label}${decided(phase.key)}`;
  });
  return [...ofPlan, ...phases];
}

/** ` 61% to 78%`, right-aligned. */
function numbers(sums: Sums, style: Style): string {
  const percent = percentOf(sums);
  if (!percent) return '-'.padStart(12);
  const text = `${percent.proven}% to ${percent.possible}%`.padStart(12);
  return percent.proven === 100 ? style.good(text) : text;
}

function painted(verdict: Verdict, style: Style): string {
  const text = verdict.padEnd(7);
  return verdict === 'GO' ? style.good(text) : verdict === 'NO-GO' ? style.bad(text) : style.warn(text);
}

/** What a contradiction is about stands below with the problems. */
function reasonLines(all: readonly Reason[], style: Style): readonly string[] {
  const reasons = all.filter(({ code }) => code !== 'contradiction' && code !== 'no-go-before');
  const lines = reasons.slice(0, mostReasons).map(({ path, line, blocks, text, todo }) => {
    const level = blocks ? style.bad('blocks') : style.warn('unknown');
    return `${printable(path)}:${line + 1}: ${level}: ${printable(text)} ${style.faint(printable(todo))}`;
  });
  const more = reasons.length - lines.length;
  return more > 0 ? [...lines, style.faint(`... and ${more} more reasons; --json has all.`)] : lines;
}

function problemLine({ plan }: Assessment, { severity, line, message }: Problem, style: Style): string {
  const paint = severity === 'error' ? style.bad : style.warn;
  return `${printable(plan.path)}:${line + 1}: ${paint(severity)}: ${printable(message)}`;
}

function acceptedLines({ plan, accepted }: Assessment): readonly string[] {
  return accepted.map(({ problem, reason }) => {
    return `${printable(plan.path)}:${problem.line + 1}: accepted: ${problem.code}: ${printable(reason)}`;
  });
}
