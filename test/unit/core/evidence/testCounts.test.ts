import assert from 'node:assert/strict';
import { testCounts } from '../../../../src/core/evidence/testCounts.ts';
import { ownTime } from '../../ownTime.ts';

const counts = (passed: number, failed = 0, skipped = 0, total = passed + failed + skipped) => ({
  total,
  passed,
  failed,
  skipped,
});

describe('the tests that ran, as their output says', () => {
  const outputs: readonly (readonly [string, string, ReturnType<typeof counts>])[] = [
    ['mocha', '  pump\n    ✔ starts (12ms)\n\n  272 passing (2s)\n', counts(272)],
    ['mocha with failures', '  269 passing (1m)\n  2 pending\n  1 failing\n\n  1) pump\n', counts(269, 1, 2)],
    [
      'mocha without colours of its own',
      '\u001b[92m \u001b[0m\u001b[32m 3 passing\u001b[0m\u001b[90m (5ms)\u001b[0m\n',
      counts(3),
    ],
    [
      'jest',
      'Test Suites: 1 failed, 7 passed, 8 total\nTests:       1 failed, 2 skipped, 3 todo, 271 passed, 277 total\nSnapshots:   0 total\n',
      counts(271, 1, 5),
    ],
    [
      'vitest',
      ' Test Files  1 failed | 7 passed (8)\n      Tests  1 failed | 271 passed | 2 skipped (274)\n   Start at  10:00:00\n',
      counts(271, 1, 2),
    ],
    [
      'node:test, as people read it',
      '✔ a (1ms)\nℹ tests 4\nℹ suites 1\nℹ pass 1\nℹ fail 1\nℹ cancelled 0\nℹ skipped 1\nℹ todo 1\nℹ duration_ms 396.1\n',
      counts(1, 1, 2),
    ],
    [
      'node:test as TAP',
      'TAP version 13\n# Subtest: a\nok 1 - a\n1..1\n# tests 1\n# suites 0\n# pass 1\n# fail 0\n# cancelled 0\n# skipped 0\n# todo 0\n',
      counts(1),
    ],
    ['pytest', '==== 1 failed, 269 passed, 2 skipped, 3 warnings in 12.34s ====\n', counts(269, 1, 2)],
    ['pytest, quiet and slow', '1 failed, 1 passed, 1 error, 4 deselected in 75.10s (0:01:15)\n', counts(1, 2)],
    [
      'go test -v with subtests',
      '=== RUN   TestA\n--- PASS: TestA (0.00s)\n    --- PASS: TestA/one (0.00s)\n--- FAIL: TestB (0.01s)\n--- SKIP: TestC (0.00s)\nFAIL\n',
      counts(2, 1, 1),
    ],
    [
      'go test -json',
      '{"Time":"2026-01-02T03:04:05Z","Action":"run","Package":"x","Test":"TestA"}\n{"Time":"2026-01-02T03:04:05Z","Action":"pass","Package":"x","Test":"TestA","Elapsed":0}\n{"Time":"2026-01-02T03:04:05Z","Action":"pass","Package":"x","Elapsed":0}\n',
      counts(1),
    ],
    ['gotestsum', '✓  x (1ms)\n\nDONE 272 tests, 1 skipped, 2 failures in 1.234s\n', counts(269, 2, 1)],
    [
      'cargo test with two crates',
      'test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.01s\ntest result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.08s\n',
      counts(13, 1, 1),
    ],
    ['two packages of one script', '  3 passing (5ms)\n\n  4 passing (6ms)\n  1 failing\n', counts(7, 1)],
    ['Windows line ends', '  3 passing (5ms)\r\n  1 failing\r\n', counts(3, 1)],
  ];
  for (const [name, output, expected] of outputs)
    it(`are counted for ${name}`, () => assert.deepEqual(testCounts(output), expected));

  it('are not made up: prose, versions, other summaries, a build', () => {
    for (const text of [
      'All 272 tests passing!\n',
      'Snapshots: 3 passed, 3 total\n',
      'ok  \texample.org/x\t0.1s\n',
      'compiled 272 files in 1.2s\n',
      'v1 2 passed\n',
      '',
    ])
      assert.equal(testCounts(text), undefined, text);
  });

  const report = (inner: string): string => `<?xml version="1.0"?>\n<testsuites tests="99">${inner}</testsuites>\n`;

  it('are counted in a JUnit XML report by its cases, suites in suites included', () => {
    const inner =
      '<testsuite name="a" tests="3"><testcase name="x > y" time="0"/><testcase name="b"><failure message="a &gt; b">at <![CDATA[<testcase name="no"/>]]></failure></testcase>' +
      '<testsuite><testcase name="c"><skipped/></testcase><testcase name="d"><error/></testcase></testsuite></testsuite><!-- <testcase name="no"/> -->';
    assert.deepEqual(testCounts(`some words\n${report(inner)}`), counts(1, 2, 1));
  });

  it('are not known of a JUnit XML report that is cut off', () => {
    const whole = report('<testsuite><testcase name="a"><failure/></testcase></testsuite>');
    assert.deepEqual(testCounts(whole), counts(0, 1));
    for (let end = 45; end < whole.length - 2; end++)
      assert.equal(testCounts(whole.slice(0, end)), undefined, whole.slice(0, end));
  });

  it('take no longer for a text that somebody made to be slow', () => {
    for (const text of [
      '<testsuites ' + '<'.repeat(500_000),
      '<testsuites>' + '<testcase "'.repeat(50_000),
      '<testsuites>' + '<!--'.repeat(100_000),
      '='.repeat(1_000_000),
      '1 '.repeat(500_000),
      '\u001b['.repeat(300_000),
      `Tests: ${'1 failed | '.repeat(100_000)}`,
      `${' '.repeat(1999)}\n`.repeat(500),
    ]) {
      assert.ok(ownTime(() => testCounts(text), 2000) < 2000, text.slice(0, 30));
    }
  });
});
