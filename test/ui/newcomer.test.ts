import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { eventually } from './harness/eventually.ts';
import { openWorkbench } from './harness/openWorkbench.ts';
import { toast, toastButton } from './harness/runningPlan.ts';
import type { Workbench } from './harness/workbench.ts';

describe('a newcomer in the sample workspace', function () {
  this.timeout(180_000);
  const waitMs = 60_000;
  let place: string;
  let workbench: Workbench;
  before(async () => {
    place = mkdtempSync(path.join(os.tmpdir(), 'runsheet-newcomer-'));
    const folder = path.join(place, 'tidebell');
    // An hour into its second shift: one that ends meanwhile, or reminds of its end, would be another test.
    const anchor = new Date(Date.now() - 4 * 3_600_000).toISOString();
    execFileSync(process.execPath, ['scripts/sampleWorkspace.mjs', folder, '--anchor', anchor], { stdio: 'ignore' });
    workbench = await openWorkbench({ folder, theme: 'light', size: { width: 1400, height: 860 } });
    await workbench.closeSecondarySideBar();
    await workbench.openViewContainer('Runsheet');
    await workbench.showOnlyView('Shift');
  });
  after(async () => {
    await workbench.close();
    rmSync(place, { recursive: true, force: true });
  });

  const asked = async (): Promise<string> => {
    const title = workbench.page.locator('.quick-input-widget .quick-input-title');
    return (await title.isVisible()) ? title.innerText() : '';
  };
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: workbench.folder, encoding: 'utf8' });

  it('starts the shift that is on, with the handoff before in front of the eyes, and sees its time', async () => {
    await workbench.treeRow('Previous handoff').waitFor();
    await workbench.runCommand('Runsheet: Start Shift');
    await eventually(asked, (title) => title.startsWith('What is to be done first'), waitMs);
    await eventually(
      () => workbench.editorText(),
      (text) => text.includes('tests for windows over midnight'),
    );
    await workbench.page.locator('.quick-input-widget input').first().fill('The windows over midnight');
    await workbench.page.keyboard.press('Enter');
    await toast(workbench, 'origin says that it is yours').waitFor({ timeout: waitMs });
    await eventually(
      () => workbench.statusBarItem('runsheet.runsheet.shift').innerText(),
      (text) => /Shift 2: .* left/.test(text),
    );
    assert.match(git('ls-remote', 'origin'), /refs\/runsheet\/claims\/shift-2\b/);
    await workbench.runCommand('Runsheet: Status Check');
    await workbench.treeRow('Status check').waitFor();
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.screenshot('shift-held-light');
  });

  it('cancels its end in the middle: the question goes, and a window that is loaded anew offers to go on', async () => {
    await workbench.runCommand('Runsheet: End Shift');
    await eventually(asked, (title) => title !== '', waitMs);
    await toastButton(workbench, 'End Shift', 'Cancel').click();
    await toast(workbench, 'goes on from there').waitFor({ timeout: waitMs });
    // Newer versions of VS Code let it fade.
    await eventually(asked, (title) => title === '');
    await workbench.page.reload();
    await toast(workbench, 'was left in the middle').waitFor({ timeout: waitMs });
    await workbench.screenshot('shift-left-light');
  });

  it('goes on with the end, and the handoff is on the remote', async () => {
    await toastButton(workbench, 'was left in the middle', 'Go On').click();
    let last = '';
    await eventually(
      async () => {
        const title = await asked();
        if (title !== '' && title !== last) await workbench.page.keyboard.press('Enter');
        last = title;
        return toast(workbench, 'has ended').isVisible();
      },
      (ended) => ended,
      2 * waitMs,
    );
    assert.match(git('log', '-1', '--format=%s', 'origin/main'), /^Shift 2 handoff/);
    await workbench.screenshot('shift-ended-light');
  });
});
