import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';
import { commands } from '../../src/vscode/contributions.ts';
import { noEvidence } from '../../src/core/readiness/evidenceState.ts';
import { percentOf, workspaceSums } from '../../src/core/readiness/readiness.ts';
import { freshFolder, planAt, remove, runsheet, until, write } from './support.ts';

describe('the status bar', () => {
  const folder = freshFolder();
  let api: RunsheetApi;
  before(async () => {
    api = await runsheet();
    await api.readiness.load();
  });
  after(() => remove(folder));

  const percent = (): number => Number(/(\d+)%/.exec(api.statusBar.text)?.[1]);
  const expected = (): number | undefined =>
    percentOf(
      workspaceSums(
        api.store.plans.map(({ plan }) => plan),
        noEvidence,
        Date.now(),
      ),
    )?.proven;

  it('shows what is proven over all plans with the verdict, and follows', async () => {
    await until('the plans of other tests to go', () => api.store.plans.length === 1);
    const before = expected();
    const uri = write(`${folder}/PLAN.md`, `# Status plan\n\n${'- [x] done\n'.repeat(9)}- [ ] open\n`);
    await planAt(api, uri);
    assert.notEqual(expected(), before);
    await until(`${expected() ?? '?'}%`, () => percent() === expected());
    assert.match(api.statusBar.text, /% (?:GO|NO-GO|UNKNOWN)/);
  });

  it('has one line per plan in its hover, where titles call no command, and opens the view', async () => {
    const uri = write(`${folder}/TODO.md`, '# [Evil](command:x) plan\n\n- [x] a\n- [ ] b\n- [ ] c\n');
    await planAt(api, uri);
    const tooltip = await until('the hover', () => {
      const { tooltip: hover } = api.statusBar;
      return hover instanceof vscode.MarkdownString && hover.value.includes('TODO') && hover;
    });
    assert.ok(!tooltip.value.includes('[Evil](command:x)'), tooltip.value);
    const allowed = typeof tooltip.isTrusted === 'object' ? tooltip.isTrusted.enabledCommands : undefined;
    assert.deepEqual(allowed, [commands.explainReadiness, commands.checkStale, commands.openReadiness]);
    assert.equal(api.statusBar.command, commands.openReadiness);
  });

  it('warns with its colour only when something blocks', async () => {
    const uri = write(
      `${folder}/blocked/PLAN.md`,
      '# Blocked plan\n\n## Phase 1: Core\n\n- [ ] Ship it (P0)\n- [x] b\n',
    );
    await planAt(api, uri);
    await until('the colour', () => api.statusBar.backgroundColor !== undefined);
    remove(folder);
    // Plans of other tests may block too.
    const says = (): boolean => api.statusBar.text.includes('NO-GO');
    await until('the colour that fits', () => (api.statusBar.backgroundColor !== undefined) === says());
  });
});
