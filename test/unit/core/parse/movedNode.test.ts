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

  it('goes to other threads and into files as it is', () => {
    assert.deepEqual(structuredClone(movedNode(yard, 3, 0)), lower);
    assert.equal(JSON.stringify(movedNode(yard, 3, 0)), JSON.stringify(lower));
  });
});
