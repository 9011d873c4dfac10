import assert from 'node:assert/strict';
import { chmodSync, existsSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inputsKey } from '../../../../src/core/readiness/evidenceState.ts';
import { fingerprint } from '../../../../src/node/evidence/fingerprint.ts';
import { withFolderAsync } from '../temporaryFolder.ts';
import { gitIn, makeRepository, writeFiles } from './repository.ts';

const handoffs = '.agent-handoffs';

async function idOf(root: string): Promise<string> {
  const found = await fingerprint(root, { handoffs });
  assert.ok(found.kind === 'known', JSON.stringify(found));
  return found.id;
}

async function reasonOf(root: string): Promise<string> {
  const found = await fingerprint(root, { handoffs });
  return found.kind === 'unknown' ? found.reason : 'known';
}

/** A repository with two files and an ignored one. */
function inRepository(use: (root: string) => Promise<void>): () => Promise<void> {
  return () =>
    withFolderAsync(
      { 'repo/a.txt': 'one\n', 'repo/src/b.ts': 'b\n', 'repo/.gitignore': 'ignored/\n', 'repo/ignored/x': '1' },
      async (folder) => {
        const root = path.join(folder, 'repo');
        makeRepository(root);
        await use(root);
      },
    );
}

describe('the fingerprint of the working files', function () {
  this.timeout(20_000);

  it(
    'is the tree of the commit where nothing was changed',
    inRepository(async (root) => {
      const found = await fingerprint(root, { handoffs });
      assert.deepEqual(found, {
        kind: 'known',
        shallow: false,
        id: gitIn(root, 'rev-parse', 'HEAD^{tree}').trim(),
        commit: gitIn(root, 'rev-parse', 'HEAD').trim(),
        dirty: false,
        inputs: new Map(),
      });
    }),
  );

  it(
    'changes with an edit, is equal after the commit of the same content, and returns with the content',
    inRepository(async (root) => {
      const before = await idOf(root);
      writeFiles(root, { 'a.txt': 'two\n', 'new.txt': 'new\n' });
      const edited = await fingerprint(root, { handoffs });
      assert.ok(edited.kind === 'known' && edited.dirty);
      assert.notEqual(edited.id, before);
      gitIn(root, 'add', 'a.txt');
      assert.equal(await idOf(root), edited.id);
      gitIn(root, 'add', '-A');
      gitIn(root, 'commit', '-q', '-m', 'second');
      const committed = await fingerprint(root, { handoffs });
      assert.ok(committed.kind === 'known' && !committed.dirty);
      assert.equal(committed.id, edited.id);
      rmSync(path.join(root, 'new.txt'));
      writeFiles(root, { 'a.txt': 'one\n' });
      assert.equal(await idOf(root), before);
    }),
  );

  it(
    'sees an edit of the same length in the same moment as the index',
    inRepository(async (root) => {
      const before = await idOf(root);
      const { atime, mtime } = statSync(path.join(root, 'a.txt'));
      writeFiles(root, { 'a.txt': 'eno\n' });
      utimesSync(path.join(root, 'a.txt'), atime, mtime);
      assert.notEqual(await idOf(root), before);
    }),
  );

  it(
    'does not change with ignored files and with what the handoff folder holds, committed or not',
    inRepository(async (root) => {
      const before = await idOf(root);
      writeFiles(root, { 'ignored/y': '2', [`${handoffs}/evidence/1.json`]: '{}' });
      assert.equal(await idOf(root), before);
      gitIn(root, 'add', '-A');
      gitIn(root, 'commit', '-q', '-m', 'evidence');
      writeFiles(root, { [`${handoffs}/evidence/1.json`]: '{"v":1}', [`${handoffs}/evidence/2.json`]: '{}' });
      const after = await fingerprint(root, { handoffs });
      assert.ok(after.kind === 'known' && after.id === before && !after.dirty, JSON.stringify(after));
    }),
  );

  it(
    'is good where the handoff folder is ignored, or named like a pattern',
    inRepository(async (root) => {
      writeFiles(root, { '.gitignore': `ignored/\n${handoffs}/\n` });
      const before = await idOf(root);
      writeFiles(root, { [`${handoffs}/x`]: '1' });
      assert.equal(await idOf(root), before);
      const odd = await fingerprint(root, { handoffs: '*[a' });
      assert.equal(odd.kind, 'known');
    }),
  );

  it(
    'follows a branch, and is equal on two branches with the same content',
    inRepository(async (root) => {
      const before = await idOf(root);
      gitIn(root, 'checkout', '-q', '-b', 'other');
      assert.equal(await idOf(root), before);
      writeFiles(root, { 'a.txt': 'other\n' });
      gitIn(root, 'commit', '-q', '-am', 'other');
      assert.notEqual(await idOf(root), before);
      gitIn(root, 'checkout', '-q', 'main');
      assert.equal(await idOf(root), before);
    }),
  );

  it(
    'leaves nothing in the repository, not even of a large new file',
    inRepository(async (root) => {
      const list = () => readdirSync(path.join(root, '.git'), { recursive: true }).map(String).sort();
      const index = () => statSync(path.join(root, '.git/index')).mtimeMs;
      const before = [list(), index()];
      writeFileSync(path.join(root, 'large.bin'), Buffer.alloc(8 * 1024 * 1024, 7));
      await idOf(root);
      assert.deepEqual([list(), index()], before);
    }),
  );

  it(
    'does not wait for somebody who holds the lock of the index',
    inRepository(async (root) => {
      const before = await idOf(root);
      writeFiles(root, { '.git/index.lock': '' });
      assert.equal(await idOf(root), before);
    }),
  );

  it(
    'is that of the working files in a worktree, in a shallow clone and in a shared one',
    inRepository(async (root) => {
      const before = await idOf(root);
      const folder = path.dirname(root);
      gitIn(root, 'worktree', 'add', '-q', '--detach', path.join(folder, 'tree'));
      gitIn(folder, 'clone', '-q', '--depth', '1', `file://${root}`, 'shallow');
      gitIn(folder, 'clone', '-q', '--shared', root, 'sha:red');
      for (const name of ['tree', 'shallow', 'sha:red']) {
        assert.equal(await idOf(path.join(folder, name)), before, name);
        writeFiles(path.join(folder, name), { 'a.txt': 'three\n' });
        assert.notEqual(await idOf(path.join(folder, name)), before, name);
      }
      assert.equal(await idOf(root), before);
    }),
  );

  it('exists before the first commit, and is then always dirty', () =>
    withFolderAsync({ 'repo/a.txt': 'one\n' }, async (folder) => {
      const root = path.join(folder, 'repo');
      gitIn(root, 'init', '-q');
      const found = await fingerprint(root, { handoffs });
      assert.ok(found.kind === 'known' && found.dirty && found.commit === undefined, JSON.stringify(found));
    }));

  it(
    'sees what is edited in a submodule, and is equal after the commits',
    inRepository(async (root) => {
      const folder = path.dirname(root);
      writeFiles(path.join(folder, 'part'), { 'p.txt': 'p\n' });
      makeRepository(path.join(folder, 'part'));
      gitIn(root, '-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', path.join(folder, 'part'), 'lib/part');
      gitIn(root, 'commit', '-q', '-am', 'part');
      const before = await fingerprint(root, { handoffs });
      assert.ok(before.kind === 'known' && !before.dirty);
      writeFiles(root, { 'lib/part/p.txt': 'changed\n' });
      const edited = await fingerprint(root, { handoffs });
      assert.ok(edited.kind === 'known' && edited.dirty);
      assert.notEqual(edited.id, before.id);
      gitIn(path.join(root, 'lib/part'), 'commit', '-q', '-am', 'inside');
      assert.equal(await idOf(root), edited.id);
      gitIn(root, 'commit', '-q', '-am', 'outside');
      assert.equal(await idOf(root), edited.id);
    }),
  );

  it(
    'has a part for the files that globs name, which stands while others change',
    inRepository(async (root) => {
      const globs = [['src/**', '!src/**/*.md'], ['*.txt']];
      const [code = [], texts = []] = globs;
      const parts = async () => {
        const found = await fingerprint(root, { handoffs, inputs: globs });
        assert.ok(found.kind === 'known');
        const { inputs } = found;
        return [inputs.get(inputsKey(code)), inputs.get(inputsKey(texts))];
      };
      const before = await parts();
      assert.ok(before.every((each) => /^[0-9a-f]{64}$/.test(each ?? '')));
      writeFiles(root, { 'src/notes.md': 'n', 'a.txt': 'other\n' });
      const [sameCode, otherTexts] = await parts();
      assert.equal(sameCode, before[0]);
      assert.notEqual(otherTexts, before[1]);
      writeFiles(root, { 'src/c.ts': 'c' });
      assert.notEqual((await parts())[0], before[0]);
    }),
  );

  it(
    'has a part for all files but the plan, wherever the plan stands, committed or not',
    inRepository(async (root) => {
      writeFiles(root, { 'top.md': '1', 'docs/plans/deep.md': '1', 'docs/plans/other.md': '1', 'docs/x.md': '1' });
      writeFiles(root, { [`${handoffs}/h.md`]: '1' });
      gitIn(root, 'add', '-A');
      gitIn(root, 'commit', '-q', '-m', 'plans');
      const lists = [
        ['**', '!top.md'],
        ['**', '!docs/plans/deep.md'],
        ['**', '!nowhere/plan.md'],
      ];
      const parts = async () => {
        const found = await fingerprint(root, { handoffs, inputs: lists });
        assert.ok(found.kind === 'known', JSON.stringify(found));
        return lists.map((globs) => found.inputs.get(inputsKey(globs)) ?? '');
      };
      const isSame = async (before: readonly string[]) => (await parts()).map((each, index) => each === before[index]);
      const before = await parts();
      assert.ok(before.every((each) => /^[0-9a-f]{64}$/.test(each)));
      writeFiles(root, { 'top.md': '2' });
      assert.deepEqual(await isSame(before), [true, false, false]);
      writeFiles(root, { 'top.md': '1', 'docs/plans/deep.md': '2', [`${handoffs}/i.md`]: '1' });
      assert.deepEqual(await isSame(before), [false, true, false]);
      gitIn(root, 'add', '-A');
      gitIn(root, 'commit', '-q', '-m', 'deep');
      assert.deepEqual(await isSame(before), [false, true, false]);
      writeFiles(root, { 'docs/plans/deep.md': '1', 'docs/plans/new.md': '1' });
      assert.deepEqual(await isSame(before), [false, false, false]);
    }),
  );

  it('of a folder inside a repository is that of the repository, its globs start at the folder', () =>
    withFolderAsync({ 'repo/web/src/a.ts': 'a', 'repo/b.txt': 'b' }, async (folder) => {
      const top = path.join(folder, 'repo');
      makeRepository(top);
      const root = path.join(top, 'web');
      const ask = () => fingerprint(root, { handoffs, inputs: [['src/*.ts']] });
      const before = await ask();
      writeFiles(root, { [`${handoffs}/evidence/1.json`]: '{}' });
      assert.deepEqual(await ask(), before);
      writeFiles(top, { 'b.txt': 'other' });
      const after = await ask();
      assert.ok(before.kind === 'known' && after.kind === 'known');
      assert.notEqual(after.id, before.id);
      assert.deepEqual(after.inputs, before.inputs);
    }));

  it('is unknown with the reason: no repository, a bare one, no git, a file without rights, a damaged index', () =>
    withFolderAsync({ 'plain/a.txt': 'a', 'repo/a.txt': 'a' }, async (folder) => {
      assert.match(await reasonOf(path.join(folder, 'plain')), /no git repository/);
      gitIn(folder, 'init', '-q', '--bare', 'bare.git');
      assert.match(await reasonOf(path.join(folder, 'bare.git')), /work tree/);
      const root = path.join(folder, 'repo');
      makeRepository(root);
      const before = process.env['PATH'];
      process.env['PATH'] = folder;
      try {
        assert.equal(await reasonOf(root), 'git is not on the PATH');
      } finally {
        process.env['PATH'] = before;
      }
      writeFiles(root, { '.git/index': 'this is no index' });
      assert.match(await reasonOf(root), /^git says: /);
      assert.ok(existsSync(path.join(root, 'a.txt')));
    }));

  it('leaves no temporary folder, and can be stopped', () =>
    inRepository(async (root) => {
      const mine = path.join(path.dirname(root), 'tmp');
      writeFiles(mine, { keep: '' });
      const before = process.env['TMPDIR'];
      process.env['TMPDIR'] = mine;
      try {
        await idOf(root);
        const stopped = await fingerprint(root, { handoffs, signal: AbortSignal.abort() });
        assert.deepEqual(stopped, { kind: 'unknown', reason: 'git was stopped' });
        assert.deepEqual(readdirSync(mine), ['keep']);
      } finally {
        if (before === undefined) delete process.env['TMPDIR'];
        else process.env['TMPDIR'] = before;
      }
    })());

  it(
    'does not look at variables of git that a hook has set',
    inRepository(async (root) => {
      const before = await idOf(root);
      process.env['GIT_INDEX_FILE'] = path.join(root, 'nowhere');
      process.env['GIT_DIR'] = '/nowhere';
      try {
        assert.equal(await idOf(root), before);
      } finally {
        delete process.env['GIT_INDEX_FILE'];
        delete process.env['GIT_DIR'];
      }
    }),
  );

  it(
    'holds where a file became a folder, a folder a file, a merge stopped, and names are odd',
    inRepository(async (root) => {
      writeFiles(root, { 'was-file': '1', 'was-folder/x': '2' });
      makeRepository(root);
      rmSync(path.join(root, 'was-file'));
      rmSync(path.join(root, 'was-folder'), { recursive: true });
      writeFiles(root, {
        'was-file/x': '1',
        'was-folder': '2',
        '-n': 'n',
        'a b  c': 'c',
        'ä\n"x': 'x',
        ':(top)y': 'y',
      });
      const edited = await idOf(root);
      gitIn(root, 'add', '-A');
      gitIn(root, 'commit', '-q', '-m', 'turned');
      assert.equal(gitIn(root, 'rev-parse', 'HEAD^{tree}').trim(), edited);
      gitIn(root, 'checkout', '-q', '-b', 'other', 'HEAD~1');
      writeFiles(root, { 'a.txt': 'theirs\n' });
      gitIn(root, 'commit', '-q', '-am', 'theirs');
      gitIn(root, 'checkout', '-q', 'main');
      writeFiles(root, { 'a.txt': 'ours\n' });
      gitIn(root, 'commit', '-q', '-am', 'ours');
      assert.throws(() => gitIn(root, 'merge', '-q', 'other'));
      const stopped = await idOf(root);
      gitIn(root, 'add', '-A');
      gitIn(root, 'commit', '-q', '-m', 'with marks');
      assert.equal(await idOf(root), stopped);
    }),
  );

  it(
    'counts a repository inside of it with its files',
    inRepository(async (root) => {
      writeFiles(root, { 'inner/i.txt': 'i' });
      makeRepository(path.join(root, 'inner'));
      const before = await idOf(root);
      writeFiles(root, { 'inner/i.txt': 'other' });
      assert.notEqual(await idOf(root), before);
    }),
  );

  it(
    'changes with the run bit of a file',
    inRepository(async (root) => {
      if (process.platform === 'win32') return;
      const before = await idOf(root);
      chmodSync(path.join(root, 'a.txt'), 0o755);
      assert.notEqual(await idOf(root), before);
    }),
  );
});
