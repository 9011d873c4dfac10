import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from './harness/eventually.ts';
import { openWorkbench } from './harness/openWorkbench.ts';
import { themesOf } from './harness/themes.ts';
import type { Workbench } from './harness/workbench.ts';

/** Plans, handoffs and trackers of the sample workspace. */
const documents = 8;
const rollout = 'plans/rollout-workflow.md';

for (const theme of themesOf('light')) {
  describe(`a reader who wants to know why, in the ${theme} theme`, () => {
    let workbench: Workbench;
    const shot = (name: string) => workbench.screenshot(`${name}-${theme.replace(' ', '-')}`);
    const rows = () => workbench.treeRows();
    const message = async (): Promise<string> =>
      (await workbench.page.locator('.part.sidebar .message').allInnerTexts()).join(' ');
    before(async () => {
      workbench = await openWorkbench({ folder: 'samples', theme, size: { width: 1400, height: 860 } });
      await workbench.closeSecondarySideBar();
      const text = `# Odds and ends\n\n${'- [ ] a box\n'.repeat(3)}${'- a line\n'.repeat(9)}`;
      writeFileSync(path.join(workbench.folder ?? '', 'docs/harbour-tasks.md'), text);
      await workbench.openViewContainer('Runsheet');
      await eventually(rows, (found) => found.length >= documents);
    });
    after(() => workbench.close());

    it('finds a possible plan at the end and makes it one', async () => {
      await eventually(rows, (found) => found.some((row) => row.startsWith('Possible plans (1)')));
      await workbench.expandRow('Possible plans (1)');
      await workbench.treeRow('harbour-tasks.md').hover();
      await workbench.page.screenshot({ path: `out/screenshots/possible-${theme.replace(' ', '-')}.png` });
      if (theme !== 'light') return;
      await workbench.clickInlineAction('harbour-tasks.md', 'Treat as Plan');
      await eventually(rows, (found) => found.some((row) => row.startsWith('Odds and ends')));
      assert.match(workbench.fileText('.runsheet.json'), /"docs\/harbour-tasks\.md"/);
      assert.match(workbench.fileText('.runsheet.json'), /\/\//);
    });

    it('explains a line beside the plan', async () => {
      await workbench.openFile(rollout);
      await workbench.goToLine(40);
      await workbench.runCommand('Runsheet: Explain This Line');
      const tab = workbench.page.locator('.tab').filter({ hasText: 'Explanation' });
      await tab.waitFor();
      await workbench.page.locator('.view-line').filter({ hasText: 'read as' }).first().waitFor();
      await shot('explain');
    });

    it('filters for open work, sees what that hides, and clears it', async () => {
      const before = (await rows()).length;
      await workbench.runCommand('Runsheet: Filter Plans...');
      const choice = workbench.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'Open work' });
      await choice.waitFor();
      await choice.click();
      await workbench.page.screenshot({ path: `out/screenshots/filter-pick-${theme.replace(' ', '-')}.png` });
      await workbench.page.locator('.quick-input-widget .monaco-button').filter({ hasText: 'OK' }).click();
      await eventually(message, (text) => /Only open work\. \d+ rows are hidden\./.test(text));
      await eventually(rows, (found) => !found.some((row) => row.startsWith('Progress tracker')));
      await shot('filtered');
      await workbench.runCommand('Runsheet: Clear Filter');
      await eventually(message, (text) => !text.includes('hidden'));
      await eventually(rows, (found) => found.length >= Math.min(before, documents));
    });
  });
}
