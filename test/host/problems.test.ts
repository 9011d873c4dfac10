import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';
import { closeEditors, freshFolder, planAt, remove, runsheet, until, write } from './support.ts';

const broken = '# Plan\n\n## Phase 1: Dig\n\n- [x] Pond\n  - [x] Dig\n  - [ ] Fill\n- [x ] Plants\n- [ ] Tidy\n';

describe('Problems of plans', () => {
  const folder = freshFolder();
  let api: RunsheetApi;
  before(async () => {
    api = await runsheet();
  });
  afterEach(async () => {
    await closeEditors();
    await configure(undefined);
  });
  after(() => remove(folder));

  const ours = (uri: vscode.Uri): readonly string[] =>
    vscode.languages
      .getDiagnostics(uri)
      .filter(({ source }) => source === 'Runsheet')
      .sort((a, b) => a.range.start.line - b.range.start.line)
      .map(
        ({ range, code, severity }) => `${range.start.line + 1} ${typeof code === 'string' ? code : ''} ${severity}`,
      );
  const configure = (value: unknown): Thenable<void> =>
    vscode.workspace.getConfiguration('runsheet').update('problems.severity', value, vscode.ConfigurationTarget.Global);
  const actionsAt = async (uri: vscode.Uri, line: number): Promise<readonly vscode.CodeAction[]> => {
    try {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        uri,
        new vscode.Range(line, 0, line, 80),
        vscode.CodeActionKind.QuickFix.value,
      );
      return actions.filter(({ edit, title }) => edit !== undefined && !title.startsWith('Turn '));
    } catch (error) {
      // Whatever extension registers fixes meanwhile, as some do in a window that just opened, cancels the question.
      if (error instanceof Error && error.name === 'Canceled') return [];
      throw error;
    }
  };

  it('hint at a file that is named with a line and is not there, while the document is open, until it is', async () => {
    write(`${folder}/src/tide.ts`, '');
    const uri = write(
      `${folder}/NAMES-PLAN.md`,
      '# Plan\n\n- [ ] Mend src/tide.ts:1, src/gone.ts:7\n- [ ] Write src/new.ts\n',
    );
    await planAt(api, uri);
    await vscode.window.showTextDocument(uri);
    const hint = `3 missing-file ${vscode.DiagnosticSeverity.Hint}`;
    await until('the hint', () => ours(uri).join() === hint);
    await configure({ 'missing-file': 'off' });
    await until('no hint', () => ours(uri).length === 0);
  });

  it('stand on their lines without the file being open, and go with the file', async () => {
    const uri = write(`${folder}/plan.md`, broken);
    await planAt(api, uri);
    assert.deepEqual(await until('two problems', () => ours(uri).length === 2 && ours(uri)), [
      '5 parent-child 1',
      '8 damaged-box 1',
    ]);
    remove(`${folder}/plan.md`);
    await until('no problems', () => ours(uri).length === 0);
  });

  it('the light bulb repairs a box and nothing else, as one step that can be undone', async () => {
    const uri = write(`${folder}/fix-plan.md`, broken.replaceAll('\n', '\r\n'));
    await planAt(api, uri);
    const { document } = await vscode.window.showTextDocument(uri);
    await until('the problem', () => ours(uri).includes('8 damaged-box 1'));
    const [fix] = await until('a fix', async () => {
      const actions = await actionsAt(uri, 7);
      return actions.length > 0 && actions;
    });
    assert.equal(fix?.title, 'Repair this box');
    assert.ok(fix.edit);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.equal(document.getText(), broken.replace('[x ]', '[x]').replaceAll('\n', '\r\n'));
    await until('one problem less', () => ours(uri).length === 1);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), broken.replaceAll('\n', '\r\n'));
  });

  it('a setting says how loud each is, or turns it off', async () => {
    const uri = write(`${folder}/loud-plan.md`, broken);
    await planAt(api, uri);
    await until('the problems', () => ours(uri).length === 2);
    await configure({ 'parent-child': 'error', 'damaged-box': 'off' });
    await until('one error', () => ours(uri).join() === '5 parent-child 0');
  });

  it('a list item without a box is offered one', async () => {
    const text =
      '# Plan\n\n## Phase 1: Dig\n\n1. **Rent a digger** (2 hours)\n2. **Dig** (1 hour)\n\n- [ ] Tidy\n\n## Phase 2: Fill\n\n- [ ] Fill\n';
    const uri = write(`${folder}/hint-plan.md`, text);
    await planAt(api, uri);
    const { document } = await vscode.window.showTextDocument(uri);
    await until('the hints', () => ours(uri).join() === '5 no-box 3,6 no-box 3');
    const [fix] = await until('a fix', async () => {
      const actions = await actionsAt(uri, 4);
      return actions.length > 0 && actions;
    });
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    assert.equal(document.lineAt(4).text, '1. [ ] **Rent a digger** (2 hours)');
  });

  for (const [code, text, title, mended] of [
    ['parent-child', '- [X] a\n- [ ] Pond\n  - [X] Dig\n', 'Tick this box', '- [X] a\n- [X] Pond\n  - [X] Dig\n'],
    ['damaged-box', '- [ ] a\n- [ [x] Pond\n', 'Repair this box', '- [ ] a\n- [x] Pond\n'],
    ['duplicate-id', '- [ ] T001 Dig\n- [ ] T001 Fill\n', 'Change the id to T002', '- [ ] T001 Dig\n- [ ] T002 Fill\n'],
    [
      'unknown-dependency',
      '- [ ] T001 Dig\n- [ ] T002 Fill (depends on T01)\n',
      'Change to T001',
      '- [ ] T001 Dig\n- [ ] T002 Fill (depends on T001)\n',
    ],
    [
      'dependency-cycle',
      '- [ ] T001 Dig (depends on T002)\n- [ ] T002 Fill (depends on T001)\n',
      'Do not wait for T001',
      '- [ ] T001 Dig (depends on T002)\n- [ ] T002 Fill\n',
    ],
    [
      'dependency-order',
      '- [ ] T001 Dig\n- [x] T002 Fill (depends on T001)\n',
      'Untick this box',
      '- [ ] T001 Dig\n- [ ] T002 Fill (depends on T001)\n',
    ],
    ['unterminated-fence', '- [ ] a\n\n```sh\nls', 'Close the fence', '- [ ] a\n\n```sh\nls\n```'],
    [
      'work-in-code',
      '- [ ] z\n\n```\n- [ ] a\n- [ ] b\n- [ ] c\n```\n',
      'Take this out of its code fence',
      '- [ ] z\n\n- [ ] a\n- [ ] b\n- [ ] c\n',
    ],
    ['garbled-text', '- [ ] a â€“ b\n- [ ] Ã¼\n', 'Repair the text of the whole file', '- [ ] a – b\n- [ ] ü\n'],
  ] as const)
    it(`the light bulb mends ${code} in one step that can be undone, and no other byte`, async () => {
      const crlf = (of: string): string => `# Plan\n\n## Phase 1: Dig\n\n${of}`.replaceAll('\n', '\r\n');
      const uri = write(`${folder}/${code}-plan.md`, crlf(text));
      await planAt(api, uri);
      const { document } = await vscode.window.showTextDocument(uri);
      const found = await until('the problem', () =>
        vscode.languages.getDiagnostics(uri).find((diagnostic) => diagnostic.code === code),
      );
      const { line } = found.range.start;
      const action = await until(title, async () => (await actionsAt(uri, line)).find((each) => each.title === title));
      assert.ok(action.edit);
      assert.ok(await vscode.workspace.applyEdit(action.edit));
      assert.equal(document.getText(), crlf(mended));
      await until('no such problem', () => !ours(uri).some((one) => one.includes(code)));
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), crlf(text));
    });

  it('garbled text is repaired where the cursor is, on lines without a problem of their own too', async () => {
    const uri = write(`${folder}/garbled-lines-plan.md`, '# Plan\n\n- [ ] a â€“ b\n- [ ] c â†’ d\n');
    await planAt(api, uri);
    const { document } = await vscode.window.showTextDocument(uri);
    const action = await until('the repair', async () =>
      (await actionsAt(uri, 3)).find(({ title }) => title === 'Repair this text: "→"'),
    );
    assert.ok(action.edit);
    await vscode.workspace.applyEdit(action.edit);
    assert.equal(document.getText(), '# Plan\n\n- [ ] a â€“ b\n- [ ] c → d\n');
  });

  it('a file that stands elsewhere is offered in place of the one that is not there', async () => {
    write(`${folder}/deep/harbour.ts`, '');
    write(`${folder}/src/tide.ts`, '');
    const uri = write(`${folder}/MOVED-PLAN.md`, '# Plan\n\n- [ ] Mend src/harbour.ts:7 and src/tide.ts:1\n');
    await planAt(api, uri);
    const { document } = await vscode.window.showTextDocument(uri);
    await until('the hint', () => ours(uri).some((one) => one.includes('missing-file')));
    const title = `Change to ${folder}/deep/harbour.ts`;
    const action = await until(title, async () => (await actionsAt(uri, 2)).find((each) => each.title === title));
    assert.ok(action.edit);
    await vscode.workspace.applyEdit(action.edit);
    assert.equal(document.lineAt(2).text, `- [ ] Mend ${folder}/deep/harbour.ts:7 and src/tide.ts:1`);
  });

  it('a comment that the light bulb writes turns a problem off in its document alone', async () => {
    const uri = write(`${folder}/muted-plan.md`, broken.trimEnd());
    await planAt(api, uri);
    const { document } = await vscode.window.showTextDocument(uri);
    await until('the problems', () => ours(uri).length === 2);
    const all = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      new vscode.Range(4, 0, 4, 5),
    );
    const action = all.find(({ title }) => title === 'Turn parent-child Off in This Document');
    assert.ok(action?.edit);
    await vscode.workspace.applyEdit(action.edit);
    assert.equal(document.getText(), `${broken.trimEnd()}\n\n<!-- runsheet: ignore-problem parent-child -->`);
    await until('one problem', () => ours(uri).join() === '8 damaged-box 1');
  });
});
