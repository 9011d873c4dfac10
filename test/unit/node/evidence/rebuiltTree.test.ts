import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { inputsKey } from '../../../../src/core/readiness/evidenceState.ts';
import { fingerprint } from '../../../../src/node/evidence/fingerprint.ts';
import { withFolderAsync } from '../temporaryFolder.ts';
import { gitIn, makeRepository, writeFiles } from './repository.ts';

/** The tree that git itself makes of all files, with an index of its own. */
function treeByGit(folder: string): string {
  const env = {
    ...process.env,
    GIT_INDEX_FILE: path.join(folder, '..', 'index'),
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
  };
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: folder, env, encoding: 'utf8' }).trim();
  git('add', '-A');
  git('rm', '-r', '-q', '--cached', '--ignore-unmatch', '.agent-handoffs');
  return git('write-tree');
}

const files: Record<string, string> = { 'plan.md': '# Plan\n', '.agent-handoffs/evidence/x.json': '{}' };
for (const folder of ['', 'a/', 'a/b/', 'a/b/c/', 'a-b/', 'a.b/', 'é/'])
  for (const name of ['1.txt', 'b.txt', 'ü.txt']) files[`${folder}${name}`] = `${folder}${name}\n`;

const steps: readonly (readonly [string, (folder: string) => void])[] = [
  ['an edit far below', (at) => writeFiles(at, { 'a/b/c/1.txt': 'other\n' })],
  ['an edit with a name that is not ASCII', (at) => writeFiles(at, { 'é/ü.txt': 'other\n' })],
  ['new files in new folders', (at) => writeFiles(at, { 'n/e/w.txt': 'new\n', 'a/new.txt': 'new\n' })],
  [
    'a file that is gone, and the last one of a folder',
    (at) => {
      rmSync(path.join(at, '1.txt'));
      rmSync(path.join(at, 'a-b'), { recursive: true });
    },
  ],
  ['a folder with another name', (at) => renameSync(path.join(at, 'a/b'), path.join(at, 'a/z'))],
  [
    'a file that became a folder',
    (at) => {
      rmSync(path.join(at, 'a.b/1.txt'));
      writeFiles(at, { 'a.b/1.txt/in.txt': 'in\n' });
    },
  ],
  [
    'a folder that became a file',
    (at) => {
      rmSync(path.join(at, 'a/z'), { recursive: true });
      writeFiles(at, { 'a/z': 'file\n' });
    },
  ],
  ['a name in quotes beside the one without', (at) => writeFiles(at, { '"b.txt"': 'quoted\n' })],
  ['a name that ends in a carriage return beside the one without', (at) => writeFiles(at, { 'plan.md\r': 'return\n' })],
  [
    'a link, and a file that became one',
    (at) => {
      symlinkSync('plan.md', path.join(at, 'link'));
      rmSync(path.join(at, 'b.txt'));
      symlinkSync('nowhere/é', path.join(at, 'b.txt'));
    },
  ],
  [
    'what is staged, staged and edited again, and taken out of the index alone',
    (at) => {
      writeFiles(at, { 'staged.txt': 'one\n', 'twice.txt': 'one\n' });
      gitIn(at, 'add', 'staged.txt', 'twice.txt');
      writeFiles(at, { 'twice.txt': 'two\n' });
      gitIn(at, 'rm', '-q', '--cached', 'é/1.txt');
    },
  ],
  ['a run bit', (at) => chmodSync(path.join(at, 'é/b.txt'), 0o755)],
  [
    'a new file that can be run',
    (at) => {
      writeFiles(at, { 'run.sh': 'true\n' });
      chmodSync(path.join(at, 'run.sh'), 0o755);
    },
  ],
  ['line ends that git changes', (at) => writeFiles(at, { '.gitattributes': '*.crlf text\n', 'x.crlf': 'a\r\nb\r\n' })],
  ['a handoff', (at) => writeFiles(at, { '.agent-handoffs/SHIFT_1_HANDOFF.md': '# Shift 1\n' })],
];

describe('the tree of files that have changed', function () {
  this.timeout(60_000);
  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  it('is the one that git makes of them, change by change, and so are the parts that globs name', () =>
    withFolderAsync({}, async (top) => {
      const folder = path.join(top, 'repo');
      mkdirSync(folder);
      writeFiles(folder, files);
      makeRepository(folder);
      const inputs = [['**', '!plan.md'], ['a/**', '*.txt'], ['é/*.txt']];
      const look = async () => {
        const found = await fingerprint(folder, { handoffs: '.agent-handoffs', inputs });
        assert.equal(found.kind, 'known');
        return found;
      };
      for (const [name, change] of steps) {
        change(folder);
        assert.equal((await look()).id, treeByGit(folder), name);
      }
      const before = await look();
      gitIn(folder, 'add', '-A');
      const staged = await look();
      gitIn(folder, 'commit', '-qm', 'all of it');
      const after = await look();
      for (const each of [staged, after]) {
        assert.equal(each.id, before.id);
        for (const globs of inputs)
          assert.equal(each.inputs.get(inputsKey(globs)), before.inputs.get(inputsKey(globs)));
      }
      writeFiles(folder, { 'é/ü.txt': 'again\n' });
      const edited = await look();
      const same = inputs.map((globs) => edited.inputs.get(inputsKey(globs)) === after.inputs.get(inputsKey(globs)));
      assert.deepEqual(same, [false, true, false]);
    }));
});
