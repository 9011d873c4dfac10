import assert from 'node:assert/strict';
import path from 'node:path';
import { commonFolder, findRoot, relativePath } from '../../../src/node/root.ts';
import { withFolder } from './temporaryFolder.ts';

describe('The root that paths are relative to', () => {
  it('is the nearest folder with a configuration, even above a repository', () => {
    withFolder({ '.runsheet.json': '{}', 'repo/.git/HEAD': '', 'repo/docs/a.md': '' }, (folder) => {
      assert.equal(findRoot(path.join(folder, 'repo', 'docs', 'a.md')), folder);
    });
  });

  it('else the nearest repository, whose .git may be a file', () => {
    withFolder(
      { '.git/HEAD': '', 'worktree/.git': 'gitdir: x', 'worktree/docs/a.md': '', 'docs/b.md': '' },
      (folder) => {
        assert.equal(findRoot(path.join(folder, 'worktree', 'docs')), path.join(folder, 'worktree'));
        assert.equal(findRoot(path.join(folder, 'docs')), folder);
      },
    );
  });

  it('else the folder itself, or that of the file, which need not exist', () => {
    withFolder({ 'docs/a.md': '' }, (folder) => {
      assert.equal(findRoot(path.join(folder, 'docs')), path.join(folder, 'docs'));
      assert.equal(findRoot(path.join(folder, 'docs', 'a.md')), path.join(folder, 'docs'));
      assert.equal(findRoot(path.join(folder, 'docs', 'missing.md')), path.join(folder, 'docs'));
    });
  });

  it('of several is the folder above all of them', () => {
    const at = (...parts: string[]) => path.resolve(path.sep, ...parts);
    assert.equal(commonFolder([at('a', 'b'), at('a', 'bc')]), at('a'));
    assert.equal(commonFolder([at('a', 'b'), at('a', 'b', 'c')]), at('a', 'b'));
    assert.equal(commonFolder([at('a'), at('b')]), at());
  });

  it('paths relative to it have slashes', () => {
    assert.equal(relativePath(path.join('x', 'y'), path.join('x', 'y', 'a', 'b.md')), 'a/b.md');
  });
});
