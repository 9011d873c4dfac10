import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { noFilter } from '../../src/core/show/filterNodes.ts';
import { commands } from '../../src/vscode/contributions.ts';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';
import { bytesOf, closeEditors, freshFolder, planAt, remove, runsheet, shownTree, until, write } from './support.ts';

const text = `# Filtered plan

## Phase 1: Dredge

**Owner**: Anna

- [x] Rent a dredger
- [ ] Dredge the sill

## Phase 2: Build

- [ ] Flags
- [ ] Lamps (P0)
`;

describe('the filter of the view Plans', () => {
  const folder = freshFolder();
  let api: RunsheetApi;
  let uri: vscode.Uri;
  before(async () => {
    api = await runsheet();
    uri = write(`${folder}/PLAN.md`, text);
    await planAt(api, uri);
  });
  afterEach(async () => {
    await api.filters.set(noFilter, 'document');
    await closeEditors();
  });
  after(() => remove(folder));

  const titles = async (): Promise<string[]> => {
    const row = api.view.documentOf(uri);
    assert.ok(row);
    return (await shownTree(api, row)).map((line) => line.replace(/ \|.*$/, '').replace(' (P0)', ''));
  };

  it('shows open work only, unfolded, and everything again when it is cleared', async () => {
    await api.filters.set({ ...noFilter, open: true });
    assert.deepEqual(await titles(), [
      'Phase 1: Dredge',
      '  [ ] Dredge the sill',
      'Phase 2: Build',
      '  [ ] Flags',
      '  [ ] Lamps',
    ]);
    const item = api.view.getTreeItem(api.view.documentOf(uri)!);
    assert.equal(item.collapsibleState, vscode.TreeItemCollapsibleState.Expanded);
    await vscode.commands.executeCommand(commands.clearFilter);
    assert.equal((await titles()).length, 6);
  });

  it('leaves a plan out of which nothing remains', async () => {
    await api.filters.set({ ...noFilter, owners: ['Nobody'] });
    assert.ok(!(await shownTree(api)).some((line) => line.startsWith('Filtered plan')));
    await api.filters.set({ ...noFilter, owners: ['anna'] });
    assert.deepEqual(await titles(), ['Phase 1: Dredge', '  [x] Rent a dredger', '  [ ] Dredge the sill']);
  });

  it('follows a tick: what is done leaves the open work', async () => {
    await api.filters.set({ ...noFilter, p0: true, open: true });
    assert.deepEqual(await titles(), ['Phase 2: Build', '  [ ] Lamps']);
    write(`${folder}/PLAN.md`, text.replace('- [ ] Lamps', '- [x] Lamps'));
    await until('the row to go', async () => (await shownTree(api)).every((line) => !line.includes('Lamps')));
    write(`${folder}/PLAN.md`, text);
    await until('the row to be back', async () => (await shownTree(api)).some((line) => line.includes('Lamps')));
  });

  it('a task that is hidden is ticked from the editor all the same', async () => {
    await api.filters.set({ ...noFilter, p0: true });
    const editor = await vscode.window.showTextDocument(uri);
    editor.selection = new vscode.Selection(11, 0, 11, 0);
    assert.equal(api.view.rowAt(uri, 11)?.node.title, 'Flags');
    await vscode.commands.executeCommand(commands.toggleTask);
    await until('the tick', () => bytesOf(uri).includes('- [x] Flags'));
    await vscode.commands.executeCommand(commands.undoLastTick);
    await until('no tick', () => bytesOf(uri) === text);
  });

  it('a hidden row cannot be revealed, and says so', async () => {
    await api.filters.set({ ...noFilter, p0: true });
    assert.equal(await api.view.reveal(api.view.rowAt(uri, 11)!), false);
  });

  it('sorts by priority, the rest as in the document', async () => {
    await api.filters.set(noFilter, 'priority');
    const rows = await titles();
    assert.deepEqual(rows.slice(0, 3), ['Phase 2: Build', '  [ ] Lamps', '  [ ] Flags']);
    assert.equal(rows.length, 6);
  });

  it('says what is filtered and how many rows that hides', async () => {
    await api.filters.set({ ...noFilter, open: true, owners: ['Anna', 'Bert'] });
    assert.equal(api.filters.sentence(12), 'Only open work, Anna or Bert. 12 rows are hidden.');
    await api.filters.set(noFilter);
    assert.equal(api.filters.sentence(0), undefined);
  });
});
