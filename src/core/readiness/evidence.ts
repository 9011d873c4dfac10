/** What can prove a criterion. An attestation is the word of a person. */
export type CheckKind = 'command' | 'url' | 'service' | 'file' | 'attestation';

/** Where a criterion stands, and what it said when it was checked. */
export interface CriterionReference {
  /** Relative to the root, with `/`. */
  readonly plan: string;
  readonly key: string;
  /** `Criterion.hash` at the time: of its text, its check and what that is expected to do. */
  readonly hash: string;
}

/** How many tests a check ran, as its own output says. */
export interface TestCounts {
  readonly total: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * The result of one check, as it stands in a file of its own in the folder of evidence. Plain JSON without output, names
 * of hosts, or environment. Paths have `/` and are relative to the root.
 */
export interface Evidence {
  readonly v: 1;
  readonly criterion: CriterionReference;
  readonly check: {
    readonly kind: CheckKind;
    /** The command, address, name of the service or path; empty for an attestation. */
    readonly text: string;
    /** What was expected of it, where that was not exit 0, in the words of `expect=`. */
    readonly expected?: string;
  };
  /** `unknown` proves nothing, and takes nothing away from a pass that still holds. */
  readonly outcome: 'pass' | 'fail' | 'unknown';
  /** Why it failed or is not known: a sentence. */
  readonly reason?: string;
  readonly exitCode?: number;
  /** ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** What was checked out. */
  readonly commit?: string;
  /** Tree id of the working files without the handoff folder. */
  readonly fingerprint?: string;
  /** Whether the working files differed from the commit. */
  readonly dirty?: boolean;
  /** What the check depends on, and the fingerprint of just that. */
  readonly inputs?: { readonly globs: readonly string[]; readonly fingerprint: string };
  readonly counts?: TestCounts;
  readonly who: string;
  readonly note?: string;
  readonly shift?: number;
}

/** Evidence that cannot be believed; `reason` is a sentence without a full stop. */
export interface RefusedEvidence {
  readonly refused: string;
}

const kinds: readonly CheckKind[] = ['command', 'url', 'service', 'file', 'attestation'];
const longestText = 10_000;
const longestDurationMs = 7 * 24 * 3_600_000;

/**
 * Reads the parsed content of a file of evidence. What is damaged, written by a newer Runsheet or contradicts itself is
 * refused: it then proves nothing. Unknown fields are left out.
 */
export function readEvidence(value: unknown): Evidence | RefusedEvidence {
  if (!isObject(value)) return { refused: 'it is no JSON object' };
  if (value['v'] !== 1)
    return typeof value['v'] === 'number' && value['v'] > 1
      ? { refused: 'a newer Runsheet wrote it: update to read it' }
      : { refused: 'it has no version that is known' };
  const criterion = isObject(value['criterion']) ? value['criterion'] : {};
  const check = isObject(value['check']) ? value['check'] : {};
  const kind = kinds.find((one) => one === check['kind']);
  const outcome = (['pass', 'fail', 'unknown'] as const).find((one) => one === value['outcome']);
  const startedAt = readInstant(value['startedAt']);
  const durationMs = value['durationMs'];
  if (!isText(criterion['plan']) || !isText(criterion['key']) || !isText(criterion['hash']))
    return { refused: 'it does not say which criterion it is about' };
  if (!kind || typeof check['text'] !== 'string' || check['text'].length > longestText)
    return { refused: 'it does not say what was checked' };
  if (!outcome) return { refused: 'it has no outcome' };
  if (startedAt === undefined) return { refused: 'it does not say when the check was made' };
  if (typeof durationMs !== 'number' || !(durationMs >= 0 && durationMs <= longestDurationMs))
    return { refused: 'it does not say how long the check took' };
  if (!isText(value['who'])) return { refused: 'it does not say who made the check' };
  const inputs = readInputs(value['inputs']);
  const counts = readCounts(value['counts']);
  if (value['counts'] !== undefined && !counts) return { refused: 'its counts do not add up' };
  const exitCode = integer(value['exitCode'], -2_147_483_648, 4_294_967_295);
  if (kind === 'command' && outcome === 'pass' && !mayPass(check['expected'], exitCode))
    return { refused: `it says pass, and that its command ended with ${exitCode ?? 'nothing'}` };
  const shift = integer(value['shift'], 1, 1_000_000);
  const optional = {
    ...text('reason', value),
    ...(exitCode !== undefined && { exitCode }),
    ...text('commit', value),
    ...text('fingerprint', value),
    ...(typeof value['dirty'] === 'boolean' && { dirty: value['dirty'] }),
    ...(inputs && { inputs }),
    ...(counts && { counts }),
    ...text('note', value),
    ...(shift !== undefined && { shift }),
  };
  return {
    v: 1,
    criterion: { plan: criterion['plan'], key: criterion['key'], hash: criterion['hash'] },
    check: { kind, text: check['text'], ...text('expected', check) },
    outcome,
    startedAt,
    durationMs,
    who: value['who'],
    ...optional,
  };
}

/** Whether a command that ended so can have done what was expected, see `judgeExpectation`. */
function mayPass(expected: unknown, exitCode: number | undefined): boolean {
  if (exitCode === undefined) return false;
  const exit = typeof expected === 'string' ? /^exit=(\d{1,10})$/.exec(expected)?.[1] : '0';
  if (exit !== undefined) return exitCode === Number(exit);
  return exitCode === 0 || (expected === 'silent' && exitCode === 1);
}

/** UTF-16 units of what was checked that are kept. */
const longestCheck = 8000;

/** What was checked, as evidence says it: a name and password in an address are nobody's business. */
export function checkedText(text: string): string {
  return text.replace(/(https?:\/\/)[^\s/@]{1,200}@/g, '$1').slice(0, longestCheck);
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= longestText;
}

function text<Name extends string>(name: Name, from: JsonObject): Readonly<Partial<Record<Name, string>>> {
  const value = from[name];
  return (isText(value) ? { [name]: value } : {}) as Readonly<Partial<Record<Name, string>>>;
}

function integer(value: unknown, min: number, max: number): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : undefined;
}

/** Only instants with a time zone: a time without one means another instant on each machine. */
function readInstant(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/.test(value))
    return undefined;
  return Number.isNaN(Date.parse(value)) ? undefined : value;
}

function readInputs(value: unknown): Evidence['inputs'] {
  if (!isObject(value) || !isText(value['fingerprint']) || !Array.isArray(value['globs'])) return undefined;
  const globs = (value['globs'] as readonly unknown[]).filter(isText).slice(0, 100);
  return globs.length === 0 ? undefined : { globs, fingerprint: value['fingerprint'] };
}

function readCounts(value: unknown): TestCounts | undefined {
  if (!isObject(value)) return undefined;
  const [total, passed, failed, skipped] = ['total', 'passed', 'failed', 'skipped'].map((name) =>
    integer(value[name], 0, 1_000_000_000),
  );
  if (total === undefined || passed === undefined || failed === undefined || skipped === undefined) return undefined;
  return passed + failed + skipped <= total ? { total, passed, failed, skipped } : undefined;
}
