import assert from 'node:assert/strict';
import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs';
import * as vscode from 'vscode';
import { commands } from '../../src/vscode/contributions.ts';
import type { NodeRow } from '../../src/vscode/planRow.ts';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';
import { bytesOf, closeEditors, freshFolder, planAt, remove, runsheet, until, write } from './support.ts';

const text = '# Plan\n\n## Phase 1: One\n\n- [ ] top\n  - [x] a\n  - [ ] b\n- [ ] c\n- [ ] d\n';

describe('setting states of tasks', () => {
  const folder = freshFolder();
  let api: RunsheetApi;
  let count = 0;
  let told: string[] = [];
  before(async () => {
    api = await runsheet();
    api.toggler.onDidTell((sentence) => told.push(sentence));
  });
  beforeEach(() => {
    told = [];
    api.setParentQuestion(() => Promise.resolve('no'));
  });
  afterEach(async () => {
    await closeEditors();
    await configure(undefined);
  });
  after(() => remove(folder));

  const configure = (value: string | undefined): Thenable<void> =>
    vscode.workspace.getConfiguration('runsheet').update('tick.parent', value, vscode.ConfigurationTarget.Global);
  const plan = async (content: string | Buffer = text): Promise<vscode.Uri> => {
    const uri = write(`${folder}/${++count}/PLAN.md`, content);
    await planAt(api, uri);
    return uri;
  };
  const rowOf = (uri: vscode.Uri, title: string): NodeRow => {
    const rows = [...Array(40).keys()].map((line) => api.view.rowAt(uri, line));
    const row = rows.find((found) => found?.node.title === title);
    assert.ok(row, `no row ${title}`);
    return row;
  };
  const toggleAll = (rows: readonly NodeRow[]): Thenable<unknown> =>
    vscode.commands.executeCommand(commands.toggleTask, rows[0], rows);
  const toggle = (row: NodeRow): Thenable<unknown> => toggleAll([row]);
  const undo = (): Thenable<unknown> => vscode.commands.executeCommand(commands.undoLastTick);

  it('several selected rows are one edit, one undo step in the editor', async () => {
    const uri = await plan();
    const { document } = await vscode.window.showTextDocument(uri);
    const rows = ['c', 'd', 'a'].map((title) => rowOf(uri, title));
    await toggleAll(rows);
    assert.equal(bytesOf(uri), text.replace('[ ] c', '[x] c').replace('[ ] d', '[x] d'));
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), text);
  });

  it('several rows of several files that are not open are one action of Undo Last Tick, and only that one', async () => {
    const [one, two] = [await plan(), await plan()];
    await toggle(rowOf(one, 'd'));
    const rows = [rowOf(one, 'c'), rowOf(two, 'c'), rowOf(two, 'd')];
    await toggleAll(rows);
    const before = text.replace('[ ] d', '[x] d');
    assert.equal(bytesOf(one), before.replace('[ ] c', '[x] c'));
    assert.equal(bytesOf(two), before.replace('[ ] c', '[x] c'));
    await undo();
    assert.deepEqual([bytesOf(one), bytesOf(two)], [before, text]);
    await undo();
    assert.equal(bytesOf(one), text);
  });

  it('Undo Last Tick leaves a task alone that somebody has changed since', async () => {
    const uri = await plan();
    await toggle(rowOf(uri, 'c'));
    const changed = text.replace('[ ] c', '[-] c');
    write(`${folder}/${count}/PLAN.md`, changed);
    await undo();
    assert.equal(bytesOf(uri), changed);
    assert.match(told.join(), /was changed since, so there is nothing to take back/);
  });

  it('Set State writes the marks of the document, and a reason that is read back', async () => {
    const uri = await plan(text.replace('[ ] d', '[/] d'));
    await vscode.commands.executeCommand(commands.setState, rowOf(uri, 'b'), undefined, { state: 'doing' });
    assert.match(bytesOf(uri), /\[\/\] b/);
    const wanted = { state: 'blocked', reason: 'rain' };
    await vscode.commands.executeCommand(commands.setState, rowOf(uri, 'c'), undefined, wanted);
    assert.match(bytesOf(uri), /- \[!\] c\n {2}- Blocked: rain\n/);
    const row = await until('the blocked task', () => {
      const found = rowOf(uri, 'c');
      return found.node.status === 'blocked' && found;
    });
    assert.deepEqual(
      row.node.fields.map(({ label, value }) => [label, value]),
      [['Blocked', 'rain']],
    );
    await undo();
    assert.match(bytesOf(uri), /- \[ \] c\n- /);
  });

  it('a command at a row that VS Code cannot name leaves the task at the cursor alone', async () => {
    const uri = await plan();
    const editor = await vscode.window.showTextDocument(uri);
    const line = text.split('\n').indexOf('- [ ] c');
    editor.selection = new vscode.Selection(line, 0, line, 0);
    // What the menu of a row hands over while the tree is drawn anew.
    await vscode.commands.executeCommand(commands.toggleTask, undefined, undefined);
    await vscode.commands.executeCommand(commands.setState, undefined, undefined, { state: 'doing' });
    assert.equal(bytesOf(uri), text);
    await vscode.commands.executeCommand(commands.toggleTask);
    assert.equal(bytesOf(uri), text.replace('[ ] c', '[x] c'));
  });

  it('a cancelled task leaves the total visibly', async () => {
    const uri = await plan();
    await vscode.commands.executeCommand(commands.setState, rowOf(uri, 'c'), undefined, { state: 'cancelled' });
    await until('14/15, 1 dropped', () => {
      const row = api.view.rowAt(uri, 2);
      return row !== undefined && String(api.view.getTreeItem(row).description).includes('1/3, 1 dropped');
    });
  });

  it('the box above the last tick is asked for, and ticked in the same edit', async () => {
    const uri = await plan();
    const asked: (readonly string[])[] = [];
    api.setParentQuestion((labels) => {
      asked.push(labels);
      return Promise.resolve('yes');
    });
    const { document } = await vscode.window.showTextDocument(uri);
    await toggle(rowOf(uri, 'b'));
    assert.deepEqual(asked, [['top']]);
    assert.equal(bytesOf(uri), text.replace('[ ] top', '[x] top').replace('[ ] b', '[x] b'));
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), text);
  });

  it('the setting ticks it always, or never, without a question', async () => {
    api.setParentQuestion(() => Promise.reject(new Error('asked')));
    await configure('always');
    const uri = await plan();
    await toggle(rowOf(uri, 'b'));
    assert.equal(bytesOf(uri), text.replace('[ ] top', '[x] top').replace('[ ] b', '[x] b'));
    await configure('never');
    const other = await plan();
    await toggle(rowOf(other, 'b'));
    assert.equal(bytesOf(other), text.replace('[ ] b', '[x] b'));
  });

  it('Toggle Task in the menu of a line number means that line', async () => {
    const uri = await plan();
    await vscode.window.showTextDocument(uri);
    await vscode.commands.executeCommand(commands.toggleTask, { lineNumber: 8, uri });
    assert.equal(bytesOf(uri), text.replace('[ ] c', '[x] c'));
  });

  it('Toggle Task at the cursor means the text as it is now, not as it was a moment ago', async () => {
    const uri = await plan();
    const editor = await vscode.window.showTextDocument(uri);
    await editor.edit((edit) => edit.insert(new vscode.Position(4, 0), '- [ ] new\n'));
    editor.selection = new vscode.Selection(8, 0, 8, 0);
    await vscode.commands.executeCommand(commands.toggleTask);
    assert.equal(
      editor.document.getText(),
      text.replace('- [ ] top', '- [ ] new\n- [ ] top').replace('[ ] c', '[x] c'),
    );
  });

  describe('with files that cannot simply be changed', () => {
    it('leaves a read-only file alone, open or not', async () => {
      const uri = await plan();
      chmodSync(uri.fsPath, 0o444);
      await toggle(rowOf(uri, 'c'));
      assert.equal(bytesOf(uri), text);
      const { document } = await vscode.window.showTextDocument(uri);
      await toggle(rowOf(uri, 'c'));
      assert.deepEqual([bytesOf(uri), document.isDirty], [text, false]);
      assert.equal(told.filter((sentence) => sentence.includes('PLAN.md: The file is read-only')).length, 2);
    });

    it('does not bring back a file that was deleted or renamed', async () => {
      const uri = await plan();
      const row = rowOf(uri, 'c');
      const { document } = await vscode.window.showTextDocument(uri);
      renameSync(uri.fsPath, `${uri.fsPath}.old`);
      await toggle(row);
      assert.equal(document.isDirty, false);
      await assert.rejects(Promise.resolve(vscode.workspace.fs.stat(uri)));
      assert.match(told.join(), /not there any more: it was deleted, moved or renamed/);
      rmSync(`${uri.fsPath}.old`);
    });

    it('does not write a file under its old name that is renamed during the edit, and the renamed one keeps its text', async () => {
      const uri = await plan();
      const row = rowOf(uri, 'c');
      // Between the look at the file and its writing: the question for the box above stands there.
      const other = `${uri.fsPath}.old`;
      api.setParentQuestion(() => {
        renameSync(uri.fsPath, other);
        return Promise.resolve('yes');
      });
      await toggle(rowOf(uri, 'b'));
      assert.deepEqual([bytesOf(vscode.Uri.file(other)), existsSync(uri.fsPath)], [text, false]);
      assert.match(told.join(), /not there any more: it was deleted, moved or renamed/);
      assert.equal(api.view.getTreeItem(row).checkboxState, vscode.TreeItemCheckboxState.Unchecked);
      rmSync(other);
    });

    it('the box goes back in the tree after a refusal', async () => {
      const uri = await plan();
      chmodSync(uri.fsPath, 0o444);
      const row = rowOf(uri, 'c');
      const drawn: unknown[] = [];
      const listener = api.view.onDidChangeTreeData((rows) => drawn.push(rows));
      await api.view.tick([[row, vscode.TreeItemCheckboxState.Checked]], api.toggler);
      listener.dispose();
      assert.ok(drawn.flat().includes(row), 'the row is drawn again');
      assert.equal(api.view.getTreeItem(row).checkboxState, vscode.TreeItemCheckboxState.Unchecked);
      assert.equal(bytesOf(uri), text);
    });

    it('keeps mixed line ends of an open document, which VS Code would make the same when it saves', async () => {
      const mixed = text.replace('- [ ] c\n', '- [ ] c\r\n');
      const uri = await plan(mixed);
      const { document } = await vscode.window.showTextDocument(uri);
      await toggle(rowOf(uri, 'd'));
      assert.equal(bytesOf(uri), mixed.replace('[ ] d', '[x] d'));
      await until('the tick in the document', () => document.getText().includes('[x] d'));
      assert.equal(document.isDirty, false);
    });

    it('does not touch a file that has changed below unsaved changes', async () => {
      const uri = await plan();
      const editor = await vscode.window.showTextDocument(uri);
      await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), 'typed\n'));
      // Another program comes later than the first keystroke.
      await new Promise((resolve) => setTimeout(resolve, 200));
      const other = `${text}- [ ] of another program\n`;
      write(`${folder}/${count}/PLAN.md`, other);
      await toggle(rowOf(uri, 'c'));
      assert.equal(bytesOf(uri), other);
      assert.ok(editor.document.getText().includes('[x] c'));
      assert.match(told.join(), /beside your unsaved changes\. The file was changed by another program since/);
    });

    it('says nothing of that where nobody else wrote, and says so where the file is gone', async () => {
      const uri = await plan();
      const editor = await vscode.window.showTextDocument(uri);
      await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), 'typed\n'));
      await toggle(rowOf(uri, 'c'));
      assert.deepEqual(told, []);
      rmSync(uri.fsPath);
      await toggle(rowOf(uri, 'd'));
      assert.ok(editor.document.getText().includes('[x] d'));
      assert.ok(!existsSync(uri.fsPath));
      assert.match(told.join(), /beside your unsaved changes\. The file is not there any more/);
    });

    it('ticks in UTF-16', async () => {
      const encode = (content: string): Buffer => Buffer.from(`\uFEFF${content}`, 'utf16le');
      const uri = await plan(encode(text));
      await toggle(rowOf(uri, 'c'));
      const written = Buffer.from(await vscode.workspace.fs.readFile(uri));
      assert.deepEqual(written, encode(text.replace('[ ] c', '[x] c')));
    });

    it('leaves a task alone whose text stands there twice in the meantime', async () => {
      const uri = await plan();
      const row = rowOf(uri, 'c');
      const twice = text.replace('- [ ] c\n', '- [ ] c\n- [ ] c\n');
      write(`${folder}/${count}/PLAN.md`, twice);
      await toggle(row);
      assert.equal(bytesOf(uri), twice);
      assert.match(told.join(), /Several tasks read the same and one came or went/);
    });

    it('leaves a task in a merge conflict alone', async () => {
      const conflict = `${text}<<<<<<< HEAD\n- [ ] ours\n=======\n- [ ] theirs\n>>>>>>> branch\n`;
      const uri = await plan(conflict);
      await toggle(rowOf(uri, 'ours'));
      assert.equal(bytesOf(uri), conflict);
      assert.match(told.join(), /stands in a merge conflict, so nothing was ticked/);
    });
  });
});
