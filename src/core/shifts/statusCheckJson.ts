import { schemaVersion } from '../outline/jsonDocument.ts';
import { handoffJson } from './handoffJson.ts';
import { statusAdvice } from './statusAdvice.ts';
import type { StatusFacts } from './statusFacts.ts';

const iso = (instantMs: number): string => new Date(instantMs).toISOString();
const minutes = (spanMs: number): number => Math.floor(spanMs / 60_000);

/** What `runsheet shift status --json` prints: `schemas/shift-status.schema.json`. Lines are 1-based, times ISO in UTC. */
export function statusCheckJson(root: string, facts: StatusFacts) {
  const { now, held, work, git, handoff, score, pool, frontend } = facts;
  return {
    schemaVersion,
    root,
    at: iso(facts.nowMs),
    score: {
      ...(score?.proven !== undefined && { proven: Math.floor(score.proven) }),
      ...(score?.possible !== undefined && { possible: Math.floor(score.possible) }),
      ...(score?.declared !== undefined && { declared: score.declared }),
      trend: facts.trend.map(({ score }) => score ?? null),
    },
    now: nowJson(now),
    agents: facts.agents,
    ...(held && {
      held: {
        number: held.number,
        ...(held.agent !== undefined && { agent: held.agent }),
        holder: held.holder,
        startedAt: iso(held.startedAtMs),
        coordinated: held.coordinated,
        standing: held.standing.kind,
        ...(held.standing.leftMs !== undefined && { leftMinutes: minutes(held.standing.leftMs) }),
      },
    }),
    ...(work && {
      work: {
        source: work.source,
        path: work.path,
        line: work.line + 1,
        title: work.title,
        ...(work.priority && { priority: work.priority }),
        ...(work.focus !== undefined && { focus: work.focus }),
        ...(work.goal && { goal: work.goal }),
        tasks: work.tasks.map(({ isDone, line, ...task }) => ({ ...task, line: line + 1, isDone })),
        criteria: work.criteria,
      },
    }),
    ...(facts.left && {
      left: {
        procedure: facts.left.procedure,
        ...(facts.left.shift !== undefined && { shift: facts.left.shift }),
      },
    }),
    services: facts.services,
    health: facts.health,
    ...(pool && { pool }),
    ...(frontend && { frontend }),
    git: typeof git === 'string' ? { reason: git } : git,
    ...(handoff && { handoff: handoffJson(handoff) }),
    suites: facts.suites,
    results: facts.results.map(({ atMs, ...result }) => ({ ...result, at: iso(atMs) })),
    problems: facts.problems,
    next: statusAdvice(facts),
  };
}

function nowJson(now: StatusFacts['now']) {
  if (now.kind === 'on')
    return { kind: now.kind, number: now.number, startsAt: iso(now.startsAtMs), endsAt: iso(now.endsAtMs) };
  if (now.kind === 'next') return { kind: now.kind, number: now.number, startsAt: iso(now.startsAtMs) };
  if (now.kind === 'over') return { kind: now.kind, last: now.last, endedAt: iso(now.endedAtMs) };
  return now;
}
