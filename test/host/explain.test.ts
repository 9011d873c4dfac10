import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands, internalCommands } from '../../src/vscode/contributions.ts';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';
import { closeEditors, freshFolder, planAt, remove, runsheet, until, write } from './support.ts';

const fence = '```';
const text = `# Harbour plan

## Phase 1: Dredge

- [ ] Rent a dredger
- [x] Dredge the sill

${fence}json
{}
${fence}

### Success Criteria

- [ ] 4 m at low tide
`;

describe('asking why', () => {
  const folder = freshFolder();
  let api: RunsheetApi;
  before(async () => {
    api = await runsheet();
  });
  afterEach(closeEditors);
  after(() => remove(folder));

  const open = async (name: string): Promise<vscode.TextEditor> => {
    const uri = write(`${folder}/${name}`, text);
    await planAt(api, uri);
    return vscode.window.showTextDocument(uri);
  };
  const shown = (what: RegExp): Promise<string> =>
    until(`an explanation with ${String(what)}`, () => {
      const editor = vscode.window.visibleTextEditors.find(
        ({ document }) => document.uri.scheme === 'runsheet-explain',
      );
      const found = editor?.document.getText() ?? '';
      return what.test(found) && found;
    });
  const hover = async (uri: vscode.Uri, line: number, column: number): Promise<string> => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      new vscode.Position(line, column),
    );
    const contents = hovers.flatMap(({ contents: parts }) => parts as vscode.MarkdownString[]);
    for (const { isTrusted } of contents)
      assert.deepEqual(isTrusted, { enabledCommands: [internalCommands.run, internalCommands.tick] });
    return contents.map(({ value }) => value.replaceAll('&nbsp;', ' ')).join('\n');
  };

  it('a line says what it was read as, beside the plan, which keeps the focus', async () => {
    const editor = await open('PLAN.md');
    editor.selection = new vscode.Selection(13, 0, 13, 0);
    await vscode.commands.executeCommand(commands.explainLine);
    const found = await shown(/PLAN\.md:14/);
    assert.match(found, /read as +\w*criterion|read as +task/);
    assert.match(found, /role +gate, because/);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), editor.document.uri.toString());
  });

  it('the menu of a line number and a row of the tree say which line is meant', async () => {
    const editor = await open('TODO.md');
    const { uri } = editor.document;
    await vscode.commands.executeCommand(commands.explainLine, { lineNumber: 5, uri });
    await shown(/TODO\.md:5 .*Rent a dredger/);
    await vscode.commands.executeCommand(commands.explainLine, api.view.rowAt(uri, 5));
    await shown(/TODO\.md:6 .*Dredge the sill/);
  });

  it('stays true while the plan changes, and with its line when that moves', async () => {
    const editor = await open('ROADMAP.md');
    await vscode.commands.executeCommand(commands.explainLine, { lineNumber: 5, uri: editor.document.uri });
    await shown(/ROADMAP\.md:5 .*\n[^]*status +open/);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'new\n\n'));
    await shown(/ROADMAP\.md:7 .*Rent a dredger/);
    await editor.edit((edit) => edit.replace(new vscode.Range(6, 3, 6, 4), 'x'));
    await shown(/status +done/);
  });

  it('a file says the sum that made it a plan', async () => {
    await open('BACKLOG.md');
    await vscode.commands.executeCommand(commands.explainFile);
    const found = await shown(/BACKLOG\.md +a plan: score \d/);
    assert.match(found, /\+2 +file name says "backlog"/);
  });

  it('a hover on a mark, on # and on a fence says it in short, and nothing stands over the text', async () => {
    const { document } = await open('tasks.md');
    assert.match(await hover(document.uri, 4, 3), /Rent a dredger[^]*open[^]*read as: task/);
    assert.match(await hover(document.uri, 2, 1), /read as: phase/);
    assert.match(await hover(document.uri, 7, 1), /no lens: /);
    for (const [line, column] of [
      [4, 10],
      [2, 8],
      [8, 0],
      [9, 1],
      [0, 5],
    ] as const) {
      assert.equal(await hover(document.uri, line, column), '', `${line}:${column}`);
    }
  });

  it('a hover shows markup as it stands in the plan', async () => {
    const uri = write(`${folder}/evil/PLAN.md`, '# Plan\n\n- [ ] a\n\n```[x](command:y)\nb\n```\n\n- [ ] c\n- [ ] d\n');
    await planAt(api, uri);
    await vscode.window.showTextDocument(uri);
    assert.doesNotMatch(await hover(uri, 4, 1), /[^\\]\[x\]\(command/);
  });
});
