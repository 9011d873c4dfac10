import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { ClaimRecord } from '../src/core/shifts/claimRecord.ts';
import { isTrouble, openRepo, type Repo } from '../src/node/git/repo.ts';
import { pushClaim } from '../src/node/shift/claimShift.ts';
import { root } from './plans.ts';
import { bestOf, median, report, reportMissing, spread, time } from './report.ts';

const rounds = 7;
const clones = 8;
const most = 2.5;

/** A git command that a procedure gave, as it was recorded. */
interface Given {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly status: number;
  readonly input?: string;
}

/** Start and end of a shift in the sample workspace against the git commands they consist of, and the race for a claim. */
export async function shifts(temporary: string): Promise<void> {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const git = folders.map((folder) => path.join(folder, 'git')).find((file) => existsSync(file));
  if (git === undefined || process.platform === 'win32') {
    reportMissing('start and end of a shift', 'there is no git here, or no way to record it');
    return;
  }
  const bench = new Bench(path.join(temporary, 'shifts'), git);
  for (const procedure of ['start', 'end'] as const) {
    const { own, its, count } = bench.measure(procedure);
    report({
      name: `shift ${procedure} / git`,
      what: `runsheet shift ${procedure} in the sample workspace, ms (${spread(own)})`,
      against: `its ${count} git commands by themselves (${spread(its)})`,
      value: median(own),
      peer: median(its),
      bestRatio: bestOf(own, its),
      must: `${most}`,
      holds: Math.min(median(own) / median(its), bestOf(own, its)) <= most,
    });
  }
  const times = await race(path.join(temporary, 'claims'));
  report({
    name: 'claim of 8 clones',
    what: `claim of a shift by ${clones} clones at a barrier, ms per round (${spread(times)}, longest ${Math.max(...times).toFixed(0)})`,
    against: 'a second',
    value: median(times),
    peer: 1000,
    must: '1',
    holds: median(times) <= 1000,
  });
}

/** The sample workspace with its bare remote, put back before each run to what it was. */
class Bench {
  readonly #folder: string;
  readonly #work: string;
  readonly #git: string;

  constructor(folder: string, git: string) {
    this.#folder = folder;
    this.#work = path.join(folder, 'work');
    this.#git = git;
    mkdirSync(path.join(folder, 'bin'), { recursive: true });
    execFileSync(process.execPath, [path.join(root, 'scripts/sampleWorkspace.mjs'), this.#work], { stdio: 'ignore' });
    const recorder = path.join(folder, 'bin', 'git');
    copyFileSync(path.join(root, 'bench/recordGit.mjs'), `${recorder}.mjs`);
    writeFileSync(recorder, `#!/bin/sh\nexec "${process.execPath}" "${recorder}.mjs" "$@"\n`);
    chmodSync(recorder, 0o755);
    // The suites are programs of the user.
    const config = path.join(this.#work, '.runsheet.json');
    writeFileSync(config, readFileSync(config, 'utf8').replace(/"suites": \[[^\]]*\],/, ''));
    for (const words of [
      ['commit', '-qam', 'No suites'],
      ['push', '-q'],
    ])
      execFileSync(git, words, { cwd: this.#work, stdio: 'ignore' });
    this.#keep('start');
    this.#runsheet('start');
    writeFileSync(path.join(this.#work, 'work.txt'), 'Work of this shift.\n');
    this.#keep('end');
  }

  measure(procedure: 'start' | 'end') {
    const log = path.join(this.#folder, `${procedure}.jsonl`);
    this.#restore(procedure);
    this.#runsheet(procedure, {
      PATH: `${path.join(this.#folder, 'bin')}${path.delimiter}${process.env['PATH'] ?? ''}`,
      RUNSHEET_BENCH_GIT: this.#git,
      RUNSHEET_BENCH_LOG: log,
    });
    const given = readFileSync(log, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Given);
    const [own, its]: [number[], number[]] = [[], []];
    for (let round = 0; round <= rounds; round++) {
      this.#restore(procedure);
      const ours = time(() => this.#runsheet(procedure));
      this.#restore(procedure);
      const alone = time(() => given.forEach((one) => this.#again(one)));
      // The first only warms the disk.
      if (round > 0) {
        own.push(ours);
        its.push(alone);
      }
    }
    return { own, its, count: given.length };
  }

  #runsheet(procedure: 'start' | 'end', env: Readonly<Record<string, string>> = {}): void {
    const answers = procedure === 'end' ? ['--yes', '--message', 'Work'] : [];
    const { status, stderr } = spawnSync(
      process.execPath,
      [path.join(root, 'dist/cli.js'), 'shift', procedure, ...answers],
      { cwd: this.#work, env: this.#env(env), stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`shift ${procedure} ended with ${status}: ${stderr}`);
  }

  /** Dates are fixed, so that the same commands make the same commits. */
  #env(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
    const date = '2025-09-22T09:00:00Z';
    const cache = path.join(this.#folder, 'cache');
    const places = { HOME: this.#folder, XDG_CACHE_HOME: cache, XDG_STATE_HOME: cache, GIT_CONFIG_NOSYSTEM: '1' };
    return { ...process.env, ...places, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date, ...more };
  }

  #again({ args, cwd, env, status, input }: Given): void {
    const { GIT_INDEX_FILE: index, GIT_OBJECT_DIRECTORY: objects } = env;
    if (objects !== undefined) mkdirSync(objects, { recursive: true });
    if (index !== undefined && !existsSync(index)) {
      mkdirSync(path.dirname(index), { recursive: true });
      copyFileSync(path.join(this.#work, '.git', 'index'), index);
    }
    if (args.includes('commit')) writeFileSync(path.join(this.#work, '.git/runsheet/message'), 'Work');
    const end = spawnSync(this.#git, args, {
      cwd,
      env: this.#env(env),
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      ...(input !== undefined && { input: Buffer.from(input, 'base64') }),
      maxBuffer: 1e9,
    });
    if (end.status !== status)
      throw new Error(`git ${args.join(' ')} ended with ${end.status}, not with ${status}: ${end.stderr.toString()}`);
  }

  #keep(name: string): void {
    for (const part of ['work', 'work-origin.git'])
      cpSync(path.join(this.#folder, part), path.join(this.#folder, 'kept', name, part), {
        recursive: true,
        preserveTimestamps: true,
      });
  }

  /** Files that are as they were stay, with what git and the cache know of them. */
  #restore(name: string): void {
    const kept = path.join(this.#folder, 'kept', name);
    for (const part of ['work/.git', 'work-origin.git']) {
      rmSync(path.join(this.#folder, part), { recursive: true, force: true });
      cpSync(path.join(kept, part), path.join(this.#folder, part), { recursive: true, preserveTimestamps: true });
    }
    const handoffs = 'work/.agent-handoffs';
    const names = (folder: string): readonly string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' });
    for (const file of names(path.join(this.#folder, handoffs))) {
      const [there, then] = [path.join(this.#folder, handoffs, file), path.join(kept, handoffs, file)];
      if (statSync(there).isDirectory()) continue;
      if (!existsSync(then)) rmSync(there);
      else if (!readFileSync(there).equals(readFileSync(then))) copyFileSync(then, there);
    }
    spawnSync(this.#git, ['update-index', '-q', '--refresh'], { cwd: this.#work });
  }
}

/** Milliseconds until the last of several clones knows who has a shift that all of them want. */
async function race(folder: string): Promise<readonly number[]> {
  const git = (...words: readonly string[]) => execFileSync('git', words, { stdio: 'ignore' });
  const [bare, first] = [path.join(folder, 'remote.git'), path.join(folder, 'first')];
  git('init', '-q', '--bare', bare);
  git('clone', '-q', bare, first);
  const identity = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org'];
  git('-C', first, ...identity, 'commit', '-q', '--allow-empty', '-m', 'First');
  git('-C', first, 'push', '-q', 'origin', 'HEAD');
  const repos: Repo[] = [];
  for (let clone = 0; clone < clones; clone++) {
    const at = path.join(folder, `clone${clone}`);
    git('clone', '-q', bare, at);
    git('-C', at, 'config', 'user.name', `clone${clone}`);
    git('-C', at, 'config', 'user.email', 'bench@example.org');
    const repo = await openRepo(at);
    if (isTrouble(repo)) throw new Error(repo.sentence);
    repos.push(repo);
  }
  const times: number[] = [];
  for (let shift = 1; shift <= 20; shift++) {
    const start = performance.now();
    const outcomes = await Promise.all(
      repos.map((repo, clone) => {
        const nonce = randomBytes(16).toString('hex');
        const at = Date.now();
        const record: ClaimRecord = {
          v: 1,
          shift,
          state: 'held',
          holder: `clone${clone}`,
          nonce,
          sinceMs: at,
          atMs: at,
        };
        return pushClaim({ repo, remote: 'origin', shift }, { kind: 'take', nonce }, () => record);
      }),
    );
    times.push(performance.now() - start);
    const won = outcomes.filter(({ kind }) => kind === 'won').length;
    if (won !== 1) throw new Error(`${won} clones won shift ${shift}`);
  }
  return times;
}
