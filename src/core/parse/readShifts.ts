import {
  mostShifts,
  readRise,
  readShiftCount,
  readShiftLength,
  readShiftNumbers,
  readShiftSpan,
  readTimes,
} from '../fields/shiftText.ts';
import type { PlannedShift, Problem, ShiftAgent, ShiftGoal, ShiftSchedule } from '../model.ts';
import { stripDecoration } from '../text/decoration.ts';
import { repairGarbled } from '../text/garbled.ts';
import { plainText } from '../text/plainText.ts';
import type { TableBlock } from './block.ts';
import type { PartBlocks } from './buildTree.ts';
import { type Draft, walk } from './draft.ts';
import { perPart } from './partCache.ts';
import { allBlocks } from './readDocument.ts';

/** A shift while it is put together. */
interface Slot {
  readonly agents: string[];
  line?: number;
  startMinute?: number;
  endMinute?: number;
}

interface Reading {
  readonly slots: Map<number, Slot>;
  readonly agents: ShiftAgent[];
}

const mentionsOfParts = perPart((lines) => lines.filter((line) => line.length < 2000 && /shift/i.test(line)));

/**
 * Reads the schedule of a plan that is worked on in shifts: from headings (`### Shift 1 (00:00-03:00 UTC) - Backend
 * Agent`), from tables that give agents their shifts, from spans with goals (`Day 1 Goals (Shifts 1-8)`), and the length
 * from the headings' times, else from prose ("3-hour shifts"). Undefined where the plan numbers no shifts.
 *
 * @returns the schedule, and a problem on each row that gives a shift twice, to nobody, or one that does not exist
 */
export function readShifts(
  root: Draft,
  parts: readonly PartBlocks[],
  lines: readonly string[],
): { readonly shifts: ShiftSchedule; readonly problems: readonly Problem[] } | undefined {
  const mentions = mentionsOfParts(parts, lines).flatMap(({ value }) => value);
  if (mentions.length === 0) return undefined;
  const reading: Reading = { slots: new Map(), agents: [] };
  readHeadings(root, reading);
  for (const { block, line } of allBlocks(parts))
    if (block.type === 'table') readTable(block, line - block.line, reading);
  const goals = readGoals(root);
  const last = Math.max(0, ...reading.slots.keys(), ...goals.map((goal) => goal.to));
  if (last < 2) return undefined;
  const shifts = Array.from({ length: last }, (_, index): PlannedShift => {
    const slot = reading.slots.get(index + 1) ?? { agents: [] };
    return { number: index + 1, ...slot };
  });
  const length = lengthOfTimes(shifts) ?? mentions.map(readShiftLength).find((minutes) => minutes !== undefined);
  const hasAgents = shifts.some((shift) => shift.agents.length > 0);
  const schedule: ShiftSchedule = {
    ...(length !== undefined && { lengthMinutes: length }),
    shifts,
    agents: reading.agents,
    doubles: shifts.filter((shift) => shift.agents.length > 1).map((shift) => shift.number),
    gaps: hasAgents ? shifts.filter((shift) => shift.agents.length === 0).map((shift) => shift.number) : [],
    goals,
  };
  const declared = mentions.map(readShiftCount).find((count) => count !== undefined && count >= goalEnd(goals));
  return { shifts: schedule, problems: problemsOf(schedule, declared, lines) };
}

const goalEnd = (goals: readonly ShiftGoal[]): number => Math.max(0, ...goals.map((goal) => goal.to));

function slotOf(reading: Reading, number: number): Slot {
  const slot = reading.slots.get(number) ?? { agents: [] };
  reading.slots.set(number, slot);
  return slot;
}

function give(slot: Slot, agent: string): void {
  if (agent !== '' && !slot.agents.includes(agent)) slot.agents.push(agent);
}

function readHeadings(root: Draft, reading: Reading): void {
  walk(root, (draft) => {
    const number = Number(draft.id);
    if (draft.unit !== 'shift' || draft.type === 'group' || !Number.isInteger(number)) return;
    if (number < 1 || number > mostShifts) return;
    const slot = slotOf(reading, number);
    slot.line ??= draft.line;
    const times = readTimes(draft.text);
    if (times && slot.startMinute === undefined) [slot.startMinute, slot.endMinute] = [times.start, times.end];
    give(slot, agentName(draft.owner ?? (/\bagent$/i.test(draft.title) ? draft.title : '')));
  });
}

const agentHeader = /^(?:agents?|agent (?:types?|name|role)|types?|roles?|teams?|crews?|owners?|who|engineers?)$/i;
const shiftHeader = /^(?:shifts?|shifts? (?:numbers?|no\.?|#|ids?)|#? ?shifts?|assigned shifts?)$/i;
const timeHeader = /^(?:times?|hours|when|slot|window|utc|time \(utc\)|start ?[-–/] ?end)$/i;

function readTable(table: TableBlock, offset: number, reading: Reading): void {
  const header = table.rows[0]?.cells.map((cell) => plainText(cell).trim()) ?? [];
  const [agent, shift] = [
    header.findIndex((cell) => agentHeader.test(cell)),
    header.findIndex((cell) => shiftHeader.test(cell)),
  ];
  if (agent < 0 || shift < 0) return;
  const time = header.findIndex((cell) => timeHeader.test(cell));
  for (const row of table.rows.slice(1)) {
    const cell = (index: number): string => plainText(repairGarbled(row.cells[index] ?? '').text).trim();
    const [name, numbers] = [agentName(cell(agent)), readShiftNumbers(cell(shift))];
    if (name === '' || numbers.length === 0) continue;
    addAgent(reading, name, numbers, row.line + offset);
    for (const number of numbers) give(slotOf(reading, number), name);
    const times = numbers.length === 1 && time >= 0 ? readTimes(cell(time)) : undefined;
    const slot = slotOf(reading, numbers[0] ?? 0);
    if (numbers.length === 1) slot.line ??= row.line + offset;
    if (times && slot.startMinute === undefined) [slot.startMinute, slot.endMinute] = [times.start, times.end];
  }
}

function addAgent({ agents }: Reading, name: string, shifts: readonly number[], line: number): void {
  const index = agents.findIndex((one) => one.name === name);
  const known = agents[index];
  if (!known) agents.push({ name, shifts, line });
  else agents[index] = { ...known, shifts: [...new Set([...known.shifts, ...shifts])].sort((a, b) => a - b) };
}

function agentName(text: string): string {
  const name = stripDecoration(text)
    .replace(/\s?\bagents?$/i, '')
    .trim();
  return /^(?:[-–—.?]*|tbd|n\/a|none|unassigned|open)$/i.test(name) ? '' : name.slice(0, 100);
}

const goalLabel = /^(?:(?:production |readiness )?(?:score|target|goal)s?(?: (?:score|goal|target))?|progress)$/i;

/** Sections that say which shifts they span, or that hold the headings of shifts and say what is to be reached. */
function readGoals(root: Draft): readonly ShiftGoal[] {
  const goals: ShiftGoal[] = [];
  walk(root, (draft) => {
    if (draft.type !== 'section' || draft.depth === 1) return;
    const rise = draft.fields
      .filter((field) => goalLabel.test(field.label))
      .map((field) => readRise(repairGarbled(field.value).text));
    const target = rise.find((one) => one !== undefined) ?? readRise(draft.text);
    const span = readShiftSpan(draft.text) ?? (target && spanBelow(draft));
    if (!span) return;
    const { line, title } = draft;
    goals.push({ ...span, line, title, ...(target && { targetFrom: target.from, targetTo: target.to }) });
  });
  return goals;
}

function spanBelow(draft: Draft): { readonly from: number; readonly to: number } | undefined {
  const numbers = [draft, ...draft.children]
    .filter((child) => child.unit === 'shift' && child.type === 'section')
    .map((child) => Number(child.id))
    .filter((number) => number >= 1 && number <= mostShifts);
  return numbers.length === 0 ? undefined : { from: Math.min(...numbers), to: Math.max(...numbers) };
}

/** The length that most of the shifts with times have. */
function lengthOfTimes(shifts: readonly PlannedShift[]): number | undefined {
  const lengths = new Map<number, number>();
  for (const { startMinute: start, endMinute: end } of shifts) {
    if (start === undefined || end === undefined || start === end) continue;
    const length = (end - start + 1440) % 1440;
    lengths.set(length, (lengths.get(length) ?? 0) + 1);
  }
  return [...lengths].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function problemsOf(
  schedule: ShiftSchedule,
  declared: number | undefined,
  lines: readonly string[],
): readonly Problem[] {
  const problems: Problem[] = [];
  const report = (line: number, message: string): void => {
    const endColumn = (lines[line] ?? '').length;
    problems.push({ code: 'shift-table', severity: 'warning', message, line, column: 0, endLine: line, endColumn });
  };
  for (const number of schedule.doubles) {
    const agents = schedule.shifts[number - 1]?.agents ?? [];
    const line =
      schedule.agents.findLast((agent) => agent.shifts.includes(number))?.line ?? schedule.shifts[number - 1]?.line;
    if (line !== undefined) report(line, `Shift ${number} is given to ${agents.join(' and to ')}.`);
  }
  const lastRow = schedule.agents.at(-1)?.line;
  if (lastRow !== undefined && schedule.gaps.length > 0)
    report(
      lastRow,
      `No agent has ${schedule.gaps.length === 1 ? 'shift' : 'the shifts'} ${schedule.gaps.slice(0, 30).join(', ')}.`,
    );
  for (const { line, shifts } of schedule.agents) {
    const outside = declared === undefined ? [] : shifts.filter((number) => number > declared);
    if (outside.length > 0)
      report(line, `There are ${declared} shifts, and no shift ${outside.slice(0, 30).join(', ')}.`);
  }
  return problems;
}
