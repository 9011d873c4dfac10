import { type Expectation, expectationText, type Operator } from '../readiness/expectation.ts';

/** What a command did. */
export interface CommandResult {
  readonly exitCode: number;
  /** What it printed, on both streams in the order of its arrival. */
  readonly output: string;
  /** What it printed as its answer. */
  readonly stdout: string;
  /** Something of the output is not kept. */
  readonly cut: boolean;
}

export interface Judgement {
  readonly outcome: 'pass' | 'fail' | 'unknown';
  /** Why it did not pass: a sentence. */
  readonly reason?: string;
}

const pass: Judgement = { outcome: 'pass' };
const fail = (reason: string): Judgement => ({ outcome: 'fail', reason });
const unknown = (reason: string): Judgement => ({ outcome: 'unknown', reason });

/**
 * Whether a command that ended by itself did what was expected of it. What cannot be told is unknown, with what to do. A
 * text or number is only believed of a command that ended with 0.
 */
export function judgeExpectation(expectation: Expectation, result: CommandResult): Judgement {
  const { exitCode } = result;
  // POSIX.1-2024, XCU 2.8.2: not executable, not found.
  if (exitCode === 127 && !isExit(expectation, 127))
    return unknown('A program that it needs was not found (127): install it, or check where it is.');
  if (exitCode === 126 && !isExit(expectation, 126))
    return unknown('A program that it needs cannot be executed (126).');
  switch (expectation.kind) {
    case 'exit':
      return exitCode === expectation.code
        ? pass
        : fail(
            expectation.code === 0
              ? `It ended with ${exitCode}.`
              : `It ended with ${exitCode}, not with ${expectation.code}.`,
          );
    case 'silent':
      return judgeSilence(result);
    case 'text':
      return judgeText(expectation.text, result);
    case 'number':
      return judgeNumber(expectation.operator, expectation.bound, result);
    case 'ask':
      return unknown(
        `It ended with ${exitCode}, and nobody has said which end is the good one. Say it behind the command: <!-- runsheet: expect exit=1 -->, or exit=0, or silent.`,
      );
  }
}

const isExit = (expectation: Expectation, code: number): boolean =>
  expectation.kind === 'exit' && expectation.code === code;

/** grep and diff end with 1 where they find nothing or a difference, and with more where they could not look. */
function judgeSilence({ exitCode, output, cut }: CommandResult): Judgement {
  if (cut || output.trim() !== '') return fail('It printed something, and was to print nothing.');
  return exitCode <= 1
    ? pass
    : unknown(`It printed nothing and ended with ${exitCode}: it may not have looked at all.`);
}

function judgeText(text: string, { exitCode, output, cut }: CommandResult): Judgement {
  if (exitCode !== 0) return fail(`It ended with ${exitCode}.`);
  if (output.includes(text)) return pass;
  return cut ? unknown('It printed too much to look for the text in all of it.') : fail(`It did not print "${text}".`);
}

function judgeNumber(operator: Operator, bound: number, { exitCode, stdout }: CommandResult): Judgement {
  if (exitCode !== 0) return fail(`It ended with ${exitCode}.`);
  const printed = firstNumber(stdout);
  if (printed === undefined) return unknown(`It printed no number to hold against ${operator} ${bound}.`);
  const order = compare(printed, bound);
  const holds = {
    '>=': order >= 0,
    '>': order > 0,
    '<=': order <= 0,
    '<': order < 0,
    '=': order === 0,
  }[operator];
  const expected = expectationText({ kind: 'number', operator, bound });
  return holds ? pass : fail(`It printed ${printed.text}, which is not ${expected}.`);
}

interface PrintedNumber {
  readonly text: string;
  /** Of a version its parts, which are compared one by one: 18.10 comes after 18.9. */
  readonly parts?: readonly number[];
  readonly value: number;
}

/** `v18.2.0`, `1,234`, `97.5`, `-3`: whatever comes first. */
function firstNumber(output: string): PrintedNumber | undefined {
  const found = /(?<![\d.])(v(?=\d)|-(?=\d))?(\d{1,3}(?:,\d{3}){1,4}(?!\d)|\d{1,15})((?:\.\d{1,15}){0,4})/i.exec(
    output.slice(0, 1_000_000),
  );
  if (!found) return undefined;
  const [text, sign = '', whole = '', rest = ''] = found;
  const isVersion = sign.toLowerCase() === 'v' || rest.split('.').length > 2;
  const plain = whole.replaceAll(',', '');
  if (isVersion) return { text, value: Number(plain), parts: [Number(plain), ...rest.split('.').slice(1).map(Number)] };
  return { text, value: Number(`${sign}${plain}${rest}`) };
}

/** Below 0, 0, above 0. A version equals a bound that says less of it: v18.2.0 is 18, and is not above it. */
function compare({ parts, value }: PrintedNumber, bound: number): number {
  if (!parts) return value - bound;
  for (const [at, wanted] of String(bound).split('.').map(Number).entries()) {
    const difference = (parts[at] ?? 0) - wanted;
    if (difference !== 0) return difference;
  }
  return 0;
}
