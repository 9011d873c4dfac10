import assert from 'node:assert/strict';
import { eventually } from './harness/eventually.ts';
import { openWorkbench } from './harness/openWorkbench.ts';
import type { Workbench } from './harness/workbench.ts';

describe('the workbench with Runsheet', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({ folder: 'test/fixtures/workspace', theme: 'light' });
  });
  after(() => workbench.close());

  it('lists the files of the workspace', async () => {
    await workbench.openViewContainer('Explorer');
    const rows = await eventually(
      () => workbench.treeRows(),
      (found) => found.includes('PLAN.md'),
    );
    assert.ok(rows.includes('docs'), rows.join(', '));
  });

  it('shows a plan in the editor', async () => {
    await workbench.openFile('PLAN.md');
    const text = await eventually(
      () => workbench.editorText(),
      (found) => found !== '',
    );
    assert.match(text, /^# Move the shop to the new mail service/);
    await workbench.screenshot('plan-in-editor');
  });

  it('offers its commands in the palette', async () => {
    const labels = await workbench.paletteLabels('>Runsheet');
    assert.ok(
      labels.some((label) => label.startsWith('Runsheet: ')),
      labels.join(', '),
    );
  });
});
