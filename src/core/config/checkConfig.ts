import { roles } from '../model.ts';
import {
  defaultConfig,
  type MarkStatus,
  type PoolQuery,
  type RunsheetConfig,
  type ShiftConfig,
  type TestSuite,
  type TimeLimits,
} from './config.ts';

/** Where a value stands in the parsed file: keys and indices from the top. */
export type ConfigPath = readonly (string | number)[];

export interface ConfigIssue {
  readonly path: ConfigPath;
  /** A sentence without a full stop. */
  readonly message: string;
}

export interface CheckedConfig {
  readonly config: RunsheetConfig;
  readonly issues: readonly ConfigIssue[];
}

const markStatuses: readonly MarkStatus[] = ['open', 'done', 'doing', 'blocked', 'failed', 'cancelled', 'skipped'];

type Report = (path: ConfigPath, message: string) => void;
/** The checked value, or undefined where the default has to apply. */
type Check<T> = (value: unknown, path: ConfigPath, report: Report) => T | undefined;

/** Longest length of a shift: a week. */
const maxShiftMinutes = 7 * 24 * 60;
const maxTimeoutMinutes = 24 * 60;
const maxTimeoutSeconds = 3600;

/**
 * Checks the parsed value of a configuration file. A wrong value is an issue and its default applies; the rest stands.
 */
export function checkConfig(value: unknown): CheckedConfig {
  const issues: ConfigIssue[] = [];
  const read = object(configChecks)(value, [], (path, message) => issues.push({ path, message }));
  const given = Object.fromEntries(Object.entries(read ?? {}).filter(([key]) => key !== '$schema'));
  return { config: { ...defaultConfig, ...given }, issues };
}

const text: Check<string> = (value, path, report) => {
  if (typeof value === 'string' && value.trim() !== '') return value;
  report(path, 'must be a text that is not empty');
  return undefined;
};

const relativeFolder: Check<string> = (value, path, report) => {
  const folder = text(value, path, report);
  if (folder === undefined) return undefined;
  if (!/^(?:[/\\]|[a-z]:)/i.test(folder) && !/(?:^|[/\\])\.\.(?:[/\\]|$)/.test(folder))
    return folder.replace(/\/+$/, '');
  report(path, 'must be a folder inside the workspace, as a relative path');
  return undefined;
};

const url: Check<string> = (value, path, report) => {
  if (typeof value === 'string' && /^https?:\/\/[^\s/]/.test(value)) return value;
  report(path, 'must be an address that begins with http:// or https://');
  return undefined;
};

const yesOrNo: Check<boolean> = (value, path, report) => {
  if (typeof value === 'boolean') return value;
  report(path, 'must be true or false');
  return undefined;
};

const instant: Check<number> = (value, path, report) => {
  const written =
    typeof value === 'string'
      ? /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/.exec(value)
      : null;
  const day = written ? Date.parse(`${written[1] ?? ''}T00:00:00Z`) : NaN;
  const exists = !Number.isNaN(day) && new Date(day).toISOString().startsWith(written?.[1] ?? '-');
  const instantMs = exists && typeof value === 'string' ? Date.parse(value) : NaN;
  if (!Number.isNaN(instantMs)) return instantMs;
  report(path, 'must be an instant such as "2025-09-22T00:00:00Z"');
  return undefined;
};

const timeSpan =
  (unit: 'minutes' | 'seconds') =>
  (max: number): Check<number> =>
  (value, path, report) => {
    if (typeof value === 'number' && value > 0 && value <= max) return value;
    report(path, `must be a number of ${unit} above 0, at most ${max}`);
    return undefined;
  };
const minutes = timeSpan('minutes');
const seconds = timeSpan('seconds');

const oneOf =
  <T extends string>(allowed: readonly T[]): Check<T> =>
  (value, path, report) => {
    const found = allowed.find((each) => each === value);
    if (found === undefined) report(path, `must be one of ${allowed.join(', ')}`);
    return found;
  };

/** A list keeps its good items. */
const list =
  <T>(item: Check<T>): Check<readonly T[]> =>
  (value, path, report) => {
    if (!Array.isArray(value)) {
      report(path, 'must be a list');
      return undefined;
    }
    return value.flatMap((each: unknown, index) => {
      const read = item(each, [...path, index], report);
      return read === undefined ? [] : [read];
    });
  };

const map =
  <T>(isKey: (key: string) => string | undefined, item: Check<T>): Check<Readonly<Record<string, T>>> =>
  (value, path, report) => {
    if (!isObject(value)) {
      report(path, 'must be an object');
      return undefined;
    }
    const read = Object.entries(value).flatMap(([key, each]): [string, T][] => {
      const wrong = isKey(key);
      if (wrong !== undefined) report([...path, key], wrong);
      const checked = item(each, [...path, key], report);
      return wrong !== undefined || checked === undefined ? [] : [[key, checked]];
    });
    return Object.fromEntries(read);
  };

type Checked<C> = { [K in keyof C]?: C[K] extends Check<infer T> ? T : never };

const object =
  <C extends Readonly<Record<string, Check<unknown>>>>(
    checks: C,
    required: readonly string[] = [],
  ): Check<Checked<C>> =>
  (value, path, report) => {
    if (!isObject(value)) {
      report(path, 'must be an object');
      return undefined;
    }
    const read: Record<string, unknown> = {};
    for (const [key, each] of Object.entries(value)) {
      const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
      if (!check) report([...path, key], `unknown key "${key}"`);
      const checked = check?.(each, [...path, key], report);
      if (checked !== undefined) read[key] = checked;
    }
    const missing = required.filter((key) => !Object.hasOwn(value, key));
    for (const key of missing) report(path, `"${key}" is missing`);
    return required.every((key) => key in read) ? (read as Checked<C>) : undefined;
  };

const suite: Check<TestSuite> = (value, path, report) => {
  const checks = { name: text, command: text, timeoutMinutes: minutes(maxTimeoutMinutes) };
  const read = object(checks, ['name', 'command'])(value, path, report);
  return read?.name === undefined || read.command === undefined
    ? undefined
    : { ...read, name: read.name, command: read.command };
};

/** The name of a remote or a branch. What git would take for an option, or for several refs, is none. */
const gitName: Check<string> = (value, path, report) => {
  if (typeof value === 'string' && /^[^\s~^:?*[\\-][^\s~^:?*[\\]*$/.test(value) && !/\.\.|@\{/.test(value))
    return value;
  report(path, 'must be a name that git takes');
  return undefined;
};

const shift: Check<ShiftConfig> = (value, path, report) => {
  const checks = {
    lengthMinutes: minutes(maxShiftMinutes),
    anchor: instant,
    remote: gitName,
    branch: gitName,
    commitEveryMinutes: minutes(maxShiftMinutes),
  };
  const read = object(checks)(value, path, report);
  if (!read) return undefined;
  const { anchor, ...rest } = read;
  return anchor === undefined ? rest : { ...rest, anchorMs: anchor };
};

const pool: Check<PoolQuery> = (value, path, report) => {
  const read = object({ url, path: text }, ['url'])(value, path, report);
  return read?.url === undefined ? undefined : { ...read, url: read.url };
};

const timeouts: Check<TimeLimits> = (value, path, report) => {
  const checks = {
    suiteMinutes: minutes(maxTimeoutMinutes),
    gitSeconds: seconds(maxTimeoutSeconds),
    hookMinutes: minutes(maxTimeoutMinutes),
    healthSeconds: seconds(maxTimeoutSeconds),
    servicesSeconds: seconds(maxTimeoutSeconds),
    checkMinutes: minutes(maxTimeoutMinutes),
  };
  const read = object(checks)(value, path, report);
  return read && { ...defaultConfig.timeouts, ...read };
};

const oneCharacter = (key: string) => (Array.from(key).length === 1 ? undefined : `"${key}" must be one character`);
const notEmpty = (key: string) => (key.trim() === '' ? 'a label must not be empty' : undefined);

const configChecks = {
  $schema: text,
  plans: list(text),
  ignore: list(text),
  handoffs: relativeFolder,
  marks: map(oneCharacter, oneOf(markStatuses)),
  roles: map(notEmpty, oneOf(roles)),
  folders: map((glob) => (glob.trim() === '' ? 'a glob must not be empty' : undefined), relativeFolder),
  shift,
  suites: list(suite),
  services: list(text),
  healthUrls: list(url),
  frontend: url,
  pool,
  timeouts,
  evidence: yesOrNo,
};

/** Every key a configuration may have; the JSON schema has the same. */
export const configKeys: readonly string[] = Object.keys(configChecks);

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
