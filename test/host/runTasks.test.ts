import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { taskType } from '../../src/vscode/contributions.ts';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';
import { PlanRuns, refuseQuestions } from './planRuns.ts';
import { closeEditors, remove, runsheet, until, write } from './support.ts';

const inBlock = (command: string) => `  \`\`\`bash\n  ${command}\n  \`\`\``;

describe('commands of a plan in tasks.json and before a debug session', function () {
  this.timeout(60_000);
  let api: RunsheetApi;
  let runs: PlanRuns;
  let plan: string;
  before(async () => {
    api = await runsheet();
    runs = new PlanRuns(api, 'Tasks');
    refuseQuestions(api);
    await vscode.workspace.getConfiguration('runsheet').update('run.tickOnSuccess', 'never', true);
    const uri = await runs.open(
      `- [ ] **T901** make it\n\n${inBlock(`echo made >> ${runs.folder}/made`)}\n\n${inBlock('true')}`,
      `- [ ] **T902** fail\n\n${inBlock('(exit 6)')}`,
    );
    plan = vscode.workspace.asRelativePath(uri, false);
    write(
      '.vscode/tasks.json',
      JSON.stringify({
        version: '2.0.0',
        tasks: [
          { label: 'make by id', type: taskType, plan, id: 'T901' },
          { label: 'fail by id', type: taskType, plan, id: 'T902' },
          { label: 'nothing by id', type: taskType, plan, id: 'T999' },
        ],
      }),
    );
  });
  after(async () => {
    await vscode.workspace.getConfiguration('runsheet').update('run.tickOnSuccess', undefined, true);
    await closeEditors();
    remove('.vscode');
    runs.removeAll();
  });

  const named = (name: string): Promise<vscode.Task> =>
    until(`the task ${name}`, async () => (await vscode.tasks.fetchTasks()).find((task) => task.name === name));
  const codeOf = (name: string): Promise<number | undefined> =>
    new Promise((resolve) => {
      const listener = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
        if (execution.task.name !== name) return;
        listener.dispose();
        resolve(exitCode);
      });
    });

  it('an entry of tasks.json runs all commands of the task it names, and ends as they end', async () => {
    const codes: (number | undefined)[] = [];
    for (const name of ['make by id', 'fail by id', 'nothing by id']) {
      const code = codeOf(name);
      await vscode.tasks.executeTask(await named(name));
      codes.push(await code);
    }
    assert.deepEqual(codes, [0, 6, 125]);
    assert.equal(runs.read('made'), 'made\n');
  });

  it('runs before a debug session as its preLaunchTask, which starts what it made', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const program = write(
      `${runs.folder}/program.js`,
      "const fs = require('node:fs'); fs.writeFileSync(__dirname + '/seen', fs.readFileSync(__dirname + '/made'));\n",
    );
    await named('make by id');
    const configuration = { type: 'node', request: 'launch', name: 'program', program: program.fsPath };
    const started = await vscode.debug.startDebugging(folder, {
      ...configuration,
      preLaunchTask: 'make by id',
      console: 'internalConsole',
    });
    assert.equal(started, true);
    // A file is there before anything stands in it.
    const seen = await until('what the program saw', () => (runs.exists('seen') && runs.read('seen')) || undefined);
    assert.equal(seen, 'made\nmade\n', 'the task has run once more, before the program');
    await vscode.debug.stopDebugging();
  });
});

describe('the lenses below a block that is being opened', function () {
  this.timeout(60_000);
  let api: RunsheetApi;
  let runs: PlanRuns;
  before(async () => {
    api = await runsheet();
    runs = new PlanRuns(api, 'Held');
  });
  afterEach(closeEditors);
  after(() => runs.removeAll());

  const lines = async (uri: vscode.Uri): Promise<string> => {
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
    // What the phase says of its readiness stands over its heading, and comes when it is known.
    return found
      .map(({ range }) => range.start.line)
      .filter((line) => line > 2)
      .join();
  };

  /** Opens a fence that is never closed above the only block; resolves with where that block stands now. */
  const openFence = async (uri: vscode.Uri): Promise<string> => {
    const editor = await vscode.window.showTextDocument(uri);
    assert.equal(await lines(uri), '12');
    await editor.edit((edit) => edit.insert(new vscode.Position(8, 0), '```bash\n'));
    editor.selection = new vscode.Selection(8, 7, 8, 7);
    return '13';
  };
  const plan = () => runs.open('text', 'more', '```bash\ntrue\n```', '```json\n{}\n```');

  it('stay for two seconds after the last key, and no longer', async () => {
    const uri = await plan();
    const started = Date.now();
    const held = await openFence(uri);
    assert.ok((await lines(uri)).split(',').includes(held));
    await until('the end of the hold', async () => !(await lines(uri)).split(',').includes(held));
    const after = Date.now() - started;
    assert.ok(after >= 2000 && after < 10_000, `${after} ms`);
  });

  it('are given up when the caret leaves the block', async () => {
    const uri = await plan();
    const before = globalThis.setTimeout;
    // The two seconds of the hold last longer than this test: only the caret can end it.
    const patient = (work: (...of: unknown[]) => void, ms?: number, ...args: unknown[]) =>
      before(work, ms === 2000 ? 60_000 : ms, ...args);
    globalThis.setTimeout = Object.assign(patient, before);
    try {
      const held = await openFence(uri);
      assert.ok((await lines(uri)).split(',').includes(held));
      const editor = vscode.window.activeTextEditor;
      assert.ok(editor);
      editor.selection = new vscode.Selection(0, 0, 0, 0);
      await until('the end of the hold', async () => !(await lines(uri)).split(',').includes(held));
    } finally {
      globalThis.setTimeout = before;
    }
  });
});
