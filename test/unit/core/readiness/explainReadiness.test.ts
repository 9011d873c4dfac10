import assert from 'node:assert/strict';
import { explainReadiness, explainWorkspace } from '../../../../src/core/readiness/explainReadiness.ts';
import { assessed, type Checked } from './golden.ts';

const text = `**Status**: 72% ready

## Phase 1: Dig

- [ ] **Task 1** Dig (P0)
  - [x] Mark | it
  - [x] Lift
  - [ ] Level
- [x] **Task 2** Line
- [ ] Fish (optional)
- [ ] Paint <!-- runsheet: not-applicable: no fence -->

### Exit Criteria

- [x] Deep: \`make deep\`
- [ ] Dry: \`make dry\` (P3)
- [ ] Round
- ✅ Seen

## Phase 2: Fill

1. **Fill** (2 days)
   - [x] a
   - [ ] b
   - [ ] c
   - [ ] d
   - [ ] e
   - [ ] f
   - [ ] g
`;
const checked: Checked = {
  'Deep: make deep': { commit: 'abc1234' },
  'Dry: make dry': { outcome: 'fail', exitCode: 1 },
};

/** The cells of the rows of a table below a heading. */
function rows(document: string, heading: string): string[][] {
  const lines = (document.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '').split('\n');
  const table = lines.filter((line) => line.startsWith('| ['));
  return table.map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );
}

describe('Explain Readiness', () => {
  const document = explainReadiness(assessed(text, checked).readiness);

  it('adds up to the number, by the terms that it shows', () => {
    let [weight, proven, possible] = [0, 0, 0];
    for (const [, , , own, leaves = ''] of rows(document, 'Tasks')) {
      const [done, all] = leaves.split('/').map(Number);
      weight += Number(own);
      proven += (Number(own) * (done ?? NaN)) / (all ?? NaN);
    }
    possible = proven;
    for (const cells of rows(document, 'Criteria')) {
      weight += Number(cells[3]);
      proven += Number(cells[6]);
      possible += Number(cells[7]);
    }
    const [, shownProven, shownPossible] = /\*\*(\d+)% proven, up to (\d+)% possible\*\*/.exec(document) ?? [];
    assert.equal(Math.floor((100 * proven) / weight), Number(shownProven));
    assert.equal(Math.floor((100 * possible) / weight), Number(shownPossible));
    assert.deepEqual([shownProven, shownPossible], ['55', '71']);
  });

  it('each shown value is the weight times the share of the leaves', () => {
    for (const [, , , weight, leaves = '', value, product] of rows(document, 'Tasks')) {
      const [done = NaN, all = NaN] = leaves.split('/').map(Number);
      assert.ok(Math.abs(done / all - Number(value)) < 0.0002);
      assert.ok(Math.abs((Number(weight) * done) / all - Number(product)) < 0.0002);
    }
  });

  it('has a row for each task and criterion that counts, with its line', () => {
    assert.deepEqual(
      rows(document, 'Tasks').map(([line, title, priority]) => [line, title, priority]),
      [
        ['[7](docs/plan.md#L7)', 'Dig', 'P0'],
        ['[11](docs/plan.md#L11)', 'Line', '(P1)'],
        ['[24](docs/plan.md#L24)', 'Fill', '(P1)'],
      ],
    );
    assert.deepEqual(
      rows(document, 'Criteria').map((cells) => cells[4]),
      ['pass', 'fail', 'none'],
    );
  });

  it('says what is left out and why, and what is declared', () => {
    assert.match(document, /Fish.*\(optional\)/);
    assert.match(document, /Paint \(not applicable: no fence\)/);
    assert.match(document, /Seen \(no box, none\)/);
    assert.match(document, /72% \(Status: 72% ready\)/);
    assert.match(document, /make deep, 2026-01-07T11:00, Backend on abc1234: its check passed/);
  });

  it('texts of the plan cannot break out of their cell', () => {
    const nasty = explainReadiness(assessed('- [ ] A | B <img src=x> [c](command:evil) `d`\n').readiness);
    assert.equal(rows(nasty, 'Tasks')[0]?.length, 7);
    assert.ok(!/(?<!\\)<img/.test(nasty) && !nasty.includes('](command:'));
  });

  it('of several plans shows the sum of their sums', () => {
    const all = explainWorkspace([assessed('- [x] Dig (P0)\n').readiness, assessed('- [ ] Fill\n').readiness]);
    assert.match(all, /^# Readiness of the workspace\n\n\*\*66% proven/);
    assert.match(all, /\| docs\/plan\.md \| 8 \| 8 \| 8 \| 100% \| 100% \|/);
  });

  it('a plan without anything that counts says so', () => {
    assert.match(explainReadiness(assessed('Words.\n').readiness), /Nothing in it counts/);
  });
});
