import type { Priority } from '../model.ts';
import { plainText } from '../text/plainText.ts';
import { instantText } from './instant.ts';
import { scoresByShift, sparkline, type TrendPoint } from './scoreTrend.ts';
import type { SuiteResult } from './shiftHistory.ts';

/** The name of the region in the tracker. */
export const trackerRegion = 'progress';

/** A shift as the tracker shows it. */
export interface TrackedShift {
  readonly number: number;
  readonly agents: readonly string[];
  readonly state: string;
  /** Epoch milliseconds UTC. */
  readonly startedAtMs?: number;
  readonly endedAtMs?: number;
  readonly commit?: string;
  /** Percent. */
  readonly score?: number;
}

/** What the tracker is made of. */
export interface TrackerFacts {
  /** Percent; absent where no plan has anything to be ready. */
  readonly proven?: number;
  readonly possible?: number;
  readonly shifts: readonly TrackedShift[];
  readonly suites: readonly SuiteResult[];
  /** What counts for the number, by priority. */
  readonly tasks: readonly { readonly priority: Priority; readonly done: number; readonly total: number }[];
  readonly history: readonly TrendPoint[];
  /** Key figures, each with its name. */
  readonly figures: readonly (readonly [string, string])[];
}

const barWidth = 20;

/** A bar of blocks: `██████████░░░░░░░░░░`. Full only at 100 %. */
export function progressBar(percent: number, width = barWidth): string {
  const filled = Math.floor((Math.min(100, Math.max(0, percent)) / 100) * width);
  return '█'.repeat(filled) + '░'.repeat(width - filled);
}

/** What stands in the tracker between its marks: plain markdown, the same for the same facts. */
export function trackerText(facts: TrackerFacts): string {
  const parts = [overall(facts), shiftTable(facts), suiteTable(facts), taskList(facts), history(facts), figures(facts)];
  return parts.filter((part) => part !== '').join('\n\n');
}

function overall({ proven, possible, shifts }: TrackerFacts): string {
  const ended = shifts.filter(({ state }) => state === 'ended' || state === 'acknowledged').length;
  const lines: string[] = [];
  if (proven !== undefined) {
    const upTo = possible === undefined || possible === proven ? '' : `, up to ${Math.floor(possible)}% possible`;
    lines.push(`**Overall:** \`${progressBar(proven)}\` ${Math.floor(proven)}% proven${upTo}`);
  }
  if (shifts.length > 0) lines.push(`**Shifts:** ${ended} of ${shifts.length} ended`);
  return lines.join('\n\n');
}

function shiftTable({ shifts }: TrackerFacts): string {
  if (shifts.length === 0) return '';
  const rows = shifts.map(({ number, agents, state, startedAtMs, endedAtMs, commit, score }) => [
    String(number),
    agents.join(', '),
    state,
    startedAtMs === undefined ? '' : instantText(startedAtMs),
    endedAtMs === undefined ? '' : instantText(endedAtMs),
    commit === undefined ? '' : commit.slice(0, 10),
    score === undefined ? '' : `${Math.floor(score)}%`,
  ]);
  return section('Shifts', table(['shift', 'agent', 'state', 'started', 'ended', 'commit', 'score'], rows));
}

function suiteTable({ suites }: TrackerFacts): string {
  if (suites.length === 0) return '';
  const rows = suites.map(({ name, outcome, passed, total, reason }) => [
    name,
    outcome,
    passed === undefined || total === undefined ? '' : `${passed}/${total}`,
    reason ?? '',
  ]);
  return section('Test results', table(['suite', 'outcome', 'tests', 'remark'], rows));
}

function taskList({ tasks }: TrackerFacts): string {
  const shown = tasks.filter(({ total }) => total > 0);
  if (shown.length === 0) return '';
  const lines = shown.map(({ priority, done, total }) => `- **${priority}:** ${done} of ${total} done`);
  return section('Priority tasks', lines.join('\n'));
}

function history({ history: points }: TrackerFacts): string {
  const scores = scoresByShift(points);
  const known = scores.filter((score) => score !== undefined);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return '';
  return section(
    'Score history',
    `\`${sparkline(scores)}\` ${Math.floor(first)}% → ${Math.floor(last)}%, one bar per shift`,
  );
}

function figures({ figures: given }: TrackerFacts): string {
  return given.length === 0
    ? ''
    : section(
        'Key figures',
        table(
          ['figure', 'value'],
          given.map((figure) => [...figure]),
        ),
      );
}

const section = (title: string, content: string): string => `### ${title}\n\n${content}`;

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(header), `| ${header.map(() => '---').join(' | ')} |`, ...rows.map(line)].join('\n');
}

/** Text of a plan within a line: nothing in it ends a cell, a line or the region. */
function cell(text: string): string {
  return plainText(text.slice(0, 300))
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\\|`*_[\]<]/g, (sign) => (sign === '<' ? '&lt;' : `\\${sign}`))
    .trim();
}
