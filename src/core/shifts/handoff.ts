import type { Priority } from '../model.ts';

/** The nine sections of a handoff, in their order. */
export type HandoffSection =
  'status' | 'summary' | 'done' | 'inProgress' | 'blockers' | 'actions' | 'watch' | 'facts' | 'receivedBy';

/** Where a shift is in its life. */
export type ShiftState = 'planned' | 'active' | 'ending' | 'ended' | 'acknowledged' | 'abandoned';

/** Whether nobody works in a shift any more. */
export function isOver(state: ShiftState | undefined): boolean {
  return state === 'ended' || state === 'acknowledged' || state === 'abandoned';
}

/** How the work stands when it is handed over. Failing tests and services force it down, never up. */
export type StatusWord = 'STABLE' | 'WATCH' | 'UNSTABLE';

/** The version of the document that this program writes and understands. */
export const handoffVersion = 1;

/** The `**Key:** value` lines above the sections. What is absent was not written, or not in a form that can be read. */
export interface HandoffHead {
  readonly shift?: number;
  /** The kind of agent, as the schedule names it. */
  readonly agent?: string;
  /** Who held the shift: a person, an agent, a machine. */
  readonly holder?: string;
  readonly state?: ShiftState;
  /** Epoch milliseconds UTC. */
  readonly startedAtMs?: number;
  readonly endedAtMs?: number;
  readonly startCommit?: string;
  readonly endCommit?: string;
  /** Percent. */
  readonly score?: number;
}

/** Lines of a section; 0-based. */
export interface SectionSpan {
  /** The heading as written, without its number and decoration. */
  readonly title: string;
  /** Line of the heading. */
  readonly line: number;
  /** Line behind the last one that says something; behind the heading where nothing does. */
  readonly endLine: number;
  /** What stands below the heading, trimmed; comments left out. */
  readonly text: string;
}

/** Something that was done, and what shows it. */
export interface HandoffDone {
  readonly claim: string;
  readonly evidence?: string;
  /** What the document says; undefined where it says neither. */
  readonly verified?: boolean;
  readonly line: number;
}

/** Something that stops the work. */
export interface Blocker {
  readonly text: string;
  readonly priority?: Priority;
  /** Who or what is needed to go on. */
  readonly needs?: string;
  /** As written: an instant, a time of day, a date. */
  readonly since?: string;
  /** Ticked or struck through: it was a blocker once. */
  readonly resolved: boolean;
  readonly line: number;
}

/** Something for the next shift to do. */
export interface HandoffAction {
  readonly text: string;
  readonly done: boolean;
  readonly priority?: Priority;
  /** Who is to do it. */
  readonly owner?: string;
  readonly line: number;
}

/** Why a document cannot be taken for what it seems to be. */
export interface HandoffFault {
  /**
   * `truncated`: the marker at the foot is missing, or the document ends in the middle; `future-version`: written by a
   * newer Runsheet, shown and never changed; `no-handoff`: nothing of a handoff was found in it.
   */
  readonly code: 'truncated' | 'future-version' | 'no-handoff';
  /** A sentence that says what to do. */
  readonly message: string;
}

/** What a handoff says, whoever wrote it. Lines are 0-based. */
export interface Handoff {
  readonly head: HandoffHead;
  /** By section, where the document has it. */
  readonly sections: Readonly<Partial<Record<HandoffSection, SectionSpan>>>;
  readonly status?: { readonly word?: StatusWord; readonly reason: string };
  readonly done: readonly HandoffDone[];
  readonly blockers: readonly Blocker[];
  readonly actions: readonly HandoffAction[];
  /** Of a document that Runsheet wrote. */
  readonly version?: number;
  /** The completion marker stands at the foot. */
  readonly isComplete: boolean;
  readonly faults: readonly HandoffFault[];
}
