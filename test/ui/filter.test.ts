import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually } from './harness/eventually.ts';
import { openWorkbench } from './harness/openWorkbench.ts';
import type { Workbench } from './harness/workbench.ts';

/** Plans, handoffs and trackers of the sample workspace. */
const documents = 8;

/** The rows of open tasks, by the icon of their state: each has a box. */
const openTasks = (workbench: Workbench): Locator =>
  workbench.page
    .locator('.part.sidebar .monaco-list-row')
    .filter({ has: workbench.page.locator('.codicon-circle-large-outline') });

async function filterOpenWork(workbench: Workbench): Promise<void> {
  await workbench.runCommand('Runsheet: Filter Plans...');
  const row = workbench.page.locator('.quick-input-widget .monaco-list-row').filter({ hasText: 'Open work' }).first();
  await row.waitFor();
  await row.click();
  await workbench.page.locator('.quick-input-widget .monaco-button').filter({ hasText: 'OK' }).click();
}

describe('a crew member who filters the plans', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({ folder: 'samples', theme: 'light', size: { width: 1400, height: 1100 } });
    await workbench.closeSecondarySideBar();
    await showPlans(workbench);
  });
  after(() => workbench.close());

  const showPlans = async (of: Workbench): Promise<void> => {
    await of.openViewContainer('Runsheet');
    await eventually(
      () => of.treeRows(),
      (rows) => rows.length >= documents,
    );
  };
  /** The open tasks that are drawn, and those of them that have no box. */
  const drawnTasks = async (): Promise<{ readonly all: number; readonly without: readonly string[] }> => {
    const tasks = openTasks(workbench);
    await tasks.first().waitFor();
    // Rows that are still being read come all at once.
    await workbench.page.waitForTimeout(800);
    const box = workbench.page.locator('.custom-view-tree-node-item-checkbox');
    return { all: await tasks.count(), without: await tasks.filter({ hasNot: box }).allInnerTexts() };
  };

  it('sees a box at every open task, the first below a label among them', async () => {
    await filterOpenWork(workbench);
    const { all, without } = await drawnTasks();
    await workbench.screenshot('filter-open-light');
    assert.ok(all > 8, `${all} tasks`);
    assert.deepEqual(without, []);
  });

  it('ticks the first box, and those that are left have theirs', async () => {
    const before = (await drawnTasks()).all;
    await openTasks(workbench).first().locator('.custom-view-tree-node-item-checkbox').click();
    const { all, without } = await eventually(drawnTasks, (drawn) => drawn.all < before);
    assert.deepEqual([all, without], [before - 1, []]);
  });

  it('finds the filter and every box again after a reload of the window', async () => {
    await workbench.page.reload();
    await showPlans(workbench);
    const { all, without } = await drawnTasks();
    assert.ok(all > 8, `${all} tasks`);
    assert.deepEqual(without, []);
  });
});
