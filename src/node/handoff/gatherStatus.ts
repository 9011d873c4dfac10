import path from 'node:path';
import type { RunsheetConfig } from '../../core/config/config.ts';
import { latestHandoff } from '../../core/shifts/handoffFiles.ts';
import { resolveSchedule, type Schedule } from '../../core/shifts/schedule.ts';
import { readScore, scoreName } from '../../core/shifts/scoreFile.ts';
import { heldStanding, scheduledShift, shiftAt } from '../../core/shifts/shiftNow.ts';
import { workOfShift } from '../../core/shifts/shiftWork.ts';
import type { Looked, StatusFacts } from '../../core/shifts/statusFacts.ts';
import { configSentences, readConfigFile } from '../configFile.ts';
import { probeUrl } from '../evidence/probeUrl.ts';
import { isTrouble, openRepo } from '../git/repo.ts';
import { readinessTrend } from '../readiness/readinessTrend.ts';
import { readText } from '../readText.ts';
import type { CheckResult } from '../shift/checkResult.ts';
import { leftProcedure } from '../shift/lookAtShift.ts';
import { runShiftChecks } from '../shift/runShiftChecks.ts';
import { readRecords } from '../shift/shiftRecords.ts';
import { type HeldShift, readHeldShift } from '../shift/shiftState.ts';
import { readHandoffs } from './readHandoffs.ts';
import { readReadiness } from './readReadiness.ts';
import { resultFiles } from './resultFiles.ts';

export interface GatherOptions {
  /** Epoch milliseconds UTC. */
  readonly nowMs: number;
  readonly signal?: AbortSignal;
}

/**
 * Everything that *Status Check* shows. Reads only: no remote is asked, no suite is run, nothing is written. Services,
 * health addresses, pool and frontend are asked at the same time, each with its own limit.
 *
 * @param root absolute
 */
export async function gatherStatus(root: string, { nowMs, signal }: GatherOptions): Promise<StatusFacts> {
  const { config, problems: configProblems } = await readConfigFile(root);
  const aborted = signal ? { signal } : {};
  const context = { root, config, ...aborted };
  const look = (kind: CheckResult['kind']): Promise<readonly Looked[]> => lookAt(context, kind);
  const [ready, repo, history, trend, services, health, pool, frontend] = await Promise.all([
    readReadiness(root, config, nowMs, signal),
    openRepo(root, signal),
    readRecords(root, config.handoffs),
    readinessTrend(root, config.handoffs, { now: nowMs, ...aborted }),
    look('service'),
    look('address'),
    look('pool'),
    config.frontend === undefined ? undefined : lookAtPage(config.frontend, config, signal),
  ]);
  const trouble = new Set<string>();
  const noted = (error: unknown): undefined => {
    trouble.add(`${error instanceof Error ? error.message : String(error)}.`);
  };
  const held = isTrouble(repo) ? undefined : await readHeldShift(repo.gitDir).catch(noted);
  const left = isTrouble(repo) ? undefined : await leftProcedure(repo.gitDir).catch(noted);
  const starts = [
    ...history.flatMap(({ shift, startedAtMs }) => (startedAtMs === undefined ? [] : [{ shift, startedAtMs }])),
    ...(held ? [{ shift: held.shift, startedAtMs: held.startedAtMs }] : []),
  ];
  const schedule = resolveSchedule(ready.plans, config.shift, starts);
  const now = shiftAt(schedule, nowMs);
  const number = held?.shift ?? (now.kind === 'on' ? now.number : undefined);
  const work = number === undefined ? undefined : workOfShift(ready.plans, number);
  const handoffs = readHandoffs(root, config.handoffs);
  const declared = declaredScore(root, config.handoffs);
  const handoff = latestHandoff(handoffs.files);
  const [figures] = pool;
  const git = await import('../git/gitFacts.ts');
  return {
    nowMs,
    score: { ...ready.percent, ...(declared !== undefined && { declared }) },
    trend,
    now,
    agents: now.kind === 'on' ? (scheduledShift(schedule, now.number)?.agents ?? []) : [],
    ...(work && { work }),
    ...(held && { held: heldFacts(held, schedule, nowMs) }),
    ...(left && !left.isRunning && { left }),
    services,
    health,
    ...(figures && { pool: figures }),
    ...(frontend && { frontend }),
    git: isTrouble(repo) ? `${repo.sentence} ${repo.remedy}` : await git.gitFacts(repo, signal),
    ...(handoff && { handoff }),
    problems: [
      ...configSentences(configProblems),
      ...trouble,
      ...handoffs.problems.map(({ path: at, message }) => `${at}: ${message}`),
      ...ready.plans.flatMap(({ path: at, problems }) =>
        problems.flatMap(({ code, line, message }) => (code === 'shift-table' ? `${at}:${line + 1}: ${message}` : [])),
      ),
      ...schedule.problems.map(({ path: at, line = 0, message }) => `${at ?? ''}:${line + 1}: ${message}`),
    ],
    suites: history.at(-1)?.suites ?? [],
    results: resultFiles(root),
  };
}

async function lookAt(
  context: Parameters<typeof runShiftChecks>[0],
  kind: CheckResult['kind'],
): Promise<readonly Looked[]> {
  const looked: Looked[] = [];
  const outcomes = { passed: 'good', failed: 'bad', unknown: 'unknown' } as const;
  await runShiftChecks(
    context,
    kind,
    0,
    () => false,
    ({ name, state, text }) => {
      looked.push({ name, outcome: outcomes[state], detail: text });
      return Promise.resolve();
    },
  );
  return looked;
}

async function lookAtPage(
  address: string,
  { timeouts }: RunsheetConfig,
  signal: AbortSignal | undefined,
): Promise<Looked> {
  const answer = await probeUrl(address, {
    timeoutMs: timeouts.healthSeconds * 1000,
    tries: 2,
    ...(signal && { signal }),
  });
  const name = `frontend ${URL.canParse(address) ? new URL(address).host : address}`;
  if (answer.kind !== 'answered')
    return { name, outcome: answer.kind === 'down' ? 'bad' : 'unknown', detail: answer.reason };
  return { name, outcome: answer.status < 400 ? 'good' : 'bad', detail: `status ${answer.status}` };
}

function heldFacts(held: HeldShift, schedule: Schedule, nowMs: number): NonNullable<StatusFacts['held']> {
  const { shift, agent, holder, startedAtMs, remote } = held;
  return {
    number: shift,
    ...(agent !== undefined && { agent }),
    holder,
    startedAtMs,
    coordinated: remote !== undefined,
    // It is held here, by whoever asks.
    standing: heldStanding(schedule, { number: shift, startedAtMs, seenAtMs: nowMs }, nowMs),
  };
}

function declaredScore(root: string, handoffs: string): number | undefined {
  const content = readText(path.join(root, handoffs, scoreName));
  return 'text' in content ? readScore(content.text) : undefined;
}
