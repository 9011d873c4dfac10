import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { typedLine } from '../../../../src/core/run/lane/typedLine.ts';
import { needPrograms } from './pseudoTerminal.ts';

/** What a shell makes of the words of a line: one in brackets on each line, an empty line behind each command. */
function wordsIn(shell: string, lines: readonly string[]): string {
  const script = lines.map((line) => `/usr/bin/env printf '[%s]\\n' ${line}\necho`).join('\n');
  const flags = shell === 'zsh' ? ['-f'] : shell === 'fish' ? ['--no-config'] : ['--norc'];
  const env = { PATH: process.env['PATH'], HOME: '/home/x' };
  return execFileSync(shell, [...flags, '-c', script], { encoding: 'utf8', env });
}

describe('a line that is typed means the same', () => {
  const piece = fc.constantFrom(
    ...Array.from('ab1=%@+,:./-_~^{}[]()*?$#!&|;<>\\"\' '),
    ...['"a b"', "'a b'", ' x=1', ' ~/', '--', '$(', '..'],
  );
  const anyLine = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join('').trim());

  it('in bash, zsh and fish', function () {
    this.timeout(30_000);
    needPrograms(this, 'bash', 'zsh', 'fish');
    const typed = fc
      .sample(anyLine, { numRuns: 8_000, seed: 7 })

      .filter((line) => line !== '' && typedLine(`printf ${line}`, 'bash', 'zsh').typed);
    assert.ok(typed.length > 100, String(typed.length));
    const [bash, ...others] = ['bash', 'zsh', 'fish'].map((shell) => wordsIn(shell, typed).split('\n\n'));
    for (const other of others) {
      typed.forEach((line, index) => assert.equal(other[index], bash![index], line));
    }
  });
});
