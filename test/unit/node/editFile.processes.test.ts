import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { withFolderAsync } from './temporaryFolder.ts';

const worker = path.join(__dirname, 'tickWorker.js');
const idOf = (task: number): string => `T${String(task).padStart(3, '0')}`;
const planOf = (count: number): string =>
  `# Plan\n\n## Phase 1: Dredge\n\n${[...Array(count).keys()].map((task) => `- [ ] ${idOf(task)} task number ${task}\n`).join('')}`;

/** Every 40 ms it reads the whole file, puts a line in somewhere, and writes the whole file. */
const rewriter = `
  const fs = require('node:fs');
  const [file] = process.argv.slice(1);
  let count = 0;
  const timer = setInterval(() => {
    const began = performance.now();
    const text = fs.readFileSync(file, 'utf8');
    const name = 'foreign line ' + count++;
    const at = count % 2 ? text.indexOf('\\n\\n') + 1 : text.length;
    fs.writeFileSync(file, text.slice(0, at) + (count % 2 ? '\\n' : '') + name + (count % 2 ? '' : '\\n') + text.slice(at));
    process.stdout.write(name + '\\n');
    if (performance.now() - began > 40) process.stdout.write('held up\\n');
  }, 40);
  process.on('SIGTERM', () => { clearInterval(timer); });
`;

async function outputOf(child: ReturnType<typeof spawn>): Promise<readonly string[]> {
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await once(child, 'close');
  return output.split('\n').filter(Boolean);
}

/** How often each of 40 tasks is ticked or unticked. */
const rounds = Number(process.env['RUNSHEET_TICK_ROUNDS'] ?? 25);

describe('several processes and one file', function () {
  this.timeout(100_000 + rounds * 800);

  it(`${40 * rounds} ticks of two processes beside one that rewrites the file: no line lost, every tick there or reported`, async () => {
    const tasks = 40;
    await withFolderAsync({ 'PLAN.md': planOf(tasks) }, async (folder) => {
      const file = path.join(folder, 'PLAN.md');
      const other = spawn(process.execPath, ['-e', rewriter, file], { stdio: ['ignore', 'pipe', 'inherit'] });
      const lines = outputOf(other);
      const tickers = [
        [0, tasks / 2 - 1],
        [tasks / 2, tasks - 1],
      ].map(([first, last]) =>
        outputOf(
          spawn(process.execPath, [worker, file, `${first}`, `${last}`, `${rounds}`], {
            stdio: ['ignore', 'pipe', 'inherit'],
          }),
        ),
      );
      const outcomes = (await Promise.all(tickers))
        .flat()
        .map((line) => JSON.parse(line) as { readonly task: number; readonly state: string; readonly kind: string });
      other.kill('SIGTERM');
      const printed = await lines;
      const written = printed.filter((line) => line !== 'held up');
      // On a machine that has no time for it, it writes back what it read long ago: nobody can see that coming.
      const heldUp = printed.length - written.length;
      const text = readFileSync(file, 'utf8');
      assert.equal(outcomes.length, tasks * rounds);
      assert.ok(written.length > 20, `the other process wrote ${written.length} times`);
      assert.deepEqual(
        written.filter((line) => !text.includes(`${line}\n`)),
        [],
        'lines of the other process that are lost',
      );
      const lastOf = new Map(outcomes.map((outcome) => [outcome.task, outcome]));
      const wrong = [...lastOf.values()].filter(({ task, state, kind }) => {
        const mark = new RegExp(`- \\[(.)\\] ${idOf(task)} task number ${task}\\n`).exec(text)?.[1];
        return (kind === 'written' || kind === 'unchanged') && mark !== (state === 'done' ? 'x' : ' ');
      });
      assert.ok(
        wrong.length <= heldUp,
        `neither in the file nor reported: ${JSON.stringify(wrong)}, ${heldUp} times held up`,
      );
      const others = text.replace(/foreign line \d+\n/g, '').replace(/\[.\]/g, '[ ]');
      assert.equal(others, planOf(tasks), 'everything but the marks is as it was');
      const kinds = outcomes.map(({ kind }) => kind);
      const counts = [...new Set(kinds)].map((kind) => `${kind} ${kinds.filter((each) => each === kind).length}`);
      assert.ok(kinds.filter((kind) => kind === 'written').length > kinds.length / 2, counts.join(', '));
    });
  });

  it('killed at any moment, a tick leaves the old text or the new one', async () => {
    const old = '# Plan\n\n- [ ] T000 top\n  - [x] a\n  - [ ] T001 b\n';
    const both = old.replaceAll('[ ]', '[x]');
    const states = new Set([old, both, old.replace('[ ] T001', '[x] T001'), both.replace('[x] T001', '[ ] T001')]);
    await withFolderAsync({ 'PLAN.md': old }, async (folder) => {
      const file = path.join(folder, 'PLAN.md');
      const seen = new Set<string>();
      for (let round = 0; round < Math.max(16, rounds / 4); round++) {
        writeFileSync(file, old);
        const child = spawn(process.execPath, [worker, file, '1', '1', '999', '--parents'], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        const end = once(child, 'close');
        await once(child.stdout, 'data');
        await delay((round * 11) % 180);
        child.kill('SIGKILL');
        await end;
        const text = readFileSync(file, 'utf8');
        assert.ok(states.has(text), JSON.stringify(text));
        seen.add(text);
      }
      assert.ok(seen.size > 1, 'the process was killed before it had written anything, each time');
    });
  });
});
