import assert from 'node:assert/strict';
import {
  handoffHistory,
  handoffProblems,
  handoffsOfShift,
  type HandoffFile,
  isHandoffPath,
  latestHandoff,
  shiftOfName,
} from '../../../../src/core/shifts/handoffFiles.ts';
import { readHandoff } from '../../../../src/core/shifts/readHandoff.ts';

const file = (path: string, text: string): HandoffFile => {
  const shift = shiftOfName(path);
  return { path, handoff: readHandoff(text), ...(shift !== undefined && { shift }) };
};
const said = (head: string) => `# Handoff\n\n${head}\n\n## Summary\n\nFine.\n`;

describe('The handoffs of a workspace', () => {
  it('are found by the names that scripts and people give them', () => {
    const folder = '.agent-handoffs';
    const yes = [
      '.agent-handoffs/SHIFT_3_HANDOFF.md',
      '.agent-handoffs/shift-12.md',
      'HANDOFF.md',
      'docs/SESSION_HANDOFF.md',
      'handover-2026-01-07.md',
      'NEXT_SESSION.md',
    ];
    const no = [
      '.agent-handoffs/README.md',
      '.agent-handoffs/PRIORITY_TASKS.md',
      '.agent-handoffs/PROGRESS_TRACKER.md',
      '.agent-handoffs/SHIFT_3_HANDOFF.txt',
      '.agent-handoffs/HANDOFF_TEMPLATE.md',
      'plans/shift-1.md',
      'docs/handoffish.md',
    ];
    assert.deepEqual(
      [...yes, ...no].filter((path) => isHandoffPath(path, folder)),
      yes,
    );
  });

  it('of shifts follow their numbers, ten behind nine, and the last one is the latest', () => {
    const files = [10, 9, 2].map((shift) => file(`.agent-handoffs/SHIFT_${shift}_HANDOFF.md`, said('')));
    assert.deepEqual(
      handoffHistory(files).map(({ shift }) => shift),
      [2, 9, 10],
    );
    assert.equal(latestHandoff(files)?.shift, 10);
    assert.equal(latestHandoff(files, 10)?.shift, 9);
    assert.equal(latestHandoff(files, 2), undefined);
  });

  it('outside a schedule stand among them by their time', () => {
    const files = [
      file('HANDOFF.md', said('**Date:** 2025-09-22 05:00')),
      file('a/SHIFT_1_HANDOFF.md', said('**Started:** 2025-09-22T00:00Z')),
      file('a/SHIFT_2_HANDOFF.md', said('')),
      file('a/SHIFT_3_HANDOFF.md', said('**Started:** 2025-09-22T06:00Z')),
      file('OLD_HANDOFF.md', said('')),
    ];
    assert.deepEqual(
      handoffHistory(files).map(({ path }) => path),
      ['OLD_HANDOFF.md', 'a/SHIFT_1_HANDOFF.md', 'a/SHIFT_2_HANDOFF.md', 'HANDOFF.md', 'a/SHIFT_3_HANDOFF.md'],
    );
  });

  it('a document that says nothing of a handoff is never the latest', () => {
    const files = [file('a/SHIFT_1_HANDOFF.md', said('')), file('a/SHIFT_2_HANDOFF.md', 'TODO\n')];
    assert.equal(latestHandoff(files)?.shift, 1);
  });

  it('two of one shift, and a head with another number than the name, are told', () => {
    const files = [
      file('a/SHIFT_2_HANDOFF.md', said('**Shift:** 2')),
      file('a/shift-2.md', said('')),
      file('a/SHIFT_3_HANDOFF.md', said('**Shift:** 4')),
    ];
    assert.equal(handoffsOfShift(files, 2).length, 2);
    assert.deepEqual(
      handoffProblems(files).map(({ path, message }) => [path, message.split(':')[0]]),
      [
        ['a/shift-2.md', 'It is a second handoff of shift 2, beside a/SHIFT_2_HANDOFF.md'],
        ['a/SHIFT_3_HANDOFF.md', 'Its name says shift 3, and its head says shift 4'],
      ],
    );
  });
});
