import type { ClaimRecord } from '../../core/shifts/claimRecord.ts';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { MeasuredScore } from '../../core/shifts/measurement.ts';
import { writeAtomically } from '../writeAtomically.ts';
import type { CheckResult } from './checkResult.ts';
import type { Progress, StepOutcome } from './procedure.ts';

/** The shift that is held in this working tree. Kept in the git folder: it is of this clone alone. Instants are epoch milliseconds. */
export interface HeldShift {
  readonly v: 1;
  readonly shift: number;
  readonly agent?: string;
  readonly holder: string;
  readonly nonce: string;
  /** Where it is claimed; absent where it is not coordinated with other machines. */
  readonly remote?: string;
  readonly startedAtMs: number;
  /** When it is over by its schedule. */
  readonly untilMs?: number;
  readonly startCommit: string;
  /** The handoff's path from the root, with `/`. */
  readonly handoff: string;
}

/** What the steps of a start found out and did, for the steps behind and for the next call. */
export interface StartFacts {
  readonly shift?: number;
  readonly agent?: string;
  readonly nonce?: string;
  readonly untilMs?: number;
  /** The remote, where it answered. */
  readonly remote?: string | undefined;
  /** The commit at the end of its branch. */
  readonly tip?: string;
  readonly claimed?: boolean;
  readonly claimedAtMs?: number;
  /** The nonce with which the claim of a shift before was taken over. */
  readonly previousNonce?: string;
  readonly previousState?: 'ended' | 'abandoned';
  readonly previousReason?: string;
  /** What its holder had claimed; absent where that could not be read. */
  readonly previousClaim?: ClaimRecord;
}

/** The same of an end. */
export interface EndFacts {
  readonly checks?: readonly CheckResult[];
  /** The fingerprint of the files after the last of them; absent where it is not known. */
  readonly checkedOn?: string | undefined;
  /** What goes into the commit, from the top of the working tree; `before` is the commit it follows. */
  readonly paths?: readonly string[];
  readonly before?: string;
  /** It is the index as it is, not the files. */
  readonly asStaged?: boolean;
  /** The files were staged by an end, not by the user. */
  readonly added?: boolean;
  /** The commit was made, or there was none to make. */
  readonly committed?: boolean;
  readonly endedAtMs?: number;
  readonly endCommit?: string;
  readonly measured?: MeasuredScore;
  /** How the score differs from that of the last end. */
  readonly scoreSplit?: string;
  readonly fallReason?: string;
  /** Percent, proven, as it is written. */
  readonly score?: number;
  readonly scoreText?: string;
  /** The tracker may be written although somebody changed it, or has no part for that. */
  readonly tracker?: 'write';
  /** The commit of the shift's books, that of the release of its claim, and what the books were put on. */
  readonly books?: string;
  readonly booksOn?: string;
  readonly release?: string;
}

type Done = Exclude<StepOutcome, { kind: 'stopped' }>;

interface JournalOf<P, F> {
  readonly v: 1;
  readonly procedure: P;
  readonly sinceMs: number;
  readonly steps: Readonly<Record<string, Done>>;
  readonly facts: F;
}

export type StartJournal = JournalOf<'start', StartFacts>;
export type EndJournal = JournalOf<'end', EndFacts>;

/** What is left of a procedure that went no further; gone when it has come to its end. */
export type Journal = StartJournal | EndJournal;

/** The folder of a working tree's shift, inside its git folder. */
export function shiftFolder(gitDir: string): string {
  return path.join(gitDir, 'runsheet');
}

/** Undefined where no shift is held. Errors of the file system as they come; a file of another version is an Error. */
export function readHeldShift(gitDir: string): Promise<HeldShift | undefined> {
  return readState<HeldShift>(path.join(shiftFolder(gitDir), 'shift.json'));
}

export async function writeHeldShift(gitDir: string, held: HeldShift): Promise<void> {
  await writeState(path.join(shiftFolder(gitDir), 'shift.json'), held);
}

export async function forgetHeldShift(gitDir: string): Promise<void> {
  await rm(path.join(shiftFolder(gitDir), 'shift.json'), { force: true });
}

export function readJournal(gitDir: string): Promise<Journal | undefined> {
  return readState<Journal>(journalFile(gitDir));
}

export async function forgetJournal(gitDir: string): Promise<void> {
  await rm(journalFile(gitDir), { force: true });
}

/** A journal that is written after each step and each fact. */
export class OpenJournal<J extends Journal> {
  readonly #gitDir: string;
  #journal: J;

  constructor(gitDir: string, journal: J) {
    this.#gitDir = gitDir;
    this.#journal = journal;
  }

  get facts(): J['facts'] {
    return this.#journal.facts;
  }

  /** Before what it is about is done: it has to be known after a crash. */
  async note(facts: J['facts']): Promise<void> {
    this.#journal = { ...this.#journal, facts: { ...this.#journal.facts, ...facts } };
    await writeState(journalFile(this.#gitDir), this.#journal);
  }

  get progress(): Progress {
    return {
      done: new Map(Object.entries(this.#journal.steps)),
      keep: async (step, outcome) => {
        this.#journal = { ...this.#journal, steps: { ...this.#journal.steps, [step]: outcome } };
        await writeState(journalFile(this.#gitDir), this.#journal);
      },
    };
  }
}

function journalFile(gitDir: string): string {
  return path.join(shiftFolder(gitDir), 'journal.json');
}

async function readState<T extends { readonly v: 1 }>(file: string): Promise<T | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value === 'object' && value !== null && 'v' in value && value.v === 1) return value as T;
  throw Object.assign(new Error(`${file} is of another version of Runsheet, or damaged; remove it to begin anew`), {
    code: 'RUNSHEET_STATE',
  });
}

async function writeState(file: string, value: object): Promise<void> {
  await writeAtomically(file, `${JSON.stringify(value, undefined, 2)}\n`);
}
