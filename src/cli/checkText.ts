import { printable, type Style } from '../core/outline/style.ts';
import { visibleText } from '../core/run/lane/visibleText.ts';
import type { CheckTarget, DoneCheck } from '../node/evidence/runChecks.ts';
import type { CheckEntry } from './checkJson.ts';
import { refusalText } from './refusalText.ts';

/** Lines of the output of a check that did not pass. */
const shownLines = 12;
const longestLine = 300;

/** What is being checked, while it is. */
export function startLine({ plan, criterion, check }: CheckTarget): string {
  return `${plan.path}:${criterion.line + 1}: ${visibleText(oneLine(check.text))}`;
}

/** What would be checked, and how. */
export function plannedLines(entries: readonly CheckEntry[], style: Style): readonly string[] {
  return entries.map(({ plan, criterion, check }) => {
    const how = check ? `${check.kind}: ${visibleText(oneLine(check.text))}` : 'the word of a person';
    return `${place(plan.path, criterion.line)}  ${printable(criterion.title)}  ${style.faint(how)}`;
  });
}

/** A result: its outcome, the criterion with its place, the reason, and the end of the output where it did not pass. */
export function checkLines(
  { target, result, durationMs, changedFiles, file }: ResultOf,
  style: Style,
): readonly string[] {
  const { plan, criterion } = target;
  const name = `${printable(criterion.title)}  ${style.faint(place(plan.path, criterion.line))}`;
  if (result.kind === 'interrupted') return [`${style.warn('stopped')}  ${name}`];
  if (result.kind === 'refused')
    return [`${style.warn('refused')}  ${name}`, `         ${refusalText(result.refusal, new Map())}`];
  const { outcome, counts, reason, output = '' } = result;
  const paint = outcome === 'pass' ? style.good : outcome === 'fail' ? style.bad : style.warn;
  const tests = counts ? `  ${counts.passed}/${counts.total} tests` : '';
  const time = durationMs >= 1000 ? `  ${(durationMs / 1000).toFixed(1)} s` : '';
  const lines = [`${paint(outcome.padEnd(7))}  ${name}${tests}${time}`];
  if (reason !== undefined) lines.push(`         ${printable(reason)}`);
  if (changedFiles && outcome !== 'unknown') lines.push('         It changed files of the repository.');
  if (file !== undefined) lines.push(`         ${style.faint(file)}`);
  if (outcome !== 'pass') for (const line of tail(output)) lines.push(`         ${style.faint(`| ${line}`)}`);
  return lines;
}

type ResultOf = Pick<DoneCheck, 'result' | 'durationMs' | 'changedFiles' | 'file'> & {
  readonly target: Pick<CheckTarget, 'plan' | 'criterion'>;
};

const place = (path: string, line: number): string => `${path}:${line + 1}`;

const oneLine = (text: string): string => {
  const [first = '', ...others] = text.split('\n');
  const short = first.length > 100 ? `${first.slice(0, 100)}…` : first;
  return others.length > 0 && short === first ? `${short} …` : short;
};

function tail(output: string): readonly string[] {
  const lines = output
    .slice(-shownLines * longestLine * 2)
    .split(/\r\n|\n|\r/)
    .map((line) => printable(line.replace(/\u001b\[[0-9;:?]{0,40}[A-Za-z]/g, '')).slice(0, longestLine));
  return lines.filter((line) => line !== '').slice(-shownLines);
}
