import assert from 'node:assert/strict';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { explainedSpot } from '../../../../src/core/show/explainedSpot.ts';

const text = `# Plan

## Phase 1: Prepare

- [ ] Order the account
  - [x] nested

\`\`\`bash
npm ci
# not a heading
\`\`\`

- an item
  ~~~
  listing
  ~~~
`;
const plan = parsePlan('PLAN.md', text);
const lines = text.split('\n');
const at = (line: number, column: number) => {
  const spot = explainedSpot(plan, lines, line, column);
  return spot && lines[line]?.slice(spot.start, spot.end);
};

describe('where a hover explains a line', () => {
  it('on the mark of a box, not on its text', () => {
    assert.equal(at(4, 3), '[ ]');
    assert.equal(at(5, 5), '[x]');
    assert.equal(at(4, 9), undefined);
    assert.equal(at(4, 0), undefined);
  });

  it('on the signs of a heading, not on its text and not in code', () => {
    assert.equal(at(2, 1), '##');
    assert.equal(at(2, 8), undefined);
    assert.equal(at(9, 0), undefined);
  });

  it('on a fence that opens, not on one that closes', () => {
    assert.equal(at(7, 1), '```');
    assert.equal(at(7, 6), undefined);
    assert.equal(at(10, 1), undefined);
    assert.equal(at(13, 3), '~~~');
    assert.equal(at(15, 3), undefined);
  });

  it('a line that is not there explains nothing', () => {
    assert.equal(at(99, 0), undefined);
  });
});
