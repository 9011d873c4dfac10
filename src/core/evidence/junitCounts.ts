import type { TestCounts } from '../readiness/evidence.ts';

/** UTF-16 units of a report that are read, and of one tag. */
const longestReport = 32 * 1024 * 1024;
const longestTag = 16 * 1024;

interface Case {
  state: 'passed' | 'failed' | 'skipped';
}

/**
 * The counts of a JUnit XML report, which may stand in other output: its `testcase` elements are counted, each failed
 * with a `failure` or `error` in it, skipped with a `skipped`. Attributes of `testsuite` are not trusted: suites hold
 * suites, and programs disagree on whether the outer one adds up the inner ones. Undefined without a report, or where it
 * is cut off.
 *
 * Read by hand and in one pass: of XML only tags matter here; comments and CDATA are stepped over, entities and document
 * types have no meaning.
 */
export function junitCounts(text: string): TestCounts | undefined {
  if (text.length > longestReport || !/<testsuites?[\s>]/.test(text)) return undefined;
  const counts = { passed: 0, failed: 0, skipped: 0 };
  let open: Case | undefined;
  let [depth, reports] = [0, 0];
  let at = 0;
  const close = (): void => {
    if (open) counts[open.state] += 1;
    open = undefined;
  };
  for (;;) {
    const start = text.indexOf('<', at);
    if (start < 0) break;
    const skipped = behindSpecial(text, start);
    if (skipped === undefined) return undefined;
    if (skipped > start) {
      at = skipped;
      continue;
    }
    const end = endOfTag(text, start);
    const [, slash, name] =
      /^<(\/?)(testsuites|testsuite|testcase|failure|error|skipped|rerunFailure)(?=[\s/>])/.exec(
        text.slice(start, start + 16),
      ) ?? [];
    if (end === undefined || name === undefined) {
      at = start + 1;
      continue;
    }
    at = end;
    const isEmpty = text[end - 2] === '/';
    const isSuite = name === 'testsuite' || name === 'testsuites';
    if (isSuite && slash === '/') depth -= 1;
    else if (isSuite && !isEmpty) depth += 1;
    if (isSuite) reports += 1;
    if (name === 'testcase' && depth > 0) {
      if (slash === '/') close();
      else {
        open = { state: 'passed' };
        if (isEmpty) close();
      }
    } else if (open && slash !== '/' && (name === 'failure' || name === 'error')) open.state = 'failed';
    else if (open && slash !== '/' && name === 'skipped' && open.state === 'passed') open.state = 'skipped';
  }
  if (reports === 0 || depth !== 0 || open !== undefined) return undefined;
  return { total: counts.passed + counts.failed + counts.skipped, ...counts };
}

/** Behind a comment, CDATA section or instruction that starts here; the place itself if none does; undefined if it is open. */
function behindSpecial(text: string, start: number): number | undefined {
  const close = text.startsWith('<!--', start)
    ? '-->'
    : text.startsWith('<![CDATA[', start)
      ? ']]>'
      : text.startsWith('<?xml', start)
        ? '?>'
        : undefined;
  if (close === undefined) return start;
  const end = text.indexOf(close, start + 4);
  return end < 0 ? undefined : end + close.length;
}

/** Behind the `>` of a tag; one in quotes does not end it. */
function endOfTag(text: string, start: number): number | undefined {
  let quote: string | undefined;
  for (let at = start + 1; at < text.length && at - start < longestTag; at++) {
    const char = text[at];
    if (quote !== undefined) {
      if (char === quote) quote = undefined;
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '>') return at + 1;
    else if (char === '<') return undefined;
  }
  return undefined;
}
