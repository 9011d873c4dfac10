import { printable, type Style } from '../outline/style.ts';
import { clockText, instantText, spanText } from './instant.ts';
import { trendText } from './scoreTrend.ts';
import { statusAdvice } from './statusAdvice.ts';
import type { Looked, StatusFacts } from './statusFacts.ts';
import { progressBar } from './trackerText.ts';

/**
 * *Status Check* for people: score, shift, services, health, pool, frontend, git, the latest handoff, recent test results,
 * and what to do next. A line per fact, ends in a newline; what could not be seen says why.
 */
export function statusCheckText(facts: StatusFacts, style: Style): string {
  const parts: (readonly [string, readonly string[]])[] = [
    ['Score', scoreLines(facts, style)],
    ['Shift', shiftLines(facts, style)],
    ['Services', looked(facts.services, style)],
    ['Health', looked([...facts.health, ...(facts.frontend ? [facts.frontend] : [])], style)],
    ['Pool', looked(facts.pool ? [facts.pool] : [], style)],
    ['Git', gitLines(facts, style)],
    ['Handoff', handoffLines(facts, style)],
    ['Tests', testLines(facts, style)],
    ['Problems', facts.problems.map((problem) => style.warn(printable(problem)))],
    ['Next', statusAdvice(facts)],
    ['Left out', leftOut(facts)],
  ];
  const shown = parts.filter(([, lines]) => lines.length > 0);
  return shown.map(([title, lines]) => part(title, lines, style)).join('');
}

const titleWidth = 10;

/** What nobody configured is not looked at, and said: a list without services is no list of good ones. */
function leftOut({ services, health, pool, frontend }: StatusFacts): readonly string[] {
  const named = [
    services.length === 0 && 'services',
    health.length === 0 && 'healthUrls',
    !pool && 'pool',
    !frontend && 'frontend',
  ].filter((name) => name !== false);
  return named.length === 0 ? [] : [`not configured in .runsheet.json: ${named.join(', ')}`];
}

function part(title: string, lines: readonly string[], style: Style): string {
  return lines
    .map((line, index) => {
      const head = index === 0 ? style.strong(title.padEnd(titleWidth)) : ' '.repeat(titleWidth);
      return `${head}${line}`.trimEnd() + '\n';
    })
    .join('');
}

function scoreLines({ score, trend }: StatusFacts, style: Style): readonly string[] {
  const lines: string[] = [];
  if (score?.proven !== undefined) {
    const proven = Math.floor(score.proven);
    const possible = Math.floor(score.possible ?? score.proven);
    lines.push(
      `${progressBar(score.proven)} ${proven}% proven${possible > proven ? style.faint(`, up to ${possible}% possible`) : ''}`,
    );
  }
  if (score?.declared !== undefined) lines.push(`${score.declared}% declared ${style.faint('in the score file')}`);
  const shown = trendText(trend);
  if (shown !== undefined) lines.push(shown);
  return lines;
}

function shiftLines({ held, now, agents, work }: StatusFacts, style: Style): readonly string[] {
  const lines: string[] = [];
  if (held) {
    const { standing, agent, number, holder, startedAtMs, coordinated } = held;
    const left =
      standing.leftMs === undefined
        ? ''
        : standing.leftMs < 0
          ? `, ${style.bad(`${spanText(standing.leftMs)} overtime`)}`
          : `, ${spanText(standing.leftMs)} left`;
    lines.push(
      `${number}${agent === undefined ? '' : ` ${printable(agent)}`}, held by ${printable(holder)} since ${instantText(startedAtMs)}${left}`,
    );
    if (!coordinated) lines.push(style.warn('not coordinated: no other machine knows of it'));
  }
  if (now.kind === 'on' && now.number !== held?.number) {
    const who = agents.length === 0 ? '' : ` ${agents.map(printable).join(' or ')}`;
    lines.push(`${now.number}${who} is on, ${clockText(now.startsAtMs)}-${clockText(now.endsAtMs)} UTC`);
  } else if (now.kind === 'next') lines.push(`${now.number} is next, at ${instantText(now.startsAtMs)}`);
  else if (now.kind === 'over') lines.push(`the last one, ${now.last}, was over at ${instantText(now.endedAtMs)}`);
  else if (now.kind === 'candidates')
    lines.push(`${now.numbers.length > 1 ? 'one of ' : ''}${now.numbers.join(', ')}, by the time of day`);
  if (work) {
    const goal = work.goal === undefined ? '' : `, ${work.goal.from}% → ${work.goal.to}%`;
    const done = work.tasks.filter(({ isDone }) => isDone).length;
    const what = [work.priority, work.focus === undefined ? undefined : `${printable(work.focus)}:`]
      .flatMap((word) => (word === undefined ? [] : [`${word} `]))
      .join('');
    lines.push(`${what}${done} of ${work.tasks.length} tasks done${goal}`);
    for (const task of work.tasks.filter(({ isDone }) => !isDone).slice(0, 5))
      lines.push(
        `${task.priority ?? '  '} ${printable(task.title)} ${style.faint(`${printable(task.path)}:${task.line + 1}`)}`,
      );
  }
  return lines;
}

function looked(all: readonly Looked[], style: Style): readonly string[] {
  const width = Math.max(0, ...all.map(({ name }) => Math.min(printable(name).length, 50)));
  const paint = { good: style.good, bad: style.bad, unknown: style.warn } as const;
  const word = { good: 'ok     ', bad: 'FAILED ', unknown: 'unknown' } as const;
  return all.map(({ name, outcome, detail }) =>
    `${paint[outcome](word[outcome])}  ${printable(name).padEnd(width)}  ${printable(detail)}`.trimEnd(),
  );
}

function gitLines({ git }: StatusFacts, style: Style): readonly string[] {
  if (typeof git === 'string') return [style.warn(git)];
  const { branch, commit, changed, untracked, ahead, behind, recent } = git;
  const beside = [
    changed > 0 ? `${changed} changed` : '',
    untracked > 0 ? `${untracked} new` : '',
    ahead !== undefined && ahead > 0 ? `${ahead} to push` : '',
    behind !== undefined && behind > 0 ? `${behind} to bring in` : '',
  ].filter((text) => text !== '');
  const state = beside.length === 0 ? 'nothing changed' : beside.join(', ');
  const upstream = ahead === undefined ? style.faint(' (no upstream)') : '';
  return [
    `${printable(branch ?? 'no branch')} at ${commit ?? 'no commit'}, ${state}${upstream}`,
    ...recent.map((each) => `${style.faint(each.commit)} ${printable(each.subject)}`),
  ];
}

function handoffLines({ handoff }: StatusFacts, style: Style): readonly string[] {
  const lines: string[] = [];
  if (handoff) {
    const { head, status, blockers, actions } = handoff.handoff;
    const open = blockers.filter(({ resolved }) => !resolved);
    const word = status?.word;
    const paint = word === 'STABLE' ? style.good : word === 'UNSTABLE' ? style.bad : style.warn;
    const state = head.state === undefined ? '' : `, ${head.state}`;
    lines.push(`${printable(handoff.path)}${state}${word === undefined ? '' : `, ${paint(word)}`}`);
    const reason = printable(status?.reason ?? '');
    if (reason !== '') lines.push(reason);
    for (const blocker of open)
      lines.push(
        `${style.bad('blocked')}  ${blocker.priority ?? ''} ${printable(blocker.text)}`.replace(/ {3,}/, '  '),
      );
    const todo = actions.filter(({ done }) => !done).length;
    if (todo > 0) lines.push(`${todo} ${todo === 1 ? 'action' : 'actions'} for the next shift`);
  }
  return lines;
}

function testLines({ suites, results, nowMs }: StatusFacts, style: Style): readonly string[] {
  const paint = { passed: style.good, failed: style.bad, unknown: style.warn } as const;
  const ended = suites.map(({ name, outcome, passed, total }) => {
    const counts = passed === undefined || total === undefined ? '' : ` ${passed}/${total}`;
    return `${paint[outcome](outcome)}  ${printable(name)}${counts} ${style.faint('at the last end')}`;
  });
  const written = results.map(({ path, atMs, passed, total }) => {
    const counts = passed === undefined || total === undefined ? '' : ` ${passed}/${total} passed,`;
    return `${printable(path)}:${counts} ${spanText(nowMs - atMs)} ago`;
  });
  return [...ended, ...written];
}
