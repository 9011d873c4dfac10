import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { resultFiles } from '../../../../src/node/handoff/resultFiles.ts';
import { withFolder } from '../temporaryFolder.ts';

describe('the logs of test suites', () => {
  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  it('are read beside a link that leads back to itself', () => {
    withFolder({ 'test-results/unit.log': 'ok\n' }, (root) => {
      symlinkSync('loop.log', path.join(root, 'test-results/loop.log'));
      symlinkSync('gone', path.join(root, 'test-results/dead.log'));
      assert.deepEqual(
        resultFiles(root).map((each) => each.path),
        ['test-results/unit.log'],
      );
    });
  });
});
