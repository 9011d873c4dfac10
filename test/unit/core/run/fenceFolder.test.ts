import assert from 'node:assert/strict';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { fenceFolder } from '../../../../src/core/run/fenceFolder.ts';
import { ownTime } from '../../ownTime.ts';

describe('the folder that a fence names', () => {
  const metas: Readonly<Record<string, string | undefined>> = {
    '{cwd=backend}': 'backend',
    'cwd=backend': 'backend',
    '{ name=x, cwd = "my app" }': 'my app',
    '{"name":"x","cwd":"../api"}': '../api',
    "{cwd='a'}": 'a',
    '{cwd=}': undefined,
    '{notcwd=x}': undefined,
    'title="cwd"': undefined,
    '': undefined,
  };
  for (const [meta, folder] of Object.entries(metas)) {
    it(`${meta === '' ? 'nothing' : meta}: ${folder ?? 'none'}`, () => assert.equal(fenceFolder(meta), folder));
  }

  it('belongs to the runnable', () => {
    const plan = parsePlan('plan.md', '# Plan\n\n```bash {cwd=web}\nnpm test\n```\n\n```bash\nls\n```\n');
    assert.deepEqual(
      plan.runnables.map(({ folder }) => folder),
      ['web', undefined],
    );
  });

  it('is found in 1 MB of noise in no time', () => {
    const tookMs = ownTime(() => {
      fenceFolder(' cwd '.repeat(200_000));
      fenceFolder(`cwd${' '.repeat(1_000_000)}`);
    }, 200);
    assert.ok(tookMs < 200, `${tookMs} ms`);
  });
});
