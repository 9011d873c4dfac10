import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';
import { block, PlanRuns, refuseQuestions } from './planRuns.ts';
import { bytesOf, closeEditors, lensTitles, runsheet, until } from './support.ts';

const tick = '$(check) Tick';

describe('ticking from a lens', () => {
  let api: RunsheetApi;
  let runs: PlanRuns;
  before(async () => {
    api = await runsheet();
    runs = new PlanRuns(api, 'Tick lens');
    refuseQuestions(api);
    api.setParentQuestion(() => Promise.resolve('no'));
    await configure('run.tickOnSuccess', 'never');
  });
  afterEach(async () => {
    await configure('codeLens.tick', undefined);
    await closeEditors();
  });
  after(async () => {
    await configure('run.tickOnSuccess', undefined);
    runs.removeAll();
  });

  const configure = (id: string, value: string | undefined): Thenable<void> =>
    vscode.workspace.getConfiguration('runsheet').update(id, value, vscode.ConfigurationTarget.Global);
  const lensesOf = (uri: vscode.Uri): Thenable<vscode.CodeLens[]> =>
    vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
  const ticksOf = async (uri: vscode.Uri): Promise<string[]> =>
    (await lensTitles(uri)).filter((title) => title.endsWith(tick));
  const click = async (uri: vscode.Uri): Promise<void> => {
    const lens = (await lensesOf(uri)).find(({ command }) => command?.title === tick);
    assert.ok(lens?.command);
    await vscode.commands.executeCommand(lens.command.command, ...((lens.command.arguments ?? []) as unknown[]));
  };
  const greet = `- [ ] Greet\n\n${block('true').replace(/^/gm, '  ')}`;

  it('stands beside the result that has passed while the box is open, and ticks it', async () => {
    const uri = await runs.open(greet);
    assert.deepEqual(await ticksOf(uri), []);
    await runs.run(uri);
    const [shown] = await until('the lens', async () => {
      const ticks = await ticksOf(uri);
      return ticks.length > 0 && ticks;
    });
    assert.equal(shown, `11: ${tick}`);
    await click(uri);
    assert.match(bytesOf(uri), /- \[x\] Greet/);
    await until('no lens', async () => (await ticksOf(uri)).length === 0);
  });

  it('stands nowhere after a failure, nor where another command of the task has not run', async () => {
    const one = block('true').replace(/^/gm, '  ');
    const uri = await runs.open(
      `- [ ] Greet\n\n${block('false').replace(/^/gm, '  ')}`,
      `- [ ] Two\n\n${one}\n\n${one}`,
    );
    await runs.run(uri, 0);
    await runs.run(uri, 1);
    assert.deepEqual(await ticksOf(uri), []);
  });

  it('stands over every open box where the setting says so, and nowhere where it says never', async () => {
    await configure('codeLens.tick', 'always');
    const uri = await runs.open('- [x] Done');
    assert.deepEqual(await ticksOf(uri), [`5: ${tick}`, `6: ${tick}`, `7: ${tick}`]);
    await configure('codeLens.tick', 'never');
    assert.deepEqual(await ticksOf(uri), []);
  });

  for (const setting of ['passed', 'always'] as const)
    it(`stays while a fence above it is being opened (${setting})`, async () => {
      await configure('codeLens.tick', setting);
      const uri = await runs.open(greet);
      await runs.run(uri);
      const before = await until('the lens', async () => {
        const ticks = await ticksOf(uri);
        return ticks.length > 0 && ticks;
      });
      const edit = new vscode.WorkspaceEdit();
      edit.insert(uri, new vscode.Position(3, 0), '```bash\n');
      await vscode.workspace.applyEdit(edit);
      const moved = before.map((title) => title.replace(/^\d+/, (line) => String(Number(line) + 1)));
      assert.deepEqual(await ticksOf(uri), moved);
    });

  it('ticks nothing when the text came twice in the meantime', async () => {
    const uri = await runs.open(greet);
    await runs.run(uri);
    const lens = await until('the lens', async () =>
      (await lensesOf(uri)).find(({ command }) => command?.title === tick),
    );
    const twice = new vscode.WorkspaceEdit();
    twice.insert(uri, new vscode.Position(4, 0), '- [ ] Greet\n');
    await vscode.workspace.applyEdit(twice);
    const text = (await vscode.workspace.openTextDocument(uri)).getText();
    const { command, arguments: args = [] } = lens.command ?? { command: '' };
    await vscode.commands.executeCommand(command, ...(args as unknown[]));
    assert.equal((await vscode.workspace.openTextDocument(uri)).getText(), text);
  });
});
