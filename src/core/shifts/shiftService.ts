import type { ShiftConfig } from '../config/config.ts';
import type { Priority } from '../model.ts';
import type { HandoffFile } from './handoffFiles.ts';
import type { Ask, ProcedureEvent, Stop } from './procedure.ts';
import type { KnownStart } from './schedule.ts';
import type { StatusFacts } from './statusFacts.ts';

/** The shift that is held in a clone. Instants are epoch milliseconds UTC. */
export interface ShiftInHand {
  readonly shift: number;
  readonly agent?: string;
  readonly holder: string;
  /** Where it is claimed; absent where it is not coordinated with other machines. */
  readonly remote?: string;
  readonly startedAtMs: number;
  /** When it is over by its schedule. */
  readonly untilMs?: number;
  /** The handoff's path from the root, with `/`. */
  readonly handoff: string;
}

/** A procedure that went no further, or is running. */
export interface LeftProcedure {
  readonly procedure: 'start' | 'end';
  readonly shift?: number;
  readonly sinceMs: number;
  /** A window or command line that lives is in it: there is nothing to go on with. */
  readonly isRunning: boolean;
}

/** What the files of a root say about its shift; plans are not looked at, and nothing is asked or started. */
export interface ShiftFiles {
  readonly config: ShiftConfig;
  /** Folder of the handoffs, relative to the root. */
  readonly folder: string;
  readonly held?: ShiftInHand;
  readonly left?: LeftProcedure;
  /** Starts of shifts that are known, for a schedule that nobody gave an anchor. */
  readonly starts: readonly KnownStart[];
  /** Oldest first. */
  readonly handoffs: readonly HandoffFile[];
  /** Percent, of the score file. */
  readonly score?: number;
  /** When the last commit was made in this clone; absent where git keeps no log of it. */
  readonly lastCommitMs?: number;
  /** Sentences, with the file each is about. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}

/** What is added to a handoff during a shift. */
export type HandoffAddition =
  | { readonly kind: 'blocker'; readonly text: string; readonly priority?: Priority; readonly needs?: string }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'done'; readonly text: string; readonly evidence?: string; readonly verified: boolean }
  | { readonly kind: 'action'; readonly text: string; readonly priority?: Priority; readonly owner?: string };

/** What a start or an end tells and asks while it runs. */
export interface ProcedureTalk {
  readonly ask: Ask;
  readonly report: (event: ProcedureEvent) => void;
  readonly signal: AbortSignal;
}

/** Everything that a surface can ask about shifts, by name: what is given and what is answered, plain data both. */
export interface ShiftRequests {
  readonly start: {
    readonly given: {
      readonly root: string;
      readonly trusted: boolean;
      readonly shift?: number;
      readonly takeOver?: { readonly reason: string };
    };
    readonly answer: { readonly stop: Stop } | { readonly held: ShiftInHand; readonly already: boolean };
  };
  readonly end: {
    readonly given: { readonly root: string; readonly trusted: boolean };
    readonly answer: { readonly stop: Stop } | { readonly held: ShiftInHand; readonly score?: number };
  };
  readonly look: { readonly given: { readonly root: string }; readonly answer: ShiftFiles };
  /** *Status Check*, and the same as a text. */
  readonly status: {
    readonly given: { readonly root: string };
    readonly answer: { readonly facts: StatusFacts; readonly text: string };
  };
  readonly newHandoff: {
    readonly given: { readonly root: string; readonly shift?: number };
    readonly answer: { readonly path: string } | { readonly refused: string };
  };
  /** What is added to a handoff on disk; a sentence where nothing was changed. */
  readonly add: {
    readonly given: { readonly root: string; readonly path: string; readonly addition: HandoffAddition };
    readonly answer: { readonly refused?: string };
  };
}

/** Answers about shifts, off the thread of whoever asks. Rejects only for what nobody expects. */
export type ShiftService = <K extends keyof ShiftRequests>(
  kind: K,
  given: ShiftRequests[K]['given'],
  talk?: ProcedureTalk,
) => Promise<ShiftRequests[K]['answer']>;
