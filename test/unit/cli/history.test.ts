import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { withFolder } from '../node/temporaryFolder.ts';

const cli = path.resolve(process.env['RUNSHEET_CLI'] ?? 'dist/cli.js');
const plan = '# Pond\n<!-- runsheet: plan -->\n## Phase 1: Dig\n\n- [x] Mark\n- [ ] Dig\n- [ ] Line\n- [ ] Fill\n';

const environment = (folder: string, dates?: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  RUNSHEET_NO_CACHE: '1',
  HOME: folder,
  GIT_CONFIG_NOSYSTEM: '1',
  ...(dates !== undefined && { GIT_AUTHOR_DATE: dates, GIT_COMMITTER_DATE: dates }),
});

function runsheet(folder: string, ...args: readonly string[]) {
  const options = { cwd: folder, env: environment(folder), encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], options);
  return { status, stdout, stderr };
}

function git(folder: string, args: readonly string[], dates?: string): void {
  const own = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.org', '-c', 'commit.gpgsign=false'];
  const { status, stderr } = spawnSync('git', [...own, ...args], { cwd: folder, env: environment(folder, dates) });
  assert.equal(status, 0, stderr.toString());
}

const scores = (folder: string): readonly (number | null)[] => {
  const value = JSON.parse(runsheet(folder, 'status', '--json').stdout) as { history: { proven: number | null }[] };
  const isStatus = new Ajv().compile(JSON.parse(readFileSync('schemas/status.schema.json', 'utf8')) as object);
  assert.ok(isStatus(value), JSON.stringify(isStatus.errors));
  return value.history.map(({ proven }) => proven);
};

describe('The history of what is proven', function () {
  this.timeout(60_000);

  it('status --record keeps one small file, with the formula and every term, and status draws the trend', () => {
    withFolder({ 'plan.md': plan, 'docs/notes.md': 'Notes\n', '.runsheet.json': '{}' }, (folder) => {
      const { status, stderr } = runsheet(path.join(folder, 'docs'), 'status', '--record');
      assert.equal(status, 0, stderr);
      const file = /Recorded: (\S+\.json)\n/.exec(stderr)?.[1] ?? '';
      const kept = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Record<string, unknown>;
      assert.deepEqual([kept['state'], kept['proven'], kept['formula']], ['measured', 25, 1]);
      assert.equal((kept['items'] as readonly unknown[]).length, 4);
      assert.doesNotMatch(runsheet(folder, 'status').stdout, / since /, 'one is no trend');
      writeFileSync(path.join(folder, 'plan.md'), plan.replace('[ ] Dig', '[x] Dig'));
      runsheet(folder, 'status', '--record');
      assert.match(runsheet(folder, 'status').stdout, /\n▁█ {2}25% to 50% since \d{4}-\d\d-\d\d\n/);
      assert.deepEqual(scores(folder), [25, 50]);
    });
  });

  it('asks git once for the older scores of a commit: the next start knows them, and with --no-cache it does not', () => {
    withFolder({ 'work/plan.md': plan, 'work/.agent-handoffs/PRODUCTION_SCORE.txt': 'Score: 40%\n' }, (top) => {
      const folder = path.join(top, 'work');
      git(folder, ['init', '-q']);
      git(folder, ['add', '-A']);
      git(folder, ['commit', '-qm', 'one'], '2025-01-01T00:00:00Z');
      writeFileSync(path.join(folder, '.agent-handoffs', 'PRODUCTION_SCORE.txt'), 'Score: 60%\n');
      git(folder, ['commit', '-qam', 'two'], '2025-02-01T00:00:00Z');
      const trend = (PATH: string | undefined, ...args: readonly string[]): unknown => {
        const env = { PATH, HOME: folder, XDG_CACHE_HOME: path.join(top, 'cache') };
        const options = { cwd: folder, env, encoding: 'utf8' } as const;
        const { stdout } = spawnSync(process.execPath, [cli, 'status', '--json', ...args], options);
        return (JSON.parse(stdout) as { history: { proven: number | null }[] }).history.map(({ proven }) => proven);
      };
      assert.deepEqual(trend(process.env['PATH']), [40, 60]);
      // Where no git is.
      assert.deepEqual(trend(top), [40, 60]);
      assert.deepEqual(trend(top, '--no-cache'), []);
      writeFileSync(path.join(folder, '.agent-handoffs', 'PRODUCTION_SCORE.txt'), 'Score: 80%\n');
      git(folder, ['commit', '-qam', 'three'], '2025-03-01T00:00:00Z');
      assert.deepEqual(trend(process.env['PATH']), [40, 60, 80]);
    });
  });

  it('is of the whole workspace, and of something that counts', () => {
    withFolder({ 'plan.md': '# Pond\n<!-- runsheet: plan -->\n## Phase 1: Dig\n\nNothing yet.\n' }, (folder) => {
      assert.equal(runsheet(folder, 'status', '--record', 'plan.md').status, 2);
      const { status, stderr } = runsheet(folder, 'status', '--record');
      assert.equal(status, 1);
      assert.match(stderr, /Nothing was recorded: nothing in the plans counts\./);
    });
  });

  it('begins with what git knows of a score file that is older than Runsheet; a version without a number is a gap', () => {
    withFolder({ 'work/plan.md': plan }, (top) => {
      const folder = path.join(top, 'work');
      const score = path.join(folder, '.agent-handoffs', 'PRODUCTION_SCORE.txt');
      mkdirSync(path.dirname(score));
      writeFileSync(path.join(folder, '.runsheet.json'), '{}\n');
      git(top, ['init', '-q']);
      for (const [day, text] of [
        ['01', '40%\n'],
        ['02', 'soon\n'],
        ['03', '47.5%\n'],
      ] as const) {
        writeFileSync(score, text);
        git(top, ['add', '-A']);
        git(top, ['commit', '-qm', text], `2025-03-${day}T10:00:00Z`);
      }
      assert.deepEqual(scores(folder), [40, null, 47.5]);
      assert.match(runsheet(folder, 'shift', 'status').stdout, /\n\s+▁·█ {2}40% to 47% since 2025-03-01\n/);
      runsheet(folder, 'status', '--record');
      const { history } = JSON.parse(runsheet(folder, 'status', '--json').stdout) as {
        history: { formula?: number }[];
      };
      assert.deepEqual(
        history.map(({ formula }) => formula),
        [undefined, undefined, undefined, 1],
      );
      assert.match(runsheet(folder, 'shift', 'status').stdout, /▆·█▁ {2}40% to 25% since 2025-03-01\n/);
      assert.match(runsheet(folder, 'status').stdout, /\n▆·█▁ {2}40% to 25% since 2025-03-01\n/);
    });
  });

  it('what is damaged, huge or from the future is no part of it', () => {
    withFolder({ 'plan.md': plan }, (folder) => {
      runsheet(folder, 'status', '--record');
      const at = path.join(folder, '.agent-handoffs', 'history');
      const good = readFileSync(path.join(at, readdirSync(at)[0] ?? ''), 'utf8');
      writeFileSync(path.join(at, 'a.json'), '{');
      writeFileSync(path.join(at, 'b.json'), good.replace(/"measuredAt": "\d{4}/, '"measuredAt": "2999'));
      writeFileSync(path.join(at, 'c.json'), good.replace('"proven": 25', '"proven": 2500'));
      writeFileSync(path.join(at, 'd.json'), good + ' '.repeat(9 * 1024 * 1024));
      mkdirSync(path.join(at, 'e.json'));
      assert.deepEqual(scores(folder), [25]);
    });
  });
});
