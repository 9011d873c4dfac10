import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Answer, Question } from '../../src/core/shifts/procedure.ts';
import { commands } from '../../src/vscode/contributions.ts';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';
import type { ShiftParts } from '../../src/vscode/shiftParts.ts';
import { commandLine, flat, repository } from './shiftRepository.ts';
import { closeEditors, remove, runsheet, until, write } from './support.ts';

describe('shifts in the editor', () => {
  let api: RunsheetApi;
  let parts: ShiftParts;
  let repo: ReturnType<typeof repository>;
  let asked: Question[];
  let answers: Map<string, Answer>;
  before(async () => {
    api = await runsheet();
  });
  beforeEach(async () => {
    write('.runsheet.json', '{ "suites": [{ "name": "quick", "command": "echo fine" }] }\n');
    repo = repository();
    parts = await api.shifts.parts();
    asked = [];
    answers = new Map();
    parts.questions.ask = (question) => {
      asked.push(question);
      return Promise.resolve(answers.has(question.id) ? answers.get(question.id) : question.initial);
    };
    await parts.boards.look();
  });
  afterEach(async () => {
    await closeEditors();
    repo.remove();
    for (const file of ['.runsheet.json', '.agent-handoffs', 'test-results', 'HANDOFF.md']) remove(file);
    await parts.boards.look();
  });

  const run = (command: string, ...more: unknown[]): Thenable<unknown> =>
    vscode.commands.executeCommand(command, vscode.Uri.file(repo.own), ...more);
  const rows = async (): Promise<string[]> => flat(await parts.rows());
  const claim = (): string => repo.git(repo.own, 'ls-remote', 'origin', 'refs/runsheet/claims/*');

  it('a shift is started, shown with its time, and ended; every step is said', async () => {
    await run(commands.startShift);
    assert.match(claim(), /shift-1/);
    assert.deepEqual(
      (await rows()).filter((row) => row.startsWith('Shift')),
      ['Shift 1 | Ada'],
    );
    assert.match(parts.status.item?.text ?? '', /Shift 1/);
    assert.ok(parts.boards.hasTimer);
    assert.ok(parts.documents.steps.some((line) => line.startsWith('- Read the handoff before: There is no handoff')));

    await run(commands.endShift);
    assert.deepEqual(
      parts.documents.steps.filter((line) => line.startsWith('✗')),
      [],
    );
    const handoff = repo.git(repo.own, 'show', 'origin/main:.agent-handoffs/SHIFT_1_HANDOFF.md');
    assert.match(handoff, /\*\*State:\*\* ended/);
    assert.match(handoff, /quick: passed/);
    assert.equal(parts.status.item, undefined);
    assert.equal(parts.boards.hasTimer, false);
  });

  it('blockers, notes and what is done stand in the handoff at once, and in the view', async () => {
    await run(commands.startShift);
    answers = new Map([
      ['blocker', 'No password of the gate'],
      ['priority', 'P0'],
      ['needs', 'the office'],
      ['note', 'The build is slow'],
      ['done', 'The gate opens'],
      ['evidence', 'quick passed'],
      ['verified', 'unverified'],
    ]);
    await run(commands.addBlocker);
    await run(commands.addNote);
    await run(commands.markDone);
    const text = readFileSync(path.join(repo.own, '.agent-handoffs/SHIFT_1_HANDOFF.md'), 'utf8');
    assert.match(text, /- No password of the gate \(P0, needs the office, since /);
    assert.match(text, /- \d\d:\d\d The build is slow/);
    assert.match(text, /- The gate opens: quick passed \(unverified\)/);
    assert.ok((await rows()).includes('P0 No password of the gate | needs the office'));
    const spoken = (await parts.rows()).flatMap(({ item, children }) => [item, ...children.map((child) => child.item)]);
    assert.ok(
      spoken.some(({ accessibilityInformation }) => accessibilityInformation?.label.endsWith(', needs the office')),
    );
    assert.ok(spoken.every(({ accessibilityInformation }) => accessibilityInformation !== undefined));
  });

  it('a shift that somebody else holds is not started, and who holds it is said', async () => {
    await run(commands.startShift);
    await run(commands.endShift);
    const cli = commandLine();
    repo.git(repo.theirs, 'pull', '-q');
    execFileSync(process.execPath, [cli, 'shift', 'start', '2'], {
      cwd: repo.theirs,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    const outcome = await run(commands.startShift);
    assert.equal((outcome as { stop?: { reason: string } }).stop?.reason, 'lost');
    assert.ok(
      parts.documents.steps.some((line) => line.includes('Grace')),
      parts.documents.steps.join('\n'),
    );
    answers.set('number', '2').set('take-over-reason', 'she went home');
    await run(commands.takeOverShift);
    assert.ok((await rows()).some((row) => row.startsWith('Shift 2 | Ada')));
    await run(commands.endShift);
  });

  it('an end that was not answered is left in the middle, offered in the view, and goes on', async () => {
    await run(commands.startShift);
    parts.questions.ask = () => Promise.resolve(undefined);
    const outcome = await run(commands.endShift);
    assert.equal((outcome as { stop?: { reason: string } }).stop?.reason, 'question');
    assert.ok((await rows()).includes('Go on with the end of shift 1'));
    parts.questions.ask = (question) => Promise.resolve(question.initial);
    await run(commands.endShift);
    assert.ok(parts.documents.steps.some((line) => line.includes(': done before')));
    assert.match(repo.git(repo.own, 'show', 'origin/main:.agent-handoffs/SHIFT_1_HANDOFF.md'), /ended/);
  });

  it('a shift that a command line starts is seen', async () => {
    const cli = commandLine();
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    execFileSync(process.execPath, [cli, 'shift', 'start'], { cwd: repo.own, env });
    await until('the shift in the status bar', () => (parts.status.item?.text ?? '').includes('Shift 1'));
    await run(commands.endShift);
  });

  it('a status check is a document, and stands in the view', async () => {
    await run(commands.statusCheck);
    const { document } = await until('the editor', () => vscode.window.activeTextEditor);
    assert.match(document.getText(), /^Git +main at /m);
    const shown = await rows();
    assert.ok(
      shown.some((row) => row.startsWith('Status check | ')),
      shown.join('\n'),
    );
    assert.ok(
      shown.some((row) => row.startsWith('main ')),
      shown.join('\n'),
    );
    assert.equal(document.uri.scheme, 'runsheet-shift');
  });

  it('a handoff is made outside any schedule, and shown', async () => {
    assert.equal(await run(commands.newHandoff), 'HANDOFF.md');
    assert.ok(existsSync(path.join(repo.own, 'HANDOFF.md')));
    writeFileSync(path.join(repo.own, 'HANDOFF.md'), '# Handoff\n\n## Blockers\n\n- The gate (P0)\n');
    await parts.boards.look();
    assert.ok((await rows()).some((row) => row === 'P0 The gate'));
  });
});
