import type { Role, Status } from '../model.ts';

/** A suite of tests that the end of a shift runs. */
export interface TestSuite {
  readonly name: string;
  readonly command: string;
  readonly timeoutMinutes?: number;
}

/** How shifts are scheduled and shared. What is absent comes from the plan. */
export interface ShiftConfig {
  readonly lengthMinutes?: number;
  /** When shift 1 began, epoch milliseconds UTC. */
  readonly anchorMs?: number;
  /** The remote that coordinates the machines; the upstream of the branch, else `origin`, where absent. */
  readonly remote?: string;
  /** The branch that shifts start from and end on; the one that is checked out where absent. */
  readonly branch?: string;
  /** Reminds of a commit this long after the last one; never where absent. */
  readonly commitEveryMinutes?: number;
}

/** Where the figures of a connection pool come from: one more address, and what of its answer is shown. */
export interface PoolQuery {
  readonly url: string;
  /** Keys and indices to the value in the JSON answer, with points between: `database.pool`. The whole answer where absent. */
  readonly path?: string;
}

/** How long a step of a shift, or the check of a criterion, may take. */
export interface TimeLimits {
  /** Of a suite that has no limit of its own. */
  readonly suiteMinutes: number;
  /** Of a command that talks to a remote. */
  readonly gitSeconds: number;
  /** Of a commit, the hooks of the user included. */
  readonly hookMinutes: number;
  /** Of one try at a health address. */
  readonly healthSeconds: number;
  /** Of asking docker for its services. */
  readonly servicesSeconds: number;
  /** Of a command that checks a criterion. */
  readonly checkMinutes: number;
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
  /** Glob of plans, and the folder that their commands run in; both relative to the root, the last match counts. */
  readonly folders: Readonly<Record<string, string>>;
  readonly shift: ShiftConfig;
  readonly suites: readonly TestSuite[];
  /** Names of the services that have to run. */
  readonly services: readonly string[];
  readonly healthUrls: readonly string[];
  /** Address of the page that users see, shown by *Status Check* in a line of its own. */
  readonly frontend?: string;
  readonly pool?: PoolQuery;
  readonly timeouts: TimeLimits;
  /** Whether the results of checks are kept in the repository; where absent, nobody has been asked. */
  readonly evidence?: boolean;
}

/** Every status a mark can stand for. */
export type MarkStatus = Exclude<Status, 'unboxed'>;

/** What of the configuration changes how a document is read, and where its commands run. Plain data: it travels to a worker with the text. */
export type ReadOptions = Partial<Pick<RunsheetConfig, 'marks' | 'roles' | 'folders'>>;

/** The name of the configuration file, in the root. */
export const configName = '.runsheet.json';

export const defaultConfig: RunsheetConfig = {
  plans: [],
  ignore: [],
  handoffs: '.agent-handoffs',
  marks: {},
  roles: {},
  folders: {},
  shift: {},
  suites: [],
  services: [],
  healthUrls: [],
  timeouts: {
    suiteMinutes: 10,
    gitSeconds: 60,
    hookMinutes: 10,
    healthSeconds: 5,
    servicesSeconds: 20,
    checkMinutes: 10,
  },
};
