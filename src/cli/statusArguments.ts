import { readOptions } from './readOptions.ts';

export type StatusFormat = 'text' | 'json' | 'markdown' | 'sarif' | 'junit';
export type FailOn = 'contradiction' | 'stale' | 'no-go';

export interface StatusArguments {
  readonly targets: readonly string[];
  readonly format: StatusFormat;
  /** Percent that has to be proven. */
  readonly min?: number;
  /** Id or words of the title of a phase; of all by default. */
  readonly phase?: string;
  readonly failOn: readonly FailOn[];
  /** Whether what is proven is kept in the history. */
  readonly record: boolean;
  readonly noCache: boolean;
}

const formats: readonly StatusFormat[] = ['text', 'json', 'markdown', 'sarif', 'junit'];
const findings: readonly FailOn[] = ['contradiction', 'stale', 'no-go'];

/** Reads the command line of `runsheet status`; wrong use is a sentence. */
export function readStatusArguments(argv: readonly string[]): StatusArguments | 'help' | { readonly wrong: string } {
  const flag = { type: 'boolean', default: false } as const;
  const options = {
    json: flag,
    record: flag,
    format: { type: 'string' },
    min: { type: 'string' },
    phase: { type: 'string' },
    'fail-on': { type: 'string', multiple: true },
    'no-cache': flag,
    help: { ...flag, short: 'h' },
  } as const;
  const parsed = readOptions(argv, options);
  if (typeof parsed === 'string') return { wrong: parsed };
  const { values, positionals } = parsed;
  if (values.help) return 'help';
  if (positionals.includes('')) return { wrong: 'A path is empty.' };
  const format = values.json ? 'json' : formats.find((one) => one === (values.format ?? 'text'));
  if (!format) return { wrong: `--format takes one of ${formats.join(', ')}.` };
  if (values.json && values.format !== undefined && values.format !== 'json')
    return { wrong: '--json and --format want different things.' };
  const min = values.min === undefined ? undefined : /^\d{1,3}$/.test(values.min) ? Number(values.min) : NaN;
  if (min !== undefined && !(min <= 100)) return { wrong: '--min takes a percentage from 0 to 100.' };
  const words = (values['fail-on'] ?? []).flatMap((value) => value.split(','));
  const failOn = words.flatMap((word) => findings.find((one) => one === word.trim()) ?? []);
  if (failOn.length < words.length) return { wrong: `--fail-on takes ${findings.join(', ')}.` };
  if (values.phase === '') return { wrong: '--phase takes the number or the title of a phase.' };
  if (values.record && (positionals.length > 0 || values.phase !== undefined))
    return { wrong: '--record is about the whole workspace: name no file, and no phase.' };
  return {
    targets: positionals,
    record: values.record,
    format,
    ...(min !== undefined && { min }),
    ...(values.phase !== undefined && { phase: values.phase }),
    failOn,
    noCache: values['no-cache'],
  };
}
