import type { BlockedTask, NextTask, NextWork } from '../next/nextTasks.ts';
import { formatEstimate } from '../show/formatEstimate.ts';
import { nodeLabel } from '../show/nodeLabel.ts';
import { printable, type Style } from './style.ts';

/** The open work for people, what comes first in front: a line per task, its first open step below it. */
export function nextText({ tasks, blocked }: NextWork, limit: number, style: Style): string {
  if (tasks.length + blocked.length === 0) return '';
  const shown = tasks.slice(0, limit);
  const lines = shown.flatMap((task) => taskLines(task, style));
  const more = tasks.length - shown.length;
  if (more > 0) lines.push(style.faint(`${more} more; --limit ${tasks.length} shows all`));
  if (tasks.length === 0) lines.push(style.warn('All open work is blocked:'));
  else if (blocked.length > 0) lines.push(style.faint(`${blocked.length} blocked:`));
  lines.push(...blocked.slice(0, tasks.length === 0 ? limit : 3).map((task) => blockedLine(task, style)));
  return `${lines.join('\n')}\n`;
}

function taskLines(task: NextTask, style: Style): string[] {
  const { plan, node, priority, owner, section, step, hint } = task;
  const { work } = node.counts;
  const about = [
    hint ? `the plan says next: ${printable(hint.text).slice(0, 80)}` : '',
    node.status === 'doing' ? 'in progress' : node.status === 'failed' ? 'failed' : '',
    owner === undefined ? '' : printable(owner),
    node.estimate ? formatEstimate(node.estimate) : '',
    section ? printable(nodeLabel(section)) : '',
  ].filter((part) => part !== '');
  const line = [
    priority ? (priority === 'P0' ? style.bad(priority) : style.warn(priority)) : '  ',
    style.strong(printable(nodeLabel(node))),
    node.children.length > 0 && work.total > 0 ? `${work.done}/${work.total}` : '',
    style.faint(`${printable(plan.path)}:${node.line + 1}`),
    about.length === 0 ? '' : style.faint(`(${about.join(', ')})`),
  ];
  const head = line.filter((part) => part !== '').join(' ');
  return step ? [head, `     ${style.faint('step:')} ${printable(nodeLabel(step))}`] : [head];
}

function blockedLine({ plan, node, blockedBy }: BlockedTask, style: Style): string {
  const names = blockedBy.slice(0, 3).map((blocker) => printable(nodeLabel(blocker)));
  const why = names.length === 0 ? 'marked as blocked' : `needs ${names.join(', ')}`;
  return `   ${printable(nodeLabel(node))} ${style.faint(`${printable(plan.path)}:${node.line + 1} (${why})`)}`;
}
