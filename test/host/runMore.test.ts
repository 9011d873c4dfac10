import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { textHash } from '../../src/core/run/textHash.ts';
import { commands, internalCommands, taskType } from '../../src/vscode/contributions.ts';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';
import {
  bytesOf,
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

describe('running more than one command, and what stays of it', function () {
  this.timeout(60_000);
  const folder = freshFolder();
  let api: RunsheetApi;
  let count = 0;
  before(async () => {
    api = await runsheet();
    api.setQuestion(() => Promise.reject(new Error('A question was asked that no test answers.')));
  });
  afterEach(async () => {
    api.setQuestion(() => Promise.reject(new Error('A question was asked that no test answers.')));
    await closeEditors();
  });
  after(() => {
    for (const terminal of vscode.window.terminals) terminal.dispose();
    remove(folder);
  });

  const open = async (body: string): Promise<vscode.Uri> => {
    const uri = write(
      `${folder}/${++count}/PLAN.md`,
      `# More ${count}\n\n## Phase 1: Run\n\n- [ ] a\n- [ ] b\n- [ ] c\n\n${body}\n`,
    );
    await planAt(api, uri);
    await vscode.window.showTextDocument(uri);
    return uri;
  };
  const planOf = (uri: vscode.Uri) => {
    const entry = api.store.get(uri);
    assert.equal(entry?.kind, 'plan');
    return entry.plan;
  };
  const lineOf = (uri: vscode.Uri, text: string): number =>
    readFileSync(uri.fsPath, 'utf8')
      .split('\n')
      .findIndex((line) => line.includes(text));
  const file = (name: string) => path.join(workspaceFolder(), folder, name);
  const block = (...lines: string[]) => `${fence}bash\n${lines.join('\n')}\n${fence}`;

  it('labelled steps of a block have lenses of their own, which run the step alone', async () => {
    const uri = await open(
      `- [ ] task\n\n${block('# Step 1: One', `touch ${folder}/one`, '', '# Step 2: Two', `touch ${folder}/two`)}`,
    );
    assert.deepEqual(await lensTitles(uri), ['11: $(play) Run', '12: $(play) Run Step', '15: $(play) Run Step']);
    const [runnable] = planOf(uri).runnables;
    assert.ok(runnable);
    const target = [uri.toString(), runnable.key, textHash(runnable.text), 'step', 1];
    await vscode.commands.executeCommand(internalCommands.run, ...target);
    await until('the step passed', async () => (await lensTitles(uri)).includes('15: passed · just now'));
    assert.deepEqual([existsSync(file('one')), existsSync(file('two'))], [false, true]);
    assert.deepEqual((await lensTitles(uri))[0], '11: $(play) Run');
  });

  it('Run Line runs the line at the cursor, with the cd and export lines above it', async () => {
    const uri = await open(
      `- [ ] task\n\n${block(`cd ${folder}`, 'export NAME=there', 'touch never', 'touch "$NAME"')}`,
    );
    const line = lineOf(uri, 'touch "$NAME"');
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    editor.selection = new vscode.Selection(line, 0, line, 0);
    await vscode.commands.executeCommand(commands.runLine);
    await until('the file', () => existsSync(file('there')));
    assert.equal(existsSync(file('never')), false);
    await until('the end', () => api.runs.runner.active.length === 0);
  });

  it('Run Phase stops at the first failure, goes on there, and skips what passed on the same text', async () => {
    const uri = await open(
      [
        `- [ ] first\n\n  ${fence}bash\n  echo x >> ${folder}/first\n  ${fence}`,
        `- [ ] second\n\n  ${fence}bash\n  test -e ${folder}/allowed\n  ${fence}`,
        `- [x] done\n\n  ${fence}bash\n  touch ${folder}/of-done\n  ${fence}`,
        `- [!] blocked\n\n  ${fence}bash\n  touch ${folder}/of-blocked\n  ${fence}`,
        `- [ ] third\n\n  ${fence}bash\n  touch ${folder}/third\n  ${fence}`,
      ].join('\n\n'),
    );
    await vscode.workspace.getConfiguration('runsheet').update('run.tickOnSuccess', 'never', true);
    const phase = planOf(uri).phases[0]?.key;
    const first = await api.runs.sequence.run(uri, phase);
    assert.equal(first.kind, 'stopped');
    assert.equal(existsSync(file('third')), false);
    write(`${folder}/allowed`, '');
    const second = await api.runs.sequence.run(uri, phase);
    assert.deepEqual(second, { kind: 'passed', ran: 2 });
    assert.equal(readFileSync(file('first'), 'utf8'), 'x\n');
    assert.deepEqual([existsSync(file('of-done')), existsSync(file('of-blocked'))], [false, false]);
    assert.equal((await api.runs.sequence.run(uri, phase)).kind, 'nothing');
    await vscode.workspace.getConfiguration('runsheet').update('run.tickOnSuccess', undefined, true);
  });

  it('ticks the task whose command passed, where the user wants that always', async () => {
    const uri = await open(`- [ ] ticked\n\n  ${fence}bash\n  true\n  ${fence}\n\n- [ ] other`);
    await vscode.workspace.getConfiguration('runsheet').update('run.tickOnSuccess', 'always', true);
    const [runnable] = planOf(uri).runnables;
    assert.ok(runnable);
    await vscode.commands.executeCommand(internalCommands.run, uri.toString(), runnable.key, textHash(runnable.text));
    await until('the tick', () => bytesOf(uri).includes('- [x] ticked'));
    assert.ok(bytesOf(uri).includes('- [ ] other'));
    await vscode.workspace.getConfiguration('runsheet').update('run.tickOnSuccess', undefined, true);
  });

  it('says what is missing before the run, and runs without that line', async () => {
    const uri = await open(`- [ ] task\n\n${block('cd not-there-at-all', `touch ${folder}/without`)}`);
    const [runnable] = planOf(uri).runnables;
    assert.ok(runnable);
    const asked: string[] = [];
    api.setQuestion(({ message, others = [] }) => {
      asked.push(message, ...others);
      return Promise.resolve('Run Without This Line');
    });
    await vscode.commands.executeCommand(internalCommands.run, uri.toString(), runnable.key, textHash(runnable.text));
    await until('the file', () => existsSync(file('without')));
    assert.deepEqual(asked, ['The folder not-there-at-all does not exist.', 'Run Without This Line']);
    await until('the end', () => api.runs.runner.active.length === 0);
  });

  it('forged and stale arguments run nothing', async () => {
    const uri = await open(`- [ ] task\n\n${block(`touch ${folder}/forged`, 'true')}`);
    const [runnable] = planOf(uri).runnables;
    assert.ok(runnable);
    const good = [uri.toString(), runnable.key, textHash(runnable.text)];
    const bad: readonly (readonly unknown[])[] = [
      [uri.toString(), runnable.key, textHash('true')],
      [uri.toString(), 'no such key', good[2]],
      [...good, 'step', 0],
      [...good, 'line', 99],
      [...good, 'line', '0'],
      [...good, 'whole', 0],
      [runnable, runnable.key, good[2]],
      [`${uri.toString()}.other`, runnable.key, good[2]],
      ['https://example.com/PLAN.md', runnable.key, good[2]],
      [],
    ];
    for (const args of bad) await vscode.commands.executeCommand(internalCommands.run, ...args);
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal(existsSync(file('forged')), false);
    assert.equal(api.runs.runner.active.length, 0);
  });

  it('is a task of VS Code, which ends with the code of the command', async () => {
    const uri = await open(`- [ ] **T042** task\n\n  ${fence}bash\n  (exit 3)\n  ${fence}`);
    const plan = vscode.workspace.asRelativePath(uri, false);
    const tasks = await vscode.tasks.fetchTasks({ type: taskType });
    const task = tasks.find(({ definition }) => definition['plan'] === plan);
    assert.ok(task, 'no task is provided');
    const code = new Promise<number | undefined>((resolve) => {
      const listener = vscode.tasks.onDidEndTaskProcess((event) => {
        if (event.execution.task.definition['plan'] !== plan) return;
        listener.dispose();
        resolve(event.exitCode);
      });
    });
    await vscode.tasks.executeTask(task);
    assert.equal(await code, 3);
  });

  it('keeps a record of each run, which another window reads', async () => {
    // Old editors lose what comes in one piece with the mark that a command begins.
    const uri = await open(`- [ ] task\n\n${block('sleep 0.3', 'echo said by it', '(exit 4)')}`);
    const [runnable] = planOf(uri).runnables;
    assert.ok(runnable);
    await vscode.commands.executeCommand(internalCommands.run, uri.toString(), runnable.key, textHash(runnable.text));
    const record = await until('the end', () => {
      const found = api.results.get(uri, runnable);
      return found?.state === 'failed' && found;
    });
    assert.deepEqual([record.exitCode, record.by, record.plan], [4, 'editor', vscode.workspace.asRelativePath(uri)]);
    assert.ok(record.id !== '');
    await vscode.commands.executeCommand(commands.showOutput);
    const shown = await until('the document', () =>
      vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === 'runsheet-output'),
    );
    assert.match(
      shown.document.getText(),
      /Result: failed \(4\)[\s\S]*\(exit 4\)[\s\S]*\nOutput\n[\s\S]*\nsaid by it\n/,
    );
  });

  it('Install Command Line puts runsheet on the PATH of new terminals', async () => {
    const out = file('version');
    write(`${folder}/here`, '');
    await vscode.commands.executeCommand(commands.installCommandLine);
    const terminal = vscode.window.createTerminal({ name: 'a terminal of the user', cwd: workspaceFolder() });
    terminal.sendText(`runsheet --version > '${out}.new'; mv '${out}.new' '${out}'`);
    await until('the version', () => existsSync(out));
    assert.match(readFileSync(out, 'utf8'), /^\S*\d+\.\d+\.\d+/);
    terminal.dispose();
  });

  it('a run whose wrapper was killed has not passed', async () => {
    const uri = await open(`- [ ] task\n\n${block('sleep 41', 'true')}`);
    const [runnable] = planOf(uri).runnables;
    assert.ok(runnable);
    await vscode.commands.executeCommand(internalCommands.run, uri.toString(), runnable.key, textHash(runnable.text));
    const running = await until('the run', () => {
      const record = api.results.get(uri, runnable);
      const start = path.join(record?.laneFolder ?? '/', 'start');
      const started = existsSync(start) && readFileSync(start, 'utf8').endsWith('\n');
      return started && record?.id !== '' ? record : undefined;
    });
    const lane = running.laneFolder ?? '';
    const pid = Number(readFileSync(path.join(lane, 'start'), 'utf8'));
    process.kill(-pid, 'SIGKILL');
    const ended = await until('the end', () => {
      const record = api.results.get(uri, runnable);
      return record?.state === 'running' ? undefined : record;
    });
    assert.ok(ended.state === 'unknown' || ended.state === 'failed', ended.state);
    rmSync(lane, { recursive: true, force: true });
  });

  it('sees the lenses of 50 commands at their lines with every one of 200 keys', async () => {
    const body = Array.from(
      { length: 50 },
      (_, index) => `- [ ] task ${index}\n\n  ${fence}bash\n  echo ${index}\n  ${fence}\n`,
    );
    const uri = await open(`text\n\n${body.join('\n')}`);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    const typed =
      `a plan \`x\`\n\n${fence}bash\necho new\n${fence}\n\n${fence}\nnpm test\n${fence}\n\n- [ ] and more `.padEnd(
        200,
        'words ',
      );
    let at: vscode.Position = new vscode.Position(9, 0);
    for (const char of typed) {
      const position = at;
      await editor.edit((edit) => edit.insert(position, char), { undoStopBefore: false, undoStopAfter: false });
      at = char === '\n' ? new vscode.Position(at.line + 1, 0) : at.translate(0, 1);
      editor.selection = new vscode.Selection(at, at);
      const lines = new Set((await lensTitles(uri)).map((title) => Number(title.split(':')[0]) - 1));
      const text: readonly string[] = editor.document.getText().split('\n');
      const wanted: readonly number[] = text.flatMap((line, index) => (/^ {2}echo \d+$/.test(line) ? [index - 1] : []));
      assert.equal(wanted.length, 50);
      const lost = wanted.filter((line) => !lines.has(line));
      assert.deepEqual(lost, [], `after ${JSON.stringify(text.slice(9, at.line + 1).join('\n'))}`);
    }
  });
});
