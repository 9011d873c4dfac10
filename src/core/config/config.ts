import type { Role, Status } from '../model.ts';

/** A suite of tests that the end of a shift runs. */
export interface TestSuite {
  readonly name: string;
  readonly command: string;
  readonly timeoutMinutes?: number;
}

/** What counts and what runs in a workspace: the content of `.runsheet.json`, defaults filled in. */
export interface RunsheetConfig {
  /** Globs of files that are plans whatever their score; relative to the root. */
  readonly plans: readonly string[];
  /** Globs of files and folders that are never read; `!` takes one back, the last match decides. */
  readonly ignore: readonly string[];
  /** Folder of handoffs, tracker and evidence, relative to the root. */
  readonly handoffs: string;
  /** The character between the brackets of a box, and the status it stands for. */
  readonly marks: Readonly<Record<string, MarkStatus>>;
  /** Label or heading as written, and the role of the list below it. */
  readonly roles: Readonly<Record<string, Role>>;
  readonly shift: {
    readonly lengthMinutes?: number;
    /** When shift 1 began, epoch milliseconds UTC. */
    readonly anchorMs?: number;
  };
  readonly suites: readonly TestSuite[];
  /** Names of the services that have to run. */
  readonly services: readonly string[];
  readonly healthUrls: readonly string[];
}

/** Every status a mark can stand for. */
export type MarkStatus = Exclude<Status, 'unboxed'>;

/** What of the configuration changes how a document is read. Plain data: it travels to a worker with the text. */
export type ReadOptions = Partial<Pick<RunsheetConfig, 'marks' | 'roles'>>;

/** The name of the configuration file, in the root. */
export const configName = '.runsheet.json';

export const defaultConfig: RunsheetConfig = {
  plans: [],
  ignore: [],
  handoffs: '.agent-handoffs',
  marks: {},
  roles: {},
  shift: {},
  suites: [],
  services: [],
  healthUrls: [],
};
