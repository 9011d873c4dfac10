import { planProblems } from '../problems/planProblems.ts';
import type { Count, Plan, PlanNode, Role, Status } from '../model.ts';
import { formatEstimate } from '../show/formatEstimate.ts';
import { nodeLabel } from '../show/nodeLabel.ts';
import { printable, type Style } from './style.ts';

const signs: Readonly<Record<Status, string>> = {
  done: '✔',
  open: '○',
  doing: '◐',
  blocked: '!',
  failed: '✘',
  cancelled: '–',
  skipped: '–',
  unboxed: '·',
};

/** Deeper nodes are not indented further; a hostile plan may have a thousand levels. */
const deepest = 30;

/** The plans as a tree for people, one line per node; ends in a newline where there is any plan. */
export function outlineText(plans: readonly Plan[], style: Style): string {
  return plans.map((plan) => documentText(plan, style)).join('\n');
}

function documentText(plan: Plan, style: Style): string {
  const phases = new Set(plan.phases.map((phase) => phase.key));
  const lines: string[] = [headLine(plan, style)];
  const add = (nodes: readonly PlanNode[], depth: number) => {
    for (const node of nodes) {
      if (!isShown(node)) continue;
      const indent = '  '.repeat(Math.min(depth, deepest));
      lines.push(indent + (phases.has(node.key) ? style.strong(nodeLine(node, style)) : nodeLine(node, style)));
      add(node.children, depth + 1);
    }
  };
  add(plan.children, 1);
  return lines.join('\n') + '\n';
}

/** Sections without work and without anything to run are not part of the outline. */
function isShown(node: PlanNode): boolean {
  return node.type === 'task' || node.runnables.length > 0 || node.children.some(isShown);
}

function headLine(plan: Plan, style: Style): string {
  const problems = planProblems(plan).length;
  const parts = [
    style.strong(printable(plan.title)),
    style.faint(printable(plan.path)),
    withDropped([progress(plan.counts.work, style)], plan.dropped, style),
    plan.kind === 'plan' ? '' : style.faint(`(${plan.kind}, not counted)`),
    problems === 0 ? '' : style.warn(`${problems} ${problems === 1 ? 'problem' : 'problems'}`),
  ];
  return parts.filter((part) => part !== '').join('  ');
}

function nodeLine(node: PlanNode, style: Style): string {
  const { priority, owner, estimate } = node;
  const isTask = node.type === 'task';
  const roles: readonly Role[] = ['work', 'gate'];
  const leaf = isTask && node.children.length === 0;
  const counts = leaf ? [] : roles.map((role) => withRole(node.counts[role], role, style));
  const about = [
    isTask && node.role !== 'work' ? node.role : '',
    node.optional ? 'optional' : '',
    owner === undefined ? '' : printable(owner),
    estimate ? formatEstimate(estimate) : '',
    node.schedule === undefined ? '' : printable(node.schedule),
    node.runnables.length === 0 ? '' : `${node.runnables.length} to run`,
  ].filter((part) => part !== '');
  return [
    isTask ? sign(node.status, style) : '',
    printable(nodeLabel(node)),
    priority ? (priority === 'P0' ? style.bad(priority) : style.warn(priority)) : '',
    withDropped(counts, leaf ? 0 : node.dropped, style),
    about.length === 0 ? '' : style.faint(`(${about.join(', ')})`),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function sign(status: Status, style: Style): string {
  const text = signs[status];
  if (status === 'done') return style.good(text);
  if (status === 'blocked' || status === 'failed') return style.bad(text);
  return status === 'doing' ? style.warn(text) : style.faint(text);
}

function withRole(count: Count, role: Role, style: Style): string {
  const text = progress(count, style);
  return text === '' || role === 'work' ? text : `${style.faint(role)} ${text}`;
}

/** `14/15, 1 dropped`: what is cancelled or skipped is in no total, and still said. */
function withDropped(counts: readonly string[], dropped: number, style: Style): string {
  const counted = counts.filter((part) => part !== '').join(' ');
  if (dropped === 0) return counted;
  return `${counted === '' ? '' : `${counted}, `}${style.faint(`${dropped} dropped`)}`;
}

function progress({ done, total }: Count, style: Style): string {
  if (total === 0) return '';
  return done === total ? style.good(`${done}/${total}`) : `${done}/${total}`;
}
