import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from './harness/eventually.ts';
import { openWorkbench } from './harness/openWorkbench.ts';
import { themesOf } from './harness/themes.ts';
import type { Workbench } from './harness/workbench.ts';

const fence = '```';
const file = 'docs/mooring-plan.md';
const text = `# Mooring plan

## Phase 1: Dredge the sill (Week 1) (P0)

**Owner**: Harbour master (north)
**Effort**: 12 hours

- [x] T001 Rent a dredger (2 hours), see \`src/server.mjs:3\`
- [~] **T002** Dredge the **sill** with \`dredge --to <DEPTH>\` (depends on T001)
- [!] TASK-12 Wait for the tide ~2h, a [link](api.md)
- [-] #3 Paint the crane
- [ ]* T004 Sound it again (P1) (optional)
- [x ] T005 Light the buoys

${fence}bash
curl -H "Authorization: YOUR_API_KEY" https://example.org/berths/<NUMBER>
${fence}

## Phase 2: Moor

- [ ] 2.1 Tie the ropes
- [ ] 2.2 Hang the fenders
  - [x] port
  - [ ] starboard

**Depends on**: Phase 1, T002

`;

/** What is used of the page's own functions. */
interface Page {
  getComputedStyle(element: unknown): { readonly color: string };
}

for (const theme of themesOf('dark')) {
  describe(`an author of a plan, in the ${theme} theme`, () => {
    let workbench: Workbench;
    const shot = (name: string) =>
      workbench.page.screenshot({ path: `out/screenshots/${name}-${theme.replace(' ', '-')}.png` });
    before(async () => {
      workbench = await openWorkbench({ folder: 'samples', theme, size: { width: 1400, height: 860 } });
      await workbench.closeSecondarySideBar();
      writeFileSync(path.join(workbench.folder ?? '', file), text);
      await workbench.openViewContainer('Runsheet');
      await eventually(
        () => workbench.treeRows(),
        (found) => found.some((row) => row.startsWith('Mooring plan')),
      );
      await workbench.openFile(file);
      await workbench.codeLens('Run').waitFor();
    });
    after(() => workbench.close());

    const colourOf = (words: string): Promise<string> =>
      workbench.page
        .locator('.view-line span span')
        .filter({ hasText: new RegExp(`^${words}$`) })
        .first()
        .evaluate((element) => (globalThis as unknown as Page).getComputedStyle(element).color);

    it('sees ids, marks, units and fields in colours of their own', async () => {
      const plain = await colourOf('.Paint.the.crane');
      const colours = await Promise.all(
        ['T001', '~', '!', 'Phase.1', 'P0', '2.hours', '<DEPTH>', 'YOUR_API_KEY'].map(colourOf),
      );
      for (const colour of colours) assert.notEqual(colour, plain);
      await shot('colours');
    });

    it('hovers over a task and sees what it waits for', async () => {
      const id = workbench.page.locator('.view-line span span').filter({ hasText: /^T002$/ });
      const hover = workbench.page.locator('.monaco-hover-content').filter({ hasText: 'Depends on' }).first();
      await workbench.pointAt(id.first(), hover);
      assert.match(await hover.innerText(), /Tick/);
      // It fades in.
      await workbench.page.waitForTimeout(500);
      await shot('hover');
      await workbench.moveMouseAway();
    });

    it('sets a task to blocked from the palette, and says why', async () => {
      const { keyboard } = workbench.page;
      await workbench.goToLine(text.split('\n').findIndex((line) => line.includes('Tie the ropes')) + 1);
      await workbench.runCommand('Runsheet: Set State...');
      const row = workbench.page.locator('.quick-input-widget .monaco-list-row').filter({ hasText: 'Blocked' }).first();
      await row.waitFor();
      await workbench.page.waitForTimeout(500);
      await shot('set-state');
      await row.click();
      await workbench.page.locator('.quick-input-message').filter({ hasText: 'Written below the task' }).waitFor();
      await keyboard.type('no berth free');
      await shot('set-state-reason');
      await keyboard.press('Enter');
      await eventually(
        () => readFileSync(path.join(workbench.folder ?? '', file), 'utf8'),
        (found) => found.includes('- [!] 2.1 Tie the ropes\n  - Blocked: no berth free\n'),
      );
      await shot('blocked');
    });

    it('ticks the last step and is asked for the box above it', async () => {
      const line =
        workbench
          .fileText(file)
          .split('\n')
          .findIndex((each) => each.includes('starboard')) + 1;
      await workbench.goToLine(line);
      await workbench.runCommand('Runsheet: Toggle Task');
      await workbench.dialogButton('Tick It Too').waitFor();
      await workbench.page.waitForTimeout(300);
      await shot('parent-question');
      assert.match(await workbench.dialog().innerText(), /Nothing below "2\.2 Hang the fenders" stays open/);
      await workbench.dialogButton('Tick It Too').click();
      await eventually(
        () => workbench.fileText(file),
        (found) => found.includes('- [x] 2.2 Hang the fenders\n  - [x] port\n  - [x] starboard\n'),
      );
    });

    it('reads the problems of the plan', async () => {
      await workbench.runCommand('View: Toggle Problems');
      await workbench.page.locator('.markers-panel .monaco-list-row').first().waitFor();
      await shot('problems');
      await workbench.runCommand('View: Toggle Problems');
      await workbench.openFile(file);
    });

    it('is offered a fix at the box that is damaged, by keyboard', async () => {
      const { keyboard } = workbench.page;
      await workbench.goToLine(text.split('\n').findIndex((line) => line.includes('T005')) + 1);
      await workbench.quickFix('Repair this box');
      await shot('fix');
      await keyboard.press('Enter');
      await eventually(
        () => workbench.page.locator('.view-lines').first().innerText(),
        (shown) => shown.replaceAll('\u00a0', ' ').includes('- [x] T005 Light the buoys'),
      );
      await keyboard.press('Control+S');
    });

    it('is offered the ids after Depends on, while typing', async () => {
      await workbench.page.keyboard.press('Control+End');
      await workbench.page.keyboard.type('**Blocked by**: ');
      const row = workbench.page.locator('.suggest-widget .monaco-list-row').filter({ hasText: 'T001' }).first();
      await row.waitFor();
      await shot('completion');
      await workbench.page.keyboard.press('Escape');
      await workbench.page.keyboard.type('T001');
      await workbench.page.keyboard.press('Control+S');
    });

    it('sees boxes and progress in the preview', async () => {
      await workbench.runCommand('Markdown: Open Preview to the Side');
      const preview = workbench.page.frameLocator('iframe.webview').frameLocator('iframe');
      await preview.locator('.runsheet-done').first().waitFor();
      assert.equal(await preview.locator('.runsheet-done').first().getAttribute('aria-label'), 'done');
      assert.ok((await preview.locator('.runsheet-progress progress').count()) >= 2);
      await shot('preview');
    });
  });
}
