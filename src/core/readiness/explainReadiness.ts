import { escapeMarkdown, linkTarget } from './markdownText.ts';
import { type JudgedCriterion, percentOf, type PlanReadiness, type Sums } from './readiness.ts';
import type { LeftOut, TaskTerm } from './terms.ts';

/** The formula that the numbers are made by; another one gets another name. */
const formula = 'runsheet-1';

/**
 * The number of a plan as a markdown document that can be added up by hand: each task with weight, leaves and value, each
 * criterion with weight, state and evidence, what is left out and why, and the declared numbers beside it.
 */
export function explainReadiness(readiness: PlanReadiness): string {
  const { plan, tasks, criteria, leftOut, sums } = readiness;
  const boxed = criteria.filter(({ criterion }) => criterion.boxed);
  const link = (line: number): string => `[${line + 1}](${linkTarget(plan.path, line)})`;
  const blocks = [
    `# Readiness of ${escapeMarkdown(plan.path)}`,
    summary(
      sums,
      `${tasks.length} ${tasks.length === 1 ? 'task' : 'tasks'} and ${boxed.length} ${boxed.length === 1 ? 'criterion' : 'criteria'}`,
    ),
    'A task counts its weight times the share of its leaves that are ticked. A criterion counts its weight if a check or a person proves it; a tick alone is a claim, and unknown. *Proven* counts what is unknown or stale as nothing, *possible* as if it held. Weights: P0 8, P1 4, P2 2, P3 1; a priority in brackets is assumed.',
    ...(tasks.length > 0 ? ['## Tasks', taskTable(tasks, link)] : []),
    ...(boxed.length > 0 ? ['## Criteria', criterionTable(boxed, link)] : []),
    ...(leftOut.length > 0 ? ['## Not in the number', leftOutList(leftOut, readiness, link)] : []),
    ...(plan.declared.length > 0 ? ['## Declared', declaredList(readiness, link)] : []),
    `Formula: ${formula}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** Several plans, and the sum over all of them. */
export function explainWorkspace(all: readonly PlanReadiness[]): string {
  const [only] = all;
  if (only && all.length === 1) return explainReadiness(only);
  const sums = all.reduce(
    (sum, { sums: own }): Sums => ({
      weight: sum.weight + own.weight,
      proven: sum.proven + own.proven,
      possible: sum.possible + own.possible,
    }),
    { weight: 0, proven: 0, possible: 0 },
  );
  const rows = all.map(({ plan, sums: own }) => {
    const percent = percentOf(own);
    const cells = [escapeMarkdown(plan.path), own.weight, decimals(own.proven), decimals(own.possible)];
    return `| ${cells.join(' | ')} | ${percent ? `${percent.proven}%` : '-'} | ${percent ? `${percent.possible}%` : '-'} |`;
  });
  const head = '| plan | weight | proven | possible | proven % | possible % |\n|---|---:|---:|---:|---:|---:|';
  const count = `${all.length} plans`;
  return `# Readiness of the workspace\n\n${summary(sums, count)}\n\n${head}\n${rows.join('\n')}\n\n${all.map((one) => explainReadiness(one).replace(/^#/gm, '##')).join('\n')}`;
}

function summary(sums: Sums, of: string): string {
  const percent = percentOf(sums);
  if (!percent) return '**Nothing in it counts**: no task with a box, and no criterion with one.';
  const { weight, proven, possible } = sums;
  return [
    `**${percent.proven}% proven, up to ${percent.possible}% possible**, over ${of}.`,
    '',
    `- proven: ${decimals(proven)} of ${weight} = ${decimals((100 * proven) / weight)}%, rounded down`,
    `- possible: ${decimals(possible)} of ${weight} = ${decimals((100 * possible) / weight)}%, rounded down`,
  ].join('\n');
}

function taskTable(tasks: readonly TaskTerm[], link: (line: number) => string): string {
  const rows = tasks.map(({ node, weight, leaves, done, ...rest }) => {
    const value = done / leaves;
    const cells = [link(node.line), escapeMarkdown(node.title), shownPriority(rest), weight, `${done}/${leaves}`];
    return `| ${[...cells, decimals(value), decimals(weight * value)].join(' | ')} |`;
  });
  return `| line | task | priority | weight | leaves | value | weight × value |\n|---:|---|---|---:|---:|---:|---:|\n${rows.join('\n')}`;
}

function criterionTable(criteria: readonly JudgedCriterion[], link: (line: number) => string): string {
  const rows = criteria.map(({ criterion, gate, weight, state, ...rest }) => {
    const title = `${escapeMarkdown(gate.title)}: ${escapeMarkdown(criterion.title)}`;
    const proven = state.state === 'pass' ? weight : 0;
    const possible = state.state === 'fail' ? 0 : weight;
    const cells = [link(criterion.line), title, shownPriority(rest), weight, state.state, evidenceText(state)];
    return `| ${[...cells, proven, possible].join(' | ')} |`;
  });
  return `| line | criterion | priority | weight | state | evidence | proven | possible |\n|---:|---|---|---:|---|---|---:|---:|\n${rows.join('\n')}`;
}

function evidenceText({ evidence, reason }: JudgedCriterion['state']): string {
  if (!evidence) return escapeMarkdown(reason);
  const commit = evidence.commit === undefined ? '' : ` on ${escapeMarkdown(evidence.commit.slice(0, 10))}`;
  const check =
    evidence.check.kind === 'attestation' ? 'attested' : escapeMarkdown(evidence.check.text.split('\n')[0] ?? '');
  return `${check}, ${evidence.startedAt.slice(0, 16)}, ${escapeMarkdown(evidence.who)}${commit}: ${escapeMarkdown(reason)}`;
}

function shownPriority({ priority, assumed }: Pick<TaskTerm, 'priority' | 'assumed'>): string {
  return assumed ? `(${priority})` : priority;
}

function leftOutList(leftOut: readonly LeftOut[], { criteria }: PlanReadiness, link: (line: number) => string): string {
  const states = new Map(criteria.map(({ criterion, state }) => [criterion.line, state.state]));
  return leftOut
    .map(({ title, line, why, reason }) => {
      const state = why === 'no box' ? `, ${states.get(line) ?? 'none'}` : '';
      return `- line ${link(line)}: ${escapeMarkdown(title)} (${why}${reason === undefined ? '' : `: ${escapeMarkdown(reason)}`}${state})`;
    })
    .join('\n');
}

function declaredList({ plan }: PlanReadiness, link: (line: number) => string): string {
  const rows = plan.declared.map(
    ({ value, text, line }) => `- line ${link(line)}: ${value}% (${escapeMarkdown(text)})`,
  );
  return `What the plan says of itself; never part of the number.\n\n${rows.join('\n')}`;
}

/** Four decimals at most, cut and not rounded, so that nothing looks like more than it is. */
function decimals(value: number): string {
  return String(Math.floor(value * 10_000 + 1e-6) / 10_000);
}
