import assert from 'node:assert/strict';
import { movedNode } from '../../../../src/core/parse/movedNode.ts';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import type { PlanNode } from '../../../../src/core/model.ts';

const text = `## Phase 1: Yard

**Owner**: Crew

### Gate

- [ ] Oil the hinges
  - [ ] Find the oil

\`\`\`bash
npm test
\`\`\`

## Phase 2: Shed

- [ ] Paint the door
`;

const sections = (source: string): readonly PlanNode[] => parsePlan('plan.md', source).children;

describe('a part of a plan that stands further down', () => {
  const [yard] = sections(text);
  const [lower] = sections(`\n\n\n${text}`);
  assert.ok(yard && lower);

  it('is what is read there', () => {
    assert.deepEqual(movedNode(yard, 3, 0), lower);
  });

  it('is so too where it moved several times before anybody looked into it', () => {
    assert.deepEqual(movedNode(movedNode(yard, 5, 2), -2, -2), lower);
  });

  it('is so too where somebody looked into it between', () => {
    const once = movedNode(yard, 5, 0);
    assert.equal(once.children[0]?.children[0]?.line, 11);
    assert.deepEqual(movedNode(once, -2, 0), lower);
    assert.deepEqual({ ...movedNode(yard, 3, 0) }, lower);
  });

  it('counts on in the commands', () => {
    const [gate] = movedNode(yard, 0, 4).children;
    assert.deepEqual(gate?.runnables, [4]);
    assert.deepEqual(yard.children[0]?.runnables, [0]);
  });

  it('is what is read below a heading with other words', () => {
    const words = (heading: string): string =>
      `## ${heading}\n\n### Gate\n\n- [ ] T1 Oil\n- [ ] T2 Turn (depends on T1)\n\n## Shed\n\n- [ ] a\n`;
    const [barn] = sections(words('Barn'));
    const [last] = sections(words('The barns'));
    assert.ok(barn && last);
    const because = (name: string): string => `it is the section "${name}"`;
    const letters = { from: 'barn', to: 'barns', reason: { from: because('Barn'), to: because('Barns') } };
    const whole = { from: 'barns', to: 'the-barns', reason: { from: because('Barns'), to: because('The barns') } };
    const named = { ...barn, title: 'The barns' };
    assert.deepEqual(movedNode(movedNode(named, 0, 0, letters), 0, 0, whole), last);
    const looked = movedNode(named, 2, 0, letters);
    assert.equal(looked.children[0]?.children[0]?.key, 'barns/gate/t1');
    assert.deepEqual(movedNode(looked, -2, 0, whole), last);
  });

  it('goes to other threads and into files as it is', () => {
    assert.deepEqual(structuredClone(movedNode(yard, 3, 0)), lower);
    assert.equal(JSON.stringify(movedNode(yard, 3, 0)), JSON.stringify(lower));
  });
});
