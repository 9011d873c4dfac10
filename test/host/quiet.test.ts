import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../../src/vscode/contributions.ts';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';
import { planOf } from './manyPlans.ts';
import { closeEditors, freshFolder, planAt, remove, runsheet, until, workspaceFolder, write } from './support.ts';

type Functions = Record<string, unknown>;

/** Counts the calls of a module's functions by this extension, as long as `work` runs. */
async function callsFromRunsheet(modules: readonly string[], work: () => Promise<void>): Promise<readonly string[]> {
  const load = createRequire(__filename);
  const ours = path.join(
    vscode.extensions.getExtension('runsheet.runsheet')?.extensionPath ?? assert.fail(),
    'dist',
    path.sep,
  );
  const calls: string[] = [];
  const undo: (() => void)[] = [];
  for (const name of modules) {
    const module = load(name) as Functions;
    for (const [key, value] of Object.entries(module)) {
      if (typeof value !== 'function' || /^[A-Z_]/.test(key)) continue;
      const counting = function (this: unknown, ...args: unknown[]): unknown {
        const stack = new Error().stack ?? '';
        if (stack.includes(ours)) calls.push(`${name}.${key}${causeIn(stack, ours)}`);
        return Reflect.apply(value, this, args) as unknown;
      };
      module[key] = Object.assign(counting, value);
      undo.push(() => (module[key] = value));
    }
  }
  try {
    await work();
  } finally {
    for (const restore of undo) restore();
  }
  return calls;
}

/** The outermost function of the extension that is known to have led to a call. */
function causeIn(stack: string, ours: string): string {
  const frame = stack.split('\n').findLast((line) => line.includes(ours));
  return (
    frame
      ?.trimEnd()
      .replace(/^\s*at/, '')
      .replace(ours, '') ?? ''
  );
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('Runsheet is quiet', function () {
  this.timeout(120_000);
  const folder = freshFolder();
  let api: RunsheetApi;
  before(async () => {
    api = await runsheet();
  });
  afterEach(closeEditors);
  after(() => remove(folder));

  const typed = async (uri: vscode.Uri, count: number): Promise<void> => {
    const { document } = await vscode.window.showTextDocument(uri);
    for (let at = 0; at < count; at++) {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(uri, document.lineAt(7).range.end, 'x');
      await vscode.workspace.applyEdit(edit);
    }
  };

  /** What was written and removed before is looked at by then, however late its events came. */
  const workerHasEnded = (): Promise<true> => until('the worker to end', () => !api.indexer.isAwake);

  /** A return to the window looks at files, as it should: three seconds without one. */
  const windowIsQuiet = async (): Promise<void> => {
    await workerHasEnded();
    let last = Date.now();
    const listener = vscode.window.onDidChangeWindowState(() => (last = Date.now()));
    await until('a quiet window', async () => {
      // What earlier tests left may still be looked at.
      const calls = await callsFromRunsheet(['fs', 'fs/promises', 'child_process'], () => pause(1500));
      return calls.length === 0 && Date.now() - last > 3000;
    });
    listener.dispose();
  };

  it('while somebody types: no file, no process, no question to the worker', async () => {
    const uri = write(`${folder}/typing/PLAN.md`, planOf(13, 'typing'));
    await planAt(api, uri);
    await vscode.window.showTextDocument(uri);
    await windowIsQuiet();
    const { asked } = api.indexer.counts;
    const calls = await callsFromRunsheet(['fs', 'fs/promises', 'child_process'], async () => {
      await typed(uri, 60);
      await until('the typed text in the tree', () => api.view.rowAt(uri, 7)?.node.title.includes('x'.repeat(40)));
      // What follows a pause in the typing is caused by it, too.
      await pause(1000);
    });
    assert.deepEqual(calls, []);
    assert.equal(api.indexer.counts.asked, asked);
  });

  it('while somebody types in a file that was explained, after the explanation was closed', async () => {
    const uri = write(`${folder}/explained/PLAN.md`, planOf(13, 'explained'));
    await planAt(api, uri);
    await vscode.window.showTextDocument(uri);
    await vscode.commands.executeCommand(commands.explainFile);
    await until('the explanation', () =>
      vscode.workspace.textDocuments.find(
        (document) => document.uri.scheme === 'runsheet-explain' && document.getText().includes('explained/PLAN.md'),
      ),
    );
    // VS Code keeps its document for up to three minutes more.
    await closeEditors();
    await windowIsQuiet();
    const calls = await callsFromRunsheet(['fs', 'fs/promises', 'child_process'], async () => {
      await typed(uri, 3);
      await until('the typed text in the tree', () => api.view.rowAt(uri, 7)?.node.title.includes('xxx'));
      await pause(1000);
    });
    assert.deepEqual(calls, []);
  });

  it('the counting of calls counts', async () => {
    const uri = write(`${folder}/counts/PLAN.md`, planOf(1, 'counts'));
    await planAt(api, uri);
    const calls = await callsFromRunsheet(['fs', 'fs/promises'], async () => {
      const row = api.view.rowAt(uri, 7);
      await vscode.commands.executeCommand('runsheet.toggleTask', row);
    });
    assert.ok(calls.length > 0);
  });

  it('a git checkout that changes 500 files is one refresh', async () => {
    const root = path.join(workspaceFolder(), folder, 'repo');
    mkdirSync(root, { recursive: true });
    const git = (...args: readonly string[]): void => {
      const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
      execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@localhost', ...args], { cwd: root, env });
    };
    git('init', '-q', '-b', 'main');
    for (let at = 0; at < 500; at++) write(`${folder}/repo/d${at % 7}/PLAN-${at}.md`, planOf(1, `one${at}`));
    git('add', '-A');
    git('commit', '-qm', 'one');
    git('checkout', '-qb', 'other');
    for (let at = 0; at < 500; at++) write(`${folder}/repo/d${at % 7}/PLAN-${at}.md`, planOf(1, `two${at}`));
    git('commit', '-qam', 'two');
    await until(
      'all plans',
      () => api.store.plans.filter(({ path: at }) => at.startsWith(`${folder}/repo`)).length === 500,
    );
    await until('the second text', () => api.store.plans.every(({ summary }) => !summary.title.includes('one')));
    await workerHasEnded();

    let refreshes = 0;
    const listener = api.store.onDidChange(() => refreshes++);
    const { searchCount } = api.store;
    const { asked } = api.indexer.counts;
    git('checkout', '-q', 'main');
    await until(
      'the first text',
      () => api.store.plans.filter(({ summary }) => summary.title.startsWith('Plan one')).length === 500,
    );
    await pause(3000);
    listener.dispose();
    assert.deepEqual({ refreshes, searches: api.store.searchCount - searchCount }, { refreshes: 1, searches: 1 });
    assert.equal(api.indexer.counts.asked - asked, vscode.workspace.workspaceFolders?.length);
    remove(`${folder}/repo`);
    await until('the plans to go', () => !api.store.plans.some(({ path: at }) => at.startsWith(`${folder}/repo`)));
  });

  it('nothing outside of the workspace is watched or listed', async () => {
    const outside = path.join(path.dirname(workspaceFolder()), `outside-${folder}`);
    await workerHasEnded();
    const { asked } = api.indexer.counts;
    const uri = write('PLAN.md', planOf(1, 'outside'), outside);
    await vscode.window.showTextDocument(uri);
    write('PLAN.md', planOf(1, 'changed'), outside);
    await pause(1500);
    assert.equal(api.store.get(uri), undefined);
    assert.equal(api.indexer.counts.asked, asked);
    rmSync(outside, { recursive: true });
  });

  it('when nothing happens nothing runs: no timer, no worker, no stretch of work', async () => {
    const uri = write(`${folder}/idle/PLAN.md`, planOf(2, 'idle'));
    await planAt(api, uri);
    await vscode.window.showTextDocument(uri);
    await workerHasEnded();
    await pause(500);
    api.stretches.reset();
    const { asked } = api.indexer.counts;
    const wakes: string[] = [];
    const timers = { setTimeout, setInterval, setImmediate };
    const counting = (name: keyof typeof timers) =>
      function (this: unknown, ...args: unknown[]): unknown {
        const stack = new Error().stack ?? '';
        if (/[\\/]dist[\\/](?:extension|files)\.js/.test(stack)) wakes.push(name);
        return Reflect.apply(timers[name], this, args) as unknown;
      };
    const globals = globalThis as unknown as Functions;
    for (const name of ['setTimeout', 'setInterval', 'setImmediate'] as const) globals[name] = counting(name);
    try {
      await pause(5000);
      assert.deepEqual(wakes, []);
      assert.deepEqual(api.stretches.longest, { what: '', ms: 0 });
      assert.equal(api.indexer.counts.asked, asked);
      await typed(uri, 1);
      await until('the timer of the typing', () => wakes.length > 0);
    } finally {
      Object.assign(globalThis, timers);
    }
  });
});
