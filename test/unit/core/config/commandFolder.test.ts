import assert from 'node:assert/strict';
import { commandFolder } from '../../../../src/core/config/commandFolder.ts';
import { ownTime } from '../../ownTime.ts';

describe('the folder that .runsheet.json names for the commands of a plan', () => {
  for (const [glob, path, holds] of [
    ['docs/PLAN.md', 'docs/PLAN.md', true],
    ['docs/PLAN.md', 'PLAN.md', false],
    ['docs/PLAN.md', 'docs/PLAN.mdx', false],
    ['docs', 'docs/a/b.md', true],
    ['docs/', 'docs/a.md', true],
    ['./docs', 'docs/a.md', true],
    ['docs', 'docsx/a.md', false],
    ['docs/*.md', 'docs/a.md', true],
    ['docs/*.md', 'docs/a/b.md', false],
    ['docs/**', 'docs/a/b.md', true],
    ['**/backend/**', 'a/b/backend/c.md', true],
    ['**/backend/**', 'backend/c.md', true],
    ['**/*.md', 'a.md', true],
    ['**', 'a/b/c.md', true],
    ['*/plan-?.md', 'x/plan-1.md', true],
    ['*/plan-?.md', 'x/plan-12.md', false],
    ['a*b*c', 'aXbYbZc', true],
    ['a*b*c', 'aXbYbZ', false],
    ['a.md', 'aXmd', false],
    ['./', 'a.md', true],
  ] as const)
    it(`${glob} ${holds ? 'is for' : 'is not for'} ${path}`, () => {
      assert.equal(commandFolder({ [glob]: 'there' }, path), holds ? 'there' : undefined);
    });

  it('is that of the last glob that matches; without one there is none', () => {
    assert.equal(commandFolder({ 'docs/**': 'one', 'docs/api/**': 'two', 'x/**': 'three' }, 'docs/api/a.md'), 'two');
    assert.equal(commandFolder(undefined, 'a.md'), undefined);
  });

  it('is found in time that grows with the text, whatever the glob', () => {
    const globs = { ['*a'.repeat(500)]: 'x', ['**/'.repeat(500) + 'b']: 'y' };
    const tookMs = ownTime(() => commandFolder(globs, 'a'.repeat(5_000) + '/a'.repeat(2_000)), 1000);
    assert.ok(tookMs < 1000, `${tookMs} ms`);
  });
});
