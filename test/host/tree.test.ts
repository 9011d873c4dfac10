import assert from 'node:assert/strict';
import { mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';
import {
  bytesOf,
  closeEditors,
  freshFolder,
  planAt,
  remove,
  runsheet,
  shownTree,
  until,
  workspaceFolder,
  write,
} from './support.ts';

const text = `# Move the shop

## Phase 1: Prepare

- [x] Order the account (15 min)
- [ ] Check the machine (P1)
  - [x] Look at the disk
  - [ ] Look at the memory

## Notes

Nothing to do here.

## Phase 2: Switch

- [ ] Send the first mail
`;

describe('the view Plans', () => {
  const folder = freshFolder();
  let api: RunsheetApi;
  before(async () => {
    api = await runsheet();
  });
  afterEach(closeEditors);
  after(() => remove(folder));

  const rowsOf = async (uri: vscode.Uri): Promise<string[]> => {
    const row = api.view.documentOf(uri);
    return row ? shownTree(api, row) : [];
  };

  it('shows phases with their progress, tasks with their boxes, estimates and priorities', async () => {
    const uri = write(`${folder}/shape/PLAN.md`, text);
    await planAt(api, uri);
    // Whether a priority in brackets stays in the title is the parser's business.
    const rows = (await rowsOf(uri)).map((line) => line.replace(' (P1) |', ' |'));
    assert.deepEqual(rows, [
      'Phase 1: Prepare | 2/3',
      '  [x] Order the account | 15m',
      '  [ ] Check the machine | 1/2 · P1',
      '    [x] Look at the disk',
      '    [ ] Look at the memory',
      'Phase 2: Switch | 0/1',
      '  [ ] Send the first mail',
    ]);
    const row = api.view.documentOf(uri);
    assert.ok(row);
    const item = api.view.getTreeItem(row);
    assert.equal(item.label, 'Move the shop');
    assert.equal(item.description, `2/4 · ${folder}/shape/PLAN.md`);
  });

  it('opens at the current work: the first unfinished section, and no other beside it', async () => {
    const uri = write(
      `${folder}/branch/PLAN.md`,
      '# P\n\n## Phase 1: A\n\n- [x] a\n\n## Phase 2: B\n\n- [ ] b\n\n## Phase 3: C\n\n- [ ] c\n',
    );
    await planAt(api, uri);
    const document = api.view.documentOf(uri);
    assert.ok(document);
    const sections = await api.view.getChildren(document);
    const states = sections.map((row) => api.view.getTreeItem(row).collapsibleState);
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    assert.deepEqual(states, [Collapsed, Expanded, Collapsed]);
  });

  it('says how much was dropped, beside what is left', async () => {
    const uri = write(`${folder}/dropped/PLAN.md`, '# Plan\n\n## Phase 1: A\n\n- [x] a\n- [ ] b\n- [-] c\n');
    await planAt(api, uri);
    assert.equal((await rowsOf(uri))[0], 'Phase 1: A | 1/2, 1 dropped');
  });

  it('has plans before handoffs and trackers', async () => {
    const names = ['AGENT_HANDOFF.md', 'PROGRESS_TRACKER.md', 'ROADMAP.md', 'TODO.md'];
    const uris = names.map((name) => write(`${folder}/order/${name}`, text));
    for (const uri of uris) await planAt(api, uri);
    const order = api.store.plans.map(({ path: file }) => file).filter((file) => file.startsWith(`${folder}/order/`));
    assert.deepEqual(
      order.map((file) => path.basename(file)),
      ['ROADMAP.md', 'TODO.md', 'AGENT_HANDOFF.md', 'PROGRESS_TRACKER.md'],
    );
  });

  it('a click shows the line and leaves the focus where it is', async () => {
    const uri = write(`${folder}/click/PLAN.md`, text);
    await planAt(api, uri);
    const row = await until('row', () => api.view.rowAt(uri, 15));
    const { command } = api.view.getTreeItem(row);
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
    const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors[0];
    assert.equal(editor?.document.uri.toString(), uri.toString());
    assert.equal(editor.selection.active.line, 15);
  });

  it('a row keeps its object and id when lines above it change, and finds its new line', async () => {
    const uri = write(`${folder}/stable/PLAN.md`, text);
    await planAt(api, uri);
    const before = api.view.rowAt(uri, 15);
    assert.ok(before);
    write(`${folder}/stable/PLAN.md`, text.replace('Nothing to do here.', 'Nothing to do\n\nhere.'));
    await until('the moved line', () => before.node.line === 17);
    assert.equal(api.view.rowAt(uri, 17), before);
  });

  it('a change that shows nowhere in the tree refreshes no row', async () => {
    const uri = write(`${folder}/quiet/PLAN.md`, text);
    await planAt(api, uri);
    // They go when their watcher says so, which may be late.
    const isOfOthers = (at: string): boolean => at !== 'PLAN.md' && !at.startsWith(`${folder}/`);
    await until('the plans of other tests to go', () => !api.store.plans.some((entry) => isOfOthers(entry.path)));
    await new Promise((resolve) => setTimeout(resolve, 300));
    let events = 0;
    let isChanged = false;
    const listeners = [
      api.view.onDidChangeTreeData(() => events++),
      api.store.onDidChange((keys) => (isChanged ||= keys.has(uri.toString()))),
    ];
    write(`${folder}/quiet/PLAN.md`, text.replace('Nothing to do here.', 'Still nothing.'));
    await until('the change', () => isChanged);
    for (const listener of listeners) listener.dispose();
    assert.equal(events, 0);
  });

  it('follows what is typed, before it is saved', async () => {
    const uri = write(`${folder}/typed/PLAN.md`, text);
    await planAt(api, uri);
    const editor = await vscode.window.showTextDocument(uri);
    await editor.edit((edit) => edit.insert(new vscode.Position(15, 0), '- [ ] Typed just now\n'));
    await until('the typed task', async () => (await rowsOf(uri)).includes('  [ ] Typed just now'));
    assert.ok(!bytesOf(uri).includes('Typed just now'));
  });

  it('forgets what was typed and thrown away', async () => {
    const uri = write(`${folder}/thrown/PLAN.md`, text);
    await planAt(api, uri);
    const editor = await vscode.window.showTextDocument(uri);
    await editor.edit((edit) => edit.insert(new vscode.Position(15, 0), '- [ ] Thrown away\n'));
    await until('the typed task', async () => (await rowsOf(uri)).includes('  [ ] Thrown away'));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until('the text of the file', async () => !(await rowsOf(uri)).includes('  [ ] Thrown away'));
  });

  it('follows what another program writes', async () => {
    const uri = write(`${folder}/outside/PLAN.md`, text);
    await planAt(api, uri);
    write(`${folder}/outside/PLAN.md`, text.replace('- [ ] Send', '- [x] Send'));
    await until('the tick', async () => (await rowsOf(uri)).includes('Phase 2: Switch | 1/1'));
  });

  it('follows added, renamed and deleted files', async () => {
    const uri = write(`${folder}/files/PLAN.md`, text);
    await planAt(api, uri);
    const root = path.join(workspaceFolder(), folder, 'files');
    renameSync(path.join(root, 'PLAN.md'), path.join(root, 'ROADMAP.md'));
    const renamed = vscode.Uri.file(path.join(root, 'ROADMAP.md'));
    await planAt(api, renamed);
    await until('the old name to go', () => api.store.get(uri) === undefined);
    remove(`${folder}/files/ROADMAP.md`);
    await until('the file to go', () => api.store.get(renamed) === undefined);
    await until('the row to go', () => api.view.documentOf(renamed) === undefined);
  });

  it('follows folders that are renamed and deleted', async () => {
    const uri = write(`${folder}/old/deep/PLAN.md`, text);
    await planAt(api, uri);
    const root = path.join(workspaceFolder(), folder);
    renameSync(path.join(root, 'old'), path.join(root, 'new'));
    const moved = vscode.Uri.file(path.join(root, 'new/deep/PLAN.md'));
    await planAt(api, moved);
    await until('the old folder to go', () => api.store.get(uri) === undefined);
    remove(`${folder}/new`);
    await until('the folder to go', () => api.store.get(moved) === undefined);
  });

  it('a plan that says it is none goes when it is saved, and comes back', async () => {
    const uri = write(`${folder}/marker/PLAN.md`, text);
    await planAt(api, uri);
    const editor = await vscode.window.showTextDocument(uri);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '<!-- runsheet: ignore -->\n'));
    assert.ok(api.view.documentOf(uri), 'unsaved, it stays');
    await editor.document.save();
    await until('the plan to go', () => api.view.documentOf(uri) === undefined);
    await editor.edit((edit) => edit.delete(new vscode.Range(0, 0, 1, 0)));
    await editor.document.save();
    await planAt(api, uri);
  });

  it('leaves out ignored files, and takes them in when the rule goes', async () => {
    write(`${folder}/ignored/.gitignore`, 'PLAN.md\n');
    const uri = write(`${folder}/ignored/PLAN.md`, text);
    const other = write(`${folder}/ignored/TODO.md`, text);
    await planAt(api, other);
    assert.equal(api.store.get(uri), undefined);
    write(`${folder}/ignored/.gitignore`, '');
    await planAt(api, uri);
  });

  it('lists a file that is too large or binary as skipped, with the reason', async () => {
    write(`${folder}/bad/PLAN.md`, `# Plan\n\n${'- [ ] a task of many\n'.repeat(290_000)}`);
    write(`${folder}/bad/TODO.md`, Buffer.from([0x23, 0x20, 0, 1, 2, 0, 255]));
    const shown = await until('both skipped', async () => {
      const lines = await shownTree(api);
      return lines.includes('Skipped files (2)') && lines;
    });
    const at = shown.indexOf('Skipped files (2)');
    assert.deepEqual(
      shown.slice(at + 1, at + 3).map((line) => line.trim().replace(/\d+\.\d/g, 'N')),
      [`${folder}/bad/PLAN.md | is N MB, over the limit of N MB`, `${folder}/bad/TODO.md | is binary, not text`],
    );
    remove(`${folder}/bad`);
    await until('skipped files to go', async () => !(await shownTree(api)).some((line) => line.startsWith('Skipped')));
  });

  it('a text full of hostile markup is shown as it stands', async () => {
    const uri = write(
      `${folder}/hostile/PLAN.md`,
      '# Plan\n\n- [ ] [click](command:x) <b>bold</b> $(bug)\n- [ ] two\n- [ ] three\n',
    );
    await planAt(api, uri);
    const row = await until('row', () => api.view.rowAt(uri, 2));
    const { tooltip } = api.view.getTreeItem(row);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.ok(!tooltip.isTrusted);
    assert.ok(!tooltip.supportHtml);
    assert.ok(!/[^\\]\]\(command:/.test(tooltip.value), tooltip.value);
  });

  it('a second folder of the workspace has its plans below its own name', async () => {
    const second = path.join(path.dirname(workspaceFolder()), `second-${folder}`);
    mkdirSync(second);
    const uri = write('PLAN.md', text.replace('Move the shop', 'The other one'), second);
    const start = vscode.workspace.workspaceFolders?.length ?? 0;
    assert.ok(vscode.workspace.updateWorkspaceFolders(start, 0, { uri: vscode.Uri.file(second), name: 'second' }));
    await planAt(api, uri);
    const shown = await until('folder rows', async () => {
      const lines = await shownTree(api);
      return lines.includes('second') && lines;
    });
    assert.ok(shown.includes('workspace'));
    assert.ok(shown[shown.indexOf('second') + 1]?.startsWith('  The other one | 2/4 · PLAN.md'));
    const row = api.view.rowAt(uri, 4)!;
    assert.equal(api.view.getParent(api.view.documentOf(uri)!)?.kind, 'folder');
    assert.equal(row.document.entry.folder.name, 'second');
    vscode.workspace.updateWorkspaceFolders(start, 1);
    await until('the folder to go', () => api.store.get(uri) === undefined);
    await until('no folder rows', async () => !(await shownTree(api)).includes('workspace'));
    remove('.', second);
  });
});
