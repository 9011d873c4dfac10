import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readHandoff } from '../../../../src/core/shifts/readHandoff.ts';
import { endShift } from '../../../../src/node/shift/endShift.ts';
import { startShift } from '../../../../src/node/shift/startShift.ts';
import { setHook } from '../git/faultyServers.ts';
import { git, GitPlace, write } from '../git/gitFolder.ts';
import { type Answers, endOptions, startOptions } from './procedures.ts';

/** The soak has a repository of 20,000. */
const manyFiles = Number(process.env['RUNSHEET_REPOSITORY_FILES'] ?? 300);

describe('a whole start and end', function () {
  this.timeout(60_000 + manyFiles * 20);
  let place: GitPlace;
  let bare: string;
  let one: string;
  beforeEach(function () {
    if (process.platform === 'win32') this.skip();
    place = new GitPlace();
    bare = place.remote();
    one = place.clone(bare, 'one');
  });
  afterEach(() => place.remove());

  const start = async (root: string, shift = 1): Promise<void> => {
    const result = await startShift(startOptions(root, {}, shift));
    assert.equal(result.kind, 'started', JSON.stringify(result));
  };
  const end = async (root: string, answers: Answers = { '*': '' }): Promise<void> => {
    const result = await endShift(endOptions(root, answers));
    assert.equal(result.kind, 'ended', JSON.stringify(result));
  };
  const endingStop = async (root: string) => {
    const result = await endShift(endOptions(root, { '*': '' }));
    assert.ok(result.kind === 'stopped', JSON.stringify(result));
    return result.stop;
  };
  const assertHandedOver = (remote: string, branch = 'main', folder = '', shift = 1): void => {
    const { head, isComplete } = readHandoff(
      git(remote, 'show', `${branch}:${folder}.agent-handoffs/SHIFT_${shift}_HANDOFF.md`),
    );
    assert.deepEqual([head.state, isComplete], ['ended', true]);
    assert.match(git(remote, 'log', '-1', '--format=%s', `refs/runsheet/claims/shift-${shift}`), /is released/);
  };
  /** Somebody else works, too. */
  const pushAs = (name: string, files: Readonly<Record<string, string>>): void => {
    const other = existsSync(place.path(name)) ? place.path(name) : place.clone(bare, name);
    git(other, 'pull', '--quiet');
    write(other, files);
    git(other, 'add', '--all');
    git(other, 'commit', '--quiet', '-m', `Work of ${name}`);
    git(other, 'push', '--quiet');
  };

  it('around a submodule takes its new commit along, and leaves what is edited in it', async () => {
    const part = place.remote('part.git', { 'part.txt': 'part\n' });
    git(one, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', part, 'part');
    git(one, 'commit', '--quiet', '-m', 'A part');
    git(one, 'push', '--quiet');
    await start(one);
    const inner = path.join(one, 'part');
    git(inner, 'checkout', '--quiet', 'main');
    write(inner, { 'more.txt': 'more\n' });
    git(inner, 'add', '--all');
    git(inner, 'commit', '--quiet', '-m', 'More');
    write(inner, { 'part.txt': 'edited\n', 'new.txt': 'new\n' });
    await end(one);
    assert.equal(git(bare, 'rev-parse', 'main:part'), git(inner, 'rev-parse', 'HEAD'));
    assert.equal(git(inner, 'status', '--porcelain'), ' M part.txt\n?? new.txt');
    assertHandedOver(bare);
  });

  it('inside a submodule is one of its own, and the repository around it is not changed', async () => {
    const part = place.remote('part.git', { 'part.txt': 'part\n' });
    git(one, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', part, 'part');
    git(one, 'commit', '--quiet', '-m', 'A part');
    const before = git(one, 'rev-parse', 'HEAD');
    const inner = path.join(one, 'part');
    git(inner, 'checkout', '--quiet', 'main');
    await start(inner);
    write(inner, { 'work.txt': 'work\n' });
    await end(inner);
    assertHandedOver(part);
    assert.equal(git(part, 'show', 'main:work.txt'), 'work');
    assert.equal(git(one, 'rev-parse', 'HEAD'), before);
    assert.equal(existsSync(path.join(one, '.agent-handoffs')), false);
  });

  it('in a shallow clone goes on over the work of others', async () => {
    pushAs('two', { 'a.txt': 'a\n' });
    git(place.folder, 'clone', '--quiet', '--depth', '1', `file://${bare}`, 'shallow');
    const shallow = place.path('shallow');
    await start(shallow);
    pushAs('two', { 'b.txt': 'b\n' });
    write(shallow, { 'work.txt': 'work\n' });
    await end(shallow);
    assertHandedOver(bare);
    assert.equal(
      git(bare, 'ls-tree', '--name-only', 'main')
        .split('\n')
        .filter((name) => name.endsWith('.txt')).length,
      3,
    );
    assert.equal(git(shallow, 'rev-parse', '--is-shallow-repository'), 'true');
  });

  it('in a worktree, with another shift held in the one beside it', async () => {
    git(one, 'worktree', 'add', '--quiet', '-b', 'side', place.path('side'));
    await start(one);
    const side = await startShift(startOptions(place.path('side'), { previous: 'wait' }, 3));
    assert.equal(side.kind, 'started', JSON.stringify(side));
    write(place.path('side'), { 'side.txt': 'side\n' });
    write(one, { 'work.txt': 'work\n' });
    await end(place.path('side'));
    await end(one);
    assertHandedOver(bare);
    assertHandedOver(bare, 'side', '', 3);
    assert.equal(git(bare, 'ls-tree', '--name-only', 'side').includes('side.txt'), true);
  });

  for (const hook of ['pre-commit', 'post-commit'])
    it(`over a ${hook} hook that hangs: it is ended with all it started, and the end goes on when it is mended`, async () => {
      write(one, { '.runsheet.json': '{ "timeouts": { "hookMinutes": 0.02 } }' });
      await start(one);
      write(one, { 'work.txt': 'work\n' });
      const mark = place.path('still-running');
      setHook(path.join(one, '.git'), hook, `( sleep 4; echo late > '${mark}' ) & sleep 60`);
      const began = Date.now();
      const result = await endShift(endOptions(one, { '*': '' }));
      assert.ok(Date.now() - began < 50_000);
      if (hook === 'post-commit') assert.equal(result.kind, 'ended', JSON.stringify(result));
      else {
        assert.ok(result.kind === 'stopped' && result.stop.sentence.includes('a hook hangs'), JSON.stringify(result));
        assert.match(git(one, 'diff', '--cached', '--name-only'), /work\.txt/);
        rmSync(path.join(one, '.git', 'hooks', hook));
        await end(one);
      }
      assert.equal(git(bare, 'show', 'main:work.txt'), 'work');
      assert.equal(existsSync(mark), false);
    });

  it('over hooks that change other files leaves those to the user', async () => {
    await start(one);
    write(one, { 'work.txt': 'work\n' });
    setHook(path.join(one, '.git'), 'pre-commit', 'echo touched >> README.md; echo made > made.txt');
    setHook(path.join(one, '.git'), 'post-commit', 'echo log >> commits.log');
    await end(one);
    assert.equal(git(bare, 'show', 'main:work.txt'), 'work');
    assert.match(readFileSync(path.join(one, 'README.md'), 'utf8'), /touched/);
    assert.equal(git(one, 'status', '--porcelain'), ' M README.md\n?? commits.log\n?? made.txt');
    assertHandedOver(bare);
  });

  for (const on of ['true', 'yes'])
    it(`with commit signing on ("${on}") signs the commit of the work and that of the books`, async () => {
      const gpg = place.path('gpg');
      const signature = '-----BEGIN PGP SIGNATURE-----\\n\\nc3R1Yg==\\n-----END PGP SIGNATURE-----';
      writeFileSync(gpg, `#!/bin/sh\ncat > /dev/null\nprintf -- '${signature}\\n'\necho '[GNUPG:] SIG_CREATED ' >&2\n`);
      chmodSync(gpg, 0o755);
      git(one, 'config', 'commit.gpgsign', on);
      git(one, 'config', 'gpg.program', gpg);
      git(one, 'config', 'user.signingkey', 'ada');
      await start(one);
      write(one, { 'work.txt': 'work\n' });
      await end(one);
      for (const commit of ['main', 'main~1'])
        assert.match(git(bare, 'cat-file', 'commit', commit), /\ngpgsig /, commit);
    });

  it('with CRLF settings leaves every file as it is, and the handoff readable', async () => {
    pushAs('two', { '.gitattributes': '*.md text eol=crlf\n', 'crlf.md': '# A\n', 'bin.dat': 'a\r\nb' });
    git(one, 'config', 'core.autocrlf', 'true');
    git(one, 'config', 'core.safecrlf', 'true');
    await start(one);
    write(one, { 'work.md': 'one\r\ntwo\r\n' });
    await end(one);
    assertHandedOver(bare);
    assert.equal(git(bare, 'cat-file', 'blob', 'main:work.md'), 'one\ntwo');
    assert.equal(readFileSync(path.join(one, 'crlf.md'), 'utf8'), '# A\r\n');
    assert.equal(git(one, 'status', '--porcelain'), '');
  });

  it(`in a repository of ${manyFiles} files`, async () => {
    for (let file = 0; file < manyFiles; file += 1) {
      const folder = path.join(one, `part${file % 100}`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, `file${file}.txt`), `File ${file}\n`);
    }
    git(one, 'add', '--all');
    git(one, 'commit', '--quiet', '-m', 'Many');
    git(one, 'push', '--quiet');
    await start(one);
    for (let file = 0; file < manyFiles; file += 2)
      writeFileSync(path.join(one, `part${file % 100}`, `file${file}.txt`), `Changed ${file}\n`);
    await end(one);
    assertHandedOver(bare);
    assert.equal(git(bare, 'diff', '--name-only', 'main~2', 'main~1').split('\n').length, Math.ceil(manyFiles / 2));
  });

  it('over a pre-push hook that says no: its words are shown, and the end goes on when it is mended', async () => {
    await start(one);
    setHook(
      path.join(one, '.git'),
      'pre-push',
      'grep -q refs/heads/main && { echo "not on a Friday" >&2; exit 1; } || true',
    );
    const stop = await endingStop(one);
    assert.equal(stop.reason, 'pending');
    assert.match(stop.sentence, /not on a Friday/);
    rmSync(path.join(one, '.git', 'hooks', 'pre-push'));
    await end(one);
    assertHandedOver(bare);
  });
});
