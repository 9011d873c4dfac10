import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';
import { closeEditors, freshFolder, planAt, remove, runsheet, until, workspaceFolder, write } from './support.ts';

/** No plan by its score. */
const notes = '# Notes\n\n- [ ] a\n- [ ] b\n';

describe('.runsheet.json in the editor', () => {
  const name = '.runsheet.json';
  const folder = freshFolder();
  let api: RunsheetApi;
  before(async () => {
    api = await runsheet();
  });
  afterEach(async () => {
    await closeEditors();
    remove(name);
    await until('no problems', () => ours(vscode.Uri.file(path.join(workspaceFolder(), name))).length === 0);
  });
  after(() => remove(folder));

  const ours = (uri: vscode.Uri): string[] =>
    vscode.languages
      .getDiagnostics(uri)
      .filter(({ source }) => source === 'Runsheet')
      .map(({ range, message }) => `${range.start.line + 1}:${range.start.character + 1} ${message}`);

  it('what is wrong stands on its line, without the file being open, and goes when it is put right', async () => {
    const uri = write(name, '{\n  // ours\n  "plans": "all",\n  "handoff": "x"\n}\n');
    assert.deepEqual(await until('two problems', () => ours(uri).length === 2 && ours(uri)), [
      '3:3 plans: must be a list.',
      '4:3 unknown key "handoff".',
    ]);
    write(name, '{ "plans": [] }\n');
    await until('no problems', () => ours(uri).length === 0);
  });

  it('goes when the file is deleted', async () => {
    const uri = write(name, '{ "plans": ');
    assert.match(await until('a problem', () => ours(uri)[0]), /^1:\d+ not valid JSON/);
    remove(name);
    await until('no problems', () => ours(uri).length === 0);
  });

  it('follows what is typed, and forgets what was thrown away', async () => {
    const uri = write(name, '{\n}\n');
    const editor = await vscode.window.showTextDocument(uri);
    assert.equal(editor.document.languageId, 'jsonc');
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 1), '\n  "marks": { "w": "walking" }'));
    const onLine = (): readonly vscode.Diagnostic[] =>
      vscode.languages.getDiagnostics(uri).filter(({ range }) => range.start.line === 1);
    await until('the problem', () => onLine().length > 0);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until('no problems', () => ours(uri).length === 0);
  });

  it('VS Code checks it by the schema', async () => {
    const uri = write(name, '{ "ignore": 3 }\n');
    await vscode.window.showTextDocument(uri);
    await until('the problem of the schema', () =>
      vscode.languages
        .getDiagnostics(uri)
        .some(({ source, message }) => source !== 'Runsheet' && message.includes('array')),
    );
  });

  it('what VS Code says of the open file is not said twice, and what only Runsheet knows is said', async () => {
    const uri = write(name, '{\n  "ignore": 3,\n  "shift": { "anchor": "2025-02-31T00:00:00Z" }\n}\n');
    await until('two problems of ours', () => ours(uri).length === 2);
    await vscode.window.showTextDocument(uri);
    const lines = (): readonly number[] =>
      vscode.languages
        .getDiagnostics(uri)
        .map(({ range }) => range.start.line)
        .sort();
    await until('the problem of the schema', () =>
      vscode.languages.getDiagnostics(uri).some(({ source }) => source !== 'Runsheet'),
    );
    await until('each once', () => lines().join() === '1,2' && ours(uri).length === 1);
    assert.match(ours(uri)[0] ?? '', /instant/);
    await closeEditors();
    await until('both of ours again', () => ours(uri).length === 2);
  });

  it('what is configured counts as soon as it is written, and no longer when it goes', async () => {
    const uri = write(`${folder}/notes.md`, notes);
    await api.store.search();
    assert.equal(api.store.get(uri), undefined);
    write(name, `{ "plans": ["${folder}/notes.md"] }`);
    await planAt(api, uri);
    remove(name);
    await until('the plan to go', () => api.store.get(uri) === undefined);
  });

  it('marks of the team are read anew when they change', async () => {
    const uri = write(`${folder}/PLAN.md`, '# Plan\n\n- [w] a\n- [ ] b\n- [ ] c\n');
    await planAt(api, uri);
    write(name, '{ "marks": { "w": "done" } }');
    await until('the mark as done', () => api.view.rowAt(uri, 2)?.node.status === 'done');
  });

  it('each folder of the workspace has its own', async () => {
    const second = path.join(path.dirname(workspaceFolder()), `config-${folder}`);
    mkdirSync(second);
    write(name, '{ "plans": ["notes.md"], "wrong": 1 }', second);
    const theirs = write('notes.md', notes, second);
    const mine = write('notes.md', notes);
    const start = vscode.workspace.workspaceFolders?.length ?? 0;
    assert.ok(vscode.workspace.updateWorkspaceFolders(start, 0, { uri: vscode.Uri.file(second), name: 'second' }));
    const uri = vscode.Uri.file(path.join(second, name));
    await until('its problem', () => ours(uri).includes('1:26 unknown key "wrong".'));
    await planAt(api, theirs);
    assert.equal(api.store.get(mine), undefined);
    vscode.workspace.updateWorkspaceFolders(start, 1);
    await until('its problem to go', () => ours(uri).length === 0);
    await until('its plan to go', () => api.store.get(theirs) === undefined);
    remove('notes.md');
    remove('.', second);
  });
});
