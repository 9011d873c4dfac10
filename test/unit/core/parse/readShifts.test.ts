import assert from 'node:assert/strict';
import type { ShiftSchedule } from '../../../../src/core/plannedShifts.ts';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';

function shiftsOf(text: string): ShiftSchedule {
  const { shifts } = parsePlan('plan.md', text);
  assert.ok(shifts);
  return shifts;
}

const problemsOf = (text: string): readonly string[] =>
  parsePlan('plan.md', text)
    .problems.filter((problem) => problem.code === 'shift-table')
    .map((problem) => `${problem.line + 1}: ${problem.message}`);

const table = (rows: string): string => `# Plan\n\n| Agent type | Shifts |\n| --- | --- |\n${rows}`;

describe('Shifts of a plan', () => {
  it('a plan that does not number shifts has none', () => {
    for (const text of ['# Plan\n\n- [ ] a\n', '# Plan\n\nThe night shift cleans.\n', '# Plan\n\nWe shift 24 boxes.\n'])
      assert.equal(parsePlan('plan.md', text).shifts, undefined, text);
  });

  it('a table gives agents their shifts, as lists and ranges', () => {
    const { agents, shifts } = shiftsOf(table('| **Backend** | 1, 4-6 |\n| Frontend Agent | 2 and 3 |\n'));
    assert.deepEqual(agents, [
      { name: 'Backend', shifts: [1, 4, 5, 6], line: 4 },
      { name: 'Frontend', shifts: [2, 3], line: 5 },
    ]);
    assert.deepEqual(
      shifts.map((shift) => shift.agents),
      [['Backend'], ['Frontend'], ['Frontend'], ['Backend'], ['Backend'], ['Backend']],
    );
  });

  it('a table with a row for each shift is read the other way round, with its times', () => {
    const { agents, shifts, lengthMinutes } = shiftsOf(
      '# Plan\n\n| Shift | Time (UTC) | Agent |\n| - | - | - |\n| 1 | 22:00-02:00 | Ada |\n| 2 | 02:00-06:00 | Bo |\n| 3 | 06:00-10:00 | Ada |\n',
    );
    assert.deepEqual(
      agents.map((agent) => [agent.name, agent.shifts]),
      [
        ['Ada', [1, 3]],
        ['Bo', [2]],
      ],
    );
    assert.equal(lengthMinutes, 240);
    assert.deepEqual([shifts[0]?.startMinute, shifts[0]?.endMinute], [22 * 60, 2 * 60]);
  });

  it('headings of shifts say number, time and agent; those in an example in a fence do not', () => {
    const { shifts, lengthMinutes } = shiftsOf(
      '# Plan\n\n```markdown\n### Shift 9 (00:00-03:00 UTC) - Nobody Agent\n```\n\n### Shift 1 (00:00-06:00 UTC) - Backend Agent\n\n- [ ] a\n\n### Shift 2 (06:00-12:00 UTC)\n\n**Agent:** Frontend\n\n- [ ] b\n',
    );
    assert.equal(lengthMinutes, 360);
    assert.deepEqual(
      shifts.map(({ number, agents, line }) => [number, agents, line]),
      [
        [1, ['Backend'], 6],
        [2, ['Frontend'], 10],
      ],
    );
  });

  it('the length stands in prose, where there are no times', () => {
    for (const [prose, minutes] of [
      ['Worked in coordinated 3-hour shifts.', 180],
      ['- Shifts are exactly 90 minutes', 90],
      ['- Shift structure (4 hours each)', 240],
      ['**Shift length:** 2h', 120],
      ['sixteen shifts of three hours', 180],
      ['A shift lasts exactly 8 hours', 480],
    ] as const)
      assert.equal(shiftsOf(`${table('| A | 1, 2 |\n')}\n${prose}\n`).lengthMinutes, minutes, prose);
    assert.equal(shiftsOf(`${table('| A | 1, 2 |\n')}\nShift 1 takes care.\n`).lengthMinutes, undefined);
  });

  it('a span of shifts has a goal', () => {
    const { goals, shifts } = shiftsOf(
      '# Plan\n\n### Day 1 Goals (Shifts 1-8)\n**Target:** 95% → 97%\n\n- [ ] a\n\n### Day 2 Goals (Shifts 9–16)\n\n- [ ] b\n',
    );
    assert.deepEqual(goals, [
      { from: 1, to: 8, line: 2, title: 'Goals', targetFrom: 95, targetTo: 97 },
      { from: 9, to: 16, line: 7, title: 'Goals' },
    ]);
    assert.equal(shifts.length, 16);
  });

  it('a day over headings of shifts spans them', () => {
    const { goals } = shiftsOf(
      '# Plan\n\n## Day 1: Backend (80% → 90%)\n\n### Shift 1\n\n- [ ] a\n\n### Shift 2\n\n- [ ] b\n',
    );
    assert.deepEqual(goals, [{ from: 1, to: 2, line: 2, title: goals[0]?.title, targetFrom: 80, targetTo: 90 }]);
  });

  it('a shift that two have, one that nobody has and one that does not exist are said on their rows', () => {
    const text = table('| A | 1, 2 |\n| B | 2, 4, 30 |\n') + '\nAll 24 shifts take 3 hours.\n';
    const { doubles, gaps } = shiftsOf(table('| A | 1, 2 |\n| B | 2, 4 |\n'));
    assert.deepEqual([doubles, gaps], [[2], [3]]);
    const problems = problemsOf(text);
    assert.ok(problems.includes('6: Shift 2 is given to A and to B.'), problems.join('\n'));
    assert.ok(problems.some((problem) => problem.startsWith('6: No agent has the shifts 3, 5, ')));
    assert.ok(problems.includes('6: There are 24 shifts, and no shift 30.'));
    assert.deepEqual(problemsOf(table('| A | 1, 2 |\n| B | 3, 4 |\n')), []);
  });

  it('a cell that is no list of numbers gives nobody anything, and a huge range is no flood', () => {
    assert.equal(parsePlan('plan.md', table('| A | as needed |\n| B | night |\n')).shifts, undefined);
    assert.equal(shiftsOf(table('| A | 1-999 |\n| B | 1-99999999 |\n')).shifts.length, 999);
  });

  it('a tracker tells who was there: a shift that nobody had is no mistake in it', () => {
    const table = '# Progress\n\n| Agent | Shifts |\n| --- | --- |\n| Platform | 1, 5 |\n';
    const told = (path: string): readonly string[] => parsePlan(path, table).problems.map(({ code }) => code);
    assert.deepEqual(told('PROGRESS_TRACKER.md'), []);
    assert.deepEqual(told('PLAN.md'), ['shift-table']);
  });
});
