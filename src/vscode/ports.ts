import type * as vscode from 'vscode';
import type { ReadOptions } from '../core/config/config.ts';
import type { ChangeRefusal } from '../core/edit/changeStates.ts';
import type { EditDecision, EditOutcome } from '../core/edit/editOutcome.ts';
import type { PlanScore } from '../core/detect/scorePlan.ts';
import type { ScoreTerm } from '../core/detect/scorePath.ts';
import type { Plan } from '../core/model.ts';
import type { PlanSummary } from '../core/show/planSummary.ts';

/** What the surfaces need from the machine; extension.ts hands it in. */

/** What stands behind the name of a markdown file. `reason`: a sentence for the user. */
export type FileContent =
  | { readonly kind: 'plan'; readonly stamp: string; readonly summary: PlanSummary; readonly packed: Uint8Array }
  /** A plan, and its text is the one of the stamp that was sent along. */
  | { readonly kind: 'same' }
  /** It may be a plan; `terms` say what speaks for and against. */
  | { readonly kind: 'possible'; readonly terms: readonly ScoreTerm[] }
  | { readonly kind: 'skipped'; readonly reason: string }
  /** Not a plan, or not there any more. */
  | { readonly kind: 'none' };

/** What has been read of a folder. How its plans are read comes first, once. */
export interface FoundBatch {
  readonly options?: ReadOptions;
  readonly files: readonly FoundFile[];
}

export interface FoundFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly content: FileContent;
}

/** Finds and reads plans, off this thread; each batch is handed over in a short stretch of its own. */
export interface PlanFiles {
  /**
   * The plans in a folder, the documents that may be some, and the files that had to be skipped. Resolves when all was
   * handed over, or the signal was aborted.
   *
   * @param known the stamps of the plans that need not be handed over again, by path
   */
  search(
    folder: vscode.Uri,
    known: ReadonlyMap<string, string>,
    signal: AbortSignal,
    take: (batch: FoundBatch) => void,
  ): Promise<void>;
  /** Some files again. One with a stamp is a plan already and stays one, whatever its score, unless it says itself not. */
  look(
    folder: vscode.Uri,
    files: readonly { readonly path: string; readonly stamp?: string }[],
    take: (batch: FoundBatch) => void,
  ): Promise<void>;
}

/** Scores and parses texts by the rules of a search. `config`: the text of `.runsheet.json`, where there is one. */
export type ReadTexts = (
  config: string | undefined,
  files: readonly { readonly path: string; readonly text: string; readonly stamp?: string }[],
  take: (batch: FoundBatch) => void,
) => Promise<void>;

/**
 * Watches the folders below those that are added, until VS Code is heard of from there. `tell` gets absolute paths of what
 * was changed or is gone, several times for one change.
 */
export type WatchNewFolders = (tell: (file: string, isThere: boolean) => void) => {
  add(folder: string): Promise<void>;
  heard(file: string): void;
  dispose(): void;
};

/** The plan of a packed one. */
export type UnpackPlan = (packed: Uint8Array) => Plan;

/** Edits a file on disk, safely beside everybody else who writes it. */
export type EditFile = (
  file: string,
  decide: (text: string) => EditDecision<ChangeRefusal>,
) => Promise<EditOutcome<ChangeRefusal>>;

/**
 * What a file on disk is to somebody who wants to save over it; `text` is without its byte order mark, `writtenMs` when it
 * was written last, in milliseconds since 1970.
 */
export type FileOnDisk =
  | { readonly kind: 'missing' | 'read-only' | 'other' }
  | { readonly kind: 'text'; readonly text: string; readonly writtenMs: number };

/** What changes files on disk, and tells what was read from them. */
export interface Disk {
  readonly editFile: EditFile;
  readonly fileOnDisk: (file: string) => FileOnDisk;
  /** The stamp that a plan has which was read from that text by these options. */
  readonly stampOfText: (text: string, options: ReadOptions) => string;
}

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
