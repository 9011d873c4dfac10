import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Called } from './caller/caller.ts';
import { eventually } from './harness/eventually.ts';
import { openWorkbench } from './harness/openWorkbench.ts';
import type { Workbench } from './harness/workbench.ts';

const folder = 'test/fixtures/workspace';
const caller = { name: 'caller', main: 'out/ui/caller/caller.js' };

async function whatWasCalled(workbench: Workbench): Promise<Called> {
  const file = path.join(workbench.folder ?? '', 'called.json');
  await eventually(() => existsSync(file), Boolean, 40_000);
  return JSON.parse(workbench.fileText('called.json')) as Called;
}

describe('a folder that is trusted, and another extension', () => {
  it('that calls the commands of Runsheet runs them: the next test can fail', async () => {
    const workbench = await openWorkbench({ folder, helper: caller });
    try {
      const called = await whatWasCalled(workbench);
      assert.equal(called.trusted, true);
      assert.ok(called.terminals > 0 && called.runs > 0, JSON.stringify(called));
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
  });

  it('has no command to run in the palette', async () => {
    const labels = await workbench.paletteLabels('>Runsheet: Run');
    assert.deepEqual(
      labels.filter((label) => label.startsWith('Runsheet: Run')),
      [],
    );
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
