/**
 * Measures Runsheet against something in the same run and prints medians and ratios: `npm run bench`. Single times say
 * little on a shared machine; the ratio to a neighbour that ran a moment ago does. Writes bench/results.json.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { parsePlan } from '../src/core/parse/parsePlan.ts';

interface Row {
  readonly what: string;
  readonly against: string;
  /** Medians in milliseconds, or sizes in KB. */
  readonly value: number;
  readonly peer: number;
  readonly ratio: number;
  readonly must: string;
  readonly holds: boolean;
}

const root = process.cwd();
const rows: Row[] = [];
const plans = readdirSync(path.join(root, 'samples/plans')).map((name) =>
  readFileSync(path.join(root, 'samples/plans', name), 'utf8'),
);

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
}

function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function report(row: Omit<Row, 'ratio'>): void {
  const ratio = row.value / row.peer;
  rows.push({ ...row, ratio });
  console.log(
    `${row.holds ? 'ok  ' : 'MISS'} ${row.what}: ${row.value.toFixed(1)} against ${row.against} ${row.peer.toFixed(1)} = ${ratio.toFixed(3)} (must ${row.must})`,
  );
}

/** A plan in which no two parts are alike, so that nothing is read from the cache that a person did not type twice. */
function uniquePlan(copies: number, salt: string): string {
  return Array.from({ length: copies }, (_, copy) =>
    (plans[copy % plans.length] ?? '').replaceAll(/^(#{1,6} .*|[ \t]*- \[.\] .*)$/gm, `$1 ${salt}${copy}`),
  ).join('\n');
}

function keystroke(): void {
  const text = uniquePlan(Math.ceil(500_000 / (plans.join('').length / plans.length)), 'k');
  parsePlan('plans/big.md', text);
  const at = text.indexOf('\n- [ ] ', text.length / 2) + 7;
  const times = Array.from({ length: 60 }, (_, count) => {
    const edited = text.slice(0, at) + 'x'.repeat(count + 1) + text.slice(at);
    return time(() => parsePlan('plans/big.md', edited));
  }).slice(10);
  const processor = unified()
    .data('micromarkExtensions', [gfmTable()])
    .data('fromMarkdownExtensions', [gfmTableFromMarkdown()])
    .use(remarkParse);
  const whole = Array.from({ length: 3 }, () => time(() => processor.parse(text)));
  const p95 = quantile(times, 0.95);
  report({
    what: `keystroke in a plan of ${Math.round(text.length / 1000)} KB, p95 in ms (median ${quantile(times, 0.5).toFixed(1)})`,
    against: 'a whole remark parse',
    value: p95,
    peer: quantile(whole, 0.5),
    must: '1/100 and below 8 ms',
    holds: p95 < 8 && p95 <= quantile(whole, 0.5) / 100,
  });
}

function growth(): void {
  const cold = (copies: number): number =>
    quantile(
      Array.from({ length: 5 }, (_, run) => {
        const text = uniquePlan(copies, `g${copies}r${run}`);
        return time(() => parsePlan('plans/x.md', text));
      }),
      0.5,
    );
  cold(8);
  const one = cold(2);
  const eight = cold(16);
  report({
    what: 'cold parse of 8 times the text, ms',
    against: 'once the text',
    value: eight,
    peer: one,
    must: '8.8',
    holds: eight / one <= 8.8,
  });
}

function wholeProcess(command: string, args: readonly string[], cwd: string, runs = 7): number {
  const times = Array.from({ length: runs + 1 }, () =>
    time(() => spawnSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] })),
  );
  return quantile(times.slice(1), 0.5);
}

function findRipgrep(): string | undefined {
  const cache = process.env['RUNSHEET_TEST_CACHE'] ?? path.join(os.homedir(), '.cache/runsheet-test');
  if (!existsSync(cache)) return undefined;
  for (const found of readdirSync(cache, { recursive: true, encoding: 'utf8' })) {
    if (path.basename(found) !== 'rg' || !found.includes(`${process.platform}-${process.arch}`)) continue;
    const file = path.join(cache, found);
    if (statSync(file).isFile()) return file;
  }
  return undefined;
}

function discovery(folder: string): void {
  const ripgrep = findRipgrep();
  if (!ripgrep) {
    console.log('     discovery: not measured, there is no ripgrep (npm run test:host installs one)');
    return;
  }
  for (let index = 0; index < 10_000; index++) {
    const place = path.join(folder, `d${index % 100}`);
    mkdirSync(place, { recursive: true });
    const isPlan = index % 100 === 0;
    const text = isPlan
      ? (plans[index % plans.length] ?? '')
      : `# Note ${index}\n\nSome prose about nothing in particular.\n\n- a list\n- of two\n`;
    writeFileSync(path.join(place, isPlan ? `roadmap-${index}.md` : `note-${index}.md`), text);
  }
  const ours = wholeProcess(process.execPath, [path.join(root, 'dist/cli.js'), 'status', '.'], folder, 3);
  const peer = wholeProcess(ripgrep, ['-l', '^\\s*[-*+] \\[[ xX]\\]', '-g', '*.md', '.'], folder, 5);
  report({
    what: '10,000 markdown files of which 100 are plans, `runsheet status`, ms',
    against: 'ripgrep listing files with a box',
    value: ours,
    peer,
    must: '4 for discovery alone',
    holds: ours <= 4 * peer,
  });
}

function status(): void {
  const ours = wholeProcess(process.execPath, [path.join(root, 'dist/cli.js'), 'status', 'samples/plans'], root);
  const node = wholeProcess(process.execPath, ['-e', '0'], root);
  report({
    what: '`runsheet status` on five plans, ms',
    against: 'node -e 0',
    value: ours,
    peer: node,
    must: '2.5',
    holds: ours <= 2.5 * node,
  });
}

/** What `activate` takes in the extension host of a real VS Code, median of three starts. */
function activation(folder: string): void {
  const file = path.join(folder, 'activation');
  execFileSync(process.execPath, ['scripts/build.mjs', '--tests', '--minify'], { stdio: 'ignore' });
  const times = Array.from({ length: 3 }, () => {
    const env = { ...process.env, RUNSHEET_TEST_GREP: 'holds the extension host', RUNSHEET_ACTIVATION_FILE: file };
    execFileSync(process.execPath, ['scripts/host/runHostTests.mjs', 'newest'], { stdio: 'ignore', env });
    return Number(readFileSync(file, 'utf8'));
  });
  const value = quantile(times, 0.5);
  report({
    what: 'activation in the extension host, ms',
    against: 'its limit',
    value,
    peer: 50,
    must: '1',
    holds: value < 50,
  });
}

function sizes(): void {
  const kb = (file: string): number => statSync(path.join(root, file)).size / 1024;
  for (const [file, limit] of [
    ['dist/extension.js', 150],
    ['out/runsheet.vsix', 600],
  ] as const) {
    if (!existsSync(path.join(root, file))) continue;
    report({
      what: `${file}, KB`,
      against: 'its limit',
      value: kb(file),
      peer: limit,
      must: '1',
      holds: kb(file) <= limit,
    });
  }
}

execFileSync(process.execPath, ['scripts/package.mjs'], { stdio: 'ignore' });
const folder = mkdtempSync(path.join(os.tmpdir(), 'runsheet-bench-'));
try {
  keystroke();
  growth();
  status();
  discovery(folder);
  sizes();
  activation(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const machine = `${os.cpus().length} cores, ${os.cpus()[0]?.model ?? 'unknown'}, Node ${process.version}, ${process.platform}`;
writeFileSync(path.join(root, 'bench/results.json'), `${JSON.stringify({ machine, rows }, null, 2)}\n`);
console.log(machine);
