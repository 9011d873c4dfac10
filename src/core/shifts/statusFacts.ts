import type { HandoffFile } from './handoffFiles.ts';
import type { TrendPoint } from './scoreTrend.ts';
import type { SuiteResult } from './shiftHistory.ts';
import type { HeldStanding, ShiftNow } from './shiftNow.ts';
import type { ShiftWork } from './shiftWork.ts';

/** Something that was looked at. `unknown` is neither good nor bad: it could not be seen. */
export interface Looked {
  readonly name: string;
  readonly outcome: 'good' | 'bad' | 'unknown';
  /** What was seen; a sentence where it is not good. */
  readonly detail: string;
}

/** What git says about the working tree. */
export interface GitFacts {
  readonly branch?: string;
  /** Abbreviated. */
  readonly commit?: string;
  readonly changed: number;
  readonly untracked: number;
  /** Against the upstream as it was last fetched; absent without one. */
  readonly ahead?: number;
  readonly behind?: number;
  readonly recent: readonly { readonly commit: string; readonly subject: string }[];
}

/** Results of a suite in the folder of test results. */
export interface ResultFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly atMs: number;
  readonly passed?: number;
  readonly total?: number;
}

/** Everything that *Status Check* shows. What is absent is not configured or not there. Percentages are not rounded. */
export interface StatusFacts {
  readonly nowMs: number;
  readonly score?: { readonly proven?: number; readonly possible?: number; readonly declared?: number };
  /** What was proven before, oldest first. */
  readonly trend: readonly TrendPoint[];
  readonly now: ShiftNow;
  readonly agents: readonly string[];
  readonly work?: ShiftWork;
  /** The shift that is held here. */
  readonly held?: {
    readonly number: number;
    readonly agent?: string;
    readonly holder: string;
    readonly startedAtMs: number;
    readonly coordinated: boolean;
    readonly standing: HeldStanding;
  };
  /** A start or an end that went no further, and that nobody is in now. */
  readonly left?: { readonly procedure: 'start' | 'end'; readonly shift?: number };
  readonly services: readonly Looked[];
  readonly health: readonly Looked[];
  readonly pool?: Looked;
  readonly frontend?: Looked;
  /** A sentence where git says nothing. */
  readonly git: GitFacts | string;
  readonly handoff?: HandoffFile;
  /** Of the configuration and of several documents, sentences with their paths. */
  readonly problems: readonly string[];
  readonly suites: readonly SuiteResult[];
  readonly results: readonly ResultFile[];
}
