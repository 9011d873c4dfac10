import assert from 'node:assert/strict';
import { judgeExpectation } from '../../../../src/core/evidence/judgeExpectation.ts';
import { type Expectation, readExpectation } from '../../../../src/core/readiness/expectation.ts';

function judge(
  expected: string | Expectation,
  exitCode: number,
  output = '',
  more: { stdout?: string; cut?: boolean } = {},
) {
  const expectation = typeof expected === 'string' ? readExpectation(expected) : expected;
  assert.ok(expectation, JSON.stringify(expected));
  return judgeExpectation(expectation, { exitCode, output, stdout: more.stdout ?? output, cut: more.cut === true });
}

describe('what a command did against what was expected of it', () => {
  const table: readonly (readonly [string, number, string, 'pass' | 'fail' | 'unknown'])[] = [
    ['exit=0', 0, 'whatever', 'pass'],
    ['exit=0', 1, '', 'fail'],
    ['exit=1', 1, '', 'pass'],
    ['exit=1', 0, '', 'fail'],
    ['exit=127', 127, '', 'pass'],
    ['exit=1', 127, '', 'unknown'],
    ['exit=0', 126, '', 'unknown'],
    ['silent', 1, '', 'pass'],
    ['silent', 0, ' \n', 'pass'],
    ['silent', 1, 'src/a.ts: mock\n', 'fail'],
    ['silent', 2, '', 'unknown'],
    ['silent', 127, '', 'unknown'],
    ['text=272 passed', 0, '272 passed in 3s', 'pass'],
    ['text=272 passed', 0, '271 passed in 3s', 'fail'],
    ['text=272 passed', 1, '272 passed, 1 failed', 'fail'],
    ['>= 18', 0, 'v18.2.0\n', 'pass'],
    ['>= 18', 0, 'v17.9.1\n', 'fail'],
    ['= 18', 0, 'v18.2.0\n', 'pass'],
    ['>= 18.9', 0, 'v18.10.0\n', 'pass'],
    ['>= 18.9', 0, '18.10\n', 'fail'],
    ['<= 0', 0, '0 vulnerabilities\n', 'pass'],
    ['<= 0', 0, '3 vulnerabilities\n', 'fail'],
    ['>= 1000', 0, '1,234 lines\n', 'pass'],
    ['> 95', 0, 'Coverage: 97.5 %\n', 'pass'],
    ['< 0', 0, '-3\n', 'pass'],
    ['>= 18', 0, 'none\n', 'unknown'],
    ['>= 18', 1, 'v20\n', 'fail'],
  ];
  for (const [expected, exitCode, output, outcome] of table)
    it(`${expected}: ended with ${exitCode} and printed ${JSON.stringify(output)} is ${outcome}`, () => {
      const judged = judge(expected, exitCode, output);
      assert.equal(judged.outcome, outcome);
      assert.equal(judged.reason === undefined, outcome === 'pass');
    });

  it('is unknown where nobody said which end is good, and says how to say it', () => {
    const judged = judge({ kind: 'ask' }, 1);
    assert.equal(judged.outcome, 'unknown');
    assert.match(judged.reason ?? '', /runsheet: expect exit=1/);
  });

  it('does not take a number from a warning on the other stream', () => {
    assert.equal(judge('>= 18', 0, 'warning: 3 things\n20\n', { stdout: '20\n' }).outcome, 'pass');
  });

  it('is not judged by half of the output', () => {
    assert.equal(judge('text=done', 0, 'much', { cut: true }).outcome, 'unknown');
    assert.equal(judge('silent', 0, '', { cut: true }).outcome, 'fail');
  });
});
