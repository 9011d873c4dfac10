import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { parsePlan } from '../../../src/core/parse/parsePlan.ts';
import type { RunsheetApi } from '../../../src/vscode/runsheetApi.ts';
import { planOf } from '../manyPlans.ts';
import { closeEditors, freshFolder, lensTitles, planAt, remove, runsheet, until, write } from '../support.ts';
import { threadClock } from './threadClock.ts';

const kilobytes = 500;
/** Where the reading is not cut into stretches, a heading that the engine meets for the first times takes twice that. */
const limitMs = 80;

describe(`a plan of ${kilobytes} KB in the editor`, function () {
  this.timeout(120_000);
  const folder = freshFolder();
  const figures: Record<string, number> = {};
  let api: RunsheetApi;
  let uri: vscode.Uri;
  let editor: vscode.TextEditor;

  const planNow = (): ReturnType<typeof parsePlan> | undefined => {
    const entry = api.store.get(uri);
    return entry?.kind === 'plan' ? entry.plan : undefined;
  };
  const insert = (line: number, text: string): Thenable<boolean> =>
    editor.edit((edit) => edit.insert(new vscode.Position(line, 0), text));

  before(async () => {
    api = await runsheet();
    uri = write(`${folder}/PLAN.md`, planOf(kilobytes, 'large'));
    await planAt(api, uri);
    editor = await vscode.window.showTextDocument(uri);
    await lensTitles(uri);
  });
  after(async () => {
    api.stretches.clock = () => performance.now();
    await closeEditors();
    remove(folder);
    const file = process.env['RUNSHEET_LARGE_FILE'];
    if (file !== undefined) writeFileSync(file, JSON.stringify(figures));
  });

  it('a heading that comes does not hold the thread, though all of the plan is put together', async () => {
    if (threadClock) api.stretches.clock = threadClock;
    const longest: number[] = [];
    for (let go = 0; go < 9; go++) {
      const count = planNow()?.phases.length ?? 0;
      api.stretches.reset();
      await insert(1000 + go * 300, `\n## Phase ${1000 + go}: New\n\n- [ ] Do it\n\n`);
      await until('the new phase', () => planNow()?.phases.length === count + 1);
      await lensTitles(uri);
      // Readiness and problems follow when the typing pauses.
      await new Promise((resolve) => setTimeout(resolve, 800));
      longest.push(api.stretches.longest.ms);
    }
    longest.sort((one, other) => one - other);
    figures['longestStretchMs'] = longest[4] ?? Infinity;
    console.log(`${process.env['RUNSHEET_TEST_CONSOLE_MARK'] ?? ''}      ${JSON.stringify(longest.map(Math.round))}`);
    // Collecting garbage falls on one or two of them.
    assert.ok((longest[6] ?? Infinity) < limitMs, JSON.stringify(longest));
  });

  it('what is typed while it is read is read too', async () => {
    const asked: Promise<unknown>[] = [];
    for (let go = 0; go < 6; go++) {
      await insert(5000 + go * 200, go % 2 === 0 ? '\n### Between\n\n' : '```\n');
      asked.push(lensTitles(uri));
    }
    await Promise.all(asked);
    const { document } = editor;
    await until('the text as it is now', () => planNow()?.lineCount === document.lineCount);
    const entry = api.store.get(uri);
    assert.deepEqual(planNow(), parsePlan(entry?.path ?? '', document.getText()));
  });
});
