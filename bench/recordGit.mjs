#!/usr/bin/env node
/**
 * Stands in for git on the PATH: does the same, and writes down what it was asked, so that it can be done again. A line of
 * JSON for each command goes to $RUNSHEET_BENCH_LOG; the real one is $RUNSHEET_BENCH_GIT.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, fstatSync, readFileSync } from 'node:fs';

const args = process.argv.slice(2);
const input = fstatSync(0).isCharacterDevice() ? undefined : readFileSync(0);
const { status, stdout, stderr } = spawnSync(process.env.RUNSHEET_BENCH_GIT ?? 'git', args, {
  ...(input && { input }),
  maxBuffer: 1e9,
});
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('GIT_')));
const line = { args, cwd: process.cwd(), env, status, input: input?.toString('base64') };
appendFileSync(process.env.RUNSHEET_BENCH_LOG ?? '/dev/null', `${JSON.stringify(line)}\n`);
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = status ?? 1;
