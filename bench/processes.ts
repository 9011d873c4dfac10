import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from './plans.ts';

/** A program that is measured from its start to its end. */
export interface Contestant {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Runs before each start, outside the time. */
  readonly before?: () => void;
  /** Exit codes that mean that it did its work; 0 by default. */
  readonly codes?: readonly number[];
}

/**
 * Milliseconds of each run of each contestant. They take turns, so that what else the machine does hits all of them; a
 * first round only warms the disk and is not counted.
 */
export function takeTurns<Name extends string>(
  contestants: Readonly<Record<Name, Contestant>>,
  rounds: number,
): Record<Name, number[]> {
  const names = Object.keys(contestants) as Name[];
  const times = Object.fromEntries(names.map((name): [Name, number[]] => [name, []])) as Record<Name, number[]>;
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const { command, args, cwd, env, before, codes = [0] } = contestants[name];
      before?.();
      const start = performance.now();
      const { status, stderr } = spawnSync(command, args, {
        cwd,
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...ownEnv(), ...env },
        encoding: 'utf8',
        maxBuffer: 1e9,
      });
      const taken = performance.now() - start;
      if (status === null || !codes.includes(status))
        throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${stderr.slice(0, 500)}`);
      if (round > 0) times[name].push(taken);
    }
  }
  return times;
}

/** Without what this machine has every Node do at its start: reading certificates alone takes longer than many a run. */
function ownEnv(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  delete env['NODE_EXTRA_CA_CERTS'];
  delete env['NODE_OPTIONS'];
  return env;
}

/**
 * The command line with a cache of its own, so that nobody's cache is used or left behind.
 *
 * @param cold whether the cache is emptied before each start
 */
export function runsheet(args: readonly string[], cwd: string, cache: string, cold: boolean): Contestant {
  const before = (): void => {
    if (cold) rmSync(cache, { recursive: true, force: true });
    mkdirSync(cache, { recursive: true });
  };
  const places = { XDG_CACHE_HOME: cache, LOCALAPPDATA: cache, XDG_STATE_HOME: cache };
  return { command: process.execPath, args: [path.join(root, 'dist/cli.js'), ...args], cwd, env: places, before };
}
