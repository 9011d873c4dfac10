import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../../src/vscode/contributions.ts';
import type { FileRow } from '../../src/vscode/planRow.ts';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';
import {
  bytesOf,
  closeEditors,
  freshFolder,
  remove,
  runsheet,
  shownTree,
  until,
  workspaceFolder,
  write,
} from './support.ts';

/** The name speaks for a plan, three boxes do; that is all. */
const text = `# Things\n\n${'- [ ] a box\n'.repeat(3)}${'- a line\n'.repeat(9)}`;

describe('a file that may be a plan', () => {
  const folder = freshFolder();
  const config = '.runsheet.json';
  let api: RunsheetApi;
  before(async () => {
    api = await runsheet();
  });
  afterEach(async () => {
    await closeEditors();
    remove(config);
    remove(folder);
    await api.store.search();
  });

  const possibleRow = (uri: vscode.Uri): Promise<FileRow> =>
    until('the row of a possible plan', async () => {
      for (const row of await api.view.getChildren()) {
        if (row.kind !== 'fileGroup' || row.of !== 'possible') continue;
        const found = row.children.find(({ entry }) => entry.uri.toString() === uri.toString());
        if (found) return found;
      }
      return undefined;
    });

  it('stands in a closed group at the end, with the reasons, and counts nowhere', async () => {
    const uri = write(`${folder}/team-tasks.md`, text);
    const row = await possibleRow(uri);
    const rows = await shownTree(api);
    assert.equal(rows.at(-2), 'Possible plans (1)');
    assert.equal(rows.at(-1), `  team-tasks.md | ${folder}`);
    assert.equal(api.view.getTreeItem(row.parent!).collapsibleState, vscode.TreeItemCollapsibleState.Collapsed);
    const { tooltip } = api.view.getTreeItem(row);
    assert.match((tooltip as vscode.MarkdownString).value, /file&nbsp;name|file name/);
    assert.ok(!api.store.plans.some((entry) => entry.uri.toString() === uri.toString()));
  });

  it('opens with one click', async () => {
    const uri = write(`${folder}/team-tasks.md`, text);
    const { command } = api.view.getTreeItem(await possibleRow(uri));
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
    await until('the editor', () =>
      vscode.window.visibleTextEditors.some(({ document }) => document.uri.toString() === uri.toString()),
    );
  });

  it('Treat as Plan makes it one, in a configuration that is made for it', async () => {
    const uri = write(`${folder}/team-tasks.md`, text);
    await vscode.commands.executeCommand(commands.treatAsPlan, await possibleRow(uri));
    await until('the plan', () => api.view.documentOf(uri));
    assert.equal(
      bytesOf(vscode.Uri.file(path.join(workspaceFolder(), config))),
      `{\n  "plans": [\n    "${folder}/team-tasks.md"\n  ]\n}\n`,
    );
  });

  it('Not a Plan takes it out, and the comments of the configuration stay', async () => {
    const uri = write(`${folder}/team-tasks.md`, text);
    const written = write(config, '{\n  // what the team agreed on\n  "ignore": ["archive/**"] // old\n}\n');
    await vscode.commands.executeCommand(commands.notPlan, await possibleRow(uri));
    await until('the row to go', () => api.store.get(uri) === undefined);
    const after = bytesOf(written);
    assert.match(after, /\/\/ what the team agreed on/);
    assert.match(after, /\/\/ old/);
    assert.ok(after.includes(`"${folder}/team-tasks.md"`), after);
  });

  it('a byte order mark of the configuration stays', async () => {
    const uri = write(`${folder}/team-tasks.md`, text);
    const written = write(config, '\ufeff{ "ignore": [] }\r\n');
    await vscode.commands.executeCommand(commands.treatAsPlan, await possibleRow(uri));
    const after = bytesOf(written);
    assert.ok(after.startsWith('\ufeff{') && after.endsWith('}\r\n'), after);
    assert.ok(after.includes('team-tasks.md'), after);
  });

  it('a broken configuration is left alone', async () => {
    const uri = write(`${folder}/team-tasks.md`, text);
    const broken = write(config, '{ "plans": [');
    await vscode.commands.executeCommand(commands.treatAsPlan, await possibleRow(uri));
    assert.equal(bytesOf(broken), '{ "plans": [');
  });

  it('what is unsaved in the configuration is neither lost nor saved', async () => {
    const uri = write(`${folder}/team-tasks.md`, text);
    const written = write(config, '{}\n');
    const editor = await vscode.window.showTextDocument(written);
    // VS Code keeps a document for minutes after its editor was closed, and reads it anew when the watcher says so.
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await until('the text of the file', () => editor.document.getText() === '{}\n');
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 1), '"handoffs": "h"'));
    await vscode.commands.executeCommand(commands.treatAsPlan, await possibleRow(uri));
    assert.equal(bytesOf(written), '{}\n');
    assert.match(editor.document.getText(), /"handoffs": "h"[^]*team-tasks\.md/);
    assert.ok(existsSync(written.fsPath));
  });

  it('becomes a plan when enough is written into it', async () => {
    const uri = write(`${folder}/team-tasks.md`, text);
    await possibleRow(uri);
    write(`${folder}/team-tasks.md`, `# Plan\n\n${'- [ ] a box\n'.repeat(12)}`);
    await until('the plan', () => api.view.documentOf(uri));
  });
});
