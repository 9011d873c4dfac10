import assert from 'node:assert/strict';
import { ripeParents } from '../../../../src/core/edit/ripeParents.ts';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { everyNode } from '../../../../src/core/everyNode.ts';

describe('the boxes above a tick', () => {
  const ripe = (text: string, ...titles: readonly string[]): readonly string[] => {
    const plan = parsePlan('PLAN.md', `# Plan\n\n${text}`);
    const keys = [...everyNode(plan.children)].filter(({ title }) => titles.includes(title)).map(({ key }) => key);
    return ripeParents(plan, keys).map(({ title }) => title);
  };

  it('are offered with the last open step, all the way up', () => {
    const text = '- [ ] top\n  - [ ] middle\n    - [x] a\n    - [ ] b\n';
    assert.deepEqual(ripe(text, 'b'), ['middle', 'top']);
  });

  it('are left alone while another step is open', () => {
    assert.deepEqual(ripe('- [ ] top\n  - [ ] a\n  - [ ] b\n', 'b'), []);
  });

  it('are offered when the last steps are ticked together', () => {
    assert.deepEqual(ripe('- [ ] top\n  - [ ] a\n  - [ ] b\n', 'a', 'b'), ['top']);
  });

  it('do not wait for optional or cancelled steps', () => {
    assert.deepEqual(ripe('- [ ] top\n  - [ ] a\n  - [-] b\n  - [ ]* c\n', 'a'), ['top']);
  });

  it('stay as they are when they are blocked or done', () => {
    assert.deepEqual(ripe('- [!] top\n  - [ ] a\n', 'a'), []);
    assert.deepEqual(ripe('- [x] top\n  - [ ] a\n', 'a'), []);
  });
});
