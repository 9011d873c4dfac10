/** What a check has to do to be good. */
export type Expectation =
  | { readonly kind: 'exit'; readonly code: number }
  /** Nothing is printed; the exit code does not matter (grep that finds nothing ends with 1). */
  | { readonly kind: 'silent' }
  /** This text is printed somewhere, letter by letter. */
  | { readonly kind: 'text'; readonly text: string }
  /** The first number that is printed keeps to a bound: `v18.2.0` is 18.2. */
  | { readonly kind: 'number'; readonly operator: Operator; readonly bound: number }
  /** Programs such as grep and diff, of which either end may be the good one: somebody has to say. */
  | { readonly kind: 'ask' };

export type Operator = '>=' | '>' | '<=' | '<' | '=';

/** What is expected where nothing else is said. */
export const exitZero: Expectation = { kind: 'exit', code: 0 };

/**
 * Reads the value of `<!-- runsheet: expect ... -->`: `exit=1`, `silent` (or `nothing`), `text=272 passed`, `>= 18`.
 * Undefined where it is none of these.
 */
export function readExpectation(value: string): Expectation | undefined {
  const text = value.trim().slice(0, 500);
  const exit = /^exit(?: code)? ?=? ?(\d{1,10})$/i.exec(text)?.[1];
  if (exit !== undefined) return { kind: 'exit', code: Number(exit) };
  if (/^(?:silent|nothing|nothing printed|no output|empty|none)$/i.test(text)) return { kind: 'silent' };
  const literal = /^(?:text|contains|output) ?= ?(\S.*)$/i.exec(text)?.[1];
  if (literal !== undefined) return { kind: 'text', text: unquoted(literal) };
  const bound = /^(?:number ?)?(>=|>|<=|<|=|≥|≤) ?(-?\d{1,12}(?:\.\d{1,6})?)$/.exec(text);
  if (!bound) return undefined;
  const operator = ({ '≥': '>=', '≤': '<=' } as const)[bound[1] ?? ''] ?? (bound[1] as Operator);
  return { kind: 'number', operator, bound: Number(bound[2]) };
}

/** The words by which `readExpectation` reads the same again; of `ask` there are none. */
export function expectationText(expectation: Expectation): string {
  switch (expectation.kind) {
    case 'exit':
      return `exit=${expectation.code}`;
    case 'silent':
      return 'silent';
    case 'text':
      return `text=${expectation.text}`;
    case 'number':
      return `${expectation.operator} ${expectation.bound}`;
    case 'ask':
      return 'ask';
  }
}

const remark =
  /(?:^|\s)(?:#|\/\/)[ \t]{0,3}(?:should (?:be|print|say|return)|expected?|must be)[: ]{1,3}(\S.{0,200})$/i;

/** What a comment in a command says of its result: `# Should be 18+`, `# Expected: no output`. The last one counts. */
export function expectationIn(command: string): Expectation | undefined {
  let found: Expectation | undefined;
  for (const line of command.slice(0, 20_000).split('\n')) {
    if (line.length > 1000 || !/should|expect|must be/i.test(line)) continue;
    const said = remark.exec(line)?.[1]?.trim();
    found = (said === undefined ? undefined : inWords(said)) ?? found;
  }
  return found;
}

function inWords(said: string): Expectation | undefined {
  const plain = said.replace(/[.!]$/, '');
  if (/^(?:nothing|empty|none|silent|no (?:output|results?|matches|hits))$/i.test(plain)) return { kind: 'silent' };
  const exit = /^exit(?: code)? (\d{1,3})$/i.exec(plain)?.[1];
  if (exit !== undefined) return { kind: 'exit', code: Number(exit) };
  const number = /^v?(\d{1,9}(?:\.\d{1,6})?)(?:\.\d{1,6})? ?(?:\+|or (?:higher|newer|more|above|later))$/i.exec(
    plain,
  )?.[1];
  if (number !== undefined) return { kind: 'number', operator: '>=', bound: Number(number) };
  const least = /^(?:at least|min(?:imum)?) v?(\d{1,9}(?:\.\d{1,6})?)$/i.exec(plain)?.[1];
  if (least !== undefined) return { kind: 'number', operator: '>=', bound: Number(least) };
  const most = /^(?:at most|max(?:imum)?) v?(\d{1,9}(?:\.\d{1,6})?)$/i.exec(plain)?.[1];
  if (most !== undefined) return { kind: 'number', operator: '<=', bound: Number(most) };
  const below = /^(?:under|below|less than) v?(\d{1,9}(?:\.\d{1,6})?)$/i.exec(plain)?.[1];
  if (below !== undefined) return { kind: 'number', operator: '<', bound: Number(below) };
  const quoted = /^(["'`])([^"'`]{1,200})\1$/.exec(plain)?.[2];
  return quoted === undefined ? readExpectation(plain) : { kind: 'text', text: quoted };
}

const eitherEnd =
  /^(?:sudo )?(?:[efz]?grep|rg|ag|ack|diff|cmp|comm|git (?:grep|diff|status|stash list)|(?:npm|pnpm|yarn) outdated|find|fd|pip list --outdated|go list -m -u|cargo outdated|composer outdated|bundle outdated)(?: |$)/;

/** Whether either end of a command may be the good one: `grep -r mock src/` under "remove all mocks" is to find nothing. */
export function needsAnswer(command: string): boolean {
  const lines = command
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const [only = ''] = lines;
  // Behind a bar, a `!` or an `||` the author has said which end is meant.
  return lines.length === 1 && eitherEnd.test(only) && !/[|!]|&&|;/.test(only);
}

function unquoted(text: string): string {
  return /^(["'`])(.*)\1$/s.exec(text)?.[2] ?? text;
}
