import assert from 'node:assert/strict';
import { eventually } from './harness/eventually.ts';
import { openWorkbench } from './harness/openWorkbench.ts';
import { themesOf } from './harness/themes.ts';
import type { Workbench } from './harness/workbench.ts';

/** Plans, handoffs and trackers of the sample workspace. */
const documents = 8;
const rollout = 'plans/rollout-workflow.md';

/** Opens the tree down to the tasks of the first day of the rollout plan. */
async function openFirstDay(workbench: Workbench): Promise<void> {
  await workbench.openViewContainer('Runsheet');
  // Else the rows of the other views would be counted too, and those of the plans not all be drawn.
  await workbench.showOnlyView('Plans');
  // Rows move while plans are still arriving.
  await eventually(
    () => workbench.treeRows(),
    (rows) => rows.length >= documents,
  );
  // Label and description stand without a blank between them.
  for (const row of ['Tidebell rollout workflow', 'Dock Trial', 'A Machine That Can Work', 'Afternoon1/5']) {
    await workbench.expandRow(row);
  }
}

async function goToLine(workbench: Workbench, file: string, line: number): Promise<void> {
  await workbench.openFile(file);
  await workbench.goToLine(line);
}

describe('a crew member with a plan', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({ folder: 'samples', theme: 'light', size: { width: 1400, height: 860 } });
    await workbench.closeSecondarySideBar();
  });
  after(() => workbench.close());

  it('opens a phase down to its tasks', async () => {
    await openFirstDay(workbench);
    const rows = await workbench.treeRows();
    assert.ok(
      rows.some((row) => row.includes('Compare a day with the printed table')),
      rows.join('\n'),
    );
    await workbench.screenshot('tree-light');
  });

  it('clicks a task and sees its line, while the tree keeps the focus', async () => {
    await workbench.treeRow('Compare a day with the printed table').click();
    await eventually(
      () => workbench.editorText(),
      (text) => text.includes('**Task 1.3**: Compare a day'),
    );
    assert.equal((await workbench.page.locator('.part.sidebar :focus-within').count()) > 0, true);
  });

  it('ticks a box in the tree and one character of the file changes', async () => {
    const before = workbench.fileText(rollout);
    await workbench.expandRow('Compare a day with the printed table');
    await workbench.checkbox('Mark every minute of difference').click();
    const after = await eventually(
      () => Promise.resolve(workbench.fileText(rollout)),
      (text) => text !== before,
    );
    assert.equal(after, before.replace('- [ ] Mark every minute', '- [x] Mark every minute'));
    await eventually(
      () => workbench.checkbox('Mark every minute of difference').getAttribute('aria-checked'),
      (state) => state === 'true',
    );
  });

  it('clicks Run above a command and sees it pass, on the lens and in the tree', async () => {
    await goToLine(workbench, rollout, 28);
    // Over the phase is another one, which runs all of it.
    await workbench.page.locator('.codelens-decoration a[title*="node --version"]').first().click();
    await workbench.lensText('passed').waitFor();
    assert.match(await workbench.terminalText(), /node --version/);
    await workbench.screenshot('run-terminal-light');
    await workbench.expandRow('Morning6/6');
    const row = await eventually(
      () => workbench.treeRow('Check the tools').innerText(),
      (text) => text.includes('passed'),
    );
    assert.match(row, /just now/);
    await workbench.page.keyboard.press('Control+J');
    await workbench.screenshot('run-passed-light');
  });

  it('reads what is proven in the status bar, plan by plan in the hover', async () => {
    const item = workbench.statusBarItem('runsheet.runsheet.readiness');
    assert.match((await item.innerText()).trim(), /^\d+% (?:NO-GO|UNKNOWN|GO)/);
    const hover = await workbench.hoverText(item);
    assert.match(hover, /Tidebell rollout workflow/);
  });

  it('is asked before a dangerous command, with text, folder and reason', async () => {
    await goToLine(workbench, 'plans/two-day-launch-plan.md', 210);
    await workbench.page.locator('.codelens-decoration a[title*="rollback.sh"]').first().click();
    const dialog = workbench.dialog();
    await dialog.waitFor();
    const text = await dialog.innerText();
    await workbench.page.screenshot({ path: 'out/screenshots/danger-light.png' });
    assert.match(text, /rollback\.sh --to previous/);
    assert.match(text, /samples/);
    assert.match(text, /takes something back/);
    await workbench.dialogButton('Cancel').click();
    await dialog.waitFor({ state: 'hidden' });
  });

  it('finds every command in the palette', async () => {
    for (const title of ['Refresh', 'Run', 'Tick']) {
      // The list draws only the rows that fit.
      const labels = await workbench.paletteLabels(`>Runsheet: ${title}`);
      assert.ok(
        labels.some((label) => label.includes(title)),
        labels.join('\n'),
      );
    }
  });
});

for (const theme of themesOf('high contrast')) {
  describe(`the ${theme} theme`, () => {
    let workbench: Workbench;
    before(async () => {
      workbench = await openWorkbench({ folder: 'samples', theme, size: { width: 1400, height: 860 } });
      await workbench.closeSecondarySideBar();
    });
    after(() => workbench.close());

    it('shows tree and lenses', async () => {
      await openFirstDay(workbench);
      await goToLine(workbench, rollout, 40);
      await workbench.codeLens('Run').waitFor();
      await workbench.screenshot(`plan-${theme.replace(' ', '-')}`);
      assert.match((await workbench.treeRows()).join('\n'), /Compare a day/);
    });

    it('ticks and sets a state in the tree by keyboard alone', async () => {
      const { keyboard } = workbench.page;
      const focused = workbench.page.locator('.part.sidebar .monaco-list-row.focused');
      const title = 'Mark every minute of difference';
      const line = workbench
        .fileText(rollout)
        .split('\n')
        .findIndex((text) => text.includes(title));
      await goToLine(workbench, rollout, line + 1);
      await workbench.runCommand('Runsheet: Reveal in Plans View');
      await focused.filter({ hasText: title }).waitFor();
      await keyboard.press('Tab');
      await keyboard.press('Space');
      await eventually(
        () => workbench.fileText(rollout),
        (text) => text.includes(`- [x] ${title}`),
      );
      // Only a row that is drawn as the file is now has a menu of its own.
      await focused.filter({ hasText: title }).locator('.codicon-pass-filled').waitFor();
      await workbench.treeSettled();
      await keyboard.press('Shift+F10');
      const item = workbench.page.locator('.monaco-menu .action-menu-item.focused, .monaco-menu .action-item.focused');
      await workbench.page.locator('.monaco-menu').first().waitFor();
      await workbench.page.screenshot({ path: `out/screenshots/tree-menu-${theme.replace(' ', '-')}.png` });
      let at = '';
      for (let step = 0; step < 20 && !at.startsWith('Set State'); step++) {
        const before = at;
        await keyboard.press('ArrowDown');
        // A key that comes before the last one is drawn would go one row too far.
        at = await eventually(
          async () => (await item.allInnerTexts())[0] ?? '',
          (text) => text !== '' && text !== before,
        );
      }
      await item.filter({ hasText: 'Set State' }).first().waitFor();
      await keyboard.press('Enter');
      await workbench.typeChoice('In progress');
      await eventually(
        () => workbench.fileText(rollout),
        (text) => text.includes(`- [~] ${title}`),
      );
    });
  });
}

describe('a folder that is not trusted', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({
      folder: 'samples',
      trusted: false,
      size: { width: 1400, height: 1000 },
      settings: { 'security.workspace.trust.startupPrompt': 'never' },
    });
    await workbench.closeSecondarySideBar();
  });
  after(() => workbench.close());

  it('shows its plans and runs nothing', async () => {
    await openFirstDay(workbench);
    await goToLine(workbench, rollout, 28);
    await workbench.codeLens('Trust to run').waitFor();
    await workbench.screenshot('restricted');
    assert.equal(await workbench.codeLens('Run').filter({ hasNotText: 'Trust' }).count(), 0);
  });
});

describe('a window without a folder', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench();
    await workbench.closeSecondarySideBar();
  });
  after(() => workbench.close());

  it('says what to do', async () => {
    await workbench.openViewContainer('Runsheet');
    const text = await eventually(
      () => workbench.welcomeText(),
      (found) => found !== '',
    );
    await workbench.screenshot('no-folder');
    assert.match(text, /Runsheet shows the plans of a folder/);
    assert.equal(await workbench.statusBarItem('runsheet.runsheet.readiness').count(), 0, 'no number without a plan');
  });
});
