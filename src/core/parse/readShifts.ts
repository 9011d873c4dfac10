import {
  isStageLine,
  mostShifts,
  readRise,
  readShiftCount,
  readShiftLength,
  readShiftNumbers,
  readShiftSpan,
  readStages,
  readTimes,
} from '../fields/shiftText.ts';
import type { Problem } from '../model.ts';
import type { PlannedShift, ShiftAgent, ShiftGoal, ShiftSchedule } from '../plannedShifts.ts';
import { pushAll } from '../pushAll.ts';
import { stripDecoration } from '../text/decoration.ts';
import { repairGarbled } from '../text/garbled.ts';
import { plainText } from '../text/plainText.ts';
import { remembered } from '../text/remembered.ts';
import type { TableBlock } from './block.ts';
import type { Body } from './body.ts';
import { type Draft, isSection, pass, walk } from './draft.ts';
import type { PartRead } from './partRead.ts';
import type { ShiftHeading } from './settledBody.ts';

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

/**
 * Reads the schedule of a plan that is worked on in shifts: from headings (`### Shift 1 (00:00-03:00 UTC) - Backend
 * Agent`), from tables that give agents their shifts, from spans with goals (`Day 1 Goals (Shifts 1-8)`), and the length
 * from the headings' times, else from prose ("3-hour shifts"). Undefined where the plan numbers no shifts.
 *
 * @returns the schedule, and a problem on each row that gives a shift twice, to nobody, or one that does not exist
 */
export function readShifts(
  root: Draft,
  parts: readonly PartRead[],
  lines: readonly string[],
): { readonly shifts: ShiftSchedule; readonly problems: readonly Problem[] } | undefined {
  const mentions: string[] = [];
  for (const { facts } of parts) if (facts.mentions.length > 0) pushAll(mentions, facts.mentions);
  if (mentions.length === 0) return undefined;
  const reading: Reading = { slots: new Map(), agents: [] };
  readHeadings(root, reading);
  for (const { line, facts } of parts) for (const table of facts.shiftTables) readTable(table, line, reading);
  const goals = readGoals(root);
  const last = Math.max(0, ...reading.slots.keys(), goalEnd(goals));
  if (last < 2) return undefined;
  const shifts = Array.from({ length: last }, (_, index): PlannedShift => {
    const slot = reading.slots.get(index + 1) ?? { agents: [] };
    return { number: index + 1, ...slot };
  });
  const length = lengthOfTimes(shifts) ?? mentions.map(readShiftLength).find((minutes) => minutes !== undefined);
  const stages = readStages(mentions, length ?? 0);
  const hasAgents = shifts.some((shift) => shift.agents.length > 0);
  const schedule: ShiftSchedule = {
    ...(length !== undefined && { lengthMinutes: length }),
    shifts,
    agents: reading.agents,
    doubles: shifts.filter((shift) => shift.agents.length > 1).map((shift) => shift.number),
    gaps: hasAgents ? shifts.filter((shift) => shift.agents.length === 0).map((shift) => shift.number) : [],
    goals,
    ...((stages.testMinute !== undefined || stages.handoffMinute !== undefined) && { stages }),
  };
  const declared = mentions.map(readShiftCount).find((count) => count !== undefined && count >= goalEnd(goals));
  return { shifts: schedule, problems: problemsOf(schedule, declared, lines) };
}

/**
 * What a line that speaks of shifts says of all of them, as one text; most of such lines say nothing. Where these are the
 * same, the lines may be others.
 */
export function saidOfShifts(mentions: readonly string[]): string {
  const said = mentions.map(
    (line) => `${readShiftLength(line) ?? ''} ${readShiftCount(line) ?? ''} ${isStageLine(line) ? line : ''}`,
  );
  return said.filter((one) => one.trim() !== '').join('\n');
}

const goalEnd = (goals: readonly ShiftGoal[]): number => goals.reduce((end, goal) => Math.max(end, goal.to), 0);

function slotOf(reading: Reading, number: number): Slot {
  const slot = reading.slots.get(number) ?? { agents: [] };
  reading.slots.set(number, slot);
  return slot;
}

function give(slot: Slot, agent: string): void {
  if (agent !== '' && !slot.agents.includes(agent)) slot.agents.push(agent);
}

function readHeadings(root: Draft, reading: Reading): void {
  const add = ({ number, line, text, title, owner }: ShiftHeading): void => {
    const slot = slotOf(reading, number);
    slot.line ??= line;
    const times = readTimes(text);
    if (times && slot.startMinute === undefined) [slot.startMinute, slot.endMinute] = [times.start, times.end];
    give(slot, agentName(owner ?? (/\bagent$/i.test(title) ? title : '')));
  };
  walk(
    root,
    (draft) => headingOf(draft).forEach(add),
    (body) => body.shiftTasks.forEach(add),
  );
}

/** A heading or task that is a shift. */
function headingOf({ unit, type, id, line, text, title, owner }: Draft): readonly ShiftHeading[] {
  const number = Number(id);
  if (unit !== 'shift' || type === 'group' || !Number.isInteger(number)) return [];
  return number < 1 || number > mostShifts ? [] : [{ number, line, text, title, owner }];
}

/** Notes the tasks in the own texts of sections that are shifts. */
export function noteShiftTasks(bodies: readonly Body[]): void {
  for (const { notes, content } of bodies) {
    if (!notes) continue;
    const tasks: ShiftHeading[] = [];
    for (const draft of content) walk(draft, (below) => tasks.push(...headingOf(below)));
    notes.facts.shiftTasks = tasks;
  }
}

const agentHeader = /^(?:agents?|agent (?:types?|name|role)|types?|roles?|teams?|crews?|owners?|who|engineers?)$/i;
const shiftHeader = /^(?:shifts?|shifts? (?:numbers?|no\.?|#|ids?)|#? ?shifts?|assigned shifts?)$/i;
const timeHeader = /^(?:times?|hours|when|slot|window|utc|time \(utc\)|start ?[-–/] ?end)$/i;

/** Whether a table gives agents their shifts. */
export function isShiftTable(table: TableBlock): boolean {
  const header = table.rows[0]?.cells.map((cell) => plainText(cell).trim()) ?? [];
  return header.some((cell) => agentHeader.test(cell)) && header.some((cell) => shiftHeader.test(cell));
}

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

const riseOf = remembered(readRise);
const spanOf = remembered(readShiftSpan);

const goalLabel = /^(?:(?:production |readiness )?(?:score|target|goal)s?(?: (?:score|goal|target))?|progress)$/i;

/** Sections that say which shifts they span, or that hold the headings of shifts and say what is to be reached. */
function readGoals(root: Draft): readonly ShiftGoal[] {
  const goals: ShiftGoal[] = [];
  walk(
    root,
    (draft) => {
      if (draft.type !== 'section' || draft.depth === 1) return;
      const target = riseOfFields(draft) ?? riseOf(draft.text);
      const span = spanOf(draft.text) ?? (target && spanBelow(draft));
      if (!span) return;
      const { line, title } = draft;
      goals.push({ ...span, line, title, ...(target && { targetFrom: target.from, targetTo: target.to }) });
    },
    pass,
  );
  return goals;
}

/** What the fields of a section say is to be reached: from how much to how much. */
export function riseOfFields({ fields }: Draft): ReturnType<typeof readRise> {
  for (const { label, value } of fields) {
    const rise = goalLabel.test(label) ? readRise(repairGarbled(value).text) : undefined;
    if (rise) return rise;
  }
  return undefined;
}

/** Whether a heading says by its words what is to be reached, or in which shifts. */
export function saysGoal(heading: string): boolean {
  return riseOf(heading) !== undefined || spanOf(heading) !== undefined;
}

function spanBelow(draft: Draft): { readonly from: number; readonly to: number } | undefined {
  const sections = [draft, ...draft.children].filter((child) => isSection(child) && child.unit === 'shift');
  const numbers = new Set(sections.map(({ id }) => Number(id)).filter((number) => number >= 1 && number <= mostShifts));
  return numbers.size === 0 ? undefined : { from: Math.min(...numbers), to: Math.max(...numbers) };
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
