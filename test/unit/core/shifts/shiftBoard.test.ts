import assert from 'node:assert/strict';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { readHandoff } from '../../../../src/core/shifts/readHandoff.ts';
import { isEmptyBoard, remindersOf, scheduleOf, shiftBoard } from '../../../../src/core/shifts/shiftBoard.ts';
import type { ShiftFiles } from '../../../../src/core/shifts/shiftService.ts';

const hour = 3_600_000;
const noon = Date.UTC(2025, 8, 22, 12);
const nothing: ShiftFiles = { config: {}, folder: '.agent-handoffs', starts: [], handoffs: [], problems: [] };
const handoff = (shift: number, text: string) => ({
  path: `.agent-handoffs/SHIFT_${shift}_HANDOFF.md`,
  shift,
  handoff: readHandoff(text),
});
const held = { shift: 2, holder: 'Ada', startedAtMs: noon, handoff: '.agent-handoffs/SHIFT_2_HANDOFF.md' } as const;

describe('what the view Shift knows', () => {
  it('without a schedule, a handoff or a held shift there is nothing to show', () => {
    const board = shiftBoard(nothing, [], scheduleOf(nothing, []), noon);
    assert.equal(isEmptyBoard(board), true);
    const files = { ...nothing, handoffs: [handoff(1, '# Shift 1 handoff\n\n## Blockers\n\n- The gate\n')] };
    assert.equal(isEmptyBoard(shiftBoard(files, [], scheduleOf(files, []), noon)), false);
  });

  it('a held shift has its tasks by priority, the time left, and the handoff before it', () => {
    const plan = parsePlan(
      'PRIORITY_TASKS.md',
      '# Tasks\n\n## Shift 1: Dig\n\n- [x] a\n\n## Shift 2: Build\n\n- [ ] P2: paint\n- [ ] P0: pour\n',
    );
    const files: ShiftFiles = {
      ...nothing,
      config: { lengthMinutes: 180, anchorMs: noon - 3 * hour },
      held,
      handoffs: [
        handoff(1, '# Shift 1\n\n## Blockers\n\n- Rain\n'),
        handoff(2, '# Shift 2\n\n## Blockers\n\n- Mud (P0)\n'),
      ],
    };
    const board = shiftBoard(files, [plan], scheduleOf(files, [plan]), noon + hour);
    assert.equal(board.held?.standing.leftMs, 2 * hour);
    assert.deepEqual(
      board.work?.tasks.map(({ priority }) => priority),
      ['P0', 'P2'],
    );
    assert.equal(board.previous?.shift, 1);
    assert.deepEqual(
      board.blockers.map(({ text }) => text),
      ['Mud'],
    );
  });

  it('whoever holds a shift is reminded to test, to hand over and to end', () => {
    const files: ShiftFiles = { ...nothing, config: { lengthMinutes: 180, anchorMs: noon - 3 * hour }, held };
    const due = remindersOf(held, scheduleOf(files, []), noon + 1);
    assert.deepEqual(
      due.map(({ what, atMs }) => `${what} ${(atMs - noon) / 60_000}`),
      ['test 150', 'handoff 165', 'end 180'],
    );
  });

  it('without a known end nobody is reminded of anything but commits, where they are asked for', () => {
    assert.deepEqual(remindersOf(held, scheduleOf(nothing, []), noon), []);
    assert.deepEqual(remindersOf(held, scheduleOf(nothing, []), noon + hour, { everyMinutes: 45 }), [
      { what: 'commit', atMs: noon + 1.5 * hour },
    ]);
  });
});
