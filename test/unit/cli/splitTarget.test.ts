import assert from 'node:assert/strict';
import { splitTarget } from '../../../src/cli/splitTarget.ts';
import { withFolder } from '../node/temporaryFolder.ts';

describe('a target of the command line', () => {
  const id = (file: string, name: string) => ({ file, target: { kind: 'id', id: name } });
  const line = (file: string, at: number) => ({ file, target: { kind: 'line', line: at } });

  for (const [written, target] of [
    ['plan.md#1.2', id('plan.md', '1.2')],
    ['plan.md#phase-1/x#2:3', id('plan.md', 'phase-1/x#2:3')],
    ['plan.md:12', line('plan.md', 11)],
    ['a#b.md:4', line('a#b.md', 3)],
    ['a#b.md#1.1', id('a#b.md', '1.1')],
    ['a#b.md', { file: 'a#b.md' }],
    ['none.md#1.2', id('none.md', '1.2')],
    ['none#x.md:4', id('none', 'x.md:4')],
    ['plan.md:0', { file: 'plan.md:0' }],
  ] as const) {
    it(written, () => {
      withFolder({ 'plan.md': '', 'a#b.md': '', 'a/plan.md': '' }, (folder) => {
        assert.deepEqual(splitTarget(written, folder), target);
      });
    });
  }
});
