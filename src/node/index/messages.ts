import type { ReadOptions } from '../../core/config/config.ts';
import type { ScoreTerm } from '../../core/detect/scorePath.ts';
import type { PlanSummary } from '../../core/show/planSummary.ts';

/** What the editor and the worker that reads plans say to each other. All of it is plain data. */

export type IndexRequest =
  /** Find and read the plans below a folder. */
  | {
      readonly kind: 'search';
      readonly folder: string;
      /** The stamps of the plans that the asker has, by path. */
      readonly known: ReadonlyMap<string, string>;
    }
  /** Look at some files of a folder again. */
  | { readonly kind: 'look'; readonly folder: string; readonly files: readonly FileToLookAt[] }
  /** Read texts that the asker got from elsewhere, by the rules of a search. */
  | { readonly kind: 'texts'; readonly config: string | undefined; readonly files: readonly TextToRead[] };

export interface FileToLookAt {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  /** Of a file that is shown as a plan: it stays one, whatever its score, until it says itself that it is none. */
  readonly stamp?: string;
}

export interface TextToRead {
  readonly path: string;
  readonly text: string;
  readonly stamp?: string;
}

/** `reason` is a sentence without a full stop. */
export type IndexedContent =
  | { readonly kind: 'plan'; readonly stamp: string; readonly summary: PlanSummary; readonly packed: Uint8Array }
  /** A plan, and the text is that of the stamp. */
  | { readonly kind: 'same' }
  | { readonly kind: 'possible'; readonly terms: readonly ScoreTerm[] }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'none' };

export interface IndexedFile {
  readonly path: string;
  readonly content: IndexedContent;
}

/** What of a folder has been read; `options` come first, once. */
export interface IndexedBatch {
  readonly options?: ReadOptions;
  readonly files: readonly IndexedFile[];
}

/** A file that an earlier worker died over, with its size and time of then; it is tried again when it changes. */
export interface DeadlyFile {
  /** Absolute. */
  readonly file: string;
  readonly version: string;
  readonly reason: string;
}

export type ToWorker =
  | {
      readonly kind: 'ask';
      readonly id: number;
      readonly request: IndexRequest;
      readonly deadly: readonly DeadlyFile[];
    }
  | { readonly kind: 'cancel'; readonly id: number };

export type FromWorker =
  | { readonly kind: 'batch'; readonly id: number; readonly batch: IndexedBatch }
  | { readonly kind: 'done'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/** What a worker is started with. */
export interface WorkerStart {
  readonly kind: 'runsheet-index';
  /** Answers go here, so that the other side fetches them when it has the time. */
  readonly answers: import('node:worker_threads').MessagePort;
  /** Where the worker writes which file it is reading, see `presentFile.ts`. */
  readonly present: SharedArrayBuffer;
}
