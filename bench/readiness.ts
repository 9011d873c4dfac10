import type { Plan } from '../src/core/model.ts';
import { PlanReading } from '../src/core/parse/planReading.ts';
import { assess } from '../src/core/readiness/assess.ts';
import { noEvidence, type KnownEvidence } from '../src/core/readiness/evidenceState.ts';
import { percentOf } from '../src/core/readiness/readiness.ts';
import { type ReadyPlan, readyPlan, totalOfReady } from '../src/core/readiness/readyPlan.ts';
import { cost, quantile, report } from './report.ts';

const plans = 1000;
const criteriaEach = 20;
const ticks = 200;

/** How ready a workspace is after each of many ticks, from the text of the plan on: against the same for all plans. */
export function readiness(): void {
  const now = Date.now();
  const readings = Array.from({ length: plans }, (_, at) => new PlanReading(`docs/plan-${at}.md`, textOf(at), {}));
  const known: KnownEvidence = { ...noEvidence };
  const all = new Map<string, ReadyPlan>();
  const assessed = (plan: Plan): void => void all.set(plan.path, readyPlan(assess(plan, known, { now })));
  const whole = cost(() => {
    for (const reading of readings) assessed(reading.plan);
    percentOf(totalOfReady(all.values()).sums);
  });
  const times: number[] = [];
  const shown = new Set<number>();
  for (let tick = 0; tick < ticks; tick++) {
    const reading = readings[(tick * 37) % plans];
    if (!reading) continue;
    const line = 6 + (tick % 10);
    times.push(
      cost(() => {
        reading.edit([{ line, column: 3, endLine: line, endColumn: 4, text: 'x' }]);
        assessed(reading.plan);
        shown.add(totalOfReady(all.values()).sums.proven);
      }),
    );
  }
  if (shown.size < 2) throw new Error('No tick changed the number.');
  const p95 = quantile(times, 0.95);
  report({
    name: 'readiness after one tick',
    what: `readiness of ${plans} plans with ${plans * criteriaEach} criteria after one tick, p95 in ms (median ${quantile(times, 0.5).toFixed(2)}, most ${Math.max(...times).toFixed(1)})`,
    against: 'all of them anew',
    value: p95,
    peer: whole,
    must: 'p95 below 8 ms',
    holds: p95 < 8,
  });
}

function textOf(at: number): string {
  const list = (word: string, count: number): string =>
    Array.from({ length: count }, (_, index) => `- [ ] ${word} ${at}.${index}`).join('\n');
  const criteria = Array.from(
    { length: criteriaEach },
    (_, index) => `- [ ] Deep ${at}.${index}: \`make deep${index}\``,
  );
  return `# Plan ${at}\n\n## Phase 1: Dig\n\n### Work\n\n${list('Dig', 10)}\n\n### Exit Criteria\n\n${criteria.join('\n')}\n`;
}
