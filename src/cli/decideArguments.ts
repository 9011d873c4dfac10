import type { Ballot } from '../core/readiness/poll.ts';
import { readOptions } from './readOptions.ts';

export interface DecideArguments {
  /** FILE, FILE#PHASE or FILE:LINE. */
  readonly written: string;
  readonly ballot: Ballot;
  readonly json: boolean;
}

const votes: readonly Ballot['vote'][] = ['go', 'no-go', 'abstain'];
const options = {
  vote: { type: 'string' },
  who: { type: 'string' },
  reason: { type: 'string' },
  until: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false, short: 'h' },
} as const;

/** Reads the command line of `runsheet decide`; wrong use is a sentence. */
export function readDecideArguments(argv: readonly string[]): DecideArguments | 'help' | { readonly wrong: string } {
  const parsed = readOptions(argv, options);
  if (typeof parsed === 'string') return { wrong: parsed };
  const { values, positionals } = parsed;
  if (values.help) return 'help';
  const [written = '', ...others] = positionals;
  if (written === '' || others.length > 0) return { wrong: 'decide takes one FILE, FILE#PHASE or FILE:LINE.' };
  const vote = votes.find((one) => one === values.vote?.toLowerCase());
  if (!vote) return { wrong: `--vote takes ${votes.join(', ')}.` };
  const [who, why] = [oneLine(values.who ?? '', 100), oneLine(values.reason ?? '', 500)];
  if (who === '') return { wrong: '--who takes the name of the person who votes.' };
  const until = values.until === undefined ? undefined : readEnd(values.until);
  if (values.until !== undefined && until === undefined)
    return { wrong: '--until takes a day such as 2026-01-31, or an instant such as 2026-01-31T18:00Z.' };
  const ballot = { who, vote, ...(why !== '' && { why }), ...(until !== undefined && { until }) };
  return { written, ballot, json: values.json };
}

/** A day ends with its last second in UTC; epoch milliseconds. */
function readEnd(value: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z)?$/.test(value)) return undefined;
  const ms = Date.parse(value.length === 10 ? `${value}T23:59:59Z` : value);
  // 2026-02-31 would be a day in March.
  return Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(value.slice(0, 10)) ? undefined : ms;
}

const oneLine = (value: string, most: number): string =>
  value
    .replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
    .trim()
    .slice(0, most);
