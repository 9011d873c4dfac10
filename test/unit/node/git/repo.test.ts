import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readHead, readIdentity } from '../../../../src/node/git/headState.ts';
import { findRemote } from '../../../../src/node/git/remoteTarget.ts';
import { isTrouble, openRepo, type Repo } from '../../../../src/node/git/repo.ts';
import { runGit } from '../../../../src/node/git/runGit.ts';
import { stripCredentials } from '../../../../src/node/git/stripCredentials.ts';
import { setHook } from './faultyServers.ts';
import { git, GitPlace, write } from './gitFolder.ts';
import { ownTime } from '../../ownTime.ts';

async function opened(folder: string): Promise<Repo> {
  const repo = await openRepo(folder);
  assert.ok(!isTrouble(repo), JSON.stringify(repo));
  return repo;
}

/** What stands in the way, by its kind; every trouble says what to do. */
async function troubleOf(folder: string): Promise<string | undefined> {
  const repo = await openRepo(folder);
  const found = isTrouble(repo) ? repo : await readHead(repo);
  if (!isTrouble(found)) return undefined;
  assert.match(found.remedy, /^[A-Z].+\.$/s);
  return found.kind;
}

describe('the state of a repository', function () {
  this.timeout(30_000);
  let place: GitPlace;
  let work: string;
  beforeEach(function () {
    if (process.platform === 'win32') this.skip();
    place = new GitPlace();
    work = place.clone(place.remote(), 'work');
  });
  afterEach(() => place.remove());

  it('is a branch and a commit where nothing is the matter', async () => {
    assert.deepEqual(await readHead(await opened(work)), { branch: 'main', commit: git(work, 'rev-parse', 'HEAD') });
  });

  it('names a folder without a repository, an unborn branch, a bare one, and one that ignores the folder', async () => {
    mkdirSync(place.path('empty'));
    assert.equal(await troubleOf(place.path('empty')), 'no-repo');
    git(place.path('empty'), 'init', '--quiet');
    assert.equal(await troubleOf(place.path('empty')), 'unborn');
    assert.equal(await troubleOf(place.path('remote.git')), 'bare');
    write(work, { '.gitignore': 'mine/\n', 'mine/x': '' });
    assert.equal(await troubleOf(path.join(work, 'mine')), 'ignored');
  });

  it('names a detached head, a merge, a rebase, a cherry-pick and a bisect that are in progress', async () => {
    git(work, 'switch', '--quiet', '-c', 'other');
    write(work, { 'README.md': 'theirs\n' });
    git(work, 'commit', '--quiet', '-am', 'Theirs');
    git(work, 'switch', '--quiet', 'main');
    write(work, { 'README.md': 'ours\n' });
    git(work, 'commit', '--quiet', '-am', 'Ours');
    for (const [command, kind] of [
      ['merge', 'merge'],
      ['rebase', 'rebase'],
      ['cherry-pick', 'cherry-pick'],
    ] as const) {
      assert.throws(() => git(work, command, 'other'));
      assert.equal(await troubleOf(work), kind);
      git(work, command, '--abort');
    }
    git(work, 'bisect', 'start');
    assert.equal(await troubleOf(work), 'bisect');
    git(work, 'bisect', 'reset');
    git(work, 'switch', '--quiet', '--detach');
    assert.equal(await troubleOf(work), 'detached');
  });

  it('names a lock that stays, waits for one that goes, and removes none', async () => {
    const lock = path.join(work, '.git', 'index.lock');
    writeFileSync(lock, '');
    assert.equal(await troubleOf(work), 'index-lock');
    assert.ok(existsSync(lock));
    const { rmSync } = await import('node:fs');
    setTimeout(() => rmSync(lock), 300);
    assert.equal(await troubleOf(work), undefined);
  });

  it('says how to tell git who commits', async () => {
    git(work, 'config', 'user.useConfigOnly', 'true');
    git(work, 'config', 'user.name', 'Grace');
    assert.deepEqual(await readIdentity(await opened(work)), { name: 'Grace' });
    process.env['GIT_CONFIG_GLOBAL'] = '/dev/null';
    const unknown = await readIdentity(await opened(work));
    assert.ok(isTrouble(unknown) && unknown.kind === 'no-identity');
  });

  it('knows a subfolder with its own configuration, a worktree, a submodule and a shallow clone', async () => {
    write(work, { 'parts/one/x': '' });
    const sub = await opened(path.join(work, 'parts', 'one'));
    assert.deepEqual([sub.top, sub.prefix], [work, 'parts/one/']);
    git(work, 'worktree', 'add', '--quiet', '-b', 'second', place.path('second'));
    const second = await opened(place.path('second'));
    assert.match(second.notes.join(), /worktree/);
    assert.match(second.gitDir, /worktrees.second$/);
    git(work, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', place.path('remote.git'), 'lib');
    assert.match((await opened(path.join(work, 'lib'))).notes.join(), /submodule/);
    git(place.folder, 'clone', '--quiet', '--depth=1', `file://${place.path('remote.git')}`, 'shallow');
    assert.match((await opened(place.path('shallow'))).notes.join(), /shallow/);
  });

  it('is not that of another repository that the environment names', async () => {
    process.env['GIT_DIR'] = place.path('remote.git');
    process.env['GIT_INDEX_FILE'] = place.path('nowhere');
    assert.equal((await opened(work)).top, work);
  });

  it('is found below a folder whose name has blanks, quotes and a newline', async () => {
    const folder = place.clone(place.path('remote.git'), 'a \'b\'\n"c"');
    const repo = await opened(folder);
    assert.equal(repo.top, folder);
    assert.equal(repo.gitDir, path.join(folder, '.git'));
    assert.ok(!isTrouble(await readHead(repo)));
  });

  it('says where the shifts of a branch are shared, and takes no remote that git does not know', async () => {
    const repo = await opened(work);
    assert.deepEqual(await findRemote(repo, 'main', {}), { remote: 'origin', branch: 'main' });
    for (const remote of ['--upload-pack=touch x', 'ext::sh -c true', 'elsewhere'])
      assert.ok(isTrouble((await findRemote(repo, 'main', { remote }))!), remote);
    assert.ok(isTrouble((await findRemote(repo, 'main', { branch: 'release' }))!));
    git(work, 'remote', 'remove', 'origin');
    assert.equal(await findRemote(await opened(work), 'main', {}), undefined);
  });
});

describe('a git command', function () {
  this.timeout(30_000);
  let place: GitPlace;
  beforeEach(function () {
    if (process.platform === 'win32') this.skip();
    place = new GitPlace();
  });
  afterEach(() => place.remove());

  it('is ended with all it started when its time is over', async () => {
    const work = place.clone(place.remote(), 'work');
    const mark = place.path('still here');
    setHook(path.join(work, '.git'), 'pre-commit', `(sleep 5; touch '${mark}') & sleep 30`);
    const end = await runGit(['commit', '--allow-empty', '-m', 'x'], { cwd: work, timeoutMs: 500 });
    assert.deepEqual([end.exitCode, end.cut], [124, 'timeout']);
    await new Promise((resolve) => setTimeout(resolve, 5500));
    assert.equal(existsSync(mark), false);
  });

  it('does not wait for what a hook left in the background', async () => {
    const work = place.clone(place.remote(), 'work');
    setHook(path.join(work, '.git'), 'post-commit', 'sleep 25 &');
    const started = Date.now();
    assert.equal((await runGit(['commit', '--allow-empty', '-m', 'x'], { cwd: work })).exitCode, 0);
    assert.ok(Date.now() - started < 20_000);
  });

  it('says when git is not there', async () => {
    process.env['PATH'] = place.path('nothing');
    assert.equal((await runGit(['--version'], { cwd: place.folder })).cut, 'no-git');
    const found = await openRepo(place.folder);
    assert.ok(isTrouble(found) && found.kind === 'no-git');
  });

  it('shows no credentials', () => {
    for (const [text, shown] of [
      ["unable to access 'https://ada:hunter2@host.example/x.git/'", "unable to access 'https://host.example/x.git/'"],
      ['ssh://git@host/x', 'ssh://host/x'],
      ['unable to look up ada:hunter2@host.example (port 9418)', 'unable to look up host.example (port 9418)'],
      ['token ghp_0123456789abcdefghijABCDEFGHIJ012345 leaked', 'token ••• leaked'],
      ['Authorization: Bearer abc.def', 'Authorization: Bearer •••'],
      ['mail ada@example.org', 'mail ada@example.org'],
    ] as const)
      assert.equal(stripCredentials(text), shown);
    const hostile = 'a://'.repeat(50_000) + '@'.repeat(1000);
    assert.ok(ownTime(() => stripCredentials(hostile), 2000) < 2000);
  });
});
