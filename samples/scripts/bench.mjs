// Measures one day of gate windows, writes the figures, and fails when the budget (milliseconds, P95) is broken.
import { mkdirSync, writeFileSync } from 'node:fs';
import { windows } from '../src/gate.mjs';

const flag = process.argv.find((argument) => argument.startsWith('--budget='));
const budget = flag === undefined ? 50 : Number(flag.slice('--budget='.length));
const start = Date.UTC(2025, 5, 1);

const samples = [];
for (let round = 0; round < 200; round += 1) {
  const before = performance.now();
  windows('alderwick', 2.2, start + round * 86_400_000, 24);
  samples.push(performance.now() - before);
}
samples.sort((a, b) => a - b);
const figures = { p50Ms: samples[100], p95Ms: samples[190], maxMs: samples[199], budgetMs: budget };

const folder = new URL('../bench-results/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('latest.json', folder), `${JSON.stringify(figures, null, 2)}\n`);
process.stdout.write(`P50 ${figures.p50Ms.toFixed(2)} ms, P95 ${figures.p95Ms.toFixed(2)} ms, budget ${budget} ms\n`);
process.exitCode = figures.p95Ms <= budget ? 0 : 1;
