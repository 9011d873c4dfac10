import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { commands } from '../../src/vscode/contributions.ts';
import type { Called } from './caller/caller.ts';
import { eventually } from './harness/eventually.ts';
import { openWorkbench } from './harness/openWorkbench.ts';
import type { Workbench } from './harness/workbench.ts';

const folder = 'test/fixtures/called';
const runKey = 'Control+Alt+F9';
const caller = {
  name: 'caller',
  main: 'out/ui/caller/caller.js',
  keybindings: [{ key: 'ctrl+alt+f9', command: commands.runAtCursor }],
};

/** What the palette has only where the folder is trusted. */
const heldTitles = [
  ...['Check', 'Check What Is Stale', 'Attest...', 'Record Decision...'],
  ...['Start Shift', 'End Shift', 'Take Over Shift', 'Status Check'],
  ...['Add Blocker', 'Add Note', 'Mark Done with Evidence', 'New Handoff'],
];

async function whatWasCalled(workbench: Workbench, accept: (called: Called) => boolean = () => true): Promise<Called> {
  const read = (): Called | undefined =>
    existsSync(path.join(workbench.folder ?? '', 'called.json'))
      ? (JSON.parse(workbench.fileText('called.json')) as Called)
      : undefined;
  const called = await eventually(read, (found) => found !== undefined && accept(found), 90_000);
  return called ?? assert.fail();
}

/** Clicks the line of the open plan, and presses the key. */
async function pressAt({ page }: Workbench, text: string): Promise<void> {
  await page
    .locator('.monaco-editor .view-line', { hasText: text.replaceAll(' ', '\u00a0') })
    .first()
    .click();
  await page.keyboard.press(runKey);
}

describe('a folder that is trusted, and another extension', () => {
  it('that calls the commands of Runsheet runs them: the next test can fail', async () => {
    const workbench = await openWorkbench({ folder, helper: caller });
    try {
      const written = [/evidence\/.+json/, /decisions\/.+json/, /HANDOFF\.md/, /^PLAN\.md$/m, /seen\.txt/];
      const called = await whatWasCalled(
        workbench,
        ({ terminals, runs, files, processes }) =>
          terminals > 0 && runs > 0 && processes.length > 0 && written.every((wanted) => wanted.test(files.join('\n'))),
      );
      assert.equal(called.trusted, true);
      await workbench.openFile('PLAN.md');
      for (const title of heldTitles)
        await eventually(
          () => workbench.paletteLabels(`>Runsheet: ${title}`),
          (labels) => labels.includes(`Runsheet: ${title}`),
        );
      await pressAt(workbench, 'Exit Criteria');
      await eventually(
        () => workbench.notifications(),
        (texts) => texts.some((text) => text.includes('There is no command here')),
      );
    } finally {
      await workbench.close();
    }
  });
});

describe('a restricted folder', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({
      folder,
      helper: caller,
      trusted: false,
      size: { width: 1400, height: 860 },
      settings: { 'security.workspace.trust.startupPrompt': 'never' },
    });
    await workbench.closeSecondarySideBar();
  });
  after(() => workbench.close());

  it('runs nothing, even when another extension calls the commands with right arguments', async () => {
    const called = await whatWasCalled(workbench);
    assert.equal(called.trusted, false);
    assert.ok(called.asked >= 6, JSON.stringify(called));
    assert.deepEqual({ terminals: called.terminals, runs: called.runs }, { terminals: 0, runs: 0 });
    assert.ok(called.commands >= 14, JSON.stringify(called));
    assert.deepEqual(called.processes, []);
    // Set Check and Set State change the text of the plan, as a tick does.
    assert.deepEqual(called.files, ['PLAN.md']);
    // Before a task VS Code itself asks for trust; the user says no.
    if (await workbench.dialog().isVisible()) {
      await workbench.page.keyboard.press('Escape');
      await workbench.dialog().waitFor({ state: 'hidden' });
    }
  });

  it('has no command to run in the palette', async () => {
    const labels = await workbench.paletteLabels('>Runsheet: Run');
    assert.deepEqual(
      labels.filter((label) => label.startsWith('Runsheet: Run')),
      [],
    );
  });

  it('has no command in the palette that would run or record something', async () => {
    await workbench.openFile('PLAN.md');
    for (const title of heldTitles) {
      const labels = await workbench.paletteLabels(`>Runsheet: ${title}`);
      assert.ok(!labels.includes(`Runsheet: ${title}`), labels.join('\n'));
    }
  });

  it('runs nothing for a key that somebody has for Run', async () => {
    await workbench.openFile('PLAN.md');
    await pressAt(workbench, 'hello from the plan');
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    assert.equal(await workbench.page.locator('.terminal-wrapper').count(), 0);
  });

  it('has a Run in the tree that does nothing', async () => {
    await workbench.openViewContainer('Runsheet');
    await workbench.expandRow('Phase 1: Prepare');
    const row = workbench.treeRow('Phase 1: Prepare');
    await row.hover();
    const action = row.locator('.action-label[aria-label^="Run"]');
    if ((await action.count()) > 0) {
      assert.match((await action.first().getAttribute('class')) ?? '', /disabled/);
      await action.first().click({ force: true });
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    assert.equal(await workbench.page.locator('.terminal-wrapper').count(), 0);
  });

  it('has lenses that ask for trust and nothing else', async () => {
    await workbench.openFile('PLAN.md');
    await workbench.codeLens('Trust to run').waitFor();
    assert.equal(await workbench.codeLens('Run').filter({ hasNotText: 'Trust' }).count(), 0);
    await workbench.codeLens('Trust to run').click();
    await workbench.page.locator('.workspace-trust-editor').waitFor();
    assert.equal(await workbench.page.locator('.terminal-wrapper').count(), 0);
    await workbench.screenshot('restricted-trust');
  });
});
