/** A slot of the schedule. */
export interface PlannedShift {
  /** 1-based, as the plan counts them. */
  readonly number: number;
  /** Who has it; several where the plan gives it away twice, none where to nobody. */
  readonly agents: readonly string[];
  /** Of its heading or of its own row, where it has one. */
  readonly line?: number;
  /** Minutes after midnight, UTC. */
  readonly startMinute?: number;
  readonly endMinute?: number;
}

/** A kind of agent with the shifts that a table gives it. */
export interface ShiftAgent {
  readonly name: string;
  readonly shifts: readonly number[];
  readonly line: number;
}

/** What a span of shifts is to reach: `Day 1 Goals (Shifts 1-8)` over `**Target:** 95% → 97%`. */
export interface ShiftGoal {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly title: string;
  /** Percent. */
  readonly targetFrom?: number;
  readonly targetTo?: number;
}

/** The schedule of a plan that is worked on in shifts. */
export interface ShiftSchedule {
  readonly lengthMinutes?: number;
  /** Every shift from the first to the last that the plan names. */
  readonly shifts: readonly PlannedShift[];
  readonly agents: readonly ShiftAgent[];
  /** Shifts that have more than one agent. */
  readonly doubles: readonly number[];
  /** Shifts that have none, where others have one. */
  readonly gaps: readonly number[];
  readonly goals: readonly ShiftGoal[];
  /** When a shift is to test and to hand over, minutes after its start. Absent where the plan does not say it. */
  readonly stages?: { readonly testMinute?: number; readonly handoffMinute?: number };
}
