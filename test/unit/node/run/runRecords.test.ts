import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { isOfPresentText, lastResults, outcomeOf, presentHash } from '../../../../src/core/run/runRecord.ts';
import { headCommit } from '../../../../src/node/run/headCommit.ts';
import { rememberedValues, rememberValues } from '../../../../src/node/run/planValues.ts';
import { beginRun, endRun, type NewRun, runHistory, runOutput } from '../../../../src/node/run/runRecords.ts';
import { stateFolder } from '../../../../src/node/stateFolder.ts';
import { withFolder, withFolderAsync } from '../temporaryFolder.ts';

const start = 1_700_000_000_000;
const run = (change: Partial<NewRun> = {}): NewRun => ({
  plan: 'docs/plan.md',
  nodeKey: 'Phase 1/1.1',
  runnableKey: 'Phase 1/1.1!abc',
  line: 12,
  text: 'npm test',
  interpreter: 'bash',
  folder: '.',
  by: 'command line',
  lane: 'process',
  startedAt: start,
  ...change,
});
const passed = { state: 'passed', endedAt: start + 500, exitCode: 0, endKnownBy: 'process' } as const;

describe('what is kept of runs', () => {
  const before = process.env['XDG_STATE_HOME'];
  const withState = (use: (root: string, runs: string) => Promise<void>): Promise<void> =>
    withFolderAsync({ 'repo/.runsheet.json': '{}' }, async (folder) => {
      process.env['XDG_STATE_HOME'] = path.join(folder, 'state');
      const root = path.join(folder, 'repo');
      await use(root, path.join(stateFolder(root), 'runs'));
    });
  after(() => {
    if (before === undefined) delete process.env['XDG_STATE_HOME'];
    else process.env['XDG_STATE_HOME'] = before;
  });

  it('a run leaves a record outside of the repository, for its user alone', () =>
    withState(async (root, runs) => {
      const record = beginRun(root, run());
      assert.deepEqual((await runHistory(root)).records, [record]);
      assert.equal(record.state, 'running');
      const ended = await endRun(root, record, { ...passed, output: 'all green\n' });
      assert.deepEqual((await runHistory(root)).records, [ended]);
      assert.deepEqual([ended.state, ended.exitCode, ended.output], ['passed', 0, true]);
      assert.equal(await runOutput(root, ended.id), 'all green\n');
      assert.deepEqual(readdirSync(root), ['.runsheet.json']);
      if (process.platform === 'win32') return;
      for (const name of readdirSync(runs)) assert.equal(statSync(path.join(runs, name)).mode & 0o777, 0o600, name);
      assert.equal(statSync(runs).mode & 0o777, 0o700);
    }));

  it('what the user has exported as a secret does not stand in the kept output', () =>
    withState(async (root) => {
      process.env['RUNSHEET_TEST_TOKEN'] = 'npm_0123456789';
      try {
        const output = 'token npm_0123456789 is used\n';
        const ended = await endRun(root, beginRun(root, run()), { ...passed, output });
        assert.equal(await runOutput(root, ended.id), 'token ••• is used\n');
      } finally {
        delete process.env['RUNSHEET_TEST_TOKEN'];
      }
    }));

  it('the newest stands first, and a task or a command can be asked for', () =>
    withState(async (root) => {
      for (const [at, nodeKey] of [
        [0, 'a'],
        [1, 'b'],
        [2, 'a'],
      ] as const)
        beginRun(root, run({ startedAt: start + at, nodeKey, runnableKey: `${nodeKey}!x` }));
      const starts = async (key?: string): Promise<number[]> =>
        (await runHistory(root, key === undefined ? {} : { key })).records.map(({ startedAt }) => startedAt - start);
      assert.deepEqual([await starts(), await starts('a'), await starts('b!x')], [[2, 1, 0], [2, 0], [1]]);
      assert.deepEqual((await runHistory(root, { plan: 'other.md' })).records, []);
    }));

  it('damaged files, files of a newer version and other files are skipped', () =>
    withState(async (root, runs) => {
      const record = beginRun(root, run());
      writeFileSync(path.join(runs, '1700000000001-00000000000a.json'), '{"v":1,"id"');
      writeFileSync(path.join(runs, '1700000000002-00000000000a.json'), JSON.stringify({ ...record, v: 2 }));
      writeFileSync(path.join(runs, '1700000000003-00000000000a.json'), JSON.stringify({ ...record, state: 'great' }));
      writeFileSync(path.join(runs, '1700000000004-00000000000a.json'), '');
      writeFileSync(path.join(runs, 'notes.json'), 'mine');
      assert.deepEqual(await runHistory(root), { records: [record], skipped: 4 });
      await endRun(root, record, passed);
      assert.ok(readdirSync(runs).includes('notes.json'));
    }));

  it('the newest 500 stay, with their output', () =>
    withState(async (root, runs) => {
      mkdirSync(runs, { recursive: true });
      for (let index = 0; index < 505; index++) {
        writeFileSync(path.join(runs, `${start + index}-00000000000a.json`), '{}');
        writeFileSync(path.join(runs, `${start + index}-00000000000a.log`), 'x');
      }
      await endRun(root, beginRun(root, run({ startedAt: start + 1000 })), passed);
      const names = readdirSync(runs);
      assert.equal(names.filter((name) => name.endsWith('.json')).length, 500);
      assert.equal(names.filter((name) => name.endsWith('.log')).length, 499);
      assert.ok(!names.includes(`${start + 5}-00000000000a.log`) && names.includes(`${start + 6}-00000000000a.log`));
    }));

  it('no more than 20 MB stay', () =>
    withState(async (root, runs) => {
      mkdirSync(runs, { recursive: true });
      const output = 'x'.repeat(1024 * 1024);
      for (let index = 0; index < 25; index++)
        writeFileSync(path.join(runs, `${start + index}-00000000000a.log`), output);
      // They are counted now and then: of 16 instants behind each other one is it.
      for (let instant = 0; instant < 16; instant++)
        await endRun(root, beginRun(root, run({ startedAt: start + 1000 + instant })), passed);
      const bytes = readdirSync(runs).reduce((sum, name) => sum + statSync(path.join(runs, name)).size, 0);
      assert.ok(bytes <= 20 * 1024 * 1024 && bytes > 15 * 1024 * 1024, String(bytes));
    }));

  it('a very long command is cut, its hash is not', () =>
    withState((root) => {
      const text = 'echo x\n'.repeat(10_000);
      const record = beginRun(root, run({ text }));
      assert.equal(record.text.length, 16 * 1024);
      assert.notEqual(record.hash, beginRun(root, run({ text: `${text} ` })).hash);
      return Promise.resolve();
    }));

  it('no path of an id leads out of the folder', () =>
    withState(async (root) => {
      assert.equal(await runOutput(root, '../values'), undefined);
    }));

  it('every way to a root leads to the same state, another root has its own', () =>
    withState(async (root) => {
      assert.equal(stateFolder(path.join(root, '..', 'repo')), stateFolder(root));
      assert.notEqual(stateFolder(path.dirname(root)), stateFolder(root));
      return Promise.resolve();
    }));

  it('many writers at once lose nothing', () =>
    withState(async (root) => {
      const records = Array.from({ length: 40 }, (_, index) => beginRun(root, run({ startedAt: start + index })));
      await Promise.all(records.map((record) => endRun(root, record, passed)));
      const { records: read, skipped } = await runHistory(root);
      assert.deepEqual([read.length, skipped, read.every(({ state }) => state === 'passed')], [40, 0, true]);
    }));
});

describe('the last result of a command', () => {
  const text = '# Plan\n\n```bash\nnpm ci\nnpm test\n```\n';
  const runnable = parsePlan('docs/plan.md', text).runnables[0]!;
  const record = { v: 1, id: 'x', hash: presentHash(runnable)!, state: 'passed', ...run() } as const;
  const of = { ...record, runnableKey: runnable.key };

  it('is that of the newest run of the present text', () => {
    const older = { ...of, state: 'failed' } as const;
    assert.equal(lastResults([of, older], 'docs/plan.md', [runnable]).get(runnable.key), of);
    assert.ok(isOfPresentText(of, runnable));
  });

  it('is a run that has not ended, whenever it began', () => {
    const running = { ...of, state: 'running' } as const;
    assert.equal(lastResults([of, running], 'docs/plan.md', [runnable]).get(runnable.key), running);
  });

  it('is dropped when the text changes, and is not that of a line or of another plan', () => {
    const changed = { ...runnable, text: 'npm ci\nnpm test -- --all' };
    assert.equal(lastResults([of], 'docs/plan.md', [changed]).size, 0);
    assert.ok(!isOfPresentText(of, changed));
    const line = { ...of, hash: presentHash(runnable, { kind: 'line', line: 4 })! };
    assert.equal(lastResults([line], 'docs/plan.md', [runnable]).size, 0);
    assert.equal(lastResults([of], 'plan.md', [runnable]).size, 0);
  });

  it('an exit code says passed, stopped or failed; none says unknown', () => {
    const codes = [0, 1, 125, 129, 130, 137, 143, undefined];
    assert.deepEqual(codes.map(outcomeOf), [
      ...['passed', 'failed', 'failed', 'stopped', 'stopped', 'failed', 'stopped', 'unknown'],
    ]);
  });
});

describe('the values of placeholders', () => {
  const number = { name: 'NUMBER', text: '<NUMBER>', secret: false };
  const token = { name: 'your-token', text: '<your-token>', secret: true };

  it('are remembered for their plan, those of secrets are not', () =>
    withFolderAsync({}, async (folder) => {
      process.env['XDG_STATE_HOME'] = path.join(folder, 'state');
      const values = new Map([
        ['<NUMBER>', '5'],
        ['your-token', 's3cr3t'],
        ['DB_PASSWORD', 'p4ss'],
        ['X', 'a\nb'],
      ]);
      await rememberValues(folder, 'plan.md', values, [number, token]);
      await rememberValues(folder, 'plan.md', new Map([['TYPE', 'back end']]), []);
      assert.deepEqual(
        [...(await rememberedValues(folder, 'plan.md'))],
        [
          ['NUMBER', '5'],
          ['TYPE', 'back end'],
        ],
      );
      assert.equal((await rememberedValues(folder, 'other.md')).size, 0);
      const file = path.join(stateFolder(folder), 'values.json');
      assert.doesNotMatch(readFileSync(file, 'utf8'), /s3cr3t|p4ss/);
      writeFileSync(file, '{"v":1,"plans":{"plan.md":[1]}}');
      assert.equal((await rememberedValues(folder, 'plan.md')).size, 0);
      delete process.env['XDG_STATE_HOME'];
    }));
});

describe('the commit that is checked out', () => {
  const git = (cwd: string, ...args: readonly string[]): string => {
    const config = ['-c', 'user.name=x', '-c', 'user.email=x@example.org', '-c', 'init.defaultBranch=main'];
    return spawnSync('git', [...config, ...args], { cwd, encoding: 'utf8' }).stdout.trim();
  };

  it('is read without git: branch, packed, detached, worktree, subfolder', () =>
    withFolder({ 'repo/docs/x': '' }, (folder) => {
      const repo = path.join(folder, 'repo');
      git(repo, 'init');
      assert.equal(headCommit(repo), undefined, 'no commit yet');
      git(repo, 'commit', '--allow-empty', '-m', 'one');
      const commit = git(repo, 'rev-parse', 'HEAD');
      assert.match(commit, /^[0-9a-f]{40}$/);
      assert.equal(headCommit(path.join(repo, 'docs')), commit);
      git(repo, 'pack-refs', '--all');
      assert.equal(headCommit(repo), commit);
      git(repo, 'worktree', 'add', '../tree', '-b', 'other');
      git(path.join(folder, 'tree'), 'commit', '--allow-empty', '-m', 'two');
      assert.equal(headCommit(path.join(folder, 'tree')), git(path.join(folder, 'tree'), 'rev-parse', 'HEAD'));
      git(repo, 'checkout', '--detach');
      assert.equal(headCommit(repo), commit);
    }));

  it('is not known where there is no repository, or a damaged one', () =>
    withFolder({ 'a/.git': 'gitdir: /nowhere', 'b/.git/HEAD': 'ref: refs/../../x' }, (folder) => {
      assert.equal(headCommit(path.join(folder, 'a')), undefined);
      assert.equal(headCommit(path.join(folder, 'b')), undefined);
    }));
});
