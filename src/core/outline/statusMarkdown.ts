import type { Assessment } from '../readiness/assess.ts';
import { escapeMarkdown, lineLink } from '../readiness/markdownText.ts';
import { counted, overallVerdict, totalSums } from '../readiness/overall.ts';
import { percentOf, type Sums } from '../readiness/readiness.ts';
import { nodeLabel } from '../show/nodeLabel.ts';

/** The status as a markdown summary, for the page of a CI job or a comment on a pull request. */
export function statusMarkdown(all: readonly Assessment[]): string {
  const plans = counted(all);
  const rows = plans.flatMap(({ plan, readiness, verdict }) => [
    row(`**${escapeMarkdown(plan.path)}**`, readiness.sums, verdict.verdict),
    ...(verdict.phases.length < 2
      ? []
      : verdict.phases.map(({ phase, sums, verdict: own }) =>
          row(escapeMarkdown(nodeLabel({ ...phase, type: 'section' })), sums, own),
        )),
  ]);
  const reasons = plans
    .flatMap(({ verdict }) => [...verdict.reasons, ...verdict.phases.flatMap((phase) => phase.reasons)])
    .filter(({ code }) => code !== 'contradiction')
    .map(
      ({ blocks, text, path, line, todo }) =>
        `- ${blocks ? '**blocks**' : 'unknown'} ${lineLink(path, line)}: ${escapeMarkdown(text)} *${escapeMarkdown(todo)}*`,
    );
  const problems = all.flatMap(({ plan, problems: own }) =>
    own.map(
      ({ severity, code, message, line }) =>
        `- ${severity} \`${code}\` ${lineLink(plan.path, line)}: ${escapeMarkdown(message)}`,
    ),
  );
  const accepted = all.flatMap(({ plan, accepted: own }) =>
    own.map(
      ({ problem, reason }) => `- \`${problem.code}\` ${lineLink(plan.path, problem.line)}: ${escapeMarkdown(reason)}`,
    ),
  );
  const percent = percentOf(totalSums(all));
  const number = percent ? `${percent.proven}% proven, up to ${percent.possible}% possible` : 'Nothing counts';
  const blocks = [
    `## ${overallVerdict(all)}: ${number}`,
    ...(rows.length > 0
      ? [`| plan, phase | proven | possible | verdict |\n|---|---:|---:|---|\n${rows.join('\n')}`]
      : []),
    ...listed('Why', reasons),
    ...listed('Contradictions and mistakes', problems),
    ...listed('Accepted', accepted),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function row(name: string, sums: Sums, verdict: string): string {
  const percent = percentOf(sums);
  return `| ${name} | ${percent ? `${percent.proven}%` : '-'} | ${percent ? `${percent.possible}%` : '-'} | ${verdict} |`;
}

/** A page of a CI job takes a megabyte. */
const mostLines = 200;

function listed(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, mostLines).join('\n');
  return [`### ${title}`, lines.length > mostLines ? `${shown}\n- and ${lines.length - mostLines} more` : shown];
}
