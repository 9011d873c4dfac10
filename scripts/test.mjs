/**
 * `npm test`: everything that must hold, in order. Goes on after a failure, so that one run tells all of them.
 *
 * The last line is `N passed, N failed`: the tests of every suite, and each step that is not a suite counted as one.
 * `npm test -- lint unit` runs only these steps (and the build before a suite).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const results = path.join(root, 'out', 'results');
const reporter = '--reporter scripts/mochaResults.cjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} command
 * @property {boolean} [suite] true: leaves its counts in out/results/NAME.json and needs the build
 */

/**
 * The package is made before the build, because packing builds a minified dist; what the suites run is the plain one.
 *
 * @type {readonly Step[]}
 */
const steps = [
  { name: 'lint', command: 'npm run --silent lint' },
  { name: 'format', command: 'npm run --silent format:check' },
  { name: 'types', command: 'npm run --silent types' },
  { name: 'deadcode', command: 'npm run --silent deadcode' },
  { name: 'package', command: 'npm run --silent package' },
  { name: 'build', command: 'npm run --silent build -- --tests' },
  { name: 'unit', command: `npx --no-install mocha ${reporter}`, suite: true },
  { name: 'host-newest', command: 'node scripts/host/runHostTests.mjs newest', suite: true },
  { name: 'host-oldest', command: 'node scripts/host/runHostTests.mjs oldest', suite: true },
  { name: 'ui', command: `npx --no-install mocha --config test/ui/.mocharc.json ${reporter}`, suite: true },
];

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !steps.some((step) => step.name === name));
if (unknown) {
  process.stderr.write(`There is no step "${unknown}", only ${steps.map((step) => step.name).join(', ')}.\n`);
  process.exit(2);
}
// What an earlier run left behind would be run and counted again.
for (const folder of ['results', 'unit', 'host', 'ui'])
  rmSync(path.join(root, 'out', folder), { recursive: true, force: true });

const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const summary = [];
for (const step of steps.filter(isWanted)) {
  process.stdout.write(`\n=== ${step.name}\n`);
  const started = performance.now();
  const counts = run(step);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  const state = counts.failed === 0 ? 'ok' : 'FAILED';
  summary.push(
    `${state.padEnd(7)}${step.name.padEnd(13)}${seconds.padStart(7)} s  ${step.suite ? totals(counts) : ''}`.trimEnd(),
  );
}
process.stdout.write(`\n${summary.join('\n')}\n\n${totals(total)}\n`);
process.exitCode = total.failed === 0 ? 0 : 1;

/** @param {Step} step */
function isWanted(step) {
  if (wanted.length === 0 || wanted.includes(step.name)) return true;
  return step.name === 'build' && steps.some(({ name, suite }) => suite && wanted.includes(name));
}

/**
 * @param {Step} step
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
function run({ name, command, suite }) {
  const file = path.join(results, `${name}.json`);
  const { status } = spawnSync(command, {
    cwd: root,
    shell: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, RUNSHEET_TEST_RESULTS: name.startsWith('host-') ? results : file },
  });
  const passed = status === 0;
  if (!suite) return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
  // A suite that ended badly without a failed test, or without any counts, failed all the same.
  const counts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 0, skipped: 0 };
  const ran = counts.passed + counts.failed > 0;
  return { ...counts, failed: counts.failed || (passed && ran ? 0 : 1) };
}

/** @param {{ passed: number, failed: number, skipped: number }} counts */
function totals({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
