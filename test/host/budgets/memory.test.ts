import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import { planOf } from '../manyPlans.ts';
import { closeEditors, freshFolder, planAt, remove, runsheet, write } from '../support.ts';

describe('the memory of Runsheet', () => {
  const folder = freshFolder();
  const count = Number(process.env['RUNSHEET_HOST_EDITS'] ?? 3000);
  afterEach(closeEditors);
  after(() => remove(folder));

  it('does not grow with an hour of typing', async () => {
    const api = await runsheet();
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const uri = write(`${folder}/hour/PLAN.md`, planOf(13, 'hour'));
    await planAt(api, uri);
    const { document } = await vscode.window.showTextDocument(uri);
    const used = (): number => {
      collect();
      return process.memoryUsage().heapUsed / 1024 / 1024;
    };
    const edits = async (wanted: number): Promise<void> => {
      for (let at = 0; at < wanted; at++) {
        const edit = new vscode.WorkspaceEdit();
        const end = document.lineAt(7).range.end;
        // What is typed is another text every time, and the document does not grow.
        edit.replace(
          uri,
          new vscode.Range(7, Math.max(0, end.character - 6), 7, end.character),
          `${at}`.padStart(6, 'n'),
        );
        await vscode.workspace.applyEdit(edit);
        if (at % 25 === 0) await api.store.look(uri);
      }
    };
    await edits(Math.ceil(count / 4));
    const before = used();
    await edits(count);
    const grown = used() - before;
    console.log(
      `${process.env['RUNSHEET_TEST_CONSOLE_MARK'] ?? ''}      ${grown.toFixed(1)} MB more after ${count} edits`,
    );
    assert.ok(grown < 15, `${grown} MB`);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }).timeout(count * 20 + 120_000);
});
