import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeRepository } from '../node/evidence/repository.ts';
import { withFolder } from '../node/temporaryFolder.ts';

const cli = path.resolve(process.env['RUNSHEET_CLI'] ?? 'dist/cli.js');
const evidence = '.agent-handoffs/evidence';
const plan =
  '# Pond\n<!-- runsheet: plan -->\n## Phase 1: Dig\n\n- [x] Dig\n\n### Exit Criteria\n\n- [x] Deep: `test -f deep`\n';

function runsheet(folder: string, args: readonly string[], programs = process.env['PATH']) {
  const env = { PATH: programs, RUNSHEET_NO_CACHE: '1', HOME: path.dirname(folder), GIT_CONFIG_NOSYSTEM: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

interface Status {
  readonly total: { readonly proven: number; readonly verdict: string };
  readonly refusedEvidence: readonly { readonly reason: string }[];
  readonly documents: readonly {
    readonly gates: readonly { readonly criteria: readonly { readonly state: string; readonly reason: string }[] }[];
  }[];
}

/** State and reason of the criterion, what is proven, and why files are not believed. */
function look(folder: string, programs?: string) {
  const { stdout, stderr } = runsheet(folder, ['status', '--json'], programs);
  assert.notEqual(stdout, '', stderr);
  const { total, refusedEvidence, documents } = JSON.parse(stdout) as Status;
  const { state = '', reason = '' } = documents[0]?.gates[0]?.criteria[0] ?? {};
  return { state, reason, ...total, refused: refusedEvidence.map((one) => one.reason).join('; ') };
}

describe('Evidence that cannot be believed', function () {
  this.timeout(60_000);
  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  /** A repository in which the criterion is proven, and the file that proves it. */
  const proven = (use: (folder: string, file: string, good: string) => void): void =>
    withFolder({ 'repo/plan.md': plan, 'repo/deep': 'yes\n' }, (top) => {
      const folder = path.join(top, 'repo');
      makeRepository(folder);
      assert.equal(runsheet(folder, ['check', '--all', '--record']).status, 0);
      assert.deepEqual([look(folder).state, look(folder).verdict], ['pass', 'GO']);
      const file = path.join(folder, evidence, readdirSync(path.join(folder, evidence))[0] ?? '');
      use(folder, file, readFileSync(file, 'utf8'));
    });

  it('damaged, huge, from the future, from before a clock jumped back, of a newer version: none, with the reason', () => {
    proven((folder, file, good) => {
      const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
      for (const [content, reason] of [
        [good.slice(0, 40), 'it is no JSON'],
        [good + ' '.repeat(70_000), 'no plain file of at most 64 KB'],
        [good.replace('"exitCode": 0', '"exitCode": 1'), 'it says pass, and that its command ended with 1'],
        [good.replace(/"startedAt": "\d{4}/, '"startedAt": "2999'), 'dated in the future (2999'],
        [good.replace(/"startedAt": "[^"]+"/, `"startedAt": "${inAnHour}"`), 'a clock was wrong'],
        [good.replace('"v": 1', '"v": 2'), 'a newer Runsheet wrote it'],
      ] as const) {
        writeFileSync(file, content);
        const { state, verdict, proven: number, refused } = look(folder);
        assert.deepEqual([state, verdict, number], ['none', 'UNKNOWN', 50], reason);
        assert.ok(refused.includes(reason), refused);
        assert.match(runsheet(folder, ['status']).stderr, /^runsheet: Not believed: \.agent-handoffs\/evidence\/\S+: /);
      }
    });
  });

  it('forged for other files, another text or no files at all: not a pass', () => {
    proven((folder, file, good) => {
      const value = JSON.parse(good) as Record<string, unknown>;
      const unbound = { ...value, fingerprint: undefined, inputs: undefined };
      for (const [content, expected] of [
        [good.replace(/"fingerprint": "[0-9a-f]{6}/g, '"fingerprint": "000000'), 'stale'],
        [good.replace(/"hash": "[^"]+"/, '"hash": "0"'), 'superseded'],
        [good.replace('"text": "test -f deep"', '"text": "true"'), 'superseded'],
        [JSON.stringify(unbound), 'unknown'],
      ] as const) {
        writeFileSync(file, content);
        const { state, reason, verdict, proven: number } = look(folder);
        assert.deepEqual([state, verdict, number], [expected, 'UNKNOWN', 50], reason);
        assert.notEqual(reason, '');
      }
    });
  });

  it('without git on the PATH: unknown, and says that', () => {
    proven((folder) => {
      const empty = path.join(folder, '..', 'empty');
      mkdirSync(empty);
      const { state, reason, verdict } = look(folder, empty);
      assert.deepEqual([state, verdict], ['unknown', 'UNKNOWN']);
      assert.match(reason, /git is not on the PATH/);
    });
  });

  it('a link in its place is not followed', () => {
    proven((folder, file, good) => {
      const other = path.join(folder, '..', 'evidence.json');
      writeFileSync(other, good);
      writeFileSync(file, '');
      symlinkSync(other, file.replace(/[0-9a-f]{8}\.json$/, '00000000.json'));
      assert.equal(look(folder).state, 'none');
    });
  });

  it('a shallow clone without the commit of a pass: unknown, until the commit is there', () => {
    proven((folder) => {
      const git = (at: string, ...args: readonly string[]): void => {
        const env = { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1' };
        const who = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.org'];
        const { status, stderr } = spawnSync('git', [...who, ...args], { cwd: at, env, encoding: 'utf8' });
        assert.equal(status, 0, stderr);
      };
      git(folder, 'add', '-A');
      git(folder, 'commit', '-qm', 'Evidence');
      const top = path.dirname(folder);
      git(top, 'clone', '-q', '--depth', '1', `file://${folder}`, 'clone');
      const clone = path.join(top, 'clone');
      const { state, reason, verdict, proven: number } = look(clone);
      assert.deepEqual([state, verdict, number], ['unknown', 'UNKNOWN', 50]);
      assert.match(reason, /shallow clone.*git fetch --unshallow/);
      assert.equal(runsheet(clone, ['check', '--stale']).status, 0, 'it is checked anew, on what is there');
      assert.equal(look(clone).state, 'pass');
      git(top, 'clone', '-q', '--depth', '1', `file://${folder}`, 'other');
      git(path.join(top, 'other'), 'fetch', '-q', '--unshallow');
      assert.equal(look(path.join(top, 'other')).state, 'pass');
      writeFileSync(path.join(clone, 'deep'), 'no\n');
      assert.equal(look(clone).state, 'stale');
    });
  });
});
