import assert from 'node:assert/strict';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';
import { planOf } from './manyPlans.ts';
import { freshFolder, planAt, remove, runsheet, until, write } from './support.ts';

describe('what other programs write', () => {
  const folder = freshFolder();
  let api: RunsheetApi;
  before(async () => {
    api = await runsheet();
  });
  after(() => remove(folder));

  it('is followed in folders that were made in one go', async () => {
    // Each is missed by VS Code more often than not.
    const places = Array.from({ length: 8 }, (_, at) => `${folder}/made-${at}/docs/plans`);
    const found = places.map((place) => write(`${place}/PLAN.md`, planOf(1, 'as it came')));
    for (const uri of found) await planAt(api, uri);
    // Late events of the making would bring the next text along.
    await new Promise((resolve) => setTimeout(resolve, 3000));
    for (const place of places) write(`${place}/PLAN.md`, planOf(1, 'written'));
    await until('the plans as they were written', () =>
      found.every((uri) => {
        const entry = api.store.get(uri);
        return entry?.kind === 'plan' && entry.summary.title === 'Plan written';
      }),
    );
    for (const place of places) remove(place);
    await until('the plans to go', () => found.every((uri) => api.store.get(uri) === undefined));
  });

  it('is followed beside a program that never stops to write', async () => {
    const quiet = write(`${folder}/PLAN.md`, planOf(1, 'quiet'));
    const busy = write(`${folder}/BUSY-PLAN.md`, planOf(1, 'busy'));
    await planAt(api, quiet);
    await planAt(api, busy);
    let changes = 0;
    const listener = api.store.onDidChange((keys) => (changes += keys.has(quiet.toString()) ? 1 : 0));
    const writing = setInterval(() => api.store.soon.file(busy), 50);
    try {
      write(`${folder}/PLAN.md`, planOf(1, 'changed'));
      api.store.soon.file(quiet);
      await until('the change', () => changes > 0);
    } finally {
      clearInterval(writing);
      listener.dispose();
    }
    const entry = api.store.get(quiet);
    assert.equal(entry?.kind === 'plan' ? entry.summary.title : undefined, 'Plan changed');
  });
});
