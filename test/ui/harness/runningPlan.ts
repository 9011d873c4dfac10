import type { Locator } from 'playwright-core';
import { eventually } from './eventually.ts';
import type { Workbench } from './workbench.ts';

/** The fixture whose commands are run, and how a person handles them. */
export const runningFolder = 'test/fixtures/running';
/** All of the plan, with the terminal below it. */
export const runningSize = { width: 1300, height: 1550 };
export const runningPlan = 'PLAN.md';

/** A message in the corner. */
export const toast = (workbench: Workbench, text: string): Locator =>
  workbench.page.locator('.notification-toast').filter({ hasText: text }).first();

export const toastButton = (workbench: Workbench, text: string, button: string): Locator =>
  toast(workbench, text).locator('.monaco-button').filter({ hasText: button }).first();

export async function openTree(workbench: Workbench): Promise<void> {
  await workbench.closeSecondarySideBar();
  await workbench.openFile(runningPlan);
  await workbench.openViewContainer('Runsheet');
  for (const row of ['Release of the day', 'Phase 1: Build', 'Phase 2: Serve']) await workbench.expandRow(row);
}

export async function rowShows(workbench: Workbench, row: string, text: string): Promise<void> {
  await eventually(
    () => workbench.treeRow(row).innerText(),
    (found) => found.includes(text),
  );
}

export const running = (workbench: Workbench): Locator => workbench.statusBarItem('runsheet.runsheet.running');
