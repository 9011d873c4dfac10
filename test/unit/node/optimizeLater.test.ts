import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { optimizeLater } from '../../../src/node/optimizeLater.ts';
import { withFolder } from './temporaryFolder.ts';

describe('while several threads parse, V8 optimizes later', () => {
  it('and by the very settings of before when they are done, so that what is kept of compiled code is taken', () => {
    const before = cachedDataVersionTag();
    const putBack = optimizeLater();
    const isNode20 = process.versions.v8.startsWith('11.');
    assert.equal(cachedDataVersionTag() !== before, isNode20);
    putBack();
    assert.equal(cachedDataVersionTag(), before);
  });

  it('and is left alone where it has no such setting', () => {
    const before = cachedDataVersionTag();
    optimizeLater('12.4.254.21-node.57');
    assert.equal(cachedDataVersionTag(), before);
  });

  it('and says nothing about it on the command line', function () {
    this.timeout(60_000);
    const cli = path.resolve(process.env['RUNSHEET_CLI'] ?? 'dist/cli.js');
    const text = `# Plan\n\n## Phase 1: Dredge\n\n${'- [ ] Sound the berth at low water\n'.repeat(600)}`;
    const files = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`plan-${at}.md`, text]));
    withFolder(files, (folder) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'outline', '.'], {
        cwd: folder,
        env: { PATH: process.env['PATH'], XDG_CACHE_HOME: path.join(folder, 'cache') },
        encoding: 'utf8',
      });
      assert.equal(stderr, '');
      assert.equal(status, 0);
      assert.equal(stdout.split('\n').filter((line) => line.includes('Sound the berth')).length, 20 * 600);
    });
  });
});
