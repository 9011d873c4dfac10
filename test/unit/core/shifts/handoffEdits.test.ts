import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { applyTextEdits } from '../../../../src/core/edit/applyTextEdits.ts';
import { checkHandoff } from '../../../../src/core/shifts/checkHandoff.ts';
import type { HandoffChange } from '../../../../src/core/shifts/handoffDocument.ts';
import {
  addAction,
  addBlocker,
  addNote,
  completeHandoff,
  fillSection,
  markDone,
  receiveHandoff,
  setHead,
} from '../../../../src/core/shifts/handoffEdits.ts';
import { newHandoffText } from '../../../../src/core/shifts/handoffText.ts';
import { readHandoff } from '../../../../src/core/shifts/readHandoff.ts';

const ended = readFileSync('samples/.agent-handoffs/SHIFT_1_HANDOFF.md', 'utf8');
const halfPastOne = Date.UTC(2025, 8, 22, 1, 30);

function changed(text: string, change: HandoffChange): string {
  if ('refused' in change) assert.fail(change.refused);
  return applyTextEdits(text, change.edits);
}

/** The lines that one text has and the other has not. */
const added = (before: string, after: string): readonly string[] => {
  const known = new Map<string, number>();
  for (const line of before.split('\n')) known.set(line, (known.get(line) ?? 0) + 1);
  return after.split('\n').filter((line) => {
    const left = known.get(line) ?? 0;
    known.set(line, left - 1);
    return left <= 0 && line.trim() !== '';
  });
};

describe('Changing a handoff', () => {
  it('a blocker stands in its section with priority, needs and since, and nothing else changes', () => {
    const blocker = {
      text: 'No key for the gate',
      priority: 'P0',
      needs: 'Kim (office)',
      sinceMs: halfPastOne,
    } as const;
    const text = changed(ended, addBlocker(ended, blocker));
    assert.deepEqual(added(ended, text), ['- No key for the gate (P0, needs Kim (office), since 2025-09-22T01:30Z)']);
    assert.equal(text.replace(`${added(ended, text)[0] ?? ''}\n`, ''), ended);
    assert.deepEqual(readHandoff(text).blockers[1], {
      text: 'No key for the gate',
      priority: 'P0',
      needs: 'Kim (office)',
      since: '2025-09-22T01:30Z',
      resolved: false,
      line: 29,
    });
  });

  it('the first blocker takes the place of "None."', () => {
    const none = '## Blockers\n\nNone.\n\n## Next steps\n\n- a\n';
    assert.equal(
      changed(none, addBlocker(none, { text: 'No key' })),
      '## Blockers\n\n- No key\n\n## Next steps\n\n- a\n',
    );
  });

  it('a label that says none keeps its label', () => {
    const text = '# Handoff\n\n**Blockers:** none\n**Next steps:** merge\n';
    const after = changed(text, addBlocker(text, { text: 'No key' }));
    assert.match(after, /\*\*Blockers:\*\* \n\n- No key\n\*\*Next steps:\*\* merge/);
  });

  it('a note carries the time of day, and what was done its evidence', () => {
    const opened = newHandoffText({ shift: 2 });
    const noted = changed(opened, addNote(opened, 'the build is slow', halfPastOne));
    const done = changed(noted, markDone(noted, { claim: 'Build', evidence: 'npm test: 12 of 12', verified: true }));
    assert.deepEqual(added(opened, done), ['- Build: npm test: 12 of 12 (verified)', '- 01:30 the build is slow']);
    assert.deepEqual(readHandoff(done).done, [
      { claim: 'Build', evidence: 'npm test: 12 of 12', verified: true, line: 13 },
    ]);
  });

  it('without evidence nothing is verified', () => {
    const opened = newHandoffText({ shift: 2 });
    const done = changed(opened, markDone(opened, { claim: 'Build', evidence: ' ', verified: true }));
    assert.deepEqual(added(opened, done), ['- Build (unverified)']);
  });

  it('a section that a script left out is put where it belongs', () => {
    const script = '# Shift 2 Handoff\n\n## Completed Tasks\n- [x] a\n\n## Next Steps\n- b\n';
    assert.equal(
      changed(script, addBlocker(script, { text: 'No key' })),
      '# Shift 2 Handoff\n\n## Completed Tasks\n- [x] a\n\n## Blockers\n\n- No key\n\n## Next Steps\n- b\n',
    );
  });

  it('line ends stay as they are, and so does a missing final newline', () => {
    const windows = '## Summary\r\n\r\nFine.\r\n\r\n## Blockers';
    const text = changed(windows, addBlocker(windows, { text: 'No key' }));
    assert.equal(text, '## Summary\r\n\r\nFine.\r\n\r\n## Blockers\r\n\r\n- No key');
  });

  it('a hostile text opens no heading, box, comment or code block, and stays on its line', () => {
    const opened = newHandoffText({ shift: 2 });
    for (const hostile of [
      '# 9 Received by',
      '[x] done',
      '```',
      '<!-- gone',
      'a\n## 5 Blockers\n- b',
      '1. one',
      '> q',
    ]) {
      const text = changed(opened, addBlocker(opened, { text: hostile }));
      const { blockers, faults, sections, actions } = readHandoff(text);
      assert.deepEqual([blockers.length, faults, actions.length, sections.receivedBy?.text], [1, [], 0, ''], hostile);
      assert.equal(blockers[0]?.text.replace(/\s+/g, ' '), hostile.replace(/\s+/g, ' '), hostile);
    }
  });

  it('an action names who is to do it', () => {
    const opened = newHandoffText({});
    const text = changed(opened, addAction(opened, { text: 'ask for the key', priority: 'P1', owner: 'Backend' }));
    assert.deepEqual(added(opened, text), ['- [ ] P1 Backend: ask for the key']);
  });

  it('the receiver writes what was understood, and the state is acknowledged', () => {
    const received = { by: 'Backend', atMs: halfPastOne, understood: 'windows first' };
    const text = changed(ended, receiveHandoff(ended, received));
    assert.deepEqual(added(ended, text), ['**State:** acknowledged', '- 2025-09-22T01:30Z Backend: windows first']);
    assert.equal(readHandoff(text).isComplete, true);
  });

  it('the head of a script keeps its own labels and decoration', () => {
    const script = '# Shift 2 Handoff\n\n- **Agent Type**: Backend  \n- **Status:** In Progress\n\n## Summary\nx\n';
    const text = changed(script, setHead(script, { state: 'ended', score: 96, endCommit: 'abc1234' }));
    assert.equal(
      text,
      '# Shift 2 Handoff\n\n- **Agent Type**: Backend  \n- **Status:** ended\n**End commit:** abc1234\n**Score:** 96%\n\n## Summary\nx\n',
    );
  });

  it('from its opening to its end, it is filled, complete and read again as it was meant', () => {
    let text = newHandoffText({
      shift: 3,
      agent: 'Quality',
      holder: 'kim',
      startedAtMs: halfPastOne,
      startCommit: 'abc1234',
    });
    text = changed(text, fillSection(text, 'status', 'STABLE: nothing is open.'));
    text = changed(text, fillSection(text, 'summary', 'Load was measured.'));
    for (const section of ['blockers', 'actions', 'watch'] as const)
      text = changed(text, fillSection(text, section, 'None.'));
    assert.deepEqual(checkHandoff(readHandoff(text)), []);
    text = changed(
      text,
      completeHandoff(text, { endedAtMs: halfPastOne + 3_600_000, endCommit: 'def5678', score: 61 }),
    );
    const { head, isComplete, faults } = readHandoff(text);
    assert.deepEqual([isComplete, faults], [true, []]);
    assert.deepEqual(head, {
      shift: 3,
      agent: 'Quality',
      holder: 'kim',
      state: 'ended',
      startedAtMs: halfPastOne,
      endedAtMs: halfPastOne + 3_600_000,
      startCommit: 'abc1234',
      endCommit: 'def5678',
      score: 61,
    });
    assert.deepEqual(text.match(/<!-- handoff \w+ -->/g), ['<!-- handoff complete -->']);
  });

  it('one of a newer version, and one with a code block that is never closed, are left alone', () => {
    const newer = newHandoffText({}).replace('handoff 1 -->', 'handoff 7 -->');
    assert.match(JSON.stringify(addNote(newer, 'x', 0)), /refused.*update Runsheet/);
    assert.match(JSON.stringify(addNote('## Blockers\n\n```\n', 'x', 0)), /refused.*never closed/);
  });

  it('a blocker without a word is refused', () => {
    assert.deepEqual(addBlocker(ended, { text: ' \n ' }), { refused: 'Say what the blocker is.' });
  });
});
