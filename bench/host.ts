import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from './plans.ts';
import { median, report, reportMissing, spread } from './report.ts';

/** Runs the host tests whose titles match in the newest VS Code. Whether they passed. */
function runHost(grep: string, env: Readonly<Record<string, string>> = {}): boolean {
  try {
    execFileSync(process.execPath, ['scripts/host/runHostTests.mjs', 'newest'], {
      stdio: 'ignore',
      env: { ...process.env, RUNSHEET_TEST_GREP: grep, ...env },
    });
    return true;
  } catch {
    return false;
  }
}

/** What `activate` takes in the extension host of a real VS Code. */
export function activation(temporary: string): void {
  const file = path.join(temporary, 'activation');
  const times = Array.from({ length: 3 }, () => {
    rmSync(file, { force: true });
    runHost('holds the extension host', { RUNSHEET_ACTIVATION_FILE: file });
    return existsSync(file) ? Number(readFileSync(file, 'utf8')) : Infinity;
  });
  const value = median(times);
  report({
    what: `activation in the extension host, ms (${spread(times)})`,
    against: 'its limit',
    value,
    peer: 50,
    must: '1',
    goal: '0.4',
    holds: value < 50,
  });
}

/** Figures that test/host/indexing.test.ts leaves: what it is, the limit, the goal. */
const figures = {
  longestStretchMs: ['cold index of 1\u00a0000 plans: longest stretch of ours on the thread, ms', 8, undefined],
  firstRowsMs: ['cold index of 1\u00a0000 plans: first rows, ms', 1000, undefined],
  allRowsMs: ['cold index of 1\u00a0000 plans: all rows, ms', undefined, 2000],
  peakMegabytes: ['memory for 1\u00a0000 plans over an empty host: peak, MB', 250, 120],
  settledMegabytes: ['memory for 1\u00a0000 plans over an empty host: settled, MB', 100, 40],
  toggleP95Ms: ['toggle: click to saved text, p95 in ms', 50, 20],
} as const;

/** The editor with a thousand plans: index, memory, toggle. */
export function indexing(temporary: string): void {
  const file = path.join(temporary, 'indexing.json');
  runHost('a workspace of 1000 plans', { RUNSHEET_INDEXING_FILE: file });
  const measured = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>) : {};
  for (const [name, [what, limit, goal]] of Object.entries(figures)) {
    const value = measured[name];
    if (value === undefined) {
      reportMissing(what, 'no host test left the figure');
      continue;
    }
    const bound = limit ?? goal;
    report({
      name: what.replaceAll('\u00a0', ''),
      what,
      against: limit === undefined ? 'its goal' : 'its limit',
      value,
      peer: bound,
      must: limit === undefined ? 'none' : '1',
      ...(goal !== undefined && { goal: (goal / bound).toFixed(2) }),
      holds: limit === undefined || value < limit,
    });
  }
}

/** A heading typed in a plan of half a megabyte, in the editor; test/host/budgets/largePlan.test.ts leaves the figure. */
export function large(temporary: string): void {
  const file = path.join(temporary, 'large.json');
  runHost('a plan of 500 KB', { RUNSHEET_LARGE_FILE: file });
  const what = 'heading typed in a plan of 500 KB: longest stretch of ours on the thread, median of 9, ms';
  if (!existsSync(file)) {
    reportMissing(what, 'no host test left the figure');
    return;
  }
  const { longestStretchMs: value = Infinity } = JSON.parse(readFileSync(file, 'utf8')) as {
    longestStretchMs?: number;
  };
  report({ what, against: 'a goal of 8', value, peer: 8, must: 'none', goal: '1', holds: true });
}

/** Processes and files while somebody types: a host test counts them, and fails on the first. */
export function quiet(): void {
  const what = 'git processes and file accesses while typing';
  if (!existsSync(path.join(root, 'test/host/quiet.test.ts'))) {
    reportMissing(what, 'no host test counts them');
    return;
  }
  const passed = runHost('while somebody types: no file, no process');
  report({ what, against: 'none', value: passed ? 0 : 1, peer: 0, must: 'none at all', holds: passed });
}
