import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { planFiles, type WalkOptions } from '../../../src/node/planFiles.ts';
import { withFolder } from './temporaryFolder.ts';

const walk = (folder: string, options: Partial<WalkOptions> = {}) =>
  Array.from(planFiles(folder, { root: folder, ...options }));
const names = (folder: string, options: Partial<WalkOptions> = {}) =>
  walk(folder, options)
    .filter((entry) => entry.type === 'file')
    .map((entry) => entry.path)
    .sort();
const files = (...paths: string[]) => Object.fromEntries(paths.map((each) => [each, '']));

describe('Which files are looked at', () => {
  it('markdown at any depth and in hidden folders, nothing else', () => {
    withFolder(
      files('a.md', 'B.MD', 'c.markdown', 'd.mdx', 'e.txt', 'md', '.kiro/specs/x/tasks.md', 'x/y/z.md'),
      (folder) => {
        assert.deepEqual(names(folder), ['.kiro/specs/x/tasks.md', 'B.MD', 'a.md', 'c.markdown', 'x/y/z.md']);
      },
    );
  });

  it('not what stands in node_modules and .git', () => {
    withFolder(files('a.md', 'node_modules/x/b.md', 'sub/node_modules/b.md', '.git/c.md'), (folder) => {
      assert.deepEqual(names(folder), ['a.md']);
    });
  });

  it('an empty folder has none', () => {
    withFolder({}, (folder) => {
      assert.deepEqual(walk(folder), []);
    });
  });

  it('a .gitignore that is a pipe is not waited for', function () {
    if (process.platform === 'win32') this.skip();
    withFolder(files('a.md', 'x/b.md'), (folder) => {
      execFileSync('mkfifo', [path.join(folder, '.gitignore'), path.join(folder, 'x/.gitignore')]);
      assert.deepEqual(names(folder), ['a.md', 'x/b.md']);
    });
  });

  it('.gitignore holds without a repository', () => {
    withFolder({ '.gitignore': 'build/\n*.tmp.md\n', ...files('a.md', 'a.tmp.md', 'x/build/b.md') }, (folder) => {
      assert.deepEqual(names(folder), ['a.md']);
    });
  });

  it('a deeper .gitignore takes back what one above ignores, and is relative to its own folder', () => {
    const rules = { '.gitignore': '*.md\n!keep.md\n', 'docs/.gitignore': '!plan.md\n/notes\n' };
    withFolder(
      { ...rules, ...files('plan.md', 'keep.md', 'docs/plan.md', 'docs/notes/keep.md', 'docs/x/notes/keep.md') },
      (folder) => {
        assert.deepEqual(names(folder), ['docs/plan.md', 'docs/x/notes/keep.md', 'keep.md']);
      },
    );
  });

  it('nothing below an ignored folder comes back', () => {
    withFolder({ '.gitignore': 'out/\n!out/keep.md\n', ...files('out/keep.md') }, (folder) => {
      assert.deepEqual(names(folder), []);
    });
  });

  it('.git/info/exclude holds, also for a worktree', () => {
    withFolder({ '.git/info/exclude': 'mine.md\n', ...files('mine.md', 'yours.md') }, (folder) => {
      assert.deepEqual(names(folder), ['yours.md']);
    });
    const worktree = {
      'repo/.git/info/exclude': 'mine.md\n',
      'repo/.git/worktrees/two/commondir': '../..\n',
      'two/.git': 'gitdir: ../repo/.git/worktrees/two\n',
    };
    withFolder({ ...worktree, ...files('two/mine.md', 'two/yours.md') }, (folder) => {
      assert.deepEqual(names(path.join(folder, 'two')), ['yours.md']);
    });
  });

  it('a folder inside a repository is walked with the rules from above', () => {
    withFolder(
      { '.gitignore': '/docs/old\nsecret.md\n', ...files('.git/HEAD', 'docs/a.md', 'docs/old/b.md', 'docs/secret.md') },
      (folder) => {
        assert.deepEqual(names(path.join(folder, 'docs'), { root: folder }), ['docs/a.md']);
      },
    );
  });

  it('an ignored folder that is asked for by name is walked', () => {
    withFolder({ '.gitignore': 'out/\n', ...files('.git/HEAD', 'out/a.md') }, (folder) => {
      assert.deepEqual(names(path.join(folder, 'out'), { root: folder }), ['out/a.md']);
    });
  });

  it('a loop of symbolic links ends', () => {
    withFolder(files('a.md', 'x/b.md'), (folder) => {
      symlinkSync(folder, path.join(folder, 'x', 'up'));
      symlinkSync('self', path.join(folder, 'self'));
      assert.deepEqual(names(folder), ['a.md', 'x/b.md']);
    });
  });

  it('a link that leads to itself is reported, with the reason', () => {
    withFolder({}, (folder) => {
      symlinkSync('loop.md', path.join(folder, 'loop.md'));
      const [entry] = walk(folder);
      assert.deepEqual([entry?.type, entry?.path], ['unreadable', 'loop.md']);
      assert.match(entry?.type === 'unreadable' ? entry.reason : '', /leads back to itself/);
    });
  });

  it('a linked file counts once: inside by itself, outside through the link', () => {
    withFolder(files('in/a.md', 'out/b.md'), (folder) => {
      symlinkSync('a.md', path.join(folder, 'in', 'same.md'));
      symlinkSync('../out/b.md', path.join(folder, 'in', 'other.md'));
      assert.deepEqual(names(path.join(folder, 'in')), ['a.md', 'other.md']);
    });
  });

  it('a folder that is none, or is gone, is one unreadable entry', () => {
    withFolder(files('a.md'), (folder) => {
      for (const name of ['a.md', 'missing']) {
        const entries = walk(path.join(folder, name), { root: folder });
        assert.deepEqual(
          entries.map((entry) => [entry.type, entry.path]),
          [['unreadable', name]],
        );
      }
    });
  });

  it('a folder named like a markdown file is a folder', () => {
    withFolder(files('notes.md/a.md'), (folder) => {
      mkdirSync(path.join(folder, 'empty.md'));
      assert.deepEqual(names(folder), ['notes.md/a.md']);
    });
  });

  it('nothing is read before it is asked for', () => {
    withFolder(files('a.md'), (folder) => {
      const entries = planFiles(path.join(folder, 'later'), { root: folder });
      mkdirSync(path.join(folder, 'later'));
      assert.equal(entries.next().done, true);
    });
  });
});
