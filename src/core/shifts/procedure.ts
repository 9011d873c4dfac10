import type { ClaimRecord } from './claimRecord.ts';

/** Something that only the user can say. Both shells answer: the editor by a dialog, the command line by a flag. */
export interface Question {
  readonly id: string;
  /** A sentence that ends with a question mark. */
  readonly text: string;
  /** More to know before the answer, line by line. */
  readonly detail?: readonly string[];
  /** How the command line is told, as it is written: `--agent TYPE`. */
  readonly flag: string;
  readonly kind: 'text' | 'choice' | 'confirm' | 'paths';
  readonly options?: readonly Option[];
  /** What is offered; what is taken where the user said that all is well as offered. */
  readonly initial?: string | readonly string[];
  /** The document it is about, from the root, with `/`: to be seen while it is answered. */
  readonly document?: string;
  /** It goes on without an answer too. */
  readonly optional?: boolean;
}

export interface Option {
  readonly value: string;
  readonly label: string;
  /** Why it is chosen or not. */
  readonly note?: string;
}

/** One value of the options, a text, `yes`; several of them for paths. Undefined: there is no answer. */
export type Answer = string | readonly string[] | undefined;
export type Ask = (question: Question) => Promise<Answer>;

/** Why a procedure went no further. Everything that was done stays, and the next call goes on from there. */
export interface Stop {
  readonly reason: 'trouble' | 'lost' | 'question' | 'cancelled' | 'pending' | 'busy';
  readonly sentence: string;
  /** What to do. */
  readonly remedy: string;
  /** Whose claim it is. */
  readonly claim?: ClaimRecord;
  readonly question?: Question;
}

export type StepOutcome =
  | { readonly kind: 'done' | 'warned' | 'skipped'; readonly text: string; readonly detail?: readonly string[] }
  | { readonly kind: 'stopped'; readonly stop: Stop };

/** What a shell shows while a procedure runs. */
export type ProcedureEvent =
  | {
      readonly kind: 'begun';
      readonly step: string;
      readonly title: string;
      readonly index: number;
      readonly of: number;
    }
  | {
      readonly kind: 'ended';
      readonly step: string;
      readonly title: string;
      readonly outcome: StepOutcome;
      /** It was done by an earlier call that went no further. */
      readonly earlier: boolean;
    };
