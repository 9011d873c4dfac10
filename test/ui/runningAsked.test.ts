import assert from 'node:assert/strict';
import { eventually } from './harness/eventually.ts';
import { openWorkbench } from './harness/openWorkbench.ts';
import {
  openTree,
  rowShows,
  runningFolder as folder,
  runningPlan as plan,
  runningSize as size,
  toastButton,
} from './harness/runningPlan.ts';
import type { Workbench } from './harness/workbench.ts';

/** What a row says when nothing of it was run. */
async function rowIsUnrun(workbench: Workbench, row: string): Promise<void> {
  // Long enough for a run to show itself.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  assert.doesNotMatch(await workbench.treeRow(row).innerText(), /passed|failed|running|queued|stopped|unknown/);
}

describe('a crew member who thinks twice', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({
      folder,
      theme: 'dark',
      size,
      settings: {
        'runsheet.run.tickOnSuccess': 'never',
        'task.saveBeforeRun': 'prompt',
        'files.autoSave': 'off',
      },
    });
    await openTree(workbench);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.page.screenshot({ path: 'out/screenshots/failed.png' });
  });
  after(() => workbench.close());

  it('presses Enter at the question before a dangerous command: it is shown in the plan, and not run', async () => {
    await workbench.clickInlineAction('Clean up', 'Run');
    await workbench.dialog().filter({ hasText: 'Run this command?' }).waitFor();
    await workbench.page.screenshot({ path: 'out/screenshots/danger-default-dark.png' });
    await workbench.page.keyboard.press('Enter');
    await workbench.dialog().waitFor({ state: 'hidden' });
    await rowIsUnrun(workbench, 'Clean up');
    assert.match(await workbench.statusBarItem('status.editor.selection').innerText(), /Ln 20,/);
  });

  it('presses Escape at it, and nothing is run', async () => {
    await workbench.clickInlineAction('Clean up', 'Run');
    await workbench.dialog().filter({ hasText: 'Run this command?' }).waitFor();
    await workbench.page.keyboard.press('Escape');
    await workbench.dialog().waitFor({ state: 'hidden' });
    await rowIsUnrun(workbench, 'Clean up');
  });

  it('cancels a phase while it runs: the command is stopped, and no other starts', async () => {
    await workbench.chooseInMenu('Phase 1: Build', 'Run Phase');
    await workbench.dialogButton('Start').click();
    await rowShows(workbench, 'Wait for the gate', 'running');
    await toastButton(workbench, 'Wait for the gate', 'Cancel').click();
    await rowShows(workbench, 'Wait for the gate', 'stopped');
    await rowIsUnrun(workbench, 'Clean up');
  });

  it('is asked whether to save before a run: closed, it runs nothing; the rest is as chosen', async () => {
    const edit = async (): Promise<void> => {
      await workbench.openFile(plan);
      await workbench.page.keyboard.press('Control+End');
      await workbench.page.keyboard.type('x');
    };
    const isSaved = (): boolean => workbench.fileText(plan).includes('x\n') || workbench.fileText(plan).endsWith('x');
    await edit();
    await workbench.clickInlineAction('Say so', 'Run');
    await workbench.dialog().filter({ hasText: 'Save all files' }).waitFor();
    await workbench.page.screenshot({ path: 'out/screenshots/save-question-dark.png' });
    await workbench.page.keyboard.press('Escape');
    await rowIsUnrun(workbench, 'Say so');
    assert.equal(isSaved(), false);
    await workbench.clickInlineAction('Say so', 'Run');
    await workbench.dialogButton('Do Not Save').click();
    await rowShows(workbench, 'Say so', 'passed');
    assert.equal(isSaved(), false);
    await workbench.clickInlineAction('Say so', 'Run');
    await workbench
      .dialog()
      .locator('.monaco-button')
      .filter({ hasText: /^Save$/ })
      .click();
    await eventually(isSaved, Boolean);
  });
});
