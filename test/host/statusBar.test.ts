import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';
import { commands } from '../../src/vscode/contributions.ts';
import { totalWork } from '../../src/core/show/progress.ts';
import { freshFolder, planAt, remove, runsheet, until, write } from './support.ts';

describe('the status bar', () => {
  const folder = freshFolder();
  let api: RunsheetApi;
  before(async () => {
    api = await runsheet();
  });
  after(() => remove(folder));

  const percent = (): number => Number(/(\d+)%/.exec(api.statusBar.text)?.[1]);

  it('shows the share of the work that is done over all plans, and follows', async () => {
    await until('the plans of other tests to go', () => api.store.plans.length === 1);
    const start = totalWork(api.store.plans.map(({ plan }) => plan));
    const uri = write(`${folder}/PLAN.md`, `# Status plan\n\n${'- [x] done\n'.repeat(3)}- [ ] open\n`);
    await planAt(api, uri);
    const expected = Math.floor((100 * (start.done + 3)) / (start.total + 4));
    await until(`${expected}%`, () => percent() === expected);
  });

  it('has one line per plan in its hover, as plain text, and opens the view', async () => {
    const uri = write(`${folder}/TODO.md`, '# [Evil](command:x) plan\n\n- [x] a\n- [ ] b\n- [ ] c\n');
    await planAt(api, uri);
    const tooltip = await until('the hover', () => {
      const { tooltip: hover } = api.statusBar;
      return hover instanceof vscode.MarkdownString && hover.value.includes('TODO') && hover;
    });
    assert.ok(!tooltip.isTrusted);
    assert.ok(!tooltip.value.includes('[Evil](command:x)'), tooltip.value);
    assert.equal(tooltip.value.split('\n\n').length, api.store.plans.length + 1);
    assert.equal(api.statusBar.command, commands.openPlans);
  });
});
