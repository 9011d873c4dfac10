import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import * as vscode from 'vscode';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';
import { commands } from '../../src/vscode/contributions.ts';
import { targetOf } from '../../src/vscode/planRow.ts';
import { bytesOf, closeEditors, freshFolder, planAt, remove, runsheet, until, write } from './support.ts';

const tasks = 12;
const text = `# Plan\n\n## Phase 1: Dredge\n\n${[...Array(tasks).keys()].map((task) => `- [ ] task ${task}\n`).join('')}`;

/** Every 40 ms it reads the whole file, puts a line at the end, and writes the whole file; says what it has written. */
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

describe('ticks beside a program that rewrites the file', () => {
  const folder = freshFolder();
  let api: RunsheetApi;
  let count = 0;
  let told: string[] = [];
  before(async () => {
    api = await runsheet();
    api.setParentQuestion(() => Promise.resolve('no'));
    api.toggler.onDidTell((sentence) => told.push(sentence));
    // Old editors watch a new folder late, and never tell what changed in it before.
    const uri = await plan();
    await until('a change that is seen', () => {
      write(`${folder}/PLAN-${count}.md`, `${text}- [ ] one more\n`);
      return api.view.rowAt(uri, 4 + tasks);
    });
  });
  beforeEach(() => (told = []));
  afterEach(closeEditors);
  after(() => remove(folder));

  const tickBeside = async (uri: vscode.Uri): Promise<{ readonly lines: readonly string[] }> => {
    const rows = [...Array(tasks).keys()].map((task) => api.view.rowAt(uri, 4 + task));
    const child: ChildProcess = spawn('node', ['-e', rewriter, uri.fsPath], { stdio: ['pipe', 'pipe', 'inherit'] });
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const ended = once(child, 'close');
    await until('its first line', () => output !== '');
    for (const row of rows) {
      assert.ok(row);
      // What could not be done was told at once, without a name.
      if (!(await api.toggler.toggle(targetOf(row), true))) told.push(`"${row.node.title}"`);
    }
    child.stdin?.end();
    await ended;
    return { lines: output.split('\n').filter(Boolean) };
  };
  /** Those that are lost are named to the user; the last of them when the watcher has seen it. */
  const allTold = async (isThere: (task: string) => boolean): Promise<void> => {
    const titles = [...Array(tasks).keys()].map((task) => `task ${task}`);
    await until('a word about each lost tick', () =>
      titles.every((title) => isThere(title) || told.some((sentence) => sentence.includes(`"${title}"`))),
    );
  };
  const plan = async (): Promise<vscode.Uri> => {
    const uri = write(`${folder}/PLAN-${++count}.md`, text);
    await planAt(api, uri);
    return uri;
  };

  it('are reported when it thinks for a while before it writes what it has read, open or not', async () => {
    for (const isOpen of [false, true]) {
      told = [];
      const uri = await plan();
      if (isOpen) await vscode.window.showTextDocument(uri);
      for (const line of [5, 7]) await vscode.commands.executeCommand(commands.toggleTask, api.view.rowAt(uri, line));
      // Longer than anybody waits who looks again at once.
      await new Promise((resolve) => setTimeout(resolve, 600));
      assert.deepEqual(told, []);
      write(`${folder}/PLAN-${count}.md`, `${text.replace('[ ] task 3', '[x] task 3')}a line of its own\n`);
      const sentence = await until('a word about it', () => told[0]);
      assert.match(sentence, /PLAN-\d\.md: Another program has written what it read before.*: "task 1"$/);
    }
  });

  it('are not reported when you take them back yourself', async () => {
    const uri = await plan();
    const { document } = await vscode.window.showTextDocument(uri);
    await vscode.commands.executeCommand(commands.toggleTask, api.view.rowAt(uri, 5));
    await vscode.commands.executeCommand('undo');
    assert.ok(await document.save());
    await until('the open box', () => api.view.rowAt(uri, 5)?.node.status === 'open');
    assert.deepEqual(told, []);
  });

  it('lose no line of it in a file that is not open, and all arrive or are reported', async () => {
    const uri = await plan();
    const { lines } = await tickBeside(uri);
    assert.ok(lines.length > 3, `it wrote ${lines.length} lines`);
    const others = (of: string): string => of.replace(/\[.\]/g, '[ ]');
    assert.equal(others(bytesOf(uri)), `${text}${lines.map((line) => `${line}\n`).join('')}`);
    await allTold((task) => bytesOf(uri).includes(`- [x] ${task}\n`));
  });

  it('lose no line of it in a file that is open, and each is in the file, in the editor or reported', async () => {
    const uri = await plan();
    const { document } = await vscode.window.showTextDocument(uri);
    const { lines } = await tickBeside(uri);
    assert.ok(lines.length > 3, `it wrote ${lines.length} lines`);
    const written = bytesOf(uri);
    assert.deepEqual(
      lines.filter((line) => !written.includes(`${line}\n`)),
      [],
    );
    await allTold((task) =>
      [bytesOf(uri), ...(document.isDirty ? [document.getText()] : [])].some((of) => of.includes(`- [x] ${task}\n`)),
    );
  });
});
