import assert from 'node:assert/strict';
import { completionSpot } from '../../../../src/core/complete/completionSpot.ts';
import { ownTime } from '../../ownTime.ts';

/** What is offered at `|`, and the text that it takes the place of. */
function at(line: string): string | undefined {
  const [before = '', after = ''] = line.split('|');
  const spot = completionSpot(before, after);
  return spot && `${spot.what}${spot.open ? ' open' : ''} "${(before + after).slice(spot.start, spot.end)}"`;
}

describe('where a plan can be completed', () => {
  it('ids after the words that say a dependency, also the second', () => {
    assert.equal(at('**Depends on**: |'), 'id ""');
    assert.equal(at('- **Dependencies:** T0|'), 'id "T0"');
    assert.equal(at('Blocked by: T001, T0|'), 'id "T0"');
    assert.equal(at('Depends on: Phase 1 and Pha|'), 'id "Pha"');
    assert.equal(at('- [ ] T014 Write it (depends on T0|)'), 'id "T0"');
    assert.equal(at('### 1.2 Moor - blocked by |'), 'id ""');
  });

  it('no ids in sentences', () => {
    assert.equal(at('It all depends on |'), undefined);
    assert.equal(at('- [ ] Say what it depends on |'), undefined);
    assert.equal(at('**Depends on**: T001. Then |'), undefined);
    assert.equal(at('**Depends on**: the weather of the |'), undefined);
    assert.equal(at('- [ ] T014 (depends on T012) |'), undefined);
  });

  it('owners and priorities after their labels', () => {
    assert.equal(at('**Owner**: |'), 'owner ""');
    assert.equal(at('- **Assigned to:** Harb|'), 'owner "Harb"');
    assert.equal(at('Assignee:|'), 'owner ""');
    assert.equal(at('**Priority**: P|'), 'priority "P"');
    assert.equal(at('The owner: |'), undefined);
    assert.equal(at('**Ownership**: |'), undefined);
  });

  it('marks between the brackets of an item, closed or not', () => {
    assert.equal(at('- [|'), 'mark open ""');
    assert.equal(at('  * [|]'), 'mark ""');
    assert.equal(at('1. [|x] Moor'), 'mark "x"');
    assert.equal(at('- [ |] Moor'), 'mark " "');
    assert.equal(at('- [x|] Moor'), 'mark "x"');
    assert.equal(at('- [|](x.md)'), undefined);
    assert.equal(at('see [|'), undefined);
    assert.equal(at('- [x] see [|'), undefined);
  });

  it('reads a hostile line in no time', () => {
    const lines = ['- [ ] (depends on '.repeat(110), '> '.repeat(900), `**Depends on**: ${' and'.repeat(400)}`];
    const tookMs = ownTime(() => {
      for (const line of lines) completionSpot(line, ' '.repeat(1_000_000));
    }, 200);
    assert.ok(tookMs < 200, `${tookMs} ms`);
  });
});
