import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { commands, readinessScheme } from '../../src/vscode/contributions.ts';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';
import type { ReadyRow } from '../../src/vscode/readinessRow.ts';
import { closeEditors, freshFolder, planAt, remove, runsheet, until, workspaceFolder, write } from './support.ts';

const evidence = '.agent-handoffs/evidence';

describe('readiness', () => {
  const folder = freshFolder();
  const plan = `# Quay plan

**Status**: 90% ready

## Phase 1: Lamps

- [x] Wire the lamps
- [ ] Light the lamps

### Exit Criteria

- [ ] The note is there: \`test -f ${folder}/note.txt\`
- [ ] The keeper agrees

**Decision Point**: GO for the season
`;
  let api: RunsheetApi;
  let uri: vscode.Uri;
  const git = (...args: readonly string[]): void =>
    void execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], {
      cwd: workspaceFolder(),
    });
  before(async () => {
    api = await runsheet();
    git('init', '-q');
    write(`${folder}/note.txt`, 'here');
    uri = write(`${folder}/PLAN.md`, plan);
    git('add', '-A');
    git('commit', '-q', '-m', 'start');
    await planAt(api, uri);
    await api.readiness.load();
    await until('the first assessment', async () => (await model()).get(uri));
    api.setQuestion(() => Promise.resolve(true));
  });
  after(async () => {
    await closeEditors();
    remove(folder);
    remove('.git');
    remove('.agent-handoffs');
    await until('the evidence to go', async () => {
      const { plans } = await model();
      return plans.every(({ ready }) => ready.criteria.every(({ state }) => state.state !== 'pass'));
    });
  });

  const model = async () => (await api.readiness.load()).model;
  const states = async (): Promise<readonly string[]> =>
    (await model()).get(uri)?.criteria.map(({ state }) => state.state) ?? [];
  const lines = async (row?: ReadyRow, depth = 0): Promise<string[]> => {
    const shown: string[] = [];
    for (const child of await api.readiness.getChildren(row)) {
      const { label, description } = await api.readiness.getTreeItem(child);
      const text = typeof label === 'string' ? label : (label?.label ?? '');
      shown.push(`${'  '.repeat(depth)}${text} | ${String(description ?? '')}`);
      shown.push(...(await lines(child, depth + 1)));
    }
    return shown;
  };

  it('has the number, the phase, its gate and its criteria in the view', async () => {
    const shown = (await lines()).join('\n');
    assert.match(shown, /\d+% proven, up to \d+% possible/);
    assert.match(shown, /Phase 1: Lamps \| 25% · /);
    assert.match(shown, /Exit Criteria \| 0\/2/);
    assert.match(shown, /The keeper agrees \| no evidence · by a person/);
    assert.match(shown, /90% \| :3 /);
  });

  it('has what evidence contradicts in the Problems panel', async () => {
    const found = await until('the gap', () =>
      vscode.languages.getDiagnostics(uri).find(({ code }) => code === 'declared-gap'),
    );
    assert.equal(found.range.start.line, 2);
  });

  it('has the number on the phase, Check on the gate and Record Decision on the decision point', async () => {
    await vscode.window.showTextDocument(uri);
    const titles = await until('the lenses', async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 50);
      const shown = found.map(({ range, command }) => `${range.start.line + 1} ${command?.title ?? ''}`);
      return shown.some((title) => title.includes('Record Decision')) && shown;
    });
    assert.ok(
      titles.some((title) => /^5 25% (?:NO-GO|UNKNOWN)$/.test(title)),
      titles.join('; '),
    );
    assert.ok(
      titles.some((title) => /^10 .*Check · 0 of 2 proven$/.test(title)),
      titles.join('; '),
    );
    assert.ok(
      titles.some((title) => /^15 .*Record Decision$/.test(title)),
      titles.join('; '),
    );
  });

  it('proves a criterion by its check, keeps the evidence, and sees it go stale', async () => {
    await vscode.commands.executeCommand(commands.check, uri.toString(), 'gate', 'exit criteria');
    assert.deepEqual(await states(), ['pass', 'none']);
    const files = readdirSync(path.join(workspaceFolder(), evidence));
    assert.equal(files.filter((file) => file.endsWith('.json')).length, 1);
    write(`${folder}/other.txt`, 'a change that the check was not made on');
    await until('stale', async () => (await states())[0] === 'stale');
  });

  it('makes the checks of everything that is stale', async () => {
    await vscode.commands.executeCommand(commands.checkStale);
    assert.equal((await states())[0], 'pass');
  });

  it('takes the word of a person with name and note', async () => {
    const { attestations } = await api.readiness.load();
    attestations.askWord = () => Promise.resolve({ who: 'Grace', note: 'seen at the quay', holds: true });
    const [, second] = (await model()).get(uri)?.criteria ?? [];
    assert.ok(second);
    await vscode.commands.executeCommand(commands.attest, uri.toString(), 'id', second.criterion.key);
    assert.deepEqual(await states(), ['pass', 'pass']);
    assert.equal((await model()).get(uri)?.criteria[1]?.state.evidence?.who, 'Grace');
  });

  it('explains the number with terms that add up to it', async () => {
    await vscode.commands.executeCommand(commands.explainReadiness, uri);
    const shown = vscode.Uri.from({ scheme: readinessScheme, path: 'Readiness.md' });
    const text = (await vscode.workspace.openTextDocument(shown)).getText();
    assert.match(text, /\*\*75% proven, up to 75% possible\*\*/);
    const values = [...text.matchAll(/^\| \[\d+\]\(file:.*\| (\d+) \|$/gm)].map(([, value]) => Number(value));
    assert.equal(
      values.reduce((sum, value) => sum + value, 0),
      12,
    );
  });

  it('records a vote as a file, and writes it where the plan asks for a decision', async () => {
    const { decisions } = await api.readiness.load();
    decisions.askVote = () => Promise.resolve({ who: 'Ada', vote: 'no-go', why: 'fog' });
    await vscode.commands.executeCommand(commands.recordDecision, uri.toString(), 'line', '14');
    const files = readdirSync(path.join(workspaceFolder(), '.agent-handoffs/decisions'));
    assert.equal(files.filter((file) => file.endsWith('.json')).length, 1);
    const text = (await vscode.workspace.openTextDocument(uri)).getText();
    assert.match(text, /GO for the season\n\n\*\*Decision\*\*: NO-GO \(.*no-go: Ada, "fog"\)/);
  });

  it('writes a check that was set from the menu behind its criterion', async () => {
    const { attestations } = await api.readiness.load();
    attestations.askCheck = () => Promise.resolve({ check: `test -f ${folder}/note.txt` });
    const [, second] = (await model()).get(uri)?.criteria ?? [];
    assert.ok(second);
    await vscode.commands.executeCommand(commands.setCheck, uri.toString(), 'id', second.criterion.key);
    const text = (await vscode.workspace.openTextDocument(uri)).getText();
    assert.match(text, /- \[ \] The keeper agrees <!-- runsheet: check=test -f .*note\.txt -->\n/);
    await until('superseded', async () => (await states())[1] === 'superseded');
  });

  it('makes no check that the user does not want to keep or make', async () => {
    remove('.agent-handoffs');
    await until('no evidence', async () => (await states()).every((state) => state === 'none'));
    api.setQuestion(() => Promise.resolve(false));
    await vscode.commands.executeCommand(commands.checkStale);
    assert.ok(!existsSync(path.join(workspaceFolder(), evidence)));
  });
});
