import type { TestCounts } from '../readiness/evidence.ts';
import { junitCounts } from './junitCounts.ts';

/** Longest line that is looked at; a summary is short. */
const longestLine = 2000;

/** Adds up what the summaries of one program say. */
interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** Where the program says it; never below the sum of the others. */
  total: number;
}

type Reader = (lines: readonly string[]) => readonly Tally[];

/**
 * How many tests ran, as the output of a check says: mocha, jest, vitest, node:test, pytest, go test, gotestsum, cargo
 * test, and JUnit XML. Several summaries are added up: a script may run the tests of several packages. Undefined where
 * nothing is recognised; `todo`, `pending` and `ignored` count as skipped, errors as failed.
 *
 * @param output the whole of it: of a part the sum would be too small
 */
export function testCounts(output: string): TestCounts | undefined {
  const report = junitCounts(output);
  if (report) return report;
  const lines = withoutColours(output)
    .split(/\r\n|\n|\r/)
    .filter((line) => line.length <= longestLine);
  const found = readers.flatMap((read) => read(lines));
  if (found.length === 0) return undefined;
  const sum = (of: keyof Tally): number => found.reduce((all, each) => all + each[of], 0);
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
  return { total: Math.max(sum('total'), passed + failed + skipped), passed, failed, skipped };
}

/** ECMA-48 control sequences. */
const withoutColours = (text: string): string => text.replace(/\u001b\[[0-9;:?]{0,40}[A-Za-z]/g, '');

const empty = (): Tally => ({ passed: 0, failed: 0, skipped: 0, total: 0 });

/** What a word beside a number means; others ("deselected", "measured", "warnings") are no tests that ran. */
const meanings: Readonly<Record<string, 'passed' | 'failed' | 'skipped' | 'total'>> = {
  passed: 'passed',
  xpassed: 'passed',
  failed: 'failed',
  error: 'failed',
  errors: 'failed',
  skipped: 'skipped',
  todo: 'skipped',
  pending: 'skipped',
  ignored: 'skipped',
  xfailed: 'skipped',
  total: 'total',
};

/** `3 failed, 269 passed`, whatever stands between the pairs. */
function pairs(text: string): Tally | undefined {
  const tally = empty();
  let isOne = false;
  for (const [, number = '', word = ''] of text.matchAll(/(?<![\w.])(\d{1,9}) ([a-z]{4,12})\b/g)) {
    const meaning = meanings[word];
    if (meaning === undefined) continue;
    tally[meaning] += Number(number);
    isOne = true;
  }
  return isOne ? tally : undefined;
}

/** `  272 passing (2s)` with `  1 failing` and `  3 pending` below it. */
const mocha: Reader = (lines) => {
  const found: Tally[] = [];
  for (const line of lines) {
    const [, number = '', word] =
      /^ {0,6}(\d{1,9}) (passing|failing|pending)(?: \([\d.]{1,12} ?\w{1,2}\))?$/.exec(line) ?? [];
    if (word === undefined) continue;
    if (word === 'passing') found.push(empty());
    const last = found.at(-1);
    if (!last) continue;
    last[word === 'passing' ? 'passed' : word === 'failing' ? 'failed' : 'skipped'] += Number(number);
  }
  return found;
};

/** `Tests:       1 failed, 271 passed, 272 total` */
const jest: Reader = (lines) =>
  lines.flatMap((line) => {
    const text = /^Tests: {1,12}(\d.*total)$/.exec(line.trimEnd())?.[1];
    return text === undefined ? [] : (pairs(text) ?? []);
  });

/** `      Tests  1 failed | 271 passed (272)` */
const vitest: Reader = (lines) =>
  lines.flatMap((line) => {
    const [, text, total = ''] = /^ {0,12}Tests {1,4}(\d[^()]*)\((\d{1,9})\)$/.exec(line.trimEnd()) ?? [];
    const tally = text === undefined ? undefined : pairs(text);
    return tally ? [{ ...tally, total: Number(total) }] : [];
  });

/** `ℹ pass 3` of the spec reporter, `# pass 3` of TAP: lines that follow one another, from `tests` on. */
const nodeTest: Reader = (lines) => {
  const found: Tally[] = [];
  for (const line of lines) {
    const [, word, number = ''] =
      /^(?:ℹ|#|i) (tests|pass|fail|cancelled|skipped|todo) (\d{1,9})$/.exec(line.trimEnd()) ?? [];
    if (word === undefined) continue;
    if (word === 'tests') found.push({ ...empty(), total: Number(number) });
    const last = found.at(-1);
    if (!last || word === 'tests') continue;
    last[word === 'pass' ? 'passed' : word === 'fail' || word === 'cancelled' ? 'failed' : 'skipped'] += Number(number);
  }
  return found;
};

/** `=== 3 failed, 269 passed in 12.34s ===`, without the marks when it is quiet; `no tests ran in 0.01s` is none. */
const pytest: Reader = (lines) =>
  lines.flatMap((line) => {
    const text = /^(?:=+ )?(\d[\d a-z,]{0,200}) in \d{1,7}\.\d{1,3}s(?: \([\d:, a-z]{1,40}\))?(?: =+)?$/.exec(
      line.trimEnd(),
    )?.[1];
    return text === undefined ? [] : (pairs(text) ?? []);
  });

/** Each test of `go test -v`, subtests included, or the events of `-json`; the last line of gotestsum counts for all. */
const goTest: Reader = (lines) => {
  const tally = empty();
  for (const line of lines) {
    const summary = /^DONE (\d{1,9}) tests?(?:, (\d{1,9}) skipped)?(?:, (\d{1,9}) failures?)? in /.exec(line);
    if (summary) {
      const [total, skipped, failed] = [1, 2, 3].map((at) => Number(summary[at] ?? 0));
      return [
        {
          total: total ?? 0,
          skipped: skipped ?? 0,
          failed: failed ?? 0,
          passed: (total ?? 0) - (skipped ?? 0) - (failed ?? 0),
        },
      ];
    }
    const word = /^ {0,40}--- (PASS|FAIL|SKIP): \S/.exec(line)?.[1] ?? eventOf(line);
    if (word !== undefined) tally[word === 'PASS' ? 'passed' : word === 'FAIL' ? 'failed' : 'skipped'] += 1;
  }
  return tally.passed + tally.failed + tally.skipped > 0 ? [tally] : [];
};

function eventOf(line: string): string | undefined {
  if (!line.startsWith('{"Time"') && !line.startsWith('{"Action"')) return undefined;
  if (!line.includes('"Test":')) return undefined;
  return /"Action":"(pass|fail|skip)"/.exec(line)?.[1]?.toUpperCase();
}

/** `test result: ok. 12 passed; 0 failed; 1 ignored; ...`, once for each crate and for its examples. */
const cargo: Reader = (lines) =>
  lines.flatMap((line) => {
    const text = /^test result: (?:ok|FAILED)\. (\d.*)$/.exec(line)?.[1];
    return text === undefined ? [] : (pairs(text) ?? []);
  });

const readers: readonly Reader[] = [mocha, jest, vitest, nodeTest, pytest, goTest, cargo];
