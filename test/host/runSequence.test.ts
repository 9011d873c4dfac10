import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { sequenceHash, sequenceSpots } from '../../src/core/run/sequence.ts';
import { internalCommands } from '../../src/vscode/contributions.ts';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';
import { block, PlanRuns, refuseQuestions } from './planRuns.ts';
import { closeEditors, lensTitles, runsheet, until, write } from './support.ts';

describe('the lens over a phase or a task with several commands', function () {
  this.timeout(60_000);
  let api: RunsheetApi;
  let runs: PlanRuns;
  before(async () => {
    api = await runsheet();
    runs = new PlanRuns(api, 'Sequences');
    refuseQuestions(api);
    await vscode.workspace.getConfiguration('runsheet').update('run.tickOnSuccess', 'never', true);
  });
  afterEach(async () => {
    refuseQuestions(api);
    await closeEditors();
  });
  after(async () => {
    await vscode.workspace.getConfiguration('runsheet').update('run.tickOnSuccess', undefined, true);
    runs.removeAll();
  });

  /** The titles over the heading of the phase. */
  const overPhase = async (uri: vscode.Uri): Promise<readonly string[]> =>
    (await lensTitles(uri)).filter((title) => title.startsWith('3: ')).map((title) => title.slice(3));
  const argumentsOf = (uri: vscode.Uri): readonly unknown[] => {
    const entry = api.store.get(uri);
    const spot = entry?.kind === 'plan' ? sequenceSpots(entry.plan).find((each) => each.of === 'phase') : undefined;
    assert.ok(spot, 'no phase to run');
    return [uri.toString(), spot.key, sequenceHash(spot.runnables)];
  };

  it('runs all of it in order, says how far it is, where it stopped, and goes on there', async () => {
    const uri = await runs.open(
      block('sleep 2', 'true'),
      block(`test -e ${runs.folder}/open`, 'true'),
      block(`touch ${runs.folder}/last`, 'true'),
    );
    assert.deepEqual(await overPhase(uri), ['$(run-all) Run Phase']);
    void vscode.commands.executeCommand(internalCommands.runSequence, ...argumentsOf(uri));
    await until('progress', async () => (await overPhase(uri)).join() === '$(debug-stop) Stop,1/3 running');
    await until('the stop', async () => (await overPhase(uri)).includes('line 14 failed (1) · just now'));
    assert.deepEqual(await overPhase(uri), ['$(run-all) Resume Phase', 'line 14 failed (1) · just now']);
    write(`${runs.folder}/open`, '');
    await vscode.commands.executeCommand(internalCommands.runSequence, ...argumentsOf(uri));
    assert.ok(runs.exists('last'));
    assert.deepEqual(await overPhase(uri), ['$(run-all) Run Phase', 'passed · just now']);
  });

  it('Stop on it ends the command that runs, and starts no other', async () => {
    const uri = await runs.open(block('sleep 40', 'true'), block(`touch ${runs.folder}/never`, 'true'));
    const [plan, key] = argumentsOf(uri);
    const ended = vscode.commands.executeCommand(internalCommands.runSequence, ...argumentsOf(uri));
    await until('the command', () => runs.result(uri, 0)?.state === 'running' && runs.result(uri, 0)?.id !== '');
    const queued = (await lensTitles(uri)).filter((title) => title.endsWith('queued'));
    assert.deepEqual(queued, ['14: queued'], 'what runs waits no more');
    await new Promise((resolve) => setTimeout(resolve, 500));
    await vscode.commands.executeCommand(internalCommands.stopSequence, plan, key);
    await ended;
    assert.equal((await runs.ended(uri, 0)).state, 'stopped');
    assert.equal(runs.exists('never'), false);
    assert.deepEqual(await overPhase(uri), ['$(run-all) Run Phase', 'line 9 stopped · just now']);
  });

  it('a lens that is older than the plan, and a forged one, run nothing', async () => {
    const uri = await runs.open(block(`touch ${runs.folder}/forged`, 'true'), block('true', 'true'));
    const [plan, key, hash] = argumentsOf(uri);
    for (const args of [
      [plan, key, 'other'],
      [plan, key],
      [plan, 'no such key', hash],
      [plan, undefined, hash],
      [1, 2, 3],
    ])
      await vscode.commands.executeCommand(internalCommands.runSequence, ...args);
    const editor = await vscode.window.showTextDocument(uri);
    await editor.edit((edit) => edit.insert(new vscode.Position(10, 4), ' # changed'));
    await vscode.commands.executeCommand(internalCommands.runSequence, plan, key, hash);
    assert.equal(runs.exists('forged'), false);
    assert.equal(api.runs.runner.active.length, 0);
  });

  it('is there with every key while a block is written into the phase', async () => {
    const uri = await runs.open('text', block('one'), block('two'), '- [ ] task\n\n  ```bash\n  three\n  ```\n');
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    let at = new vscode.Position(8, 4);
    for (const char of `\n\n\`\`\`bash\nnpm test\n\`\`\`\n`) {
      const position = at;
      await editor.edit((edit) => edit.insert(position, char), { undoStopBefore: false, undoStopAfter: false });
      at = char === '\n' ? new vscode.Position(at.line + 1, 0) : at.translate(0, 1);
      editor.selection = new vscode.Selection(at, at);
      assert.deepEqual(await overPhase(uri), ['$(run-all) Run Phase'], editor.document.getText());
    }
  });
});
