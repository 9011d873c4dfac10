import type { CriteriaTarget } from '../core/evidence/selectCriteria.ts';
import { type Expectation, readExpectation } from '../core/readiness/expectation.ts';
import { readOptions } from './readOptions.ts';
import { milliseconds } from './runArguments.ts';
import { splitTarget } from './splitTarget.ts';

export interface CheckArguments {
  /** As written. */
  readonly file: string;
  readonly target: CriteriaTarget;
  /** Only what does not count any more, or was never checked. */
  readonly stale: boolean;
  readonly yes: readonly string[];
  readonly values: ReadonlyMap<string, string>;
  readonly expectation?: Expectation;
  readonly timeoutMs?: number;
  readonly attest?: { readonly note: string; readonly holds: boolean; readonly tick: boolean };
  readonly who?: string;
  /** What the user says of keeping evidence; undefined where nothing. */
  readonly record?: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
}

const flag = { type: 'boolean', default: false } as const;
const list = { type: 'string', multiple: true, default: [] as string[] } as const;
const text = { type: 'string' } as const;
const options = {
  ...{ gate: text, phase: text, expect: text, timeout: text, attest: text, who: text },
  ...{ all: flag, stale: flag, fails: flag, tick: flag, record: flag, 'no-record': flag, 'dry-run': flag, json: flag },
  ...{ yes: list, set: list },
  'no-cache': flag,
  help: { ...flag, short: 'h' },
} as const;

/** Reads what stands behind `runsheet check`. A text is what is wrong with it: one sentence. */
export function readCheckArguments(argv: readonly string[], cwd: string): CheckArguments | 'help' | { wrong: string } {
  const parsed = readOptions(argv, options);
  if (typeof parsed === 'string') return { wrong: parsed };
  const { values, positionals } = parsed;
  if (values.help) return 'help';
  const [written = '.', ...others] = positionals;
  if (written === '' || others.length > 0) return { wrong: 'check takes one FILE#ID, FILE:LINE, FILE or FOLDER.' };
  const { file, target: named } = splitTarget(written, cwd);
  const own = named?.kind === 'id' || named?.kind === 'line' ? named : undefined;
  const { gate, phase, all, stale } = values;
  const ways = [own, gate !== undefined, phase !== undefined, all].filter(Boolean);
  if (ways.length > 1 || (ways.length === 0 && !stale))
    return { wrong: 'Say what to check in one way: FILE#ID, FILE:LINE, --gate NAME, --phase NAME, --all or --stale.' };
  const target: CriteriaTarget =
    own ??
    (gate !== undefined
      ? { kind: 'gate', name: gate }
      : phase !== undefined
        ? { kind: 'phase', name: phase }
        : { kind: 'all' });
  const badSet = values.set.find((each) => !/^[^=]+=/s.test(each));
  if (badSet !== undefined) return { wrong: `--set ${badSet} is not NAME=value.` };
  const timeoutMs = values.timeout === undefined ? undefined : milliseconds(values.timeout);
  if (timeoutMs === null) return { wrong: `--timeout ${values.timeout ?? ''} is not a time such as 90s, 5m or 1h.` };
  const expectation = values.expect === undefined ? undefined : readExpectation(values.expect);
  if (values.expect !== undefined && !expectation)
    return { wrong: `--expect ${values.expect} is none of exit=1, silent, text=..., ">= 18".` };
  const { attest, who } = values;
  if (attest?.trim() === '' || (attest !== undefined && (who === undefined || who.trim() === '')))
    return { wrong: '--attest needs a note, and --who NAME with it: who says so, and what was seen.' };
  if (values.tick && (attest === undefined || values.fails)) return { wrong: '--tick goes with --attest.' };
  if (attest === undefined && values.fails) return { wrong: '--fails goes with --attest.' };
  if (attest !== undefined && ways.length === 0)
    return { wrong: 'Say what is attested: FILE#ID, FILE:LINE or --gate.' };
  if (values.record && values['no-record']) return { wrong: '--record and --no-record contradict each other.' };
  return {
    file,
    target,
    stale,
    yes: values.yes,
    values: new Map(values.set.map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)])),
    ...(expectation && { expectation }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(attest !== undefined && { attest: { note: oneLine(attest), holds: !values.fails, tick: values.tick } }),
    ...(who !== undefined && who.trim() !== '' && { who: oneLine(who) }),
    ...((values.record || values['no-record']) && { record: values.record }),
    dryRun: values['dry-run'],
    json: values.json,
  };
}

const oneLine = (value: string): string =>
  value
    .replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
    .trim()
    .slice(0, 500);
