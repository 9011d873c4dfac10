import type { Interpreter, Placeholder } from '../core/model.ts';
import type { RunRecord } from '../core/run/runRecord.ts';

/** What running a command needs from the machine; extension.ts hands it in. */

export interface LaneRequest {
  readonly script: string;
  readonly interpreter: Interpreter;
  readonly title: string;
  /** Absolute. */
  readonly cwd: string;
  /** Of the terminal that the line is typed into, where it is known. */
  readonly shell: Interpreter | undefined;
}

export interface LaneRun {
  readonly commandLine: string;
  readonly folder: string;
}

/** The script lane: every text becomes one line for every terminal, with an exit code that can be waited for. */
export interface ScriptLane {
  prepare(request: LaneRequest): LaneRun;
  /** The exit code; `undefined` when it was aborted or cannot be known. */
  watch(run: Pick<LaneRun, 'folder'>, signal: AbortSignal): Promise<number | undefined>;
  /** What is known of the run now. `prepared`: it was never started. */
  find(run: Pick<LaneRun, 'folder'>): Promise<LaneState>;
  /** Sends what Ctrl+C sends to a run whose terminal is not known any more. */
  interrupt(run: Pick<LaneRun, 'folder'>): Promise<void>;
}

export type LaneState =
  { readonly kind: 'running' | 'prepared' } | { readonly kind: 'ended'; readonly code: number | undefined };

/** What is known of a run when it starts. `text`: as it stands in the plan, of any length. */
export type NewRun = Omit<RunRecord, 'v' | 'id' | 'hash' | 'state' | 'endedAt' | 'exitCode' | 'endKnownBy' | 'output'>;

/** What is known of a run when it has ended. */
export type RunEnding = Required<Pick<RunRecord, 'state' | 'endedAt' | 'endKnownBy'>> &
  Pick<RunRecord, 'exitCode'> & {
    /** The end of what it wrote, without secrets. */
    readonly output?: string;
  };

/** The runs of a root, kept for its user and read by the command line too. */
export interface RunArchive {
  begin(root: string, run: NewRun): RunRecord;
  end(root: string, record: RunRecord, ending: RunEnding): Promise<RunRecord>;
  /** Newest first. `key`: of a task or of a runnable. */
  history(
    root: string,
    filter?: { readonly plan?: string; readonly key?: string },
  ): Promise<{ readonly records: readonly RunRecord[] }>;
  /** The end of the output of a run; `undefined` where none is kept. */
  output(root: string, id: string): Promise<string | undefined>;
  /** The commit that is checked out in a folder; no process is started. */
  commit(folder: string): string | undefined;
  /** Of the placeholders of a plan, by name; never of secrets. */
  values(root: string, plan: string): Promise<ReadonlyMap<string, string>>;
  rememberValues(
    root: string,
    plan: string,
    values: ReadonlyMap<string, string>,
    placeholders: readonly Placeholder[],
  ): Promise<void>;
}

/** Something that a run needs and that is not there. `line`: 0-based; `sentence`: for the user. */
export interface Missing {
  readonly line: number;
  readonly sentence: string;
  readonly remedies: readonly (
    | { readonly kind: 'leave-out'; readonly line: number }
    | { readonly kind: 'make-executable'; readonly file: string }
    | { readonly kind: 'shift' }
  )[];
}

export interface Machine {
  /** Where a plan runs that is in no folder. */
  readonly home: string;
  /** Names of the variables of the environment. */
  readonly variables: ReadonlySet<string>;
  /** Whether a path of a command exists, from the folder it runs in. */
  existingFile(folder: string): (path: string) => boolean | undefined;
  /** What a run needs and what is not there. */
  missing(request: {
    readonly commands: readonly { readonly text: string; readonly line: number }[];
    readonly language: string;
    readonly interpreter: Interpreter;
    readonly cwd: string;
  }): Promise<readonly Missing[]>;
  makeExecutable(file: string): Promise<void>;
  /** What has to be installed before anything of an interpreter can run: a sentence. Undefined where all is there. */
  lacks(interpreter: Interpreter): string | undefined;
  /** Of this process, which watches the runs of this window. */
  readonly pid: number;
  isAlive(pid: number): boolean;
  /** What the shell of a terminal does, by its process; undefined where the system does not tell. */
  shellForeground(pid: number): Promise<'busy' | 'idle' | 'gone' | undefined>;
  /** A path from a folder, absolute. */
  resolve(folder: string, path: string): string;
}

/**
 * Asks the user before something that cannot be taken back. True is the action itself, a text one of the others. `safe`
 * is what Enter answers: it runs nothing.
 */
export type Question = (question: {
  readonly message: string;
  readonly detail: string;
  readonly action: string;
  readonly safe?: string;
  readonly others?: readonly string[];
}) => Promise<boolean | string>;

/** Asks for a value that a command leaves open; `undefined`: the user gave up. */
export type ValueQuestion = (question: {
  readonly name: string;
  readonly secret: boolean;
  readonly value: string;
  readonly command: string;
}) => Promise<string | undefined>;
