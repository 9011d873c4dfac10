import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { textHash } from '../../src/core/run/textHash.ts';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';
import { commands, internalCommands } from '../../src/vscode/contributions.ts';
import type { RunRecord } from '../../src/core/run/runRecord.ts';
import {
  closeEditors,
  freshFolder,
  lensTitles,
  planAt,
  remove,
  runsheet,
  until,
  workspaceFolder,
  write,
} from './support.ts';

const fence = '```';

describe('running a command of a plan', function () {
  this.timeout(60_000);
  const folder = freshFolder();
  let api: RunsheetApi;
  let count = 0;
  before(async () => {
    api = await runsheet();
  });
  afterEach(async () => {
    api.setQuestion(() => Promise.reject(new Error('A question was asked that no test answers.')));
    api.setValueQuestion(() => Promise.reject(new Error('A value was asked for that no test gives.')));
    await closeEditors();
  });
  after(() => {
    for (const terminal of vscode.window.terminals) terminal.dispose();
    remove(folder);
  });

  const open = async (body: string): Promise<vscode.Uri> => {
    const uri = write(
      `${folder}/${++count}/PLAN.md`,
      `# Plan ${count}\n\n## Phase 1: Run\n\n- [ ] task\n- [ ] more\n- [ ] again\n\n${body}\n`,
    );
    await planAt(api, uri);
    await vscode.window.showTextDocument(uri);
    return uri;
  };
  const runnables = (uri: vscode.Uri) => {
    const entry = api.store.get(uri);
    assert.equal(entry?.kind, 'plan');
    return entry.plan.runnables.filter(({ kind }) => kind !== 'line');
  };
  const start = async (uri: vscode.Uri, index = 0): Promise<void> => {
    const runnable = runnables(uri)[index];
    assert.ok(runnable, 'nothing to run');
    await vscode.commands.executeCommand(internalCommands.run, uri.toString(), runnable.key, textHash(runnable.text));
  };
  const ended = (uri: vscode.Uri, index = 0): Promise<RunRecord> =>
    until('the end of the run', () => {
      const record = api.results.get(uri, runnables(uri)[index]!);
      return record && record.state !== 'running' && record;
    });

  it('has a lens on each shell block and each inline command', async () => {
    const uri = await open(
      `${fence}bash\ntrue\n${fence}\n\n- [ ] look at \`node --version\`\n\n${fence}json\n{}\n${fence}`,
    );
    assert.deepEqual(await lensTitles(uri), ['3: $(run-all) Run Phase', '9: $(play) Run', '13: $(play) Run']);
  });

  it('runs a block in a terminal named after the plan, in the workspace folder, and shows that it passed', async () => {
    const uri = await open(`${fence}bash\necho one\ntouch ${folder}/here\n${fence}`);
    await start(uri);
    assert.equal((await ended(uri)).state, 'passed');
    assert.ok(existsSync(path.join(workspaceFolder(), folder, 'here')));
    assert.ok(vscode.window.terminals.some(({ name }) => name === `Runsheet: Plan ${count}`));
    assert.deepEqual(await lensTitles(uri), ['9: $(play) Run', '9: passed · just now']);
    const row = await until('row', () => api.view.rowAt(uri, 8));
    assert.match(String(api.view.getTreeItem(row).description), /passed · just now/);
  });

  it('a failed step in the middle fails the block, with its exit code', async () => {
    const uri = await open(`${fence}sh\necho before\n(exit 7)\ntouch ${folder}/never\n${fence}`);
    await start(uri);
    const { state, exitCode } = await ended(uri);
    assert.deepEqual({ state, exitCode }, { state: 'failed', exitCode: 7 });
    assert.ok(!existsSync(path.join(workspaceFolder(), folder, 'never')));
    assert.deepEqual(await lensTitles(uri), ['9: $(refresh) Retry', '9: failed (7) · just now']);
  });

  it('the next run uses the same terminal, and a busy one is never written to', async () => {
    const uri = await open(`${fence}bash\nsleep 3\n${fence}\n\n${fence}bash\ntrue\n${fence}`);
    await start(uri, 1);
    await ended(uri, 1);
    const mine = () => vscode.window.terminals.filter(({ name }) => name.startsWith(`Runsheet: Plan ${count}`)).length;
    assert.equal(mine(), 1);
    await start(uri, 0);
    assert.equal(mine(), 1);
    await start(uri, 1);
    assert.equal(mine(), 2);
    assert.equal((await ended(uri, 1)).state, 'passed');
    assert.equal((await ended(uri, 0)).state, 'passed');
  });

  it('Stop ends a running command, which then counts as stopped', async () => {
    const uri = await open(`${fence}bash\nsleep 60\n${fence}`);
    await start(uri);
    await until('the lens Stop', async () => (await lensTitles(uri)).includes('9: $(debug-stop) Stop'));
    await new Promise((resolve) => setTimeout(resolve, 500));
    await vscode.commands.executeCommand(commands.stop, uri.toString(), runnables(uri)[0]!.key);
    assert.equal((await ended(uri)).state, 'stopped');
  });

  it('a closed terminal is no pass', async () => {
    const uri = await open(`${fence}bash\nsleep 60\n${fence}`);
    await start(uri);
    await new Promise((resolve) => setTimeout(resolve, 500));
    vscode.window.terminals.find(({ name }) => name === `Runsheet: Plan ${count}`)?.dispose();
    const { state } = await ended(uri);
    assert.ok(state === 'stopped' || state === 'unknown', state);
  });

  it('the result goes when the command is changed', async () => {
    const uri = await open(`${fence}bash\ntrue\n${fence}`);
    await start(uri);
    await ended(uri);
    const editor = vscode.window.activeTextEditor;
    await editor?.edit((edit) => edit.insert(new vscode.Position(9, 4), ' # changed'));
    assert.deepEqual(await lensTitles(uri), ['9: $(play) Run']);
  });

  it('a command that changed since its lens was drawn is not run', async () => {
    const uri = await open(`${fence}bash\ntouch ${folder}/changed\n${fence}`);
    const [runnable] = runnables(uri);
    await vscode.commands.executeCommand(internalCommands.run, uri.toString(), runnable!.key, textHash('true'));
    assert.equal(api.results.get(uri, runnable!), undefined);
  });

  it('asks before a dangerous command, with the whole text and the folder, and takes no for an answer', async () => {
    const uri = await open(`${fence}bash\nmkdir -p ${folder}/precious\nrm -rf ${folder}/precious\n${fence}`);
    const asked: string[] = [];
    api.setQuestion(({ detail }) => {
      asked.push(detail);
      return Promise.resolve(false);
    });
    await start(uri);
    assert.equal(asked.length, 1);
    const [detail = ''] = asked;
    assert.ok(detail.includes(`rm -rf ${folder}/precious`), detail);
    assert.ok(detail.includes(workspaceFolder()), detail);
    assert.equal(api.results.get(uri, runnables(uri)[0]!), undefined);
    api.setQuestion(() => Promise.resolve(true));
    await start(uri);
    assert.equal((await ended(uri)).state, 'passed');
  });

  it('runs nothing while a placeholder is open and the user gives no value', async () => {
    const uri = await open(`${fence}bash\necho <NUMBER> > ${folder}/placeholder\n${fence}`);
    api.setValueQuestion(() => Promise.resolve(undefined));
    await start(uri);
    assert.equal(api.results.get(uri, runnables(uri)[0]!), undefined);
  });

  it('asks for the value of a placeholder once, and remembers it for the plan', async () => {
    const uri = await open(`${fence}bash\necho <NUMBER> > ${folder}/number-$((1))\n${fence}`);
    const asked: string[] = [];
    api.setValueQuestion(({ name }) => {
      asked.push(name);
      return Promise.resolve("it's 7");
    });
    api.setQuestion(() => Promise.resolve(true));
    await start(uri);
    assert.equal((await ended(uri)).state, 'passed');
    await start(uri);
    await ended(uri);
    assert.deepEqual(asked, ['NUMBER']);
    assert.equal(readFileSync(path.join(workspaceFolder(), folder, 'number-1'), 'utf8'), "it's 7\n");
  });

  it('a secret goes through the environment: it is in no record, no command line and no file of ours', async () => {
    const uri = await open(`${fence}bash\nprintf %s <API_TOKEN> | wc -c > ${folder}/length\n${fence}`);
    const value = 's3cret-of-the-test';
    api.setValueQuestion(({ secret }) => {
      assert.equal(secret, true);
      return Promise.resolve(value);
    });
    api.setQuestion(({ detail }) => {
      assert.ok(!detail.includes(value));
      return Promise.resolve(true);
    });
    await start(uri);
    const record = await ended(uri);
    assert.equal(record.state, 'passed');
    assert.equal(readFileSync(path.join(workspaceFolder(), folder, 'length'), 'utf8').trim(), String(value.length));
    assert.ok(!JSON.stringify(record).includes(value));
    const lane = record.laneFolder ?? '';
    for (const file of readdirSync(lane)) assert.ok(!readFileSync(path.join(lane, file), 'utf8').includes(value), file);
  });

  it('refuses a control character', async () => {
    const uri = await open(`${fence}bash\necho a\u001b[2Kb\n${fence}`);
    const [runnable] = runnables(uri);
    if (runnable) await start(uri);
    assert.equal(runnable && api.results.get(uri, runnable), undefined);
  });

  it('Run Command at Cursor runs the block around the cursor, in a document that is no plan too', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'markdown',
      content: `${fence}bash\ntrue\n${fence}\n`,
    });
    const editor = await vscode.window.showTextDocument(document);
    assert.deepEqual(await lensTitles(document.uri), ['1: $(play) Run']);
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    await vscode.commands.executeCommand(commands.runAtCursor);
    await until('passed', async () => (await lensTitles(document.uri)).includes('1: passed · just now'));
  });

  it('no lenses where they are switched off', async () => {
    const uri = await open(`${fence}bash\ntrue\n${fence}`);
    const settings = vscode.workspace.getConfiguration('runsheet');
    await settings.update('codeLens.enabled', false, vscode.ConfigurationTarget.Global);
    assert.deepEqual(await lensTitles(uri), []);
    await settings.update('codeLens.enabled', undefined, vscode.ConfigurationTarget.Global);
    assert.equal((await lensTitles(uri)).length, 1);
  });
});
