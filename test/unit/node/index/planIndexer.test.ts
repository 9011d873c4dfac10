import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import type { IndexedContent } from '../../../../src/node/index/messages.ts';
import { planFromBytes } from '../../../../src/node/index/planBytes.ts';
import { PlanIndexer, type PlanIndexerOptions } from '../../../../src/node/index/planIndexer.ts';

const workerFile = path.join(process.cwd(), 'dist/worker.js');
const planText = (name: string): string =>
  `# ${name}\n\n## Phase 1: A\n\n- [x] a\n- [ ] b\n\n## Phase 2: B\n\n- [ ] c\n- [ ] d\n`;

describe('the worker that finds and reads plans', () => {
  let base: string;
  const userCache = process.env['XDG_CACHE_HOME'];
  before(() => {
    base = realpathSync(mkdtempSync(path.join(tmpdir(), 'runsheet-index-')));
    process.env['XDG_CACHE_HOME'] = path.join(base, 'cache');
  });
  after(() => {
    if (userCache === undefined) delete process.env['XDG_CACHE_HOME'];
    else process.env['XDG_CACHE_HOME'] = userCache;
    rmSync(base, { recursive: true, force: true });
  });
  const folder = {
    path: (name: string): string => path.join(base, name),
    write: (name: string, text: string): string => {
      const file = path.join(base, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
      return file;
    },
  };
  const indexers: PlanIndexer[] = [];
  afterEach(() => {
    for (const indexer of indexers.splice(0)) indexer.dispose();
  });

  const start = (options: Partial<PlanIndexerOptions> = {}): PlanIndexer => {
    const indexer = new PlanIndexer({ workerFile, ...options });
    indexers.push(indexer);
    return indexer;
  };
  const search = async (
    indexer: PlanIndexer,
    root: string,
    known = new Map<string, string>(),
    signal?: AbortSignal,
  ) => {
    const files = new Map<string, IndexedContent>();
    const take = (batch: {
      readonly files: readonly { readonly path: string; readonly content: IndexedContent }[];
    }) => {
      for (const { path: at, content } of batch.files) files.set(at, content);
    };
    await indexer.ask({ kind: 'search', folder: root, known }, take, signal);
    return files;
  };
  const kinds = (files: ReadonlyMap<string, IndexedContent>) =>
    Object.fromEntries([...files].map(([at, { kind }]) => [at, kind] as const));

  /** A worker that ends when it is to read a file whose name has this word, by `death`. */
  const mortalWorker = (word: string, death = 'process.exit(1)'): string => {
    const file = folder.write(
      'mortal.cjs',
      `
      const { workerData } = require('node:worker_threads');
      const set = Uint8Array.prototype.set;
      Uint8Array.prototype.set = function (bytes, ...rest) {
        set.call(this, bytes, ...rest);
        if (this.buffer === workerData.present && Buffer.from(bytes).includes(${JSON.stringify(word)})) {
          Atomics.store(new Int32Array(workerData.present, 0, 2), 0, bytes.length);
          ${death};
        }
      };
      require(${JSON.stringify(workerFile)});
    `,
    );
    return file;
  };

  it('reads the same plan as this thread does, with what its row shows', async () => {
    const root = folder.path('equal');
    folder.write('equal/PLAN.md', planText('Equal'));
    folder.write('equal/notes.md', '# Notes\n\nNothing.\n');
    const files = await search(start(), root);
    assert.deepEqual(kinds(files), { 'PLAN.md': 'plan' });
    const content = files.get('PLAN.md');
    assert.ok(content?.kind === 'plan');
    assert.deepEqual(planFromBytes(content.packed), parsePlan('PLAN.md', planText('Equal')));
    assert.equal(content.summary.title, 'Equal');
    assert.deepEqual(content.summary.counts.work, { total: 4, done: 1 });
  });

  it('says only that a plan is the same, until its text or its configuration changes', async () => {
    const root = folder.path('same');
    folder.write('same/PLAN.md', planText('Same'));
    const indexer = start();
    const first = (await search(indexer, root)).get('PLAN.md');
    assert.ok(first?.kind === 'plan');
    const known = new Map([['PLAN.md', first.stamp]]);
    assert.deepEqual(kinds(await search(indexer, root, known)), { 'PLAN.md': 'same' });
    folder.write('same/.runsheet.json', '{ "marks": { "x": "blocked" } }');
    assert.deepEqual(kinds(await search(indexer, root, known)), { 'PLAN.md': 'plan' });
  });

  it('a plan that says itself that it is none is none; one that lost its boxes stays', async () => {
    const root = folder.path('marker');
    folder.write('marker/list.md', '# A few words\n');
    const indexer = start();
    const look = async (stamp?: string) => {
      const kinds: string[] = [];
      const file = stamp === undefined ? { path: 'list.md' } : { path: 'list.md', stamp };
      await indexer.ask({ kind: 'look', folder: root, files: [file] }, ({ files }) =>
        kinds.push(...files.map(({ content }) => content.kind)),
      );
      return kinds;
    };
    assert.deepEqual(await look(), ['none']);
    assert.deepEqual(await look('old'), ['plan']);
    folder.write('marker/list.md', '<!-- runsheet: ignore -->\n\n' + planText('x'));
    assert.deepEqual(await look('old'), ['none']);
  });

  it('a second start parses nothing: what was read comes from the cache', async function () {
    this.timeout(20_000);
    const root = folder.path('cached');
    folder.write('cached/PLAN.md', planText('Cached'));
    // What was written a moment ago is not trusted by its time.
    await new Promise((resolve) => setTimeout(resolve, 3200));
    const first = start();
    const before = (await search(first, root)).get('PLAN.md');
    first.dispose();
    // It dies when it begins to parse anything.
    const after = (await search(start({ workerFile: mortalWorker('/') }), root)).get('PLAN.md');
    assert.ok(before?.kind === 'plan' && after?.kind === 'plan', after?.kind);
    assert.equal(after.stamp, before.stamp);
    assert.deepEqual(planFromBytes(after.packed), planFromBytes(before.packed));
  });

  it('texts from elsewhere are read by the configuration that comes with them', async () => {
    const config = '{ "plans": ["notes.md"], "ignore": ["old"], "marks": { "w": "done" } }';
    const found = new Map<string, IndexedContent>();
    const files = [
      { path: 'notes.md', text: '# Notes\n\n- [w] a\n' },
      { path: 'old/PLAN.md', text: planText('Old') },
      { path: 'other.md', text: '# Other\n' },
    ];
    await start().ask({ kind: 'texts', config, files }, (batch) => {
      for (const { path: at, content } of batch.files) found.set(at, content);
    });
    assert.deepEqual(kinds(found), { 'notes.md': 'plan', 'old/PLAN.md': 'none', 'other.md': 'none' });
    const notes = found.get('notes.md');
    assert.ok(notes?.kind === 'plan');
    assert.deepEqual(notes.summary.counts.work, { total: 1, done: 1 });
  });

  it('the file that a worker dies over is skipped with a reason, and the others are read', async () => {
    const root = folder.path('mortal');
    for (const name of ['PLAN.md', 'deadly-PLAN.md', 'ROADMAP.md']) folder.write(`mortal/${name}`, planText(name));
    const told: string[] = [];
    const indexer = start({ workerFile: mortalWorker('deadly'), log: (sentence) => told.push(sentence) });
    const files = await search(indexer, root);
    assert.deepEqual(kinds(files), { 'PLAN.md': 'plan', 'deadly-PLAN.md': 'skipped', 'ROADMAP.md': 'plan' });
    const skipped = files.get('deadly-PLAN.md');
    assert.equal(skipped?.kind === 'skipped' && skipped.reason, 'stopped the reader of plans');
    assert.equal(indexer.counts.started, 2);
    assert.match(told.join(), /deadly-PLAN\.md stopped the reader/);
    // Not tried again as long as it is the same.
    assert.equal((await search(indexer, root)).get('deadly-PLAN.md')?.kind, 'skipped');
    assert.equal(indexer.counts.started, 2);
    utimesSync(path.join(root, 'deadly-PLAN.md'), 1, 1);
    assert.equal((await search(indexer, root)).get('deadly-PLAN.md')?.kind, 'skipped');
    assert.equal(indexer.counts.started, 3);
  });

  it('a file that needs too much memory is skipped, saying so', async () => {
    const root = folder.path('memory');
    folder.write('memory/PLAN.md', planText('Small'));
    folder.write('memory/greedy-PLAN.md', planText('Large'));
    const greed = 'const hog = []; for (;;) hog.push(new Array(100_000).fill(hog.length + 0.5))';
    const files = await search(start({ memoryMb: 32, workerFile: mortalWorker('greedy', greed) }), root);
    assert.equal(files.get('PLAN.md')?.kind, 'plan');
    const large = files.get('greedy-PLAN.md');
    assert.ok(large?.kind === 'skipped', large?.kind);
    assert.equal(large.reason, 'needs more than 32 MB of memory to be read');
  });

  it('a file that takes too long is skipped, saying so', async () => {
    const root = folder.path('slow');
    folder.write('slow/PLAN.md', planText('Quick'));
    folder.write('slow/ROADMAP.md', `# Large\n\n${'- [ ] task *a* `b` [c](d)\n'.repeat(150_000)}`);
    const files = await search(start({ hangMs: 1500 }), root);
    assert.equal(files.get('PLAN.md')?.kind, 'plan');
    const slow = files.get('ROADMAP.md');
    assert.ok(slow?.kind === 'skipped', slow?.kind);
    assert.match(slow.reason, /^took longer than/);
  });

  it('where no worker can be started, this thread reads', async () => {
    const root = folder.path('none');
    folder.write('none/PLAN.md', planText('None'));
    const broken = folder.write('broken.cjs', 'throw new Error("cannot start");');
    const told: string[] = [];
    const files = await search(start({ workerFile: broken, log: (sentence) => told.push(sentence) }), root);
    assert.deepEqual(kinds(files), { 'PLAN.md': 'plan' });
    assert.equal(told.length, 3);
    assert.match(told[0] ?? '', /cannot start/);
  });

  it('a question about one file does not wait for the search', async () => {
    const root = folder.path('queue');
    for (let at = 0; at < 300; at++) folder.write(`queue/d${at % 10}/PLAN-${at}.md`, planText(`${at}`).repeat(4));
    const indexer = start();
    const order: string[] = [];
    const searched = search(indexer, root).then((files) => order.push(`search ${files.size}`));
    await indexer.ask({ kind: 'look', folder: root, files: [{ path: 'd7/PLAN-297.md' }] }, ({ files }) =>
      order.push(...files.map(({ path: at }) => at)),
    );
    await searched;
    assert.deepEqual(order, ['d7/PLAN-297.md', 'search 300']);
  });

  it('stops when it is told to, and is asleep when there is nothing to do', async () => {
    const root = folder.path('stop');
    for (let at = 0; at < 300; at++) folder.write(`stop/PLAN-${at}.md`, planText(`${at}`).repeat(4));
    const indexer = start({ idleMs: 50 });
    const abort = new AbortController();
    let taken = 0;
    await indexer.ask(
      { kind: 'search', folder: root, known: new Map() },
      ({ files }) => {
        taken += files.length;
        if (taken > 0) abort.abort();
      },
      abort.signal,
    );
    assert.ok(taken > 0 && taken < 300, `${taken}`);
    assert.equal(indexer.isAwake, true);
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(indexer.isAwake, false);
    writeFileSync(path.join(root, 'PLAN-0.md'), planText('Awake again'));
    assert.equal((await search(indexer, root)).size, 300);
    assert.equal(indexer.counts.started, 2);
  });
});
