import type * as vscode from 'vscode';
import type { ReadOptions } from '../core/config/config.ts';
import type { MarkDecision, MarkOutcome } from '../core/edit/markOutcome.ts';
import type { ToggleRefusal } from '../core/edit/toggleMark.ts';
import type { PlanScore } from '../core/detect/scorePlan.ts';
import type { ScoreTerm } from '../core/detect/scorePath.ts';
import type { Plan } from '../core/model.ts';
import type { Interpreter } from '../core/model.ts';

/** What the surfaces need from the machine; extension.ts hands it in. */

/** What stands behind the name of a markdown file. `reason`: a sentence for the user. */
export type FileContent =
  | { readonly kind: 'text'; readonly text: string }
  /** It may be a plan; `terms` say what speaks for and against. */
  | { readonly kind: 'possible'; readonly terms: readonly ScoreTerm[] }
  | { readonly kind: 'skipped'; readonly reason: string }
  /** Not a plan, or not there any more. */
  | { readonly kind: 'none' };

export interface PlanFiles {
  /** The plans in a folder, and the files that had to be skipped. Throws when the signal is aborted. */
  find(folder: vscode.Uri, signal: AbortSignal): AsyncIterable<FoundFile>;
  /** What the configuration of a folder says about how its plans are read. */
  options(folder: vscode.Uri): Promise<ReadOptions>;
  /** Reads a file that was found before. */
  read(folder: vscode.Uri, path: string): Promise<FileContent>;
  /** Whether a file that appeared or changed is a plan, by the same rules as `find`. */
  look(folder: vscode.Uri, path: string): Promise<FileContent>;
}

export interface FoundFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly content: FileContent;
}

/** Changes one mark in a file on disk that no editor has open. */
export type MarkFile = (
  file: string,
  decide: (text: string) => MarkDecision<ToggleRefusal>,
) => Promise<MarkOutcome<ToggleRefusal>>;

/** Why a file is a plan or none. `root`: its workspace folder, if it is in one; the path is relative to that. */
export type ScoreFile = (root: vscode.Uri | undefined, path: string, text: string) => Promise<PlanScore>;

/** The text of `.runsheet.json` with a file in one of its lists; the path is relative to the workspace folder. */
export type EditConfig = (
  text: string,
  list: 'plans' | 'ignore',
  path: string,
) => Promise<
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unchanged' }
  /** `reason` is a sentence without a full stop. */
  | { readonly kind: 'refused'; readonly reason: string }
>;

/** What is wrong with a text of `.runsheet.json`. Lines and columns are 1-based; `message` has no full stop. */
export type CheckConfig = (
  text: string,
) => Promise<readonly { readonly line: number; readonly column: number; readonly message: string }[]>;

export type ParsePlan = (path: string, text: string) => Plan;

export interface LaneRequest {
  readonly script: string;
  readonly interpreter: Interpreter;
  readonly title: string;
  /** Absolute. */
  readonly cwd: string;
}

export interface LaneRun {
  readonly commandLine: string;
  readonly folder: string;
}

/** The script lane: every text becomes one line for every terminal, with an exit code that can be waited for. */
export interface ScriptLane {
  prepare(request: LaneRequest): Promise<LaneRun>;
  /** The exit code; `undefined` when it was aborted or cannot be known. */
  watch(run: LaneRun, signal: AbortSignal): Promise<number | undefined>;
  /** Where a plan runs that is in no folder. */
  readonly home: string;
  /** What is known of the run now. */
  find(
    run: LaneRun,
  ): Promise<{ readonly kind: 'running' } | { readonly kind: 'ended'; readonly code: number | undefined }>;
}

/** Asks the user before something that cannot be taken back. True: go on. */
export type Question = (question: {
  readonly message: string;
  readonly detail: string;
  readonly action: string;
}) => Promise<boolean>;
