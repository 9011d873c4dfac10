import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { eventually } from './harness/eventually.ts';
import { openWorkbench } from './harness/openWorkbench.ts';
import { toast } from './harness/runningPlan.ts';
import type { Workbench } from './harness/workbench.ts';

const patienceMs = 30_000;

describe('readiness, by hand', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({
      folder: 'test/fixtures/checked',
      theme: 'light',
      size: { width: 1400, height: 860 },
    });
    const git = (...args: readonly string[]): void =>
      void execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], {
        cwd: workbench.folder,
      });
    git('init', '-q');
    git('add', '-A');
    git('commit', '-q', '-m', 'start');
    await workbench.closeSecondarySideBar();
    await workbench.openFile('PLAN.md');
    await workbench.openViewContainer('Runsheet');
    await workbench.showOnlyView('Readiness');
    record();
  });
  after(() => workbench.close());

  /** Another value for the trend, as a job would record it. */
  const record = (): void =>
    void execFileSync(process.execPath, [path.resolve('dist/cli.js'), 'status', '--record'], {
      cwd: workbench.folder,
      stdio: 'ignore',
    });
  const text = (): string => workbench.fileText('PLAN.md');
  const evidence = (): number =>
    readdirSync(path.join(workbench.folder ?? '', '.agent-handoffs/evidence')).filter((file) => file.endsWith('.json'))
      .length;
  const row = (wanted: string): Locator => workbench.treeRow(wanted);
  const rowSays = (wanted: string, said: string): Promise<string> =>
    eventually(
      async () => (await row(wanted).innerText()).replace(/[\s\u00a0]+/g, ' '),
      (found) => found.includes(said),
      patienceMs,
    );
  const choose = async (label: string): Promise<void> => {
    const choice = workbench.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first();
    await choice.click();
  };
  const answer = async (prompt: string, typed: string): Promise<void> => {
    await workbench.page.locator('.quick-input-widget').filter({ hasText: prompt }).first().waitFor();
    await workbench.page.locator('.quick-input-widget input').first().fill(typed);
    await workbench.page.keyboard.press('Enter');
  };

  it('asks once which end of grep is the good one, and keeps the answer in the plan', async () => {
    await workbench.clickInlineAction('No part is missing', 'Check');
    await choose('It finds nothing');
    await toast(workbench, 'is proven.').waitFor({ timeout: patienceMs });
    assert.match(text(), /- \[ \] No part is missing: .* <!-- runsheet: expect=exit=1 -->\n/);
    await rowSays('No part is missing', 'proven');
    assert.equal(evidence(), 1);
  });

  it('checks nothing where nobody wants to say which end is the good one', async () => {
    await workbench.goToLine(13);
    await workbench.runCommand('Runsheet: Check');
    await workbench.page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: 'It finds nothing' })
      .waitFor();
    await workbench.page.keyboard.press('Escape');
    await rowSays('The lamp is in the list', 'no evidence');
    assert.equal(evidence(), 1);
  });

  it('ends a check that is cancelled, and keeps no evidence of it', async () => {
    await workbench.goToLine(27);
    await workbench.runCommand('Runsheet: Check');
    const running = toast(workbench, 'Checking');
    await running.waitFor({ timeout: patienceMs });
    await running.locator('.monaco-button').filter({ hasText: 'Cancel' }).click();
    await toast(workbench, 'stopped').waitFor({ timeout: patienceMs });
    await rowSays('It has burned for five minutes', 'no evidence');
    assert.equal(evidence(), 1);
  });

  it('takes the word of a person, ticks the box, and says below it who signed and when', async () => {
    await workbench.clickInlineAction('The keeper has seen it burn', 'Attest');
    await choose('It holds: tick and sign');
    await answer('Who says so', 'Grace');
    await answer('How you know', 'seen from the pier at ten');
    await rowSays('The keeper has seen it burn', 'proven');
    assert.match(text(), /- \[x\] The keeper has seen it burn\n {2}- Signed: Grace, \d{4}-\d\d-\d\d\n/);
  });

  it('has the reasons in the hover of the status bar as links that lead to their lines', async () => {
    const item = workbench.statusBarItem('runsheet.runsheet.readiness');
    assert.match((await item.innerText()).trim(), /^\d+% NO-GO \(\d+\)$/);
    const link = workbench.page.locator('.workbench-hover a').filter({ hasText: 'PLAN.md:22' }).first();
    await workbench.pointAt(item, link);
    await link.click();
    await workbench.moveMouseAway();
    const position = workbench.page.locator('.part.statusbar .statusbar-item[id="status.editor.selection"]');
    await eventually(
      () => position.innerText(),
      (found) => found.includes('Ln 22'),
    );
  });

  it('records a GO against the verdict as a waiver, in the plan, in the view and in the hover', async () => {
    await workbench.chooseInMenu('Phase 2: Season', 'Record Decision');
    await choose('GO');
    await answer('Who votes', 'Ada');
    await answer('a waiver needs a reason', 'the season does not wait');
    await answer('Until which day', '2099-01-31');
    await rowSays('GO by waiver until 2099-01-31', 'waived by Ada: the season does not wait');
    record();
    await row('% since').waitFor();
    await workbench.runCommand('Notifications: Clear All Notifications');
    const item = workbench.statusBarItem('runsheet.runsheet.readiness');
    const hover = await eventually(
      () => workbench.hoverText(item),
      (found) => found.includes('since'),
      patienceMs,
    );
    assert.match(hover, /Phase 2: Season Decision: GO by waiver until 2099-01-31, waived by Ada/);
    // Of the hover, which a pointer that is moved away would close.
    mkdirSync('out/screenshots', { recursive: true });
    await workbench.page.screenshot({ path: 'out/screenshots/readiness-decided.png' });
    await workbench.moveMouseAway();
  });

  it('accepts a contradiction with a reason, which stands in the plan', async () => {
    await workbench.runCommand('View: Close All Editors');
    await workbench.openFile('PLAN.md');
    await workbench.goToLine(3);
    await (await workbench.quickFix('Accept with a Reason')).click();
    await answer('Why it is no contradiction here', 'counted in lamps');
    await eventually(text, (found) =>
      found.includes('**Status**: 90% ready <!-- runsheet: accept=declared-gap: counted in lamps -->\n'),
    );
    await row('Accepted (1)').waitFor();
  });
});
