import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';
import { commands } from '../../src/vscode/contributions.ts';
import { bytesOf, closeEditors, freshFolder, planAt, remove, runsheet, until, write } from './support.ts';

const text =
  '# Plan\r\n\r\n## Phase 1: One\r\n\r\n- [ ] first  \r\n\t- [ ] step\r\n- [X] second\r\n\r\n## Phase 2: Two\r\n\r\n1. [ ] third';

describe('ticking a task in the tree', () => {
  const folder = freshFolder();
  let api: RunsheetApi;
  let count = 0;
  before(async () => {
    api = await runsheet();
    api.setParentQuestion(() => Promise.resolve('no'));
  });
  afterEach(closeEditors);
  after(() => remove(folder));

  const plan = async (content = text): Promise<vscode.Uri> => {
    const uri = write(`${folder}/${++count}/PLAN.md`, content);
    await planAt(api, uri);
    return uri;
  };
  const toggle = async (uri: vscode.Uri, title: string): Promise<void> => {
    const row = [...Array(40).keys()]
      .map((line) => api.view.rowAt(uri, line))
      .find((found) => found?.node.title === title);
    assert.ok(row, `no row ${title}`);
    await vscode.commands.executeCommand(commands.toggleTask, row);
  };

  it('changes one character of a file that is not open, and opens nothing', async () => {
    const uri = await plan();
    await toggle(uri, 'third');
    assert.equal(bytesOf(uri), text.replace('[ ] third', '[X] third'));
    assert.ok(!vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString()));
    await until('the tick in the tree', () => api.view.rowAt(uri, 10)?.node.status === 'done');
  });

  it('twice gives the same bytes again', async () => {
    const uri = await plan();
    await toggle(uri, 'second');
    assert.equal(bytesOf(uri), text.replace('[X] second', '[ ] second'));
    await until('the open box', () => api.view.rowAt(uri, 6)?.node.status === 'open');
    await toggle(uri, 'second');
    assert.equal(bytesOf(uri), text);
  });

  it('is saved in a document that was saved', async () => {
    const uri = await plan();
    const { document } = await vscode.window.showTextDocument(uri);
    await toggle(uri, 'first');
    assert.equal(bytesOf(uri), text.replace('[ ] first', '[X] first'));
    assert.equal(document.isDirty, false);
  });

  it('stays unsaved in a document with unsaved changes, and keeps them', async () => {
    const uri = await plan();
    const editor = await vscode.window.showTextDocument(uri);
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), 'typed above\n'));
    await toggle(uri, 'step');
    assert.equal(bytesOf(uri), text);
    assert.equal(editor.document.isDirty, true);
    assert.equal(editor.document.lineAt(6).text, '\t- [X] step');
  });

  it('hits the task that was seen, although lines were put in above it in the meantime', async () => {
    const uri = await plan();
    const row = api.view.rowAt(uri, 10);
    assert.ok(row);
    const moved = text.replace('## Phase 2', '- [ ] squeezed in\r\n- [ ] and another\r\n\r\n## Phase 2');
    write(`${folder}/${count}/PLAN.md`, moved);
    await vscode.commands.executeCommand(commands.toggleTask, row);
    assert.equal(bytesOf(uri), moved.replace('[ ] third', '[X] third'));
  });

  it('changes nothing when the task is gone', async () => {
    const uri = await plan();
    const row = api.view.rowAt(uri, 10);
    assert.ok(row);
    const without = text.replace('1. [ ] third', '1. [ ] something else');
    write(`${folder}/${count}/PLAN.md`, without);
    await vscode.commands.executeCommand(commands.toggleTask, row);
    assert.equal(bytesOf(uri), without);
  });

  it('many ticks at once all arrive', async () => {
    const many = `# Plan\n\n${[...Array(12).keys()].map((index) => `- [ ] task number ${index}\n`).join('')}`;
    const uri = await plan(many);
    const rows = [...Array(12).keys()].map((index) => api.view.rowAt(uri, index + 2));
    await Promise.all(rows.map((row) => vscode.commands.executeCommand(commands.toggleTask, row)));
    assert.equal(bytesOf(uri), many.replaceAll('[ ]', '[x]'));
  });

  it('Undo Last Tick takes it back', async () => {
    const uri = await plan();
    await toggle(uri, 'third');
    assert.notEqual(bytesOf(uri), text);
    await vscode.commands.executeCommand(commands.undoLastTick);
    assert.equal(bytesOf(uri), text);
  });

  it('Toggle Task ticks the task at the cursor', async () => {
    const uri = await plan();
    const editor = await vscode.window.showTextDocument(uri);
    editor.selection = new vscode.Selection(5, 3, 5, 3);
    await vscode.commands.executeCommand(commands.toggleTask);
    assert.equal(editor.document.lineAt(5).text, '\t- [X] step');
  });
});
