import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { simpleGit } from 'simple-git';
import { sampleAnchor } from '../../scripts/sampleAnchor.mjs';

interface Golden {
  readonly boxes: { readonly total: number; readonly done: number };
  /** Where it is no file of samples/plans with the name of its golden file. */
  readonly file?: string;
  readonly roles: Readonly<Record<string, readonly [number, number]>>;
  readonly tasks: { readonly total: number; readonly perPhase: readonly number[] };
  readonly phases: readonly string[];
  readonly runnable: readonly number[];
  readonly inline: readonly string[];
  readonly dangerous: readonly number[];
}

const goldenFolder = 'test/fixtures/samples';
const anchor = ['--anchor', '2025-09-22T00:00:00Z'];

describe('the sample workspace', () => {
  let place = '';
  beforeEach(() => {
    place = mkdtempSync(path.join(tmpdir(), 'runsheet-sample-test-'));
  });
  afterEach(() => {
    rmSync(place, { recursive: true, force: true });
  });

  const make = (...args: string[]) => {
    const env = { ...process.env, HOME: place, XDG_CACHE_HOME: path.join(place, 'cache') };
    return spawnSync(process.execPath, ['scripts/sampleWorkspace.mjs', ...args], { encoding: 'utf8', env });
  };
  const git = async (folder: string, ...args: string[]) => (await simpleGit(folder).raw(args)).trim();

  it('is a clean clone of its own remote with eight commits, printed as the last line', async () => {
    const folder = path.join(place, 'with a blank', 'sample');
    const { status, stdout } = make(folder);
    assert.equal(status, 0);
    assert.equal(stdout.trimEnd().split('\n').at(-1), folder);
    assert.equal(await git(folder, 'rev-list', '--count', 'origin/main'), '8');
    assert.equal(await git(folder, 'status', '--porcelain', '--branch'), '## main...origin/main');
    assert.equal(
      (await git(folder, 'ls-remote', 'origin', 'refs/heads/main')).split('\t')[0],
      await git(folder, 'rev-parse', 'HEAD'),
    );
    assert.equal(existsSync(path.join(place, '.gitconfig')), false);
    assert.deepEqual(readdirSync(path.dirname(folder)).sort(), ['sample', 'sample-origin.git']);
  });

  it('has the same history wherever it is made with the same anchor', async () => {
    const head = (name: string): Promise<string> => {
      const folder = path.join(place, name);
      make(folder, ...anchor);
      return git(folder, 'rev-parse', 'HEAD');
    };
    assert.equal(await head('a'), await head('b'));
  });

  it('has a shift on at every hour of the day, which is not the one that was handed over', () => {
    const hourMs = 3_600_000;
    const midnight = Date.parse('2025-09-22T00:00:00Z');
    for (let now = midnight; now < midnight + 24 * hourMs; now += hourMs / 4) {
      const anchor = sampleAnchor(now);
      const shift = Math.floor((now - anchor) / (3 * hourMs)) + 1;
      assert.ok(shift >= 2 && shift <= 16, `${new Date(now).toISOString()}: ${shift}`);
      assert.equal(new Date(anchor).toISOString().slice(10), 'T00:00:00.000Z');
    }
    const folder = path.join(place, 'sample');
    const before = sampleAnchor(Date.now());
    make(folder);
    const [, written = ''] =
      /"anchor": "([^"]+)"/.exec(readFileSync(path.join(folder, '.runsheet.json'), 'utf8')) ?? [];
    assert.ok([before, sampleAnchor(Date.now())].includes(Date.parse(written)), written);
  });

  it('goes to the cache folder of the user when no folder is named', () => {
    const { stdout } = make();
    assert.equal(stdout.trimEnd().split('\n').at(-1), path.join(place, 'cache', 'runsheet-sample'));
  });

  it('keeps what its user did, until it is made anew', () => {
    const folder = path.join(place, 'sample');
    const plan = path.join(folder, 'plans', 'quick-wins-plan.md');
    make(folder, ...anchor);
    writeFileSync(plan, 'mine');
    make(folder, ...anchor);
    assert.equal(readFileSync(plan, 'utf8'), 'mine');
    make(folder, ...anchor, '--fresh');
    assert.notEqual(readFileSync(plan, 'utf8'), 'mine');
  });

  it('never replaces a folder that it did not make', () => {
    const folder = path.join(place, 'theirs');
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'novel.txt'), 'chapter one');
    const { status, stderr } = make(folder, '--fresh');
    assert.equal(status, 2);
    assert.match(stderr, /is no sample workspace/);
    assert.equal(readFileSync(path.join(folder, 'novel.txt'), 'utf8'), 'chapter one');
  });

  it('says in one sentence what is wrong with its arguments', () => {
    for (const args of [['--anchor', 'noon'], ['--frsh'], ['a', 'b']]) {
      const { status, stderr } = make(...args);
      assert.equal(status, 2, args.join(' '));
      assert.equal(stderr.trim().split('\n').length, 1, stderr);
    }
  });
});

describe('the golden files of the sample plans', () => {
  for (const name of readdirSync(goldenFolder)) {
    const golden = JSON.parse(readFileSync(path.join(goldenFolder, name), 'utf8')) as Golden;
    const file = golden.file ?? path.join('samples/plans', name.replace(/\.json$/, '.md'));
    const text = readFileSync(file, 'utf8');
    const lines = text.split('\n');

    it(`${name}: the roles and the phases add up`, () => {
      const sum = (index: 0 | 1) => Object.values(golden.roles).reduce((total, count) => total + count[index], 0);
      assert.deepEqual({ total: sum(0), done: sum(1) }, golden.boxes);
      assert.equal(
        golden.tasks.perPhase.reduce((total, count) => total + count, 0),
        golden.tasks.total,
      );
      assert.equal(golden.phases.length, golden.tasks.perPhase.length);
    });

    it(`${name}: what it lists stands in the plan`, () => {
      for (const line of golden.runnable) assert.match(lines[line - 1] ?? '', /^ *```bash$/, `line ${line}`);
      for (const line of golden.dangerous) assert.ok(golden.runnable.includes(line), `line ${line}`);
      for (const command of golden.inline) assert.ok(text.includes(`\`${command}\``), command);
      for (const phase of golden.phases)
        assert.ok(
          lines.some((line) => line.startsWith('##') && line.includes(phase)),
          phase,
        );
    });
  }
});
