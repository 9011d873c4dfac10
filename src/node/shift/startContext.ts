import type { RemoteClaim } from '../../core/shifts/decideClaim.ts';
import type { RunChecks } from './endContext.ts';
import type { ShiftContext, ShiftOptions } from './shiftContext.ts';
import type { HeldShift, StartFacts } from './shiftState.ts';

/** What the plan says about one shift. */
export interface PlannedShift {
  readonly agents: readonly string[];
  /** When it begins and when it is over, epoch milliseconds UTC. */
  readonly startsAtMs?: number;
  readonly untilMs?: number;
  /** Its tasks by priority, a line each. */
  readonly tasks: readonly string[];
  readonly goal?: string;
}

/** The schedule of the workspace. */
export interface ShiftSchedule {
  /** The shifts that can be meant now: one where the anchor is known, several by the time of day alone, none without a schedule. */
  readonly now: (nowMs: number) => readonly number[];
  readonly shift: (shift: number) => PlannedShift | undefined;
  /** The last that a plan names; absent where they go on without an end. */
  readonly last?: number;
  /** What kinds of agents there are. */
  readonly agents: readonly string[];
}

export interface StartOptions extends ShiftOptions {
  /** By the schedule where absent. */
  readonly shift?: number;
  readonly agent?: string;
  /** Takes the shift from whoever holds it. */
  readonly takeOver?: { readonly reason: string };
  /** What the plans say now, after the newest was brought in. */
  readonly readSchedule: (root: string) => Promise<ShiftSchedule>;
  /** Shows how the services stand that the configuration names. */
  readonly runChecks?: RunChecks;
}

export interface StartContext extends ShiftContext {
  readonly wanted: Pick<StartOptions, 'shift' | 'agent' | 'takeOver'>;
  readonly readSchedule: StartOptions['readSchedule'];
  readonly runChecks: RunChecks | undefined;
  readonly journal: { readonly facts: StartFacts; readonly note: (facts: StartFacts) => Promise<void> };
  /** Read once, and again where the newest brought other plans. */
  schedule: Promise<ShiftSchedule> | undefined;
  /** The claims of the shift, as they were seen last. */
  claims?: readonly RemoteClaim[];
  held: HeldShift | undefined;
}

/** Begins to read the schedule where nobody did yet; what goes wrong is told to whoever waits for it. */
export function scheduleOf(context: StartContext): Promise<ShiftSchedule> {
  if (!context.schedule) {
    context.schedule = context.readSchedule(context.root);
    context.schedule.catch(() => undefined);
  }
  return context.schedule;
}

/** The number that an earlier step has found. */
export function shiftOf({ journal }: StartContext): number {
  const { shift } = journal.facts;
  if (shift === undefined) throw new Error('The shift was not chosen');
  return shift;
}
