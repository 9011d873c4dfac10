import assert from 'node:assert/strict';
import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from './harness/eventually.ts';
import { openWorkbench } from './harness/openWorkbench.ts';
import {
  openTree,
  rowShows,
  running,
  runningFolder as folder,
  runningPlan as plan,
  runningSize as size,
  toast,
  toastButton,
} from './harness/runningPlan.ts';
import { themesOf } from './harness/themes.ts';
import type { Workbench } from './harness/workbench.ts';

/** A file that a command of the plan waits for. */
const place = (workbench: Workbench, file: string): void => writeFileSync(path.join(workbench.folder ?? '', file), '');

/** What runs, else what ended last. */
async function statusShows(workbench: Workbench, text: RegExp): Promise<void> {
  await eventually(
    async () => ((await running(workbench).isVisible()) ? (await running(workbench).innerText()).trim() : ''),
    (shown) => text.test(shown),
    30_000,
  );
}

describe('a crew member who runs a plan', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({ folder, theme: 'light', size });
    await openTree(workbench);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.page.screenshot({ path: 'out/screenshots/failed.png' });
  });
  after(() => workbench.close());

  it('runs a phase from the tree: what is dangerous is said once before, and the failed step stops it', async () => {
    await workbench.chooseInMenu('Phase 1: Build', 'Run Phase');
    await workbench.dialog().waitFor();
    const text = await workbench.dialog().innerText();
    assert.match(text, /1 of 3 commands are dangerous/);
    assert.match(text, /Line 20: rm -rf old-output/);
    await workbench.page.screenshot({ path: 'out/screenshots/phase-question-light.png' });
    await workbench.dialogButton('Start').click();
    await toast(workbench, 'Wait for the gate').waitFor();
    assert.ok((await toastButton(workbench, 'Wait for the gate', 'Cancel').count()) > 0, 'progress can be cancelled');
    await workbench.screenshot('phase-running-light');
    place(workbench, 'gate-is-shut');
    await toast(workbench, 'Stopped at line').waitFor();
    await rowShows(workbench, 'Look at the tools', 'passed');
    await rowShows(workbench, 'Wait for the gate', 'failed (1)');
  });

  it('is asked whether to tick the task that passed, and Tick ticks it', async () => {
    assert.match(workbench.fileText(plan), /- \[ \] Look at the tools/);
    await toastButton(workbench, 'Tick "Look at the tools"', 'Tick').click();
    await eventually(
      () => workbench.fileText(plan),
      (text) => text.includes('- [x] Look at the tools'),
    );
  });

  it('resumes the phase where it stopped; the dangerous step asks when it is its turn', async () => {
    place(workbench, 'gate-is-open');
    await toastButton(workbench, 'Stopped at line', 'Resume').click();
    await workbench.dialogButton('Start').click();
    await workbench.dialog().filter({ hasText: 'Run this command?' }).waitFor();
    assert.match(await workbench.dialog().innerText(), /rm -rf old-output[^]*Folder: .*running/);
    await workbench.page.screenshot({ path: 'out/screenshots/danger-question-light.png' });
    // Of more than three messages within 0.8 s, VS Code shows the last ones in its centre only.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await workbench.dialogButton('Run').click();
    await toast(workbench, '2 commands passed').waitFor();
    await rowShows(workbench, 'Clean up', 'passed');
  });

  it('starts a server, which counts as started, and stops it on the lens', async () => {
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.clickInlineAction('Start it', 'Run');
    await rowShows(workbench, 'Start it', 'started');
    await workbench.lensText('started').waitFor();
    await workbench.screenshot('server-light');
    await workbench.lensText('started').locator('a').filter({ hasText: 'Stop' }).click();
    await rowShows(workbench, 'Start it', 'stopped');
    await statusShows(workbench, /^tail -f PLAN\.md$/);
  });

  it('finds a running command again after the window was reloaded, and its end', async () => {
    await workbench.clickInlineAction('Take a while', 'Run');
    await eventually(
      () => running(workbench).innerText(),
      (text) => /wait\.sh over \d:(?!00)\d\d/.test(text),
    );
    await workbench.reloadWindow();
    await statusShows(workbench, /wait\.sh over \d:\d\d/);
    await openTree(workbench);
    place(workbench, 'over');
    await rowShows(workbench, 'Take a while', 'failed (3)');
    await statusShows(workbench, /wait\.sh over$/);
    await rowShows(workbench, 'Clean up', 'passed');
    await workbench.lensText('passed').waitFor();
    await workbench.screenshot('reloaded-light');
  });

  it('finds a typed line again after the window was reloaded, and says why its end is not known', async () => {
    await workbench.clickInlineAction('Type it', 'Run');
    await eventually(
      () => running(workbench).innerText(),
      (text) => /wait\.sh typed \d:(?!00)\d\d/.test(text),
    );
    await workbench.reloadWindow();
    await statusShows(workbench, /wait\.sh typed \d:\d\d/);
    await openTree(workbench);
    place(workbench, 'typed');
    await rowShows(workbench, 'Type it', 'unknown');
    await statusShows(workbench, /wait\.sh typed$/);
    await workbench.chooseInMenu('Type it', 'Show Last Output');
    await eventually(
      () => workbench.editorText(),
      (text) => text.includes('Result: unknown') && text.includes('Why: The window was reloaded or closed'),
    );
  });

  it('is told that a script may not be run, and lets it be made executable', async () => {
    await workbench.clickInlineAction('Make it', 'Run');
    await workbench.dialog().waitFor();
    assert.match(await workbench.dialog().innerText(), /make\.sh is not executable/);
    await workbench.page.screenshot({ path: 'out/screenshots/missing-question-light.png' });
    await workbench.dialogButton('Make Executable').click();
    await rowShows(workbench, 'Make it', 'passed');
    assert.notEqual(statSync(path.join(workbench.folder ?? '', 'tools/make.sh')).mode & 0o100, 0);
  });

  it('chooses a run of the history and reads it; Show Last Output shows the last one', async () => {
    await workbench.chooseInMenu('Wait for the gate', 'Show Run History');
    const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
    await rows.first().waitFor();
    assert.equal(await rows.count(), 2);
    await workbench.page.screenshot({ path: 'out/screenshots/history-light.png' });
    await rows.filter({ hasText: 'failed (1)' }).click();
    await eventually(
      () => workbench.editorText(),
      (text) => text.includes('Result: failed (1)') && text.includes('test -e gate-is-open'),
    );
    await workbench.chooseInMenu('Wait for the gate', 'Show Last Output');
    await eventually(
      () => workbench.editorText(),
      (text) => text.includes('Result: passed'),
    );
    await workbench.screenshot('output-light');
  });
});

for (const theme of themesOf('dark')) {
  describe(`running in the ${theme} theme`, () => {
    let workbench: Workbench;
    before(async () => {
      workbench = await openWorkbench({ folder, theme, size, settings: { 'runsheet.run.tickOnSuccess': 'never' } });
      await openTree(workbench);
    });
    after(() => workbench.close());

    it('shows each state on lens and row', async () => {
      await workbench.clickInlineAction('Look at the tools', 'Run');
      await rowShows(workbench, 'Look at the tools', 'passed');
      place(workbench, 'gate-is-shut');
      await workbench.clickInlineAction('Wait for the gate', 'Run');
      await rowShows(workbench, 'Wait for the gate', 'failed (1)');
      await workbench.clickInlineAction('Start it', 'Run');
      await rowShows(workbench, 'Start it', 'started');
      await workbench.clickInlineAction('Take a while', 'Run');
      await rowShows(workbench, 'Take a while', 'running');
      await workbench.page.keyboard.press('Control+J');
      for (const text of ['failed (1)', 'started', 'running']) await workbench.lensText(text).waitFor();
      await workbench.screenshot(`states-${theme.replace(' ', '-')}`);
    });
  });
}
