import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands, internalCommands } from '../../src/vscode/contributions.ts';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';
import { bytesOf, closeEditors, freshFolder, planAt, remove, runsheet, until, write } from './support.ts';

const fence = '```';
const text = `# Harbour plan

## Phase 1: Dredge

**Owner**: Harbour master

- [x] T001 Rent a dredger, see src/crane.ts:2 and winch.ts
- [ ] T002 Dredge the sill (depends on T001)
- [ ] T003 Not there: src/none.ts

${fence}bash
npm test
${fence}

${fence}text
- [ ] T004 (depends on T0
${fence}

## Phase 2: Moor
`;

describe('writing a plan', () => {
  const folder = freshFolder();
  let api: RunsheetApi;
  before(async () => {
    api = await runsheet();
    write(`${folder}/src/crane.ts`, 'one\ntwo\n');
    write(`${folder}/deep/down/winch.ts`, 'one\n');
  });
  afterEach(closeEditors);
  after(() => remove(folder));

  const open = async (name: string): Promise<vscode.TextEditor> => {
    const uri = write(`${folder}/${name}`, text);
    await planAt(api, uri);
    return vscode.window.showTextDocument(uri);
  };
  const offered = async (editor: vscode.TextEditor, line: number, typed: string): Promise<readonly string[]> => {
    const { document } = editor;
    await editor.edit((edit) => edit.replace(document.lineAt(line).range, typed));
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(line, typed.length),
    );
    const ours = new Set([
      vscode.CompletionItemKind.Reference,
      vscode.CompletionItemKind.User,
      vscode.CompletionItemKind.EnumMember,
      vscode.CompletionItemKind.Value,
    ]);
    return list.items
      .filter(({ kind, sortText }) => kind !== undefined && ours.has(kind) && /^0\d{5}$/.test(sortText ?? ''))
      .map(({ label }) => (typeof label === 'string' ? label : label.label));
  };
  const links = async (uri: vscode.Uri): Promise<readonly string[]> => {
    const found = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', uri);
    const document = await vscode.workspace.openTextDocument(uri);
    return found.map(
      ({ range, target }) =>
        `${document.getText(range)} > ${target?.path.split('/').at(-1) ?? ''}#${target?.fragment ?? ''}`,
    );
  };

  it('ids, owners, priorities and marks are offered at their places', async () => {
    const editor = await open('PLAN.md');
    const last = editor.document.lineCount - 1;
    assert.deepEqual(await offered(editor, last, '**Depends on**: '), ['Phase 1', 'T001', 'T002', 'T003']);
    assert.deepEqual(await offered(editor, last, '- [ ] T005 Moor (depends on T00'), [
      'Phase 1',
      'T001',
      'T002',
      'T003',
    ]);
    assert.deepEqual((await offered(editor, last, '**Assignee**:')).includes('Harbour master'), true);
    assert.deepEqual(await offered(editor, last, '**Priority**: '), ['P0', 'P1', 'P2', 'P3']);
    assert.deepEqual(await offered(editor, last, '- ['), ['[ ]', '[x]', '[~]', '[!]', '[-]']);
  });

  it('nothing is offered in sentences and in code', async () => {
    const editor = await open('TODO.md');
    assert.deepEqual(await offered(editor, editor.document.lineCount - 1, 'It all depends on '), []);
    assert.deepEqual(await offered(editor, 15, '- [ ] T004 (depends on T0'), []);
  });

  it('a hover over a task says its state and its dependencies with theirs, and ticks', async () => {
    const { document } = await open('ROADMAP.md');
    const hover = async (line: number, column: number): Promise<string> => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        new vscode.Position(line, column),
      );
      const contents = hovers.flatMap(({ contents: parts }) => parts as vscode.MarkdownString[]);
      return contents.map(({ value }) => value.replaceAll('&nbsp;', ' ')).join('\n');
    };
    const task = await hover(7, 8);
    assert.match(task, /^\*\*T002 Dredge the sill/);
    assert.match(task, /Depends on: \[T001 Rent a dredger[^\]]*\]\(file:[^)]*#L7\) \(done\)/);
    assert.match(await hover(7, 40), /\*\*T001 Rent a dredger/);
    const command = /\(command:runsheet\.internal\.tick\?([^)]+)\)/.exec(task)?.[1];
    assert.ok(command);
    const args = JSON.parse(decodeURIComponent(command)) as unknown[];
    await vscode.commands.executeCommand(internalCommands.tick, ...args);
    await until('the tick', () => bytesOf(document.uri).includes('- [x] T002'));
  });

  it('files that exist and ids are links, wherever a bare name stands', async () => {
    const { document } = await open('BACKLOG.md');
    const found = await until('the links', async () => {
      const all = await links(document.uri);
      return all.some((link) => link.startsWith('winch')) && all;
    });
    assert.ok(found.includes('src/crane.ts:2 > crane.ts#L2'), found.join());
    assert.ok(found.includes('winch.ts > winch.ts#'), found.join());
    assert.ok(found.includes('T001 > BACKLOG.md#L7'), found.join());
    assert.ok(!found.some((link) => link.includes('none')));
  });

  it('a file that comes later is a link then', async () => {
    const { document } = await open('KANBAN.md');
    await links(document.uri);
    write(`${folder}/src/none.ts`, '');
    await until('the link', async () => (await links(document.uri)).includes('src/none.ts > none.ts#'));
    remove(`${folder}/src/none.ts`);
    await until('no link', async () => !(await links(document.uri)).some((link) => link.includes('none')));
  });

  it('the cursor goes from open task to open task, to the mark', async () => {
    const editor = await open('NEXT-STEPS.md');
    await vscode.commands.executeCommand(commands.goToNextOpenTask);
    assert.deepEqual([editor.selection.active.line, editor.selection.active.character], [7, 3]);
    await vscode.commands.executeCommand(commands.goToNextOpenTask);
    await vscode.commands.executeCommand(commands.goToNextOpenTask);
    assert.equal(editor.selection.active.line, 7);
    await vscode.commands.executeCommand(commands.goToPreviousOpenTask);
    assert.equal(editor.selection.active.line, 8);
  });

  it('every row says its state and progress in words', async () => {
    const { document } = await open('PRIORITY.md');
    const row = api.view.documentOf(document.uri);
    assert.ok(row);
    const label = (of: Parameters<typeof api.view.getTreeItem>[0]): string =>
      api.view.getTreeItem(of).accessibilityInformation?.label ?? '';
    assert.match(label(row), /Harbour plan, 1 of 3 done, .*PRIORITY\.md/);
    const task = api.view.rowAt(document.uri, 6);
    assert.match(label(task ?? row), /^T001 Rent a dredger.*, done/);
    assert.match(label(task?.parent ?? row), /^Phase 1: Dredge, 1 of 3 done/);
  });

  it('a screen reader hears a sentence for every row of every view, with what only the icon shows', async () => {
    const words =
      '## Phase 3: Pond\n\n- [x] Dig\n  - [ ] Line\n\n### Shift 1 (00:00-03:00 UTC) - Backend Agent\n\n- [ ] Sound\n';
    const uri = write(`${folder}/SHIFT-PLAN.md`, `# Shift plan\n\n${words}`);
    await planAt(api, uri);
    const spoken = async <Row>(view: vscode.TreeDataProvider<Row>, row?: Row): Promise<readonly string[]> => {
      const children = (await view.getChildren(row)) ?? [];
      const all = await Promise.all(
        children.map(async (child) => {
          const { accessibilityInformation, label } = await view.getTreeItem(child);
          const text = accessibilityInformation?.label ?? (typeof label === 'string' ? label : '');
          return [text, ...(await spoken(view, child))];
        }),
      );
      return all.flat();
    };
    const ready = await until('the contradiction', async () => {
      const said = await spoken(api.readiness);
      return said.some((text) => text.startsWith('warning, "Dig" is ticked')) && said;
    });
    const shifts = await spoken(api.shifts);
    for (const text of [...(await spoken(api.view)), ...ready, ...shifts])
      assert.ok(/[\p{L}\p{N}]/u.test(text) && !text.includes('$('), JSON.stringify(text));
  });
});
