import assert from 'node:assert/strict';
import path from 'node:path';
import { defaultConfig } from '../../../src/core/config/config.ts';
import { parsePlan } from '../../../src/core/parse/parsePlan.ts';
import { contentHash } from '../../../src/node/cache/contentHash.ts';
import { openPlanCache, type PlanCache, stampOf } from '../../../src/node/cache/planCache.ts';
import type { FileToParse } from '../../../src/node/parseFile.ts';
import { parseTogether } from '../../../src/node/parseTogether.ts';
import { readText } from '../../../src/node/readText.ts';
import { withFolderAsync } from './temporaryFolder.ts';

const options = { threads: 1, threadFile: path.join(process.cwd(), 'dist/parseThread.js') };
const count = 24;
const names = Array.from({ length: count }, (_, at) => `plan-${at}.md`);
const textOf = (name: string, items: number): string =>
  `# ${name}\n\n## Phase 1: Dredge\n\n${Array.from(
    { length: items },
    (_, at) => `- [${at % 3 === 0 ? 'x' : ' '}] Sound the **berth** ${at} of ${name} (${at} min)\n`,
  ).join('')}`;
const written = (items: number) => Object.fromEntries(names.map((name) => [`root/${name}`, textOf(name, items)]));
const enough = written(200);

function filesIn(folder: string, cache?: PlanCache): FileToParse[] {
  return names.map((name) => {
    const file = path.join(folder, 'root', name);
    const content = readText(file);
    assert.ok(!('skipped' in content));
    return { file, path: name, options: defaultConfig, stamp: stampOf(file), cache, content };
  });
}

const open = (folder: string): PlanCache => {
  const folders = { root: path.join(folder, 'root'), folder: path.join(folder, 'caches') };
  const cache = openPlanCache({ ...folders, config: defaultConfig, program: '1' });
  assert.ok(cache);
  return cache;
};

describe('many plans are parsed by several threads', function () {
  this.timeout(60_000);

  it('gives what one thread gives, and keeps it in the cache', async () => {
    await withFolderAsync(enough, async (folder) => {
      const cache = open(folder);
      const files = filesIn(folder, cache);
      const plans = await parseTogether(files, options);
      cache.save();
      const kept = open(folder);
      for (const file of files) {
        const text = textOf(file.path, 200);
        const expected = parsePlan(file.path, text, defaultConfig);
        assert.deepEqual(plans.get(file), expected);
        const hash = contentHash({ text, encoding: 'utf-8', damaged: false });
        assert.deepEqual(kept.planOfContent(file.path, hash), expected);
      }
    });
  });

  it('gives the same where nothing is kept', async () => {
    await withFolderAsync(enough, async (folder) => {
      const files = filesIn(folder);
      const plans = await parseTogether(files, options);
      assert.deepEqual(
        files.map((file) => plans.get(file)),
        files.map(({ path: at }) => parsePlan(at, textOf(at, 200), defaultConfig)),
      );
    });
  });

  it('gives the same where all processors are busy, in a process that is its own', async () => {
    await withFolderAsync(enough, async (folder) => {
      const files = filesIn(folder);
      const plans = await parseTogether(files, { ...options, threads: 0, ownsProcess: true });
      assert.deepEqual(
        files.map((file) => plans.get(file)),
        files.map(({ path: at }) => parsePlan(at, textOf(at, 200), defaultConfig)),
      );
      assert.equal((await parseTogether(files, { ...options, threads: 0 })).size, 0);
    });
  });

  it('takes what the cache has by its content', async () => {
    await withFolderAsync(enough, async (folder) => {
      const cache = open(folder);
      await parseTogether(filesIn(folder, cache), options);
      cache.save();
      // No thread is there that could parse.
      const again = await parseTogether(filesIn(folder, open(folder)), {
        ...options,
        threadFile: path.join(folder, 'none.js'),
      });
      assert.equal(again.size, count);
    });
  });

  it('leaves little to the one thread there is', async () => {
    await withFolderAsync(written(5), async (folder) => {
      assert.equal((await parseTogether(filesIn(folder), options)).size, 0);
    });
  });

  it('does without threads that cannot begin', async () => {
    await withFolderAsync({ ...enough, 'bad.js': 'throw new Error("no")' }, async (folder) => {
      const plans = await parseTogether(filesIn(folder), { ...options, threadFile: path.join(folder, 'bad.js') });
      assert.equal(plans.size, count);
    });
  });

  it('ends when nobody waits any more', async () => {
    await withFolderAsync(enough, async (folder) => {
      const control = new AbortController();
      control.abort(new Error('nobody waits'));
      await assert.rejects(parseTogether(filesIn(folder), { ...options, signal: control.signal }), /nobody waits/);
    });
  });
});
