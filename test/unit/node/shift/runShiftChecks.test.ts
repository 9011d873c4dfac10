import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defaultConfig } from '../../../../src/core/config/config.ts';
import { type CheckResult } from '../../../../src/node/shift/checkResult.ts';
import { runShiftChecks } from '../../../../src/node/shift/runShiftChecks.ts';
import { withFolderAsync } from '../temporaryFolder.ts';

describe('the checks of a shift', function () {
  this.timeout(20_000);
  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  it('are all made, also where two have one name, and none writes over what another said', async () => {
    const suites = ['one', 'two', 'three'].map((said) => ({ name: 'unit', command: `echo ${said}` }));
    await withFolderAsync({}, async (root) => {
      const results: CheckResult[] = [];
      const context = { root, config: { ...defaultConfig, suites } };
      // As at the end of a shift: what has a result under its name is not made again.
      const skip = (name: string): boolean => results.some((each) => each.name === name);
      await runShiftChecks(context, 'suite', 4, skip, (result) => Promise.resolve(void results.push(result)));
      assert.deepEqual(
        results.map(({ name, state }) => [name, state]),
        [
          ['unit', 'passed'],
          ['unit (2)', 'passed'],
          ['unit (3)', 'passed'],
        ],
      );
      const folder = path.join(root, 'test-results');
      const said = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8').trim());
      assert.deepEqual(said.sort(), ['one', 'three', 'two']);
    });
  });
});
