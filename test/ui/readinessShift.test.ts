import assert from 'node:assert/strict';
import { eventually } from './harness/eventually.ts';
import { openWorkbench } from './harness/openWorkbench.ts';
import { themesOf } from './harness/themes.ts';
import type { Workbench } from './harness/workbench.ts';

/** The drawn rows of one view. */
async function rowsOf(workbench: Workbench, view: 'Readiness' | 'Shift'): Promise<string[]> {
  const pane = workbench.page.locator('.part.sidebar .pane', {
    has: workbench.page.locator(`.pane-header[aria-label^="${view}"]`),
  });
  const rows = await pane.locator('.monaco-list-row').allInnerTexts();
  return rows.map((row) => row.replace(/[\s\u00a0]+/g, ' ').trim());
}

for (const theme of themesOf('high contrast')) {
  describe(`readiness and shift in the ${theme} theme`, () => {
    const name = theme.replace(' ', '-');
    let workbench: Workbench;
    before(async () => {
      workbench = await openWorkbench({ folder: 'samples', theme, size: { width: 1400, height: 860 } });
      await workbench.closeSecondarySideBar();
      await workbench.openViewContainer('Runsheet');
    });
    after(() => workbench.close());

    it('tells how ready the plans are: the same number in the view and in the status bar', async () => {
      const item = workbench.statusBarItem('runsheet.runsheet.readiness');
      const number = await eventually(
        async () => /^\d+%/.exec((await item.innerText()).trim())?.[0],
        (found) => found !== undefined,
      );
      await workbench.showOnlyView('Readiness');
      const proven = new RegExp(`^${number} proven, up to \\d+% possible`);
      await eventually(
        () => rowsOf(workbench, 'Readiness'),
        (rows) => rows.some((row) => proven.test(row)),
      );
      const row = workbench.treeRow('Tidebell rollout workflow').filter({ hasText: '%' });
      await row.waitFor();
      await row.locator('.monaco-tl-twistie').click();
      await eventually(
        () => rowsOf(workbench, 'Readiness'),
        (rows) => rows.some((each) => /Phase 1: Complete When ?0\/3/.test(each)),
      );
      await workbench.screenshot(`readiness-${name}`);
    });

    it('tells which shift is on and what is open in it', async () => {
      await workbench.showOnlyView('Shift');
      const rows = await eventually(
        () => rowsOf(workbench, 'Shift'),
        (found) => found.some((row) => row.startsWith('Previous handoff')),
      );
      await workbench.screenshot(`shift-${name}`);
      const text = rows.join('\n');
      assert.match(text, /^Previous handoff.*WATCH · shift 1 · ended/m);
      assert.match(text, /^P1 Password of the office machine.*needs the harbour office/m);
    });
  });
}
