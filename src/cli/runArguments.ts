import type { RunTarget } from '../core/run/selectRuns.ts';
import { readOptions } from './readOptions.ts';
import { splitTarget } from './splitTarget.ts';

export interface RunArguments {
  readonly file: string;
  readonly target: RunTarget;
  readonly yes: readonly string[];
  readonly values: ReadonlyMap<string, string>;
  /** 0-based. */
  readonly without: ReadonlySet<number>;
  readonly dryRun: boolean;
  readonly resume: boolean;
  readonly json: boolean;
  readonly noCache: boolean;
  readonly timeoutMs?: number;
}

const flag = { type: 'boolean', default: false } as const;
const list = { type: 'string', multiple: true, default: [] as string[] } as const;
const options = {
  phase: { type: 'string' },
  all: flag,
  yes: list,
  set: list,
  without: list,
  timeout: { type: 'string' },
  'dry-run': flag,
  resume: flag,
  json: flag,
  'no-cache': flag,
  help: { ...flag, short: 'h' },
} as const;

/** Reads what stands behind `runsheet run`. A text is what is wrong with it: one sentence. */
export function readRunArguments(argv: readonly string[], cwd: string): RunArguments | 'help' | { wrong: string } {
  const parsed = readOptions(argv, options);
  if (typeof parsed === 'string') return { wrong: parsed };
  const { values, positionals } = parsed;
  if (values.help) return 'help';
  const [written = '', ...others] = positionals;
  if (written === '' || others.length > 0) return { wrong: 'run takes one FILE#ID, FILE:LINE or FILE.' };
  const named = splitTarget(written, cwd);
  const ways = [named.target, values.phase !== undefined, values.all].filter(Boolean);
  if (ways.length !== 1)
    return { wrong: 'Say what to run in one way: FILE#ID, FILE:LINE, FILE --phase NAME or FILE --all.' };
  const target: RunTarget =
    named.target ?? (values.phase === undefined ? { kind: 'all' } : { kind: 'phase', phase: values.phase });
  const badSet = values.set.find((each) => !/^[^=]+=/s.test(each));
  if (badSet !== undefined) return { wrong: `--set ${badSet} is not NAME=value.` };
  const badLine = values.without.find((each) => !/^[1-9]\d{0,8}$/.test(each));
  if (badLine !== undefined) return { wrong: `--without ${badLine} is not a line number.` };
  const timeoutMs = values.timeout === undefined ? undefined : milliseconds(values.timeout);
  if (timeoutMs === null) return { wrong: `--timeout ${values.timeout ?? ''} is not a time such as 90s, 5m or 1h.` };
  return {
    file: named.file,
    target,
    yes: values.yes,
    values: new Map(values.set.map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)])),
    without: new Set(values.without.map((each) => Number(each) - 1)),
    dryRun: values['dry-run'],
    resume: values.resume,
    json: values.json,
    noCache: values['no-cache'],
    ...(timeoutMs !== undefined && { timeoutMs }),
  };
}

/** `90s`, `5m`, `1h`, as milliseconds that a timer can wait; null where it is no time. */
export function milliseconds(text: string): number | null {
  const found = /^(\d{1,6}(?:\.\d{1,3})?)(ms|s|m|h)?$/.exec(text);
  const factor = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[found?.[2] ?? 's'] ?? 1000;
  const value = found ? Math.round(Number(found[1]) * factor) : 0;
  // The longest that a timer of Node can wait.
  return value > 0 && value < 2 ** 31 ? value : null;
}
