import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { fileVersions, gitFacts } from '../../../../src/node/git/gitFacts.ts';
import { isTrouble, openRepo } from '../../../../src/node/git/repo.ts';
import { git, GitPlace, write } from './gitFolder.ts';

async function opened(folder: string) {
  const repo = await openRepo(folder);
  assert.ok(!isTrouble(repo), JSON.stringify(repo));
  return repo;
}

async function factsOf(folder: string) {
  const facts = await gitFacts(await opened(folder));
  if (typeof facts === 'string') assert.fail(facts);
  return facts;
}

describe('what a status check says about git', function () {
  this.timeout(30_000);
  let place: GitPlace;
  let work: string;
  beforeEach(function () {
    if (process.platform === 'win32') this.skip();
    place = new GitPlace();
    work = place.clone(place.remote(), 'work');
  });
  afterEach(() => place.remove());

  it('is the branch, its commits, what is changed and new, and how it stands to its upstream', async () => {
    write(work, { 'a.txt': 'a\n', 'b ò b.txt': 'b\n' });
    git(work, 'add', '--all');
    git(work, 'commit', '--quiet', '-m', 'Però ò "quoted" | ; %H');
    write(work, { 'a.txt': 'changed\n', 'new/one': '1', 'new/two': '2', ' leading': '3' });
    git(work, 'mv', 'b ò b.txt', 'renamed\nname');
    const { recent, ...facts } = await factsOf(work);
    const commit = git(work, 'rev-parse', '--short', 'HEAD');
    assert.deepEqual(facts, { branch: 'main', commit, changed: 2, untracked: 2, ahead: 1, behind: 0 });
    assert.deepEqual(
      recent.map(({ subject }) => subject),
      ['Però ò "quoted" | ; %H', 'First'],
    );
  });

  it('tells no upstream, one that is gone, no branch and no commit apart', async () => {
    git(work, 'switch', '--quiet', '-c', 'alone');
    assert.equal((await factsOf(work)).ahead, undefined);
    git(work, 'switch', '--quiet', 'main');
    git(work, 'update-ref', '-d', 'refs/remotes/origin/main');
    assert.equal((await factsOf(work)).ahead, undefined);
    git(work, 'switch', '--quiet', '--detach');
    assert.equal((await factsOf(work)).branch, undefined);
    git(place.folder, 'init', '--quiet', 'empty');
    write(place.path('empty'), { x: 'x' });
    assert.deepEqual(await factsOf(place.path('empty')), { branch: 'main', changed: 0, untracked: 1, recent: [] });
  });

  it('is a sentence where git cannot read the index, and asks nothing when it is cancelled', async () => {
    writeFileSync(`${work}/.git/index`, 'damaged');
    const repo = await opened(work);
    const sentence = async (signal?: AbortSignal) => JSON.stringify(await gitFacts(repo, signal));
    assert.match(await sentence(), /^"git cannot say what is changed: .*index/);
    assert.match(await sentence(AbortSignal.abort()), /^"git cannot say what is changed/);
  });

  it('is not that of another repository that the environment names, and survives what users export', async () => {
    Object.assign(process.env, {
      GIT_DIR: place.path('remote.git'),
      GIT_INDEX_FILE: place.path('nowhere'),
      GIT_SSH_COMMAND: 'ssh -v',
      GIT_EDITOR: 'vi',
      EDITOR: 'vi',
      PAGER: 'less',
    });
    assert.equal((await factsOf(work)).changed, 0);
    process.env['GIT_CONFIG_GLOBAL'] = '/dev/null';
    assert.equal((await factsOf(work)).changed, 0);
  });

  it('counts 20,000 new files of a folder as one, and 20,000 staged ones as 20,000', async () => {
    write(work, Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`many/${index % 50}/${index}`, ''])));
    assert.equal((await factsOf(work)).untracked, 1);
    git(work, 'add', 'many');
    assert.equal((await factsOf(work)).changed, 20_000);
  }).timeout(60_000);

  it('runs no program that a file of the repository names for showing changes', async () => {
    const mark = place.path('ran');
    const program = place.path('program');
    writeFileSync(program, `#!/bin/sh\ntouch '${mark}'\n`);
    chmodSync(program, 0o755);
    git(work, 'config', 'diff.external', program);
    git(work, 'config', 'diff.x.textconv', program);
    write(work, { '.gitattributes': '*.txt diff=x\n', 'score.txt': '61%\n' });
    git(work, 'add', '--all');
    git(work, 'commit', '--quiet', '-m', 'Score');
    assert.deepEqual(
      (await fileVersions(await opened(work), 'score.txt')).map(({ text }) => text),
      ['61%'],
    );
    assert.throws(() => git(place.folder, 'hash-object', mark));
  });

  it('has the versions of a score file, oldest first, empty where a commit removed it', async () => {
    for (const [index, text] of ['95%\n', '96%', undefined, '97%\r\n'].entries()) {
      if (text === undefined) git(work, 'rm', '--quiet', '--', '-score [1].txt');
      else write(work, { '-score [1].txt': text });
      git(work, 'add', '--all');
      process.env['GIT_COMMITTER_DATE'] = `2025-09-22T0${index}:00:00Z`;
      git(work, 'commit', '--quiet', '-m', '+50%');
    }
    assert.deepEqual(
      (await fileVersions(await opened(work), '-score [1].txt')).map(({ atMs, text }) => [atMs, text.trim()]),
      [
        [Date.UTC(2025, 8, 22, 0), '95%'],
        [Date.UTC(2025, 8, 22, 1), '96%'],
        [Date.UTC(2025, 8, 22, 2), ''],
        [Date.UTC(2025, 8, 22, 3), '97%'],
      ],
    );
    assert.deepEqual(await fileVersions(await opened(work), 'none'), []);
  });
});
