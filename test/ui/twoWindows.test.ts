import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { eventually } from './harness/eventually.ts';
import { openWorkbench } from './harness/openWorkbench.ts';
import type { Ticked } from './ticker/ticker.ts';

const windows = [1, 2];
/** Of each window. */
const wantedToggles = 500;
/** For a machine that has much else to do. */
const mostMs = 300_000;
const tasks = windows.flatMap((window) => Array.from({ length: 10 }, (_, task) => `window ${window} task ${task}`));
const text = `# Plan\n\n## Phase 1: Dredge\n\n${tasks.map((title) => `- [ ] ${title}\n`).join('')}\n## Notes\n\n`;

/** Every 40 ms it reads the whole file, puts a line at its end and writes the whole file; says what it has written. */
const rewriter = `
  const fs = require('node:fs');
  const [file] = process.argv.slice(1);
  let count = 0;
  const timer = setInterval(() => {
    const name = 'foreign line ' + count++;
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8') + name + '\\n');
    process.stdout.write(name + '\\n');
  }, 40);
  process.stdin.on('end', () => clearInterval(timer)).resume();
`;

describe('two windows and a program that rewrites the plan', function () {
  this.timeout(mostMs + 120_000);

  it('lose no line of anybody, and every tick is in the file or was reported', async () => {
    const source = mkdtempSync(path.join(os.tmpdir(), 'runsheet-two-'));
    mkdirSync(path.join(source, 'two'));
    writeFileSync(path.join(source, 'two', 'PLAN.md'), text);
    const helper = { name: 'ticker', main: 'out/ui/ticker/ticker.js' };
    const settings = { 'runsheet.tick.parent': 'never' };
    const workbench = await openWorkbench({ folder: path.join(source, 'two'), helper, settings });
    try {
      const { folder = '', page } = workbench;
      const place = (name: string): string => path.join(folder, name);
      // A second window on the same folder has an extension host of its own.
      const second = await (page.context().browser() ?? assert.fail()).newPage();
      await second.goto(page.url());
      await eventually(
        () => windows.map((window) => existsSync(place(`window-${window}`))),
        (claimed) => claimed.every(Boolean),
        40_000,
      );
      const child = spawn('node', ['-e', rewriter, place('PLAN.md')], { stdio: ['pipe', 'pipe', 'inherit'] });
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      const ended = once(child, 'close');
      writeFileSync(place('go.new'), `${wantedToggles}`);
      renameSync(place('go.new'), place('go.txt'));
      const done = (): boolean[] => windows.map((window) => existsSync(place(`ticked-${window}.json`)));
      await eventually(done, (all) => all.every(Boolean), mostMs);
      child.stdin.end();
      await ended;

      const foreign = output.split('\n').filter(Boolean);
      const left = workbench.fileText('PLAN.md');
      assert.equal(left.replace(/^- \[.\]/gm, '- [ ]'), `${text}${foreign.map((line) => `${line}\n`).join('')}`);
      const read = (): readonly Ticked[] =>
        windows.map((window) => JSON.parse(workbench.fileText(`ticked-${window}.json`)) as Ticked);
      // What was overwritten last is told when the watcher has seen it.
      const neither = (): readonly string[] =>
        read().flatMap(({ done: ticked, open, told }) =>
          [
            ...ticked.filter((title) => !left.includes(`- [x] ${title}\n`)),
            ...open.filter((title) => !left.includes(`- [ ] ${title}\n`)),
          ].filter((title) => !told.includes(title)),
        );
      await eventually(neither, (titles) => titles.length === 0);
      writeFileSync(place('enough.txt'), '');
      assert.deepEqual(
        read().map(({ toggles }) => toggles),
        windows.map(() => wantedToggles),
      );
      assert.ok(foreign.length > 20, `${foreign.length} lines`);
      console.log(`      ${windows.length * wantedToggles} toggles beside ${foreign.length} foreign lines`);
    } finally {
      await workbench.close();
      rmSync(source, { recursive: true, force: true });
    }
  });
});
