import type { RunsheetConfig } from '../core/config/config.ts';
import type { ChosenCriterion } from '../core/evidence/selectCriteria.ts';
import type { Plan } from '../core/model.ts';
import type { CriterionCheck } from '../core/readiness/criteria.ts';
import type { TestCounts } from '../core/readiness/evidence.ts';
import type { KnownEvidence } from '../core/readiness/evidenceState.ts';
import type { DeclaredScore } from '../core/readiness/scoresDiffer.ts';
import type { Ballot, RefusedBallot } from '../core/readiness/poll.ts';
import type { AssessGiven, Assessment } from '../core/readiness/assess.ts';
import type { Decision } from '../core/readiness/decision.ts';
import type { OpenBlocker } from '../core/readiness/verdict.ts';
import type { ComposedRun } from '../core/run/composeRun.ts';
import type { TrendPoint } from '../core/shifts/scoreTrend.ts';

/** What readiness needs from the machine; extension.ts hands it in, and it is loaded when it is first needed. */

/** What the disk says beside the plans of a workspace folder. */
export interface RootFacts {
  readonly config: RunsheetConfig;
  readonly known: KnownEvidence;
  /** Files of evidence that are not believed; the reason is a sentence without a full stop. */
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
  /** What was proven before, oldest first: ends of shifts, measurements, and what the score file said before them. */
  readonly trend: readonly TrendPoint[];
  /** Whether there is a folder for evidence already. */
  readonly keepsEvidence: boolean;
  readonly beside: BesidePlans;
}

/** What the handoff folder says beside evidence. */
export interface BesidePlans {
  readonly decisions: readonly Decision[];
  readonly refused: RootFacts['refused'];
  /** Number of the last shift that has ended. */
  readonly endedShift?: number;
  readonly blockers: readonly OpenBlocker[];
}

/** A criterion that is to be checked. */
export interface CheckWish extends ChosenCriterion {
  readonly plan: Plan;
  readonly check: CriterionCheck;
}

/** What a command needs before it can be run as a check. */
export type CheckRefusal =
  | { readonly code: 'danger'; readonly run: ComposedRun; readonly folder: string }
  | { readonly code: 'values'; readonly names: readonly { readonly name: string; readonly secret: boolean }[] }
  /** A sentence. */
  | { readonly code: 'other'; readonly reason: string };

export interface MadeCheck {
  readonly wish: CheckWish;
  readonly outcome: 'pass' | 'fail' | 'unknown' | 'refused' | 'interrupted';
  /** A sentence. */
  readonly reason?: string;
  readonly refusal?: CheckRefusal;
  readonly counts?: TestCounts;
  /** The end of what it printed. */
  readonly output?: string;
  readonly changedFiles: boolean;
  /** Why it was not kept: a sentence without a full stop. */
  readonly notWritten?: string;
}

export interface CheckRequest {
  /** Absolute. */
  readonly root: string;
  readonly config: RunsheetConfig;
  /** Whether results become files in the handoff folder. */
  readonly record: boolean;
  readonly values: ReadonlyMap<string, string>;
  /** 1-based lines of commands that the user has said yes to. */
  readonly yes: readonly string[];
  readonly signal: AbortSignal;
  readonly onStart: (wish: CheckWish) => void;
}

/** What a person says of a criterion. */
export interface Word {
  readonly who: string;
  readonly note: string;
  readonly holds: boolean;
}

export interface ReadinessDisk {
  /** @param plansAt the plans of these paths */
  read(
    root: string,
    plansAt: (paths: ReadonlySet<string>) => readonly Plan[],
    options: { readonly now: number; readonly noGit: boolean },
  ): Promise<RootFacts>;
  /** What the score file, trackers and the last handoff declare, by the plan it is about. */
  scores(root: string, handoffs: string, plans: readonly Plan[]): ReadonlyMap<Plan, readonly DeclaredScore[]>;
  /** What of it is about one plan; the others are asked whether they are worked on in shifts. */
  given(plan: Plan, plans: readonly Plan[], beside: BesidePlans): Partial<AssessGiven>;
  check(wishes: readonly CheckWish[], request: CheckRequest): Promise<readonly MadeCheck[]>;
  /** Rejects where it cannot be written. */
  attest(
    wishes: readonly (ChosenCriterion & { readonly plan: Plan })[],
    word: Word,
    place: { readonly root: string; readonly handoffs: string; readonly now: number },
  ): Promise<void>;
  /** Keeps a vote as a file; the text is the line for the plan. Rejects where it cannot be written. */
  vote(
    assessment: Assessment,
    phaseKey: string | undefined,
    ballot: Ballot,
    place: { readonly root: string; readonly handoffs: string; readonly now: number },
  ): Promise<{ readonly file: string; readonly text: string } | RefusedBallot>;
  /** The name that git writes into commits, else that of the account. */
  who(root: string): Promise<string>;
}
