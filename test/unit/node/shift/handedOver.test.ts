import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readHandoff } from '../../../../src/core/shifts/readHandoff.ts';
import { endShift } from '../../../../src/node/shift/endShift.ts';
import { readShiftSchedule } from '../../../../src/node/shift/readShiftSchedule.ts';
import { startShift } from '../../../../src/node/shift/startShift.ts';
import { git, GitPlace, write } from '../git/gitFolder.ts';
import { type Answers, endOptions, startOptions } from './procedures.ts';

const folder = '.agent-handoffs';

describe('what one shift leaves to the next', function () {
  this.timeout(60_000);
  let place: GitPlace;
  let bare: string;
  let one: string;
  beforeEach(function () {
    if (process.platform === 'win32') this.skip();
    place = new GitPlace();
    bare = place.remote();
    one = place.clone(bare, 'one');
  });
  afterEach(() => place.remove());

  /** Starts with the plans and the configuration that are there; gives what its steps told. */
  const start = async (root: string, answers: Answers = {}, shift?: number, offMs = 0): Promise<string> => {
    const told: string[] = [];
    const result = await startShift({
      ...startOptions(root, answers, shift),
      readSchedule: readShiftSchedule,
      now: () => Date.now() + offMs,
      report: (event) => {
        if (event.kind === 'ended' && event.outcome.kind !== 'stopped')
          told.push(event.outcome.text, ...(event.outcome.detail ?? []));
      },
    });
    assert.equal(result.kind, 'started', JSON.stringify(result));
    return told.join('\n');
  };
  const handoff = (shift: number) =>
    readHandoff(readFileSync(path.join(one, folder, `SHIFT_${shift}_HANDOFF.md`), 'utf8'));
  const share = (files: Readonly<Record<string, string | Uint8Array>>): void => {
    write(one, files);
    git(one, 'add', '--all');
    git(one, 'commit', '--quiet', '-m', 'Files');
    git(one, 'push', '--quiet');
  };

  it('is blocked still: what nobody resolved stands in the new handoff, with its priority and its time', async () => {
    share({
      [`${folder}/SHIFT_1_HANDOFF.md`]:
        '# Shift 1\n\n**State:** ended\n\n## Blockers\n\n- No key (P0, needs the office, since 2025-09-22T01:30Z)\n- ~~Rain~~\n- [x] Snow\n',
    });
    assert.match(await start(one), /Blocker: P0 No key/);
    const { blockers } = handoff(2);
    assert.deepEqual(
      blockers.map(({ text, priority, needs, since }) => [text, priority, needs, since]),
      [['No key', 'P0', 'the office', '2025-09-22T01:30Z']],
    );
  });

  it('loses no character: what is not UTF-8 stays as it is, and UTF-16 is read', async () => {
    const before = '# Session\n\n## Next steps\n\n- [ ] Grüße bestellen\n';
    const file = path.join(one, 'SESSION_HANDOFF.md');
    const tracker = path.join(one, folder, 'PROGRESS_TRACKER.md');
    share({
      'SESSION_HANDOFF.md': Buffer.from(before, 'latin1'),
      [`${folder}/PRODUCTION_SCORE.txt`]: Buffer.from([0, 1]),
    });
    const told = await start(one, { received: 'docs first' });
    assert.match(told, /not written into SESSION_HANDOFF\.md\.\nIt is no text in UTF-8/);
    assert.equal(readFileSync(file, 'latin1'), before);

    share({ [`${folder}/PROGRESS_TRACKER.md`]: Buffer.from('# Tracker\n\nGrün.\n', 'latin1') });
    const stopped = await endShift(endOptions(one, { '*': '', tracker: 'write' }));
    assert.equal(
      stopped.kind === 'stopped' && stopped.stop.sentence,
      `${folder}/PROGRESS_TRACKER.md has bytes that are not UTF-8.`,
    );
    assert.equal(readFileSync(tracker, 'latin1'), '# Tracker\n\nGrün.\n');

    write(one, { [`${folder}/PROGRESS_TRACKER.md`]: Buffer.from('\ufeff# Tracker\n\nGrün.\n', 'utf16le') });
    const ended = await endShift(endOptions(one, { '*': '', tracker: 'write', include: [] }));
    assert.equal(ended.kind, 'ended', JSON.stringify(ended));
    assert.match(readFileSync(tracker, 'utf8'), /^# Tracker\n\nGrün\.\n[\s\S]*runsheet/);
  });

  it('is read under any name, also outside of any schedule; numbers go on from it', async () => {
    share({
      'SESSION_HANDOFF.md': '# Session\n\n## Next steps\n\n- [ ] P1 write the docs\n\n## Blockers\n\n- Redis\n',
    });
    const told = await start(one, { received: 'docs first' });
    assert.match(told, /The last handoff is SESSION_HANDOFF\.md\.\n[\s\S]*To do: P1 write the docs/);
    assert.match(readFileSync(path.join(one, 'SESSION_HANDOFF.md'), 'utf8'), /docs first/);
    assert.deepEqual(
      handoff(1).blockers.map(({ text }) => text),
      ['Redis'],
    );
    const end = await endShift(endOptions(one, { '*': '', include: [] }));
    assert.equal(end.kind, 'ended', JSON.stringify(end));
    assert.match(git(one, 'status', '--porcelain'), /M SESSION_HANDOFF\.md/);
  });

  it('by an old name or twice: both are read, and it is said that there are two', async () => {
    share({
      [`${folder}/shift-06.md`]: '# Shift 6 - Backend\n\n**Status:** done\n\n## Blockers\n\n- Rain (P0)\n',
      [`${folder}/SHIFT_6_HANDOFF.md`]: '# Shift 6\n\n**State:** ended\n\n## Blockers\n\n- Mud\n',
    });
    const told = await start(one);
    assert.match(told, /It is a second handoff of shift 6/);
    assert.deepEqual(
      handoff(7).blockers.map(({ text }) => text),
      ['Mud', 'Rain'],
    );
  });

  it('by a newer version is shown and not changed, and the shift begins all the same', async () => {
    const newer = '# Shift 1\n\n<!-- runsheet: handoff 9 -->\n\n**State:** ended\n\n## 1 Status\n\nGLORIOUS\n';
    share({ [`${folder}/SHIFT_1_HANDOFF.md`]: newer });
    assert.match(await start(one, { received: 'go on' }), /update Runsheet to change it/);
    assert.equal(readFileSync(path.join(one, folder, 'SHIFT_1_HANDOFF.md'), 'utf8'), newer);
  });

  it('where it was abandoned and never sent: a document that says who took it over, and why', async () => {
    const two = place.clone(bare, 'two');
    await start(two, {}, 1);
    await start(one, { previous: 'abandon', reason: 'two is ill', received: 'begin anew' }, 2);
    const { head, sections } = handoff(1);
    assert.deepEqual([head.state, head.holder], ['abandoned', 'two']);
    assert.match(sections.summary?.text ?? '', /Abandoned: one took it over from two, who did not end it: two is ill/);
    const end = await endShift(endOptions(one, { '*': '' }));
    assert.equal(end.kind, 'ended', JSON.stringify(end));
    assert.match(git(bare, 'show', `main:${folder}/SHIFT_1_HANDOFF.md`), /\*\*State:\*\* abandoned/);
  });

  it('a start that stops before it sent anything is nothing that has to be finished', async () => {
    share({ [`${folder}/SHIFT_1_HANDOFF.md`]: '# Shift 1\n\n**State:** ended\n' });
    const over = await startShift(startOptions(one, {}, 1));
    assert.ok(over.kind === 'stopped' && over.stop.sentence.includes('is over'), JSON.stringify(over));
    assert.equal(existsSync(path.join(one, '.git', 'runsheet', 'journal.json')), false);
  });

  it('a shift that begins much later, and one behind the last of the plan, are started and pointed out', async () => {
    const plan = '# Plan\n\n### Shift 1 (00:00-03:00 UTC)\n\n- [ ] a\n\n### Shift 2 (03:00-06:00 UTC)\n\n- [ ] b\n';
    share({ 'plan.md': plan, '.runsheet.json': '{ "shift": { "anchor": "2090-01-01T00:00:00Z" } }' });
    assert.match(await start(one, {}, 2), /By the schedule shift 2 begins at 2090-01-01T03:00Z, in \d+ d/);
    const end = await endShift(endOptions(one, { '*': '' }));
    assert.equal(end.kind, 'ended', JSON.stringify(end));
    assert.match(await start(one, {}, 3), /The plan has 2 shifts: shift 3 is not among them\./);
  });

  it('with clocks two hours apart: who comes second is told by the clock of the holder, and the end goes through', async () => {
    const two = place.clone(bare, 'two');
    const ahead = 2 * 3_600_000;
    await start(two, {}, 1, ahead);
    const lost = await startShift(startOptions(one, {}, 1));
    assert.ok(lost.kind === 'stopped' && lost.stop.reason === 'lost', JSON.stringify(lost));
    assert.ok((lost.stop.claim?.sinceMs ?? 0) > Date.now() + ahead / 2);
    // Ended by the right clock: before it began.
    const end = await endShift(endOptions(two, { '*': '' }));
    assert.equal(end.kind, 'ended', JSON.stringify(end));
    await start(one, { received: 'go on' });
    assert.equal(handoff(1).head.state, 'acknowledged');
  });
});
