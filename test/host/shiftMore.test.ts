import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Answer } from '../../src/core/shifts/procedure.ts';
import type { Reminder } from '../../src/core/shifts/reminders.ts';
import { commands } from '../../src/vscode/contributions.ts';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';
import type { ShiftParts } from '../../src/vscode/shiftParts.ts';
import { commandLine, flat, repository } from './shiftRepository.ts';
import { closeEditors, freshFolder, planAt, remove, runsheet, until, workspaceFolder, write } from './support.ts';

const minute = 60_000;
const handoff = '.agent-handoffs/SHIFT_1_HANDOFF.md';

describe('shifts in the editor, when not all goes its way', () => {
  let api: RunsheetApi;
  let parts: ShiftParts;
  let repo: ReturnType<typeof repository>;
  let answers: Map<string, Answer>;
  before(async () => {
    api = await runsheet();
    parts = await api.shifts.parts();
  });
  beforeEach(async () => {
    write('.runsheet.json', '{}\n');
    repo = repository();
    answers = new Map();
    parts.questions.ask = ({ id, initial }) => Promise.resolve(answers.has(id) ? answers.get(id) : initial);
    await parts.boards.look();
  });
  afterEach(async () => {
    await closeEditors();
    repo.remove();
    for (const file of ['.runsheet.json', '.agent-handoffs', 'test-results', 'HANDOFF.md']) remove(file);
    await parts.boards.look();
  });

  const run = (command: string): Thenable<unknown> =>
    vscode.commands.executeCommand(command, vscode.Uri.file(repo.own));
  const rows = async (): Promise<string[]> => flat(await parts.rows());
  const reasonOf = (outcome: unknown): unknown => (outcome as { stop?: { reason: string } } | undefined)?.stop?.reason;

  it('an end that a reload or a crash left in the middle is offered, and goes on where it was', async () => {
    await run(commands.startShift);
    answers.set('handoff-status', undefined);
    assert.equal(reasonOf(await run(commands.endShift)), 'question');
    answers.delete('handoff-status');
    const offered: string[] = [];
    parts.questions.offer = (sentence) => Promise.resolve(offered.push(sentence) > 0);
    await parts.lookAfterStart();
    assert.deepEqual(offered, ['The end of shift 1 was left in the middle. It goes on where it was.']);
    assert.match(repo.git(repo.own, 'show', `origin/main:${handoff}`), /\*\*State:\*\* ended/);
  });

  it('what another window is busy with is left alone, not offered, and seen when it is done', async () => {
    write('.runsheet.json', '{ "suites": [{ "name": "slow", "command": "sleep 4" }] }\n');
    await run(commands.startShift);
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    const other = spawn(process.execPath, [commandLine(), 'shift', 'end', '--yes'], {
      cwd: repo.own,
      env,
      stdio: 'ignore',
    });
    const ended = once(other, 'close');
    await until('the end that is running', async () => {
      await parts.boards.look();
      return parts.boards.all()[0]?.board.left?.isRunning;
    });
    const offered: string[] = [];
    parts.questions.offer = (sentence) => Promise.resolve(offered.push(sentence) < 0);
    await parts.lookAfterStart();
    assert.deepEqual(offered, []);
    assert.ok((await rows()).includes('Ending shift 1 ...'));
    assert.equal(reasonOf(await run(commands.endShift)), 'busy');
    await ended;
    await until('the shift to leave the status bar', () => parts.status.item === undefined);
  });

  it('of several folders, the one that holds a shift is ended; without a remote nobody else knows of it', async () => {
    const second = path.join(path.dirname(workspaceFolder()), freshFolder());
    mkdirSync(second);
    const git = (...args: readonly string[]): void => void repo.git(second, ...args);
    git('init', '-q', '-b', 'main');
    git('config', 'user.name', 'Grace');
    git('config', 'user.email', 'test@localhost');
    git('commit', '-qm', 'one', '--allow-empty');
    const start = vscode.workspace.workspaceFolders?.length ?? 0;
    const uri = vscode.Uri.file(second);
    assert.ok(vscode.workspace.updateWorkspaceFolders(start, 0, { uri, name: 'second' }));
    try {
      await until('the second folder', () => vscode.workspace.workspaceFolders?.length === start + 1);
      await parts.boards.look();
      await vscode.commands.executeCommand(commands.startShift, uri);
      assert.ok((await rows()).includes('Shift 1 | Grace · not coordinated'));
      const hover = parts.status.item?.tooltip;
      assert.ok(typeof hover === 'string' && hover.includes('Not coordinated'));
      assert.equal(existsSync(path.join(repo.own, handoff)), false);
      await vscode.commands.executeCommand(commands.endShift);
      assert.match(readFileSync(path.join(second, handoff), 'utf8'), /\*\*State:\*\* ended/);
    } finally {
      vscode.workspace.updateWorkspaceFolders(start, 1);
      await until('the second folder to go', () => vscode.workspace.workspaceFolders?.length === start);
      rmSync(second, { recursive: true, force: true });
    }
  });

  it('without git a shift says what is missing, and a handoff is made all the same', async () => {
    rmSync(path.join(repo.own, '.git'), { recursive: true });
    assert.equal(reasonOf(await run(commands.startShift)), 'trouble');
    assert.match(parts.documents.steps.join('\n'), /no git repository/);
    assert.equal(await run(commands.newHandoff), 'HANDOFF.md');
    answers.set('note', 'Written without git');
    await run(commands.addNote);
    assert.match(readFileSync(path.join(repo.own, 'HANDOFF.md'), 'utf8'), /Written without git/);
  });

  it('reminds of commits, tests, handoff and end, each once, and of no commit that was made', async () => {
    const anchor = new Date(Date.now() - 5 * minute).toISOString();
    const shift = { lengthMinutes: 180, anchor, commitEveryMinutes: 60 };
    write('.runsheet.json', `${JSON.stringify({ shift })}\n`);
    await run(commands.startShift);
    const said: Reminder['what'][] = [];
    const { remind } = parts.status;
    parts.status.remind = (_, { what }) => void said.push(what);
    try {
      const begun = Date.now();
      parts.status.update(begun + 61 * minute);
      await until('the reminder of a commit', () => said.length > 0);
      for (const minutes of [146, 147, 161, 176, 177]) parts.status.update(begun + minutes * minute);
      assert.deepEqual(said, ['commit', 'test', 'handoff', 'end']);
      said.length = 0;
      await new Promise((resolve) => setTimeout(resolve, 1100));
      repo.git(repo.own, 'commit', '-qm', 'two', '--allow-empty');
      parts.status.update(Date.now());
      parts.status.update(begun + 60.5 * minute);
      await parts.boards.look();
      assert.deepEqual(said, []);
    } finally {
      parts.status.remind = remind;
    }
  });

  it('a blocker of P0 counts in the verdict at once', async () => {
    const folder = freshFolder();
    const uri = write(`${folder}/PLAN.md`, '# Quay plan\n\n## Phase 1: Lamps\n\n- [ ] Wire the lamps\n');
    await planAt(api, uri);
    const { model } = await api.readiness.load();
    await run(commands.startShift);
    answers = new Map([
      ['blocker', 'No key of the lamp room'],
      ['priority', 'P0'],
      ['needs', ''],
    ]);
    await run(commands.addBlocker);
    await until('the reason', () => model.reasons.some(({ text }) => text.includes('No key of the lamp room')));
    remove(folder);
  });

  it('a handoff that stands unsaved in the editor is added to there, and nothing typed is lost', async () => {
    await run(commands.startShift);
    const uri = vscode.Uri.file(path.join(repo.own, handoff));
    const editor = await vscode.window.showTextDocument(uri);
    const { document } = editor;
    // VS Code has the document of the test before, and refuses an edit while it reads the file of this one.
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await until('the handoff as it is', () => document.getText() === readFileSync(uri.fsPath, 'utf8'));
    assert.ok(await editor.edit((edit) => edit.insert(document.lineAt(document.lineCount - 1).range.end, 'typed')));
    await until('unsaved changes', () => document.isDirty);
    answers.set('note', 'Said in between');
    await run(commands.addNote);
    assert.match(editor.document.getText(), /Said in between/);
    assert.match(editor.document.getText(), /typed/);
    assert.doesNotMatch(readFileSync(uri.fsPath, 'utf8'), /typed|Said in between/);
    await editor.document.save();
  });
});
