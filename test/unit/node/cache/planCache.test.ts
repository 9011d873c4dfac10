import assert from 'node:assert/strict';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { defaultConfig, type RunsheetConfig } from '../../../../src/core/config/config.ts';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { contentHash } from '../../../../src/node/cache/contentHash.ts';
import { openPlanCache, type PlanCache, stampOf } from '../../../../src/node/cache/planCache.ts';
import { writeSealed } from '../../../../src/node/cache/sealedFile.ts';
import { withFolder } from '../temporaryFolder.ts';

const text = '# Plan\n\n## Phase 1: Dredge\n\n- [ ] a (2h)\n- [x] b\n';
const plan = parsePlan('plan.md', text);
const score = { score: 3, verdict: 'possible', kind: 'plan', terms: [{ points: 3, reason: 'a name' }] } as const;

interface Opened {
  readonly program?: string;
  readonly config?: Partial<RunsheetConfig>;
  readonly maxBytes?: number;
}

function open(folder: string, { program = '1', config = {}, ...rest }: Opened = {}): PlanCache {
  const caches = path.join(folder, 'caches');
  const cache = openPlanCache({
    root: path.join(folder, 'root'),
    config: { ...defaultConfig, ...config },
    folder: caches,
    program,
    ...rest,
  });
  assert.ok(cache);
  return cache;
}

const hash = (content: string) => contentHash({ text: content, encoding: 'utf-8', damaged: false });
const file = (folder: string) => path.join(folder, 'root', 'plan.md');

function stamp(folder: string, name = 'plan.md') {
  const found = stampOf(path.join(folder, 'root', name));
  assert.ok(found);
  return found;
}

/** A root with one plan that was last changed a minute ago; its change time is when this was called. */
function withRoot(use: (folder: string) => void): void {
  withFolder({ 'root/plan.md': text, 'root/notes.md': 'No plan.\n' }, use);
}

/** As if the file had been looked at a while after its last change. */
function later<T extends { readonly atMs: number }>(seen: T): T {
  return { ...seen, atMs: seen.atMs + 60_000 };
}

/** Tells everything about the plan, as a start of the program does. */
function fill(folder: string, options?: Opened): void {
  const cache = open(folder, options);
  const seen = later(stamp(folder));
  cache.setVerdict('plan.md', seen, '', { verdict: 'plan' });
  cache.setPlan('plan.md', seen, hash(text), plan);
  cache.setVerdict('notes.md', later(stamp(folder, 'notes.md')), '', { verdict: 'no' });
  cache.save();
}

const indexFile = (folder: string) => {
  const [root = ''] = readdirSync(path.join(folder, 'caches'));
  return path.join(folder, 'caches', root, 'index');
};
const planFile = (folder: string) => {
  const plans = path.join(path.dirname(indexFile(folder)), 'plans');
  return path.join(plans, readdirSync(plans)[0] ?? '');
};

describe('the cache of a root', () => {
  it('a second start knows plans and files that are none without reading them', () => {
    withRoot((folder) => {
      fill(folder);
      const cache = open(folder);
      assert.deepEqual(cache.verdict('plan.md', stamp(folder), ''), { verdict: 'plan' });
      assert.deepEqual(cache.verdict('notes.md', stamp(folder, 'notes.md'), ''), { verdict: 'no' });
      assert.deepEqual(cache.plan('plan.md', stamp(folder)), plan);
    });
  });

  it('a possible plan keeps the reasons that are shown for it', () => {
    withRoot((folder) => {
      const cache = open(folder);
      cache.setVerdict('notes.md', later(stamp(folder, 'notes.md')), '', { verdict: 'possible', score });
      cache.save();
      assert.deepEqual(open(folder).verdict('notes.md', stamp(folder, 'notes.md'), ''), {
        verdict: 'possible',
        score,
      });
    });
  });

  it('a file of another size or time is not known', () => {
    withRoot((folder) => {
      fill(folder);
      writeFileSync(file(folder), `${text}- [ ] c\n`);
      const cache = open(folder);
      assert.equal(cache.verdict('plan.md', stamp(folder), ''), undefined);
      assert.equal(cache.plan('plan.md', stamp(folder)), undefined);
    });
  });

  it('a change that leaves size and modification time as they were shows in the change time', function () {
    if (process.platform === 'win32') this.skip();
    withRoot((folder) => {
      const minuteAgo = Date.now() / 1000 - 60;
      utimesSync(file(folder), minuteAgo, minuteAgo);
      fill(folder);
      const before = stamp(folder);
      do writeFileSync(file(folder), text.replace('[ ]', '[x]'));
      while (statSync(file(folder)).ctimeMs === before.ctimeMs);
      utimesSync(file(folder), minuteAgo, minuteAgo);
      const after = stamp(folder);
      assert.deepEqual([after.size, after.mtimeMs], [before.size, before.mtimeMs]);
      assert.equal(open(folder).verdict('plan.md', after, ''), undefined);
    });
  });

  it('a file that was changed just before it was looked at is read again; its content tells whether it is the same', () => {
    withRoot((folder) => {
      const seen = stamp(folder);
      const first = open(folder);
      first.setVerdict('plan.md', seen, '', { verdict: 'plan' });
      first.setPlan('plan.md', seen, hash(text), plan);
      first.save();
      const cache = open(folder);
      assert.equal(cache.verdict('plan.md', stamp(folder), ''), undefined);
      assert.equal(cache.plan('plan.md', stamp(folder)), undefined);
      assert.deepEqual(cache.planOfContent('plan.md', hash(text)), plan);
      assert.equal(cache.planOfContent('plan.md', hash(text.replace('[ ]', '[x]'))), undefined);
    });
  });

  it('a file from the future is read each time', () => {
    withRoot((folder) => {
      utimesSync(file(folder), Date.now() / 1000 + 9999, Date.now() / 1000 + 9999);
      fill(folder);
      assert.equal(open(folder).verdict('plan.md', stamp(folder), ''), undefined);
    });
  });

  it('another program, another configuration and another root know nothing', () => {
    withRoot((folder) => {
      fill(folder);
      for (const options of [
        { program: '2' },
        { config: { marks: { x: 'cancelled' } } },
        { config: { ignore: ['docs'] } },
        { config: { plans: ['docs'] } },
        { config: { roles: { Later: 'future' } } },
      ] as const) {
        const cache = open(folder, options);
        assert.equal(cache.verdict('plan.md', stamp(folder), ''), undefined, JSON.stringify(options));
        assert.equal(cache.planOfContent('plan.md', hash(text)), undefined, JSON.stringify(options));
      }
      assert.ok(open(folder, { config: { handoffs: 'elsewhere' } }).verdict('plan.md', stamp(folder), ''));
    });
  });

  it('a verdict for one searched folder holds for another only where that makes no difference', () => {
    withRoot((folder) => {
      fill(folder);
      const cache = open(folder);
      assert.equal(cache.verdict('plan.md', stamp(folder), 'docs'), undefined);
      assert.deepEqual(
        cache.verdict('plan.md', stamp(folder), 'docs', (before) => before === ''),
        { verdict: 'plan' },
      );
    });
  });

  it('a file that is gone is forgotten when its folder is searched, and not when another one is', () => {
    withRoot((folder) => {
      fill(folder);
      const entry = later(stamp(folder));
      for (const [searched, known] of [
        ['docs', true],
        ['', false],
      ] as const) {
        const cache = open(folder);
        cache.walked(searched);
        cache.save();
        assert.equal(open(folder).verdict('plan.md', entry, '') !== undefined, known, searched);
      }
    });
  });

  it('what another process wrote meanwhile stays', () => {
    withRoot((folder) => {
      const [one, two] = [open(folder), open(folder)];
      one.setVerdict('plan.md', later(stamp(folder)), '', { verdict: 'plan' });
      two.setVerdict('notes.md', later(stamp(folder, 'notes.md')), '', { verdict: 'no' });
      one.save();
      two.save();
      const cache = open(folder);
      assert.deepEqual(cache.verdict('plan.md', stamp(folder), ''), { verdict: 'plan' });
      assert.deepEqual(cache.verdict('notes.md', stamp(folder, 'notes.md'), ''), { verdict: 'no' });
    });
  });

  it('any flipped byte, and a file that is cut anywhere, is as if there were no cache', () => {
    withRoot((folder) => {
      fill(folder);
      for (const [damaged, isKnown] of [
        [indexFile(folder), () => open(folder).verdict('plan.md', stamp(folder), '') !== undefined],
        [planFile(folder), () => open(folder).planOfContent('plan.md', hash(text)) !== undefined],
      ] as const) {
        const good = readFileSync(damaged);
        assert.ok(isKnown());
        for (let at = 0; at < good.length; at++) {
          const bad = Buffer.from(good);
          bad[at] = (bad[at] ?? 0) ^ (1 << (at % 8));
          writeFileSync(damaged, bad);
          assert.ok(!isKnown(), `byte ${at} of ${good.length} of ${path.basename(damaged)}`);
        }
        writeFileSync(damaged, good);
        for (let size = good.length - 1; size >= 0; size -= 7) {
          truncateSync(damaged, size);
          assert.ok(!isKnown(), `cut at ${size}`);
        }
        writeFileSync(damaged, good);
      }
    });
  });

  it('a folder, a huge file, text, or a value of another type in the place of a file is as if there were no cache', () => {
    withRoot((folder) => {
      fill(folder);
      const replacements: readonly ((at: string) => void)[] = [
        (at) => mkdirSync(at),
        (at) => {
          writeFileSync(at, '');
          truncateSync(at, 80 * 1024 * 1024);
        },
        (at) => writeFileSync(at, '{"root": "x"}'),
        ...[null, 1, 'x', [], {}].map((value) => (at: string) => void writeSealed(at, value)),
      ];
      for (const [place, check] of [
        [indexFile(folder), () => open(folder).verdict('plan.md', stamp(folder), '')],
        [planFile(folder), () => open(folder).planOfContent('plan.md', hash(text))],
      ] as const) {
        for (const replace of replacements) {
          rmSync(place, { recursive: true });
          replace(place);
          assert.equal(check(), undefined);
          fill(folder);
          rmSync(place, { recursive: true });
          fill(folder);
        }
      }
    });
  });

  it('a place that cannot be written to is no error', () => {
    withRoot((folder) => {
      writeFileSync(path.join(folder, 'caches'), 'a file where a folder should be');
      fill(folder);
      assert.equal(open(folder).verdict('plan.md', stamp(folder), ''), undefined);
    });
  });

  it('stays below its size: the plans that were not used for longest go', () => {
    withRoot((folder) => {
      const names = Array.from({ length: 40 }, (_, number) => `plan-${number}.md`);
      const cache = open(folder);
      for (const name of names) cache.setPlan(name, later(stamp(folder)), hash(text), { ...plan, path: name });
      cache.save();
      const plans = path.dirname(planFile(folder));
      const bytes = () => readdirSync(plans).reduce((sum, name) => sum + statSync(path.join(plans, name)).size, 0);
      const all = bytes();
      const old = Date.now() / 1000 - 10 * 24 * 3600;
      for (const name of readdirSync(plans)) utimesSync(path.join(plans, name), old, old);
      const reader = open(folder);
      assert.ok(reader.planOfContent('plan-7.md', hash(text)));
      const writer = open(folder, { maxBytes: all / 2 });
      writer.setPlan('new.md', later(stamp(folder)), hash(text), { ...plan, path: 'new.md' });
      writer.save();
      assert.ok(bytes() <= all / 2 && bytes() > all / 4, `${bytes()} of ${all}`);
      const after = open(folder);
      const known = [...names, 'new.md'].filter((name) => after.planOfContent(name, hash(text)));
      assert.ok(known.includes('plan-7.md') && known.includes('new.md'), known.join());
    });
  });

  it('is readable by its user alone', function () {
    if (process.platform === 'win32') this.skip();
    withRoot((folder) => {
      fill(folder);
      assert.deepEqual(
        [indexFile(folder), planFile(folder), path.dirname(indexFile(folder))].map(
          (place) => statSync(place).mode & 0o077,
        ),
        [0, 0, 0],
      );
    });
  });

  it('forgets roots that nobody came back to for months', () => {
    withRoot((folder) => {
      fill(folder);
      const old = Date.now() / 1000 - 90 * 24 * 3600;
      utimesSync(indexFile(folder), old, old);
      const cache = openPlanCache({
        root: '/elsewhere',
        config: defaultConfig,
        folder: path.join(folder, 'caches'),
        program: '1',
      });
      cache?.setVerdict('x.md', later(stamp(folder)), '', { verdict: 'no' });
      cache?.save();
      assert.equal(readdirSync(path.join(folder, 'caches')).length, 1);
      assert.equal(open(folder).verdict('plan.md', stamp(folder), ''), undefined);
    });
  });

  it('is not there outside of a build, and where the user does not want it', () => {
    withRoot((folder) => {
      const options = { root: folder, config: defaultConfig, folder: path.join(folder, 'caches') };
      assert.equal(openPlanCache({ ...options, program: undefined }), undefined);
      process.env['RUNSHEET_NO_CACHE'] = '1';
      try {
        assert.equal(openPlanCache({ ...options, program: '1' }), undefined);
      } finally {
        delete process.env['RUNSHEET_NO_CACHE'];
      }
    });
  });
});
