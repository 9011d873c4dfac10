import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/vscode/contributions.ts';
import type { NodeRow } from '../../src/vscode/planRow.ts';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';
import { closeEditors, planAt, runsheet, until } from './support.ts';

const text = '# Plan on no disk\r\n\r\n## Phase 1: One\r\n\r\n- [ ] a  \r\n- [ ] b\r\n- [ ] c';
const { Unchecked, Checked } = vscode.TreeItemCheckboxState;

/** Files in memory. */
class MemoryFiles implements vscode.FileSystemProvider {
  readonly files = new Map<string, { readonly bytes: Uint8Array; readonly mtime: number }>();
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  refusal: Error | undefined;
  #time = 1000;

  put(path: string, content: string): void {
    this.files.set(path, { bytes: Buffer.from(content), mtime: (this.#time += 1000) });
  }
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }
  stat({ path }: vscode.Uri): vscode.FileStat {
    const file = this.files.get(path);
    if (file) return { type: vscode.FileType.File, ctime: 0, mtime: file.mtime, size: file.bytes.length };
    if ([...this.files.keys()].some((name) => name.startsWith(path)))
      return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    throw vscode.FileSystemError.FileNotFound(path);
  }
  readDirectory({ path }: vscode.Uri): [string, vscode.FileType][] {
    return [...this.files.keys()].map((name) => [name.slice(path.length), vscode.FileType.File]);
  }
  readFile(uri: vscode.Uri): Uint8Array {
    const file = this.files.get(uri.path);
    if (!file) throw vscode.FileSystemError.FileNotFound(uri);
    return file.bytes;
  }
  writeFile(uri: vscode.Uri, bytes: Uint8Array): void {
    if (this.refusal) throw this.refusal;
    this.put(uri.path, Buffer.from(bytes).toString());
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }
  createDirectory(): void {
    throw vscode.FileSystemError.NoPermissions();
  }
  delete(uri: vscode.Uri): void {
    this.files.delete(uri.path);
    this.#changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  }
  rename(): void {
    throw vscode.FileSystemError.NoPermissions();
  }
  textOf(path: string): string | undefined {
    const file = this.files.get(path);
    return file && Buffer.from(file.bytes).toString();
  }
}

describe('ticking a plan on no disk', () => {
  const scheme = 'runsheet-memory';
  const lockedScheme = 'runsheet-locked';
  const memory = new MemoryFiles();
  const locked = new MemoryFiles();
  const registrations: vscode.Disposable[] = [];
  let api: RunsheetApi;
  let count = 0;
  let told: string[] = [];
  let start = 0;

  before(async () => {
    api = await runsheet();
    api.setParentQuestion(() => Promise.resolve('no'));
    memory.put('/plans/PLAN.md', text);
    locked.put('/plans/PLAN.md', text);
    registrations.push(
      vscode.workspace.registerFileSystemProvider(scheme, memory),
      vscode.workspace.registerFileSystemProvider(lockedScheme, locked, { isReadonly: true }),
      api.toggler.onDidTell((sentence) => told.push(sentence)),
    );
    start = vscode.workspace.workspaceFolders?.length ?? 0;
    const folders = [scheme, lockedScheme].map((name) => ({
      uri: vscode.Uri.from({ scheme: name, path: '/plans' }),
      name,
    }));
    assert.ok(vscode.workspace.updateWorkspaceFolders(start, 0, ...folders));
    await until('both folders', () => (vscode.workspace.workspaceFolders?.length ?? 0) === start + 2);
  });
  beforeEach(() => {
    told = [];
    memory.refusal = undefined;
  });
  afterEach(closeEditors);
  after(() => {
    vscode.workspace.updateWorkspaceFolders(start, 2);
    for (const registration of registrations) registration.dispose();
  });

  const plan = async (name = scheme): Promise<vscode.Uri> => {
    const path = `/plans/PLAN-${++count}.md`;
    (name === scheme ? memory : locked).put(path, text);
    const uri = vscode.Uri.from({ scheme: name, path });
    await api.store.look(uri);
    await planAt(api, uri);
    return uri;
  };
  const rowOf = (uri: vscode.Uri, line: number): NodeRow => {
    const row = api.view.rowAt(uri, line);
    assert.ok(row);
    return row;
  };
  const toggle = (row: NodeRow): Thenable<unknown> => vscode.commands.executeCommand(commands.toggleTask, row);
  const boxOf = (uri: vscode.Uri, line: number): unknown => api.view.getTreeItem(rowOf(uri, line)).checkboxState;

  it('changes the one character of a file that is not open, and opens nothing', async () => {
    const uri = await plan();
    await toggle(rowOf(uri, 5));
    assert.equal(memory.textOf(uri.path), text.replace('[ ] b', '[x] b'));
    assert.ok(!vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString()));
    await until('the tick in the tree', () => boxOf(uri, 5) === Checked);
    await vscode.commands.executeCommand(commands.undoLastTick);
    assert.equal(memory.textOf(uri.path), text);
    assert.deepEqual(told, []);
  });

  it('keeps a byte order mark', async () => {
    const uri = await plan();
    memory.put(uri.path, `\uFEFF${text}`);
    await toggle(rowOf(uri, 4));
    assert.equal(memory.textOf(uri.path), `\uFEFF${text.replace('[ ] a', '[x] a')}`);
  });

  it('saves an open document that was saved', async () => {
    const uri = await plan();
    const { document } = await vscode.window.showTextDocument(uri);
    await toggle(rowOf(uri, 5));
    assert.equal(memory.textOf(uri.path), text.replace('[ ] b', '[x] b'));
    assert.equal(document.isDirty, false);
  });

  it('leaves a read-only provider alone, and says so', async () => {
    const uri = await plan(lockedScheme);
    await toggle(rowOf(uri, 5));
    assert.equal(locked.textOf(uri.path), text);
    assert.equal(boxOf(uri, 5), Unchecked);
    assert.match(told.join(), /The file is read-only, so nothing was ticked/);
  });

  it('says what the provider says when it fails to write; the box goes back and nothing is left open', async () => {
    const uri = await plan();
    memory.refusal = vscode.FileSystemError.Unavailable('the server sleeps');
    await toggle(rowOf(uri, 5));
    assert.equal(memory.textOf(uri.path), text);
    assert.equal(boxOf(uri, 5), Unchecked);
    assert.match(told.join(), /could not be changed: .*the server sleeps/);
    assert.ok(!vscode.workspace.textDocuments.some(({ isDirty }) => isDirty));
  });

  it('keeps the tick in an open document that cannot be saved, and says so', async () => {
    const uri = await plan();
    const { document } = await vscode.window.showTextDocument(uri);
    memory.refusal = vscode.FileSystemError.NoPermissions('not today');
    await toggle(rowOf(uri, 5));
    assert.equal(memory.textOf(uri.path), text);
    assert.equal(document.getText(), text.replace('[ ] b', '[x] b'));
    assert.match(told.join(), /The tick is in the editor, but the file could not be saved/);
  });

  it('does not bring back a file that is gone', async () => {
    const uri = await plan();
    const row = rowOf(uri, 5);
    memory.files.delete(uri.path);
    await toggle(row);
    assert.equal(memory.textOf(uri.path), undefined);
    assert.match(told.join(), /not there any more/);
  });
});
