import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Contestant, runsheet, takeTurns } from './processes.ts';
import { median, report, spread } from './report.ts';

/** What `runsheet run` may add to the script that it runs, Node's own start included. */
const budgetMs = 60;
const rounds = 25;

/** `runsheet run` of a script that does nothing against the shell that runs it, and against a Node that does nothing. */
export function runOverhead(temporary: string): Promise<void> {
  const folder = path.join(temporary, 'run');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'PLAN.md'), '# Plan\n\n- [ ] a\n\n```bash\ntrue\n```\n');
  writeFileSync(path.join(folder, '.runsheet.json'), '{}\n');
  writeFileSync(path.join(folder, 'script.sh'), 'true\n');
  writeFileSync(path.join(folder, 'nothing.js'), '');
  const bare: Contestant = { command: 'bash', args: ['-e', 'script.sh'], cwd: folder };
  const node: Contestant = { command: process.execPath, args: ['nothing.js'], cwd: folder };
  const ours = runsheet(['run', 'PLAN.md:5'], folder, path.join(temporary, 'run-cache'), false);
  const times = takeTurns({ bare, node, ours }, rounds);
  const least = (values: readonly number[]): number => Math.min(...values);
  const overhead = least(times.ours) - least(times.bare);
  report({
    name: 'run over the bare script',
    what: `runsheet run, ms over the bare script (${spread(times.ours)})`,
    against: `the budget (Node alone ${spread(times.node)})`,
    value: overhead,
    peer: budgetMs,
    must: '1',
    holds: overhead <= budgetMs,
  });
  report({
    name: 'run / Node alone',
    what: `runsheet run (${spread(times.ours)})`,
    against: `a Node that does nothing (${spread(times.node)})`,
    value: median(times.ours),
    peer: median(times.node),
    bestRatio: least(times.ours) / least(times.node),
    must: 'none',
    holds: true,
  });
  return Promise.resolve();
}
