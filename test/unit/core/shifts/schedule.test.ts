import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { reminders, shiftStages } from '../../../../src/core/shifts/reminders.ts';
import { resolveSchedule } from '../../../../src/core/shifts/schedule.ts';
import { heldStanding, scheduledShift, shiftAt } from '../../../../src/core/shifts/shiftNow.ts';
import { workOfShift } from '../../../../src/core/shifts/shiftWork.ts';

const anchorMs = Date.UTC(2025, 8, 22);
const hour = 3_600_000;
const config = { lengthMinutes: 180, anchorMs };

const file = '.agent-handoffs/PRIORITY_TASKS.md';
const priority = parsePlan(file, readFileSync(`samples/${file}`, 'utf8'));
const launch = parsePlan('plans/two-day-launch-plan.md', readFileSync('samples/plans/two-day-launch-plan.md', 'utf8'));

const tabled = (more = '') =>
  parsePlan(
    'workflow.md',
    `# Three days\n${more}\nShifts are exactly 3 hours, 4 shifts.\n\n| Agent | Shifts |\n| --- | --- |\n| Backend | 1, 3 |\n| Frontend | 2, 3, 4 |\n\n## Day 1 Goals (Shifts 1-4)\n**Target:** 95% → 97%\n\n- [ ] P1: pages\n- [ ] P0: database\n`,
  );

describe('The schedule of shifts', () => {
  it('by anchor and length: the shift that is on is known to the millisecond', () => {
    const schedule = resolveSchedule([], config);
    assert.deepEqual(shiftAt(schedule, anchorMs), {
      kind: 'on',
      number: 1,
      startsAtMs: anchorMs,
      endsAtMs: anchorMs + 3 * hour,
    });
    assert.deepEqual(
      [3 * hour - 1, 3 * hour, 100 * 3 * hour].map((after) => {
        const now = shiftAt(schedule, anchorMs + after);
        return now.kind === 'on' && now.number;
      }),
      [1, 2, 101],
    );
  });

  it('before its anchor the first shift is next, and after its last shift it is over', () => {
    const schedule = resolveSchedule([priority, launch], config);
    assert.equal(schedule.shifts.length, 16);
    assert.deepEqual(shiftAt(schedule, anchorMs - 2 * hour), { kind: 'next', number: 1, startsAtMs: anchorMs });
    assert.deepEqual(shiftAt(schedule, anchorMs + 48 * hour), {
      kind: 'over',
      last: 16,
      endedAtMs: anchorMs + 48 * hour,
    });
  });

  it('several documents make one schedule: agents and times of the first that has them', () => {
    const schedule = resolveSchedule([launch, priority], config);
    assert.deepEqual(schedule.problems, []);
    assert.equal(schedule.lengthMinutes, 180);
    assert.deepEqual(schedule.shifts[1]?.agents, ['Backend']);
    assert.equal(schedule.shifts[1].path, file);
    assert.equal(schedule.shifts[1].startsAtMs, anchorMs + 3 * hour);
  });

  it('two documents that give a shift to different agents are told apart with file and line', () => {
    const other = parsePlan(
      'b.md',
      '# B\n\n### Shift 1 - Backend Agent\n\n- [ ] a\n\n### Shift 2 - Backend Agent\n\n- [ ] b\n',
    );
    assert.deepEqual(resolveSchedule([tabled(), other], config).problems, [
      { path: 'b.md', line: 6, message: 'Shift 2 is given to Backend here, and to Frontend in workflow.md:8.' },
    ]);
  });

  it('takes the start from the plan where the configuration has none, and from the first claim where neither has', () => {
    const started = resolveSchedule([tabled('**Start:** 2025-09-22 06:00 UTC\n')], {});
    assert.deepEqual(started.anchor, { atMs: anchorMs + 6 * hour, source: 'plan' });
    const claimed = resolveSchedule([tabled()], {}, [
      { shift: 3, startedAtMs: anchorMs + 9 * hour },
      { shift: 2, startedAtMs: anchorMs + 6 * hour },
    ]);
    assert.deepEqual(claimed.anchor, { atMs: anchorMs + 3 * hour, source: 'claim' });
  });

  it('a claim some minutes late still means the time of the heading', () => {
    const { anchor } = resolveSchedule([priority], {}, [{ shift: 2, startedAtMs: anchorMs + 3 * hour + 420_000 }]);
    assert.equal(anchor?.atMs, anchorMs);
  });

  it('without an anchor a time of day fits several shifts, and which one is asked', () => {
    const twice = parsePlan(
      'p.md',
      [1, 2, 3, 4]
        .map(
          (shift) =>
            `### Shift ${shift} (${shift % 2 ? '06:00-18:00' : '18:00-06:00'} UTC) - A${shift} Agent\n\n- [ ] x\n`,
        )
        .join('\n'),
    );
    const schedule = resolveSchedule([twice], {});
    assert.deepEqual(shiftAt(schedule, anchorMs + 2 * hour), { kind: 'candidates', numbers: [2, 4] });
    assert.deepEqual(shiftAt(schedule, anchorMs + 7 * hour), { kind: 'candidates', numbers: [1, 3] });
  });

  it('without anything to go by it says what to write', () => {
    const now = shiftAt(resolveSchedule([tabled()], {}), anchorMs);
    assert.match(now.kind === 'unknown' ? now.reason : '', /shift\.anchor in \.runsheet\.json/);
  });

  it('shifts of different lengths with a pause lie where their headings say', () => {
    const plan = parsePlan(
      'p.md',
      '### Shift 1 (08:00-12:00 UTC) - A\n\n- [ ] a\n\n### Shift 2 (13:00-18:00 UTC) - B\n\n- [ ] b\n\n### Shift 3 (08:00-12:00 UTC) - A\n\n- [ ] c\n',
    );
    const schedule = resolveSchedule([plan], { anchorMs: anchorMs + 8 * hour });
    assert.deepEqual(
      schedule.shifts.map(({ startsAtMs = 0, endsAtMs = 0 }) =>
        [startsAtMs - anchorMs, endsAtMs - anchorMs].map((ms) => ms / hour),
      ),
      [
        [8, 12],
        [13, 18],
        [32, 36],
      ],
    );
    assert.deepEqual(shiftAt(schedule, anchorMs + 12.5 * hour), {
      kind: 'next',
      number: 2,
      startsAtMs: anchorMs + 13 * hour,
    });
  });

  it('a heading that begins at another time than the anchor is told', () => {
    const { problems } = resolveSchedule([priority], { anchorMs: anchorMs + hour });
    assert.match(problems[0]?.message ?? '', /begins at 00:00 by its heading and at 01:00 UTC by the anchor/);
  });
});

describe('A shift that is held', () => {
  const schedule = resolveSchedule([], config);
  const held = { number: 2, startedAtMs: anchorMs + 3 * hour, seenAtMs: anchorMs + 5 * hour };

  it('has its time left, goes into overtime, and is stale when its holder was not seen for long', () => {
    assert.deepEqual(heldStanding(schedule, held, anchorMs + 5 * hour), { kind: 'live', leftMs: hour });
    assert.deepEqual(heldStanding(schedule, held, anchorMs + 6.25 * hour), { kind: 'overtime', leftMs: -hour / 4 });
    assert.equal(heldStanding(schedule, held, anchorMs + 7 * hour).kind, 'stale');
  });

  it('that was begun behind its own time has the whole length', () => {
    const late = { number: 1, startedAtMs: anchorMs + 30 * hour, seenAtMs: anchorMs + 30 * hour };
    assert.deepEqual(heldStanding(schedule, late, anchorMs + 31 * hour), { kind: 'live', leftMs: 2 * hour });
  });

  it('without a schedule has no end', () => {
    assert.deepEqual(heldStanding(resolveSchedule([], {}), held, anchorMs + 5 * hour), { kind: 'live' });
  });

  it('reminds of tests, handoff and end, as the plan draws its stages', () => {
    assert.deepEqual(shiftStages(180), { testMinute: 150, handoffMinute: 165 });
    const drawn = parsePlan(
      'plan.md',
      '# Launch\n\n3-hour shifts.\n\n```\n│   TEST & VERIFY (02:00-02:30)   │\n│   HANDOFF (02:30-03:00)   │\n```\n\n' +
        '### Shift 1 (00:00-03:00 UTC)\n\n- [ ] a\n\n### Shift 2 (03:00-06:00 UTC)\n\n- [ ] b\n',
    );
    const { stages } = resolveSchedule([drawn], {});
    assert.deepEqual(stages, { testMinute: 120, handoffMinute: 150 });
    assert.deepEqual(shiftStages(180, stages), stages);
    const shift = scheduledShift(schedule, 1);
    const span = { startsAtMs: shift?.startsAtMs ?? 0, endsAtMs: shift?.endsAtMs ?? 0 };
    const due = reminders(span, shiftStages(180), anchorMs + 2.6 * hour, {
      everyMinutes: 60,
      lastMs: anchorMs + 1.7 * hour,
    });
    assert.deepEqual(
      due.map(({ what, atMs }) => [what, (atMs - anchorMs) / hour]),
      [
        ['commit', 2.7],
        ['handoff', 2.75],
        ['end', 3],
      ],
    );
  });
});

describe('Reminders of a commit', () => {
  const span = { startsAtMs: 0, endsAtMs: 3 * hour };
  const due = (nowMs: number, lastMs?: number): number[] =>
    reminders(span, shiftStages(180), nowMs, { everyMinutes: 60, ...(lastMs !== undefined && { lastMs }) })
      .filter(({ what }) => what === 'commit')
      .map(({ atMs }) => atMs / hour);

  it('come an hour after the last one, and each hour again while there is none', () => {
    assert.deepEqual(due(1, 0.5 * hour), [1.5]);
    assert.deepEqual(due(1.5 * hour + 1, 0.5 * hour), [2.5]);
  });

  it('count from the start of the shift where the last commit is older, and end with it', () => {
    assert.deepEqual(due(1, -5 * hour), [1]);
    assert.deepEqual(due(2 * hour + 1), []);
  });
});

describe('What a shift is for', () => {
  it('stands in its block of PRIORITY_TASKS.md', () => {
    const work = workOfShift([launch, priority], 2);
    assert.deepEqual(
      [work?.source, work?.path, work?.line, work?.priority, work?.focus, work?.goal],
      ['shift', file, 18, 'P0', 'Windows over midnight', { from: 89, to: 90 }],
    );
    assert.deepEqual(
      work?.tasks.map(({ title, priority: own, isDone }) => [title, own, isDone]),
      [
        ['Tests for a window over midnight', 'P0', false],
        ['Tests for the hour that the clocks change', 'P0', false],
      ],
    );
    assert.deepEqual(work.criteria, ['npm test passes', 'Score: 89% → 90%']);
  });

  it('or in the part of the plan that spans it, most important first', () => {
    const work = workOfShift([tabled()], 3);
    assert.deepEqual([work?.source, work?.goal], ['span', { from: 95, to: 97 }]);
    assert.deepEqual(
      work?.tasks.map(({ title }) => title),
      ['database', 'pages'],
    );
  });

  it('is nothing where no plan says anything about it', () => {
    assert.equal(workOfShift([tabled()], 5), undefined);
  });
});
