import assert from 'node:assert/strict';
import fc from 'fast-check';
import { judgeDanger } from '../../../../src/core/run/danger.ts';
import { dangerousTools } from './danger.dangerousTools.ts';
import { harmlessCommands } from './danger.harmlessCommands.ts';
import { hiddenDeletes } from './danger.hiddenDeletes.ts';
import { otherShells } from './danger.otherShells.ts';

const levels: Readonly<Record<string, string>> = { r: 'read-only', n: 'normal', d: 'dangerous' };

describe('danger of a command', () => {
  let language = 'bash';
  let count = 0;
  for (const line of [harmlessCommands, hiddenDeletes, dangerousTools, otherShells].join('').split('\n')) {
    const heading = /^\[(\w+)\]$/.exec(line);
    if (heading) language = heading[1]!;
    const row = /^([rnd]) \| (.*)$/.exec(line);
    if (row === null) continue;
    count += 1;
    const here = language;
    const command = row[2]!.replaceAll('\\n', '\n').replaceAll('§', '$').replaceAll('´', '`');
    it(`${here}: ${row[2]!} is ${levels[row[1]!]!}`, () => {
      const { level, reasons } = judgeDanger(command, here);
      assert.equal(level, levels[row[1]!], JSON.stringify(reasons));
      assert.equal(reasons.length > 0, level === 'dangerous', 'a dangerous command says why, the others say nothing');
    });
  }

  it('is held against at least 300 commands', () => {
    assert.ok(count >= 300, String(count));
  });

  it('is dangerous as a whole in a rollback section', () => {
    const { level, reasons } = judgeDanger('# take it back\nnpm install x@1', 'bash', { rollback: true });
    assert.equal(level, 'dangerous');
    assert.equal(reasons[0]!.command, 'npm install x@1');
    assert.match(reasons[0]!.reason, /rollback/);
  });

  it('lets a redirection write a file that is known not to exist', () => {
    const existingFile = (path: string): boolean | undefined =>
      path === 'new' ? false : path === 'old' ? true : undefined;
    const level = (script: string): string => judgeDanger(script, 'bash', { existingFile }).level;
    assert.equal(level('ls > new'), 'read-only');
    assert.equal(level('ls > old'), 'dangerous');
    assert.equal(level('ls > other'), 'dangerous');
    assert.equal(level('ls > new$X'), 'dangerous', 'a name that is known only at the run');
    assert.equal(level('cd sub && ls > new'), 'dangerous', 'behind a cd the path is another one');
    assert.equal(level('ls | tee new'), 'normal');
  });

  it('names a variable without value beside a destructive verb', () => {
    const reasons = (script: string): string => JSON.stringify(judgeDanger(script, 'bash').reasons);
    assert.match(reasons('rm -rf "$BUILD"/*'), /\$BUILD has no value/);
    assert.match(reasons('rm -rf "${BUILD}"'), /\$BUILD has no value/);
    assert.doesNotMatch(reasons('BUILD=out\nrm -rf "$BUILD"'), /no value/);
    assert.doesNotMatch(reasons('rm -rf "${BUILD:?}"'), /no value/);
    assert.doesNotMatch(reasons('for f in *; do rm "$f"; done'), /no value/);
    assert.doesNotMatch(reasons('rm "$HOME/x"'), /no value/);
    assert.doesNotMatch(reasons('echo $BUILD; rm x'), /no value/);
    assert.match(reasons('BUILD=x ls; rm -rf $BUILD'), /no value/, 'the assignment holds for ls alone');
  });

  it('says which command of a script is the dangerous one', () => {
    const { reasons } = judgeDanger('git add .\ngit commit -m x\ngit push origin main', 'bash');
    assert.deepEqual(reasons, [{ command: 'git push origin main', reason: 'It publishes commits.' }]);
  });

  it('never throws, and no text makes it slow', () => {
    const hard = fc.string({ unit: fc.constantFrom(...Array.from('$(){}[]<>|&;"\'`\\\n #aerm -=*')), maxLength: 60 });
    fc.assert(
      fc.property(fc.oneof(fc.string(), hard), fc.constantFrom('bash', 'fish', 'pwsh', 'cmd'), (text, shell) =>
        ['read-only', 'normal', 'dangerous'].includes(judgeDanger(text, shell).level),
      ),
      { numRuns: 1000 },
    );
  });

  const pieces = [
    'rm ',
    'a;',
    '$(',
    '{ ',
    '${a:-',
    "sh -c 'a' ",
    'x@(b)',
    'find -exec ',
    '<<E\n',
    '<A',
    '[',
    '\\\n',
    'a=(',
  ];
  for (const piece of pieces) {
    for (const shell of piece.length === 2 ? ['bash', 'pwsh'] : ['bash']) {
      it(`judges 1 MB of ${JSON.stringify(piece)} in ${shell} in a second`, () => {
        const start = process.cpuUsage().user;
        judgeDanger(piece.repeat(1_000_000 / piece.length), shell);
        const took = (process.cpuUsage().user - start) / 1000;
        assert.ok(took < 1000, `${took.toFixed()} ms`);
      });
    }
  }
});
