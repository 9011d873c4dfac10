import assert from 'node:assert/strict';
import fc from 'fast-check';
import { judgeDanger } from '../../../../src/core/run/danger.ts';
import { dangerousTools } from './danger.dangerousTools.ts';
import { harmlessCommands } from './danger.harmlessCommands.ts';
import { hiddenDeletes } from './danger.hiddenDeletes.ts';
import { otherShells } from './danger.otherShells.ts';
import { ownTime } from '../../ownTime.ts';

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
    const nowhere = (script: string): string => judgeDanger(script, 'bash', { existingFile: () => false }).level;
    assert.equal(nowhere('echo "96%" > .agent-handoffs/SCORE.txt'), 'dangerous', 'a record that is set by hand');
    assert.equal(nowhere('npm test > reports/underscored.txt'), 'normal');
  });

  it('asks before another file takes the place of one that exists', () => {
    const there = new Set(['.env', 'dist/', 'dist/a.js', 'old']);
    const level = (script: string): string =>
      judgeDanger(script, 'bash', { existingFile: (path) => there.has(path) }).level;
    for (const script of [
      'cp .env.example .env',
      'cp -f a .env',
      'mv -- new old',
      'cp src/a.js dist',
      'cp b src/a.js dist/',
      'curl -fsSLo old https://x.org/y',
      'wget -q -O old https://x.org/y',
      'test -f x || cp .env.example .env',
    ])
      assert.equal(level(script), 'dangerous', script);
    for (const script of [
      'cp .env .env.backup',
      'cp -n .env.example .env',
      'cp -i a old',
      'mv --backup a old',
      'cp src/b.js dist',
      'cp -t dist old',
      'cp *.js dist',
      'cp old "$TARGET"',
      'cd sub && cp a old',
      'curl -o new https://x.org/y',
      'wget -O - https://x.org/y',
    ])
      assert.equal(level(script), 'normal', script);
    assert.match(JSON.stringify(judgeDanger('cp a old', 'bash', { existingFile: () => true }).reasons), /overwrites/);
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

  it('asks for the variable of a cd in front of what deletes: empty, it would move nowhere', () => {
    const unset = (script: string): readonly string[] => judgeDanger(script, 'bash').unset;
    assert.deepEqual(unset('cd "$BUILD" && rm -rf *'), ['BUILD']);
    assert.deepEqual(unset('cd $BUILD/x\nls\ngit clean -fdx'), ['BUILD']);
    for (const script of [
      'cd "$BUILD"\nnpm test',
      'cd "$BUILD"\ngit push',
      'cd "${BUILD:?}" && rm -rf *',
      'BUILD=out\ncd "$BUILD" && rm -rf *',
      'cd "$BUILD"\ncd /srv/x\nrm -rf y',
      'cd "$HOME/x" && rm -rf y',
    ])
      assert.deepEqual(unset(script), [], script);
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
      it(`judges 1 MB of ${JSON.stringify(piece)} in ${shell} in a second @long`, () => {
        const took = ownTime(() => judgeDanger(piece.repeat(1_000_000 / piece.length), shell), 1000);
        assert.ok(took < 1000, `${took.toFixed()} ms`);
      });
    }
  }
});
