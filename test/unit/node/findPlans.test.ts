import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { defaultConfig, type RunsheetConfig } from '../../../src/core/config/config.ts';
import { findPlans, type FoundFile } from '../../../src/node/findPlans.ts';
import { maxFileBytes } from '../../../src/node/readText.ts';
import { withFolderAsync } from './temporaryFolder.ts';

const plan = `# Plan\n\n## Phase 1\n\n## Phase 2\n\n${'- [ ] a\n'.repeat(10)}`;

async function find(folder: string, config: Partial<RunsheetConfig> = {}, root = folder) {
  const found: FoundFile[] = [];
  for await (const each of findPlans(folder, { root, config: { ...defaultConfig, ...config } })) found.push(each);
  const of = (type: string) =>
    found
      .filter((each) => each.type === type)
      .map((each) => each.path)
      .sort();
  return { found, plans: of('plan'), possible: of('possible'), skipped: of('skipped') };
}

describe('Finding the plans of a folder', () => {
  it('plans and possible plans, told apart; other documents do not appear', async () => {
    const possible = '# Plan\n\n## Phase 1\n\n## Phase 2\n\n- [ ] a\n- b\n';
    await withFolderAsync(
      { 'docs/rollout.md': plan, 'docs/maybe.md': possible, 'docs/notes.md': '# Notes\n' },
      async (folder) => {
        const { plans, possible: maybe, skipped } = await find(folder);
        assert.deepEqual([plans, maybe, skipped], [['docs/rollout.md'], ['docs/maybe.md'], []]);
      },
    );
  });

  it('brings the text and the size along, for a long file as for a short one', async () => {
    const long = `${plan}\n${'words '.repeat(10_000)}`;
    await withFolderAsync({ 'long.md': long, 'short.md': plan }, async (folder) => {
      const { found } = await find(folder);
      for (const each of found) {
        assert.ok(each.type === 'plan');
        const text = each.path === 'long.md' ? long : plan;
        assert.deepEqual([each.content.text, each.content.size], [text, text.length]);
        assert.ok(each.content.mtimeMs > 0);
      }
      assert.equal(found.length, 2);
    });
  });

  it('a binary file and one over the limit are listed as skipped, with the reason', async () => {
    const big = `# Plan\n${'- [ ] a\n'.repeat(maxFileBytes / 8)}`;
    await withFolderAsync({ 'plan.md': Uint8Array.of(0x23, 0, 1, 2), 'big-plan.md': big }, async (folder) => {
      const { found } = await find(folder);
      const reasons = found.map((each) => `${each.path} ${each.type === 'skipped' ? each.reason : ''}`).sort();
      assert.deepEqual(reasons, ['big-plan.md is 5.0 MB, over the limit of 5.0 MB', 'plan.md is binary, not text']);
    });
  });

  it('the globs of the configuration beat the score', async () => {
    await withFolderAsync(
      { 'notes/a.md': 'words\n', 'notes/b.md': 'words\n', 'old/rollout-plan.md': plan, 'old/keep-plan.md': plan },
      async (folder) => {
        const { plans } = await find(folder, {
          plans: ['notes/*', '!notes/b.md'],
          ignore: ['old', '!old/keep-plan.md'],
        });
        assert.deepEqual(plans, ['notes/a.md', 'old/keep-plan.md']);
      },
    );
  });

  it('globs match hidden folders and names with brackets', async () => {
    await withFolderAsync({ '.notes/x (1).md': 'words\n' }, async (folder) => {
      assert.deepEqual((await find(folder, { plans: ['**/x*.md'] })).plans, ['.notes/x (1).md']);
    });
  });

  it('one file alone is judged by the same rules', async () => {
    await withFolderAsync(
      { '.gitignore': 'out/\n', 'docs/plan.md': plan, 'out/plan.md': plan, 'docs/notes.md': '# Notes\n' },
      async (folder) => {
        const paths: string[] = [];
        for (const only of ['docs/plan.md', 'out/plan.md', 'docs/notes.md', 'missing.md', 'docs']) {
          for await (const each of findPlans(folder, { root: folder, config: defaultConfig, only }))
            paths.push(each.path);
        }
        assert.deepEqual(paths, ['docs/plan.md']);
      },
    );
  });

  it('a marker is found in a file that nothing else speaks for', async () => {
    await withFolderAsync(
      { 'README.md': '# x\n\n<!-- runsheet: plan -->\n', 'plan.md': `<!-- runsheet: ignore -->\n${plan}` },
      async (folder) => {
        assert.deepEqual((await find(folder)).plans, ['README.md']);
      },
    );
  });

  it('a folder that is asked for by name is searched, whatever its name', async () => {
    await withFolderAsync({ 'vendor/plan.md': plan, 'vendor/dist/plan.md': plan }, async (folder) => {
      assert.deepEqual((await find(folder)).plans, []);
      assert.deepEqual((await find(path.join(folder, 'vendor'), {}, folder)).plans, ['vendor/plan.md']);
    });
  });

  it('a file that is gone when its turn comes is skipped with the reason', async () => {
    await withFolderAsync({ 'a-plan.md': plan, 'b-plan.md': plan }, async (folder) => {
      const search = findPlans(folder, { root: folder, config: defaultConfig });
      const first = await search.next();
      assert.ok(!first.done);
      const { rmSync } = await import('node:fs');
      for (const name of ['a-plan.md', 'b-plan.md']) rmSync(path.join(folder, name));
      const second = await search.next();
      assert.ok(!second.done && second.value.type === 'skipped');
      assert.equal(second.value.reason, 'does not exist');
    });
  });

  it('an aborted search ends with the reason, and the event loop runs meanwhile', async () => {
    const files = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`${index}/plan.md`, plan]));
    await withFolderAsync(files, async (folder) => {
      const controller = new AbortController();
      setTimeout(() => {
        controller.abort(new Error('stopped'));
      }, 0);
      const search = findPlans(folder, { root: folder, config: defaultConfig, signal: controller.signal, sliceMs: 0 });
      await assert.rejects(async () => {
        while (!(await search.next()).done);
      }, /stopped/);
    });
  });

  it('ten thousand files without a plan take well under a second', async function () {
    this.timeout(60_000);
    await withFolderAsync({}, async (folder) => {
      for (let part = 0; part < 100; part++) {
        mkdirSync(path.join(folder, `part${part}`));
        for (let note = 0; note < 100; note++) {
          writeFileSync(
            path.join(folder, `part${part}`, `note${note}.md`),
            `# Note ${note}\n\n- [ ] a box\n\n${'words '.repeat(300)}`,
          );
        }
      }
      // What else the machine does only ever adds to it.
      let least = Infinity;
      for (let go = 0; go < 3 && least >= 1500; go++) {
        const start = process.cpuUsage();
        assert.deepEqual((await find(folder)).found, []);
        const { user, system } = process.cpuUsage(start);
        least = Math.min(least, (user + system) / 1000);
      }
      assert.ok(least < 1500, `${least} ms of processor time`);
    });
  });
});
