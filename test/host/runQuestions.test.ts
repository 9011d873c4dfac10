import assert from 'node:assert/strict';
import { mkdirSync, statSync } from 'node:fs';
import * as vscode from 'vscode';
import { commands } from '../../src/vscode/contributions.ts';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';
import { block, PlanRuns, refuseQuestions } from './planRuns.ts';
import { bytesOf, closeEditors, planAt, remove, runsheet, until, write } from './support.ts';

describe('what is asked before a run', function () {
  this.timeout(60_000);
  let api: RunsheetApi;
  let runs: PlanRuns;
  before(async () => {
    api = await runsheet();
    runs = new PlanRuns(api, 'Questions');
    refuseQuestions(api);
  });
  afterEach(async () => {
    refuseQuestions(api);
    await closeEditors();
  });
  after(() => runs.removeAll());

  /** Answers every question with one answer, and notes what was asked. */
  const answer = (with_: boolean | string): string[] => {
    const asked: string[] = [];
    api.setQuestion(({ message, detail, others = [] }) => {
      asked.push([message, detail, ...others].join('\n'));
      return Promise.resolve(with_);
    });
    return asked;
  };

  it('"Do not ask again" holds for exactly this text in this file', async () => {
    const text = block(`rm -rf ${runs.folder}/gone`, 'true');
    const uri = await runs.open(text);
    const asked = answer('Run and Do Not Ask Again');
    assert.equal((await runs.run(uri)).state, 'passed');
    assert.equal(asked.length, 1);
    refuseQuestions(api);
    const first = runs.result(uri)?.startedAt ?? 0;
    await runs.start(uri);
    await until('the second run', () => (runs.result(uri)?.startedAt ?? 0) > first);
    assert.equal((await runs.ended(uri)).state, 'passed');

    const again = answer(false);
    const editor = await vscode.window.showTextDocument(uri);
    const line = bytesOf(uri).split('\n').indexOf('true');
    await editor.edit((edit) => edit.insert(new vscode.Position(line, 4), ' # x'));
    await until('the changed text', () => runs.of(uri).text.includes('# x'));
    await runs.start(uri);
    assert.equal(again.length, 1, 'a changed text is asked for');

    const other = await runs.open(text);
    await runs.start(other);
    assert.equal(again.length, 2, 'another file is asked for');
    assert.equal(runs.result(other), undefined);
  });

  it('a variable without a value beside rm -rf gets one before anything else is asked', async () => {
    mkdirSync(runs.path('unset/sub'), { recursive: true });
    const uri = await runs.open(block('rm -rf "$RUNSHEET_NOT_SET_ANYWHERE"/sub', 'true'));
    const order: string[] = [];
    api.setValueQuestion(({ name }) => {
      order.push(name);
      return Promise.resolve(undefined);
    });
    await runs.start(uri);
    assert.deepEqual(order, ['RUNSHEET_NOT_SET_ANYWHERE']);
    assert.equal(runs.result(uri), undefined, 'no value, no run');
    api.setValueQuestion(({ name }) => {
      order.push(name);
      return Promise.resolve(runs.path('unset'));
    });
    api.setQuestion(() => {
      order.push('danger');
      return Promise.resolve(true);
    });
    assert.equal((await runs.run(uri)).state, 'passed');
    assert.deepEqual(order.slice(1), ['RUNSHEET_NOT_SET_ANYWHERE', 'danger']);
    assert.deepEqual([runs.exists('unset'), runs.exists('unset/sub')], [true, false]);
  });

  it('a script without its run bit gets it, where the user says so', async () => {
    const script = write(`${runs.folder}/tool.sh`, '#!/bin/sh\nexit 0\n');
    const uri = await runs.open(block(`./${runs.folder}/tool.sh`));
    const asked = answer(false);
    await runs.start(uri);
    assert.equal(asked.length, 1);
    assert.match(asked[0] ?? '', /not executable[^]*Make Executable and Run/);
    assert.equal(statSync(script.fsPath).mode & 0o111, 0, 'nothing happens to it unasked');
    answer('Make Executable and Run');
    assert.equal((await runs.run(uri)).state, 'passed');
    assert.notEqual(statSync(script.fsPath).mode & 0o100, 0);
  });

  it('a command runs in the folder that .runsheet.json names for its plan, and not where that is missing', async () => {
    const uri = await runs.open(block('pwd > here', 'true'));
    const folder = `${runs.folder}/of-config`;
    const title = async (): Promise<string> => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 9);
      return lenses.map(({ command }) => command?.tooltip ?? '').join('\n');
    };
    write('.runsheet.json', JSON.stringify({ folders: { [`${runs.folder}/**`]: folder } }));
    try {
      await until('the folder on the lens', async () => (await title()).includes(runs.path('of-config')));
      await runs.start(uri);
      assert.equal(runs.result(uri), undefined, 'there is no such folder');
      mkdirSync(runs.path('of-config'));
      assert.equal((await runs.run(uri)).state, 'passed');
      assert.ok(runs.exists('of-config/here'));
    } finally {
      remove('.runsheet.json');
    }
  });

  it('a program that is not there is said before; Run Anyway runs all the same', async () => {
    const uri = await runs.open(block(`touch ${runs.folder}/anyway`, 'runsheet-no-such-program --now'));
    const asked = answer(true);
    const { state, exitCode } = await runs.run(uri);
    assert.match(asked[0] ?? '', /runsheet-no-such-program/);
    assert.deepEqual({ asked: asked.length, state, exitCode }, { asked: 1, state: 'failed', exitCode: 127 });
    assert.ok(runs.exists('anyway'));
  });

  it('Change Placeholder Values asks anew with the last value, and the next run takes the new one', async () => {
    const uri = await runs.open(block(`mkdir -p ${runs.folder}/of-<NAME>`, 'true'));
    api.setValueQuestion(() => Promise.resolve('one'));
    assert.equal((await runs.run(uri)).state, 'passed');
    const shown: string[] = [];
    api.setValueQuestion(({ name, value }) => {
      shown.push(`${name}=${value}`);
      return Promise.resolve('two');
    });
    await vscode.commands.executeCommand(commands.changeValues);
    assert.deepEqual(shown, ['NAME=one']);
    refuseQuestions(api);
    const first = runs.result(uri)?.startedAt ?? 0;
    await runs.start(uri);
    await until('the second run', () => (runs.result(uri)?.startedAt ?? 0) > first);
    await runs.ended(uri);
    assert.deepEqual([runs.exists('of-one'), runs.exists('of-two')], [true, true]);
  });

  it('ticks nothing where the user wants that never', async () => {
    const settings = vscode.workspace.getConfiguration('runsheet');
    await settings.update('run.tickOnSuccess', 'never', true);
    const uri = await runs.open('- [ ] not ticked\n\n  ```bash\n  true\n  ```');
    assert.equal((await runs.run(uri)).state, 'passed');
    await new Promise((resolve) => setTimeout(resolve, 700));
    assert.ok(bytesOf(uri).includes('- [ ] not ticked'));
    await settings.update('run.tickOnSuccess', undefined, true);
  });

  it('saves before a run, or does not, as the setting for tasks says', async () => {
    const settings = vscode.workspace.getConfiguration('task');
    const other = write(`${runs.folder}/other.txt`, 'old\n');
    const uri = await runs.open(block(`cat ${runs.folder}/other.txt`, 'true'));
    await planAt(api, uri);
    const document = await vscode.workspace.openTextDocument(other);
    for (const [setting, dirty, text] of [
      ['never', true, 'old\n'],
      ['always', false, 'new old\n'],
    ] as const) {
      await settings.update('saveBeforeRun', setting, true);
      const editor = await vscode.window.showTextDocument(document);
      if (!document.isDirty) await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'new '));
      assert.equal((await runs.run(uri)).state, 'passed');
      assert.deepEqual([setting, document.isDirty, bytesOf(other)], [setting, dirty, text]);
    }
    await settings.update('saveBeforeRun', undefined, true);
  });
});
