import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lastCommit } from '../../../../src/node/git/lastCommit.ts';

describe('when the last commit was made', () => {
  let place = '';
  const git = (...args: readonly string[]): void => {
    const dates = { GIT_AUTHOR_DATE: '2025-09-22T03:00:00Z', GIT_COMMITTER_DATE: '2025-09-22T03:00:00Z' };
    const env = { ...process.env, HOME: place, GIT_CONFIG_NOSYSTEM: '1', ...dates };
    const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@localhost', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...identity, ...args], { cwd: place, env, stdio: 'ignore' });
  };
  beforeEach(() => {
    place = mkdtempSync(path.join(tmpdir(), 'runsheet-last-commit-'));
    git('init', '-q', '-b', 'main');
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));
  const last = (): Promise<number | undefined> => lastCommit(path.join(place, '.git'));

  it('stands in the log of HEAD; changing the branch is no commit', async () => {
    git('commit', '--allow-empty', '-qm', 'one > two');
    git('checkout', '-qb', 'other');
    assert.equal(await last(), Date.UTC(2025, 8, 22, 3));
  });

  it('is not known before the first one, without a log, and of a damaged one', async () => {
    assert.equal(await last(), undefined);
    git('commit', '--allow-empty', '-qm', 'one');
    writeFileSync(path.join(place, '.git/logs/HEAD'), `${'x'.repeat(200_000)}\ncommit\n`);
    assert.equal(await last(), undefined);
  });
});
