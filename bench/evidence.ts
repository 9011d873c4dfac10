import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { boundTo } from '../src/core/readiness/evidenceState.ts';
import { fingerprint } from '../src/node/evidence/fingerprint.ts';
import { bestOf, median, report, spread } from './report.ts';

const files = 20_000;
const rounds = 9;

/** What a fingerprint is asked for. */
interface Asked {
  readonly name: string;
  readonly what: string;
  readonly inputs: readonly (readonly string[])[];
}

const ofPlan = boundTo('plan.md', { inputs: [] });
const named = ['part1/**', 'part2/*/*.txt', '!part1/piece3/**'];
const clean: readonly Asked[] = [
  { name: 'whole', what: 'fingerprint of 20\u00a0000 files', inputs: [] },
  {
    name: 'bound',
    what: 'fingerprint of 20\u00a0000 files with one of those that evidence is bound to',
    inputs: [ofPlan],
  },
  { name: 'inputs', what: 'fingerprint of 20\u00a0000 files with two lists of globs', inputs: [ofPlan, named] },
];
const edited: readonly Asked[] = [
  { name: 'edited', what: 'fingerprint of 20\u00a0000 files of which 60 are edited or new', inputs: [ofPlan] },
  {
    name: 'edited inputs',
    what: 'fingerprint of 20\u00a0000 files of which 60 are edited or new, with two lists of globs',
    inputs: [ofPlan, named],
  },
];

/** The fingerprint of a large repository against `git status` in it, as evidence needs it and as a whole. */
export async function evidence(temporary: string): Promise<void> {
  const folder = path.join(temporary, 'evidence');
  write(folder);
  await measure(folder, clean);
  edit(folder);
  await measure(folder, edited);
}

/** Turn by turn with `git status`, each behind the other. */
async function measure(folder: string, asked: readonly Asked[]): Promise<void> {
  const handoffs = '.agent-handoffs';
  const status: number[] = [];
  const times = asked.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    const now: number[] = [];
    for (const { inputs } of asked) now.push(await taken(() => fingerprint(folder, { handoffs, inputs })));
    const its = await taken(() => spawnSync('git', ['status', '--porcelain'], { cwd: folder, stdio: 'ignore' }));
    // The first only warms the disk.
    if (round === 0) continue;
    now.forEach((ms, at) => times[at]?.push(ms));
    status.push(its);
  }
  for (const [at, { name, what }] of asked.entries()) {
    const own = times[at] ?? [];
    report({
      name: `evidence ${name}`,
      what: `${what}, ms (${spread(own)})`,
      against: `git status (${spread(status)})`,
      value: median(own),
      peer: median(status),
      bestRatio: bestOf(own, status),
      must: '1.5',
      holds: Math.min(median(own) / median(status), bestOf(own, status)) <= 1.5,
    });
  }
}

/** Some files here and there, and new ones beside them. */
function edit(folder: string): void {
  for (let file = 0; file < files; file += 500) {
    const at = path.join(folder, `part${Math.floor(file / 400)}`, `piece${file % 10}`);
    writeFileSync(path.join(at, `file${file}.txt`), `Another line of file ${file}.\n`);
    if (file % 1000 === 0) writeFileSync(path.join(at, `new${file}.txt`), `A new file ${file}.\n`);
  }
}

async function taken(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function write(folder: string): void {
  for (let file = 0; file < files; file++) {
    const at = path.join(folder, `part${Math.floor(file / 400)}`, `piece${file % 10}`);
    mkdirSync(at, { recursive: true });
    writeFileSync(path.join(at, `file${file}.txt`), `A line of file ${file}.\n`);
  }
  mkdirSync(path.join(folder, '.agent-handoffs/evidence'), { recursive: true });
  writeFileSync(path.join(folder, '.agent-handoffs/evidence/one.json'), '{}');
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'gc.auto=0', '-c', 'maintenance.auto=false', ...args], { cwd: folder, stdio: 'ignore' });
  git('init', '-q');
  git('add', '-A');
  git('-c', 'user.name=bench', '-c', 'user.email=bench@example.org', 'commit', '-q', '-m', 'files');
  // Else git packs so many loose files behind the commit, beside what is measured.
  git('gc', '-q');
}
