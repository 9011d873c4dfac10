import assert from 'node:assert/strict';
import { openBlockers } from '../../../../src/core/shifts/openBlockers.ts';
import { readHandoff } from '../../../../src/core/shifts/readHandoff.ts';

const handoff = (shift: number, state: string, ...blockers: readonly string[]) => ({
  path: `SHIFT_${shift}_HANDOFF.md`,
  shift,
  handoff: readHandoff(
    `# Shift ${shift}\n\n**State:** ${state}\n\n## Blockers\n\n${blockers.map((each) => `- ${each}\n`).join('')}`,
  ),
});
const said = (...files: readonly ReturnType<typeof handoff>[]): readonly string[] =>
  openBlockers(files).map(({ path, text }) => `${path}: ${text}`);

describe('what holds the work up', () => {
  it('a shift that begins resolves no blocker of the shift before', () => {
    assert.deepEqual(said(handoff(1, 'ended', 'The gate (P0)'), handoff(2, 'active', 'Rain')), [
      'SHIFT_2_HANDOFF.md: Rain',
      'SHIFT_1_HANDOFF.md: The gate',
    ]);
  });

  it('once it has ended, only its word counts', () => {
    assert.deepEqual(said(handoff(1, 'ended', 'The gate (P0)'), handoff(2, 'ended', 'None.')), []);
  });

  it('what both name stands in the later one, also where it says that it is resolved', () => {
    assert.deepEqual(said(handoff(1, 'ended', 'The gate.'), handoff(2, 'active', 'the gate')), [
      'SHIFT_2_HANDOFF.md: the gate',
    ]);
    assert.deepEqual(said(handoff(1, 'ended', 'The gate'), handoff(2, 'active', '~~The gate~~')), []);
  });
});
