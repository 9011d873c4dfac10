import assert from 'node:assert/strict';
import fc from 'fast-check';
import { splitSimpleCommands } from '../../../../src/core/run/simpleCommands.ts';

const argvs = (script: string, language?: string): unknown =>
  splitSimpleCommands(script, language)?.map((command) => command.argv);

describe('simple commands of a script', () => {
  it('splits at && || ; | & and newlines', () => {
    assert.deepEqual(argvs('a 1 && b || c; d | e |& f & g\nh'), [
      ['a', '1'],
      ['b'],
      ['c'],
      ['d'],
      ['e'],
      ['f'],
      ['g'],
      ['h'],
    ]);
  });
  it('does not split in quotes, and takes them off', () => {
    assert.deepEqual(argvs(`echo "a && b" 'c; d' e\\ f "g\\"h" 'i'"j"`), [
      ['echo', 'a && b', 'c; d', 'e f', 'g"h', 'ij'],
    ]);
  });
  it('gives the commands of substitutions before the command that holds them', () => {
    assert.deepEqual(
      argvs('echo $(a | b) `c` <(d) "$(e)" ${x:-$(f)} $((1 + $(g)))')?.toString(),
      'a,b,c,d,e,f,g,echo,$(a | b),`c`,$(d),$(e),${x:-$(f)},$((1 + $(g)))',
    );
  });
  it('a heredoc body is text, except for what the shell runs in it', () => {
    assert.deepEqual(argvs('cat <<E; b\nrm x\n$(c)\nE\nd')?.toString(), 'cat,b,c,d');
    assert.deepEqual(argvs("cat <<'E'\n$(c)\nE\nd")?.toString(), 'cat,d');
  });
  it('keeps redirections and assignments apart from the words', () => {
    const [command] = splitSimpleCommands('A=1 B="x y" cmd 2>&1 >out <in arg &>> log') ?? [];
    assert.deepEqual(command?.argv, ['cmd', 'arg']);
    assert.deepEqual(command.assignments, [
      { name: 'A', value: '1' },
      { name: 'B', value: 'x y' },
    ]);
    assert.deepEqual(
      command.redirections.map(({ operator, target }) => `${operator} ${target.value}`),
      ['>& 1', '> out', '< in', '&>> log'],
    );
    assert.equal(command.text, 'A=1 B="x y" cmd 2>&1 >out <in arg &>> log');
  });
  it('looks into loops, conditions, cases, groups and functions', () => {
    assert.equal(argvs('if a; then b; elif c; then d; else e; fi')?.toString(), 'a,b,c,d,e');
    assert.equal(argvs('while a; do b; done > x')?.toString(), 'a,b,');
    assert.equal(argvs('case $x in (a|b) c;; d) e;& *) f; esac')?.toString(), 'c,e,f');
    assert.equal(argvs('f() { a; }; function g { b; }; ( c ); ! d')?.toString(), 'a,b,c,d');
    assert.equal(argvs('for ((i=0; i<3; i++)); do a; done')?.toString(), 'a');
  });
  it('knows what is sent to the background', () => {
    assert.deepEqual(
      splitSimpleCommands('a & b && c')?.map((command) => command.background),
      [true, false, false],
    );
  });
  for (const script of [
    'echo "a',
    "echo 'a",
    'echo $(a',
    'echo `a',
    'if a; then b',
    'fi',
    'a)',
    '(a',
    '{ a',
    'a }; }',
    'case x in a',
    'cat <<E\na',
    'a >',
    'a (b)',
    '${x',
    '$((1',
    '[[ a',
    'a &&',
    'a |',
    '| a',
    'a && || b',
    'else a',
    'do a',
    '(a &&)',
    'a ;; b',
  ]) {
    it(`${JSON.stringify(script)} cannot be parsed`, () => assert.equal(splitSimpleCommands(script), undefined));
  }
  for (const script of [
    '',
    '\n\n',
    '# a "',
    'echo }',
    'echo fi',
    'a=(b c)',
    'a+=(d)',
    '[ a = b ]',
    '[[ $a =~ ^(b|c)$ ]]',
    'echo $#',
    'echo ${#a[@]}',
    "echo $'a\\'b'",
    'rm -- !(a|b)',
    'a 2>/dev/null',
    'a <<< b',
    'x=${y%%"}"}',
    'echo \\"',
    'echo a#b',
    'time -p a',
    'a |\n b',
    'a &&\n# c\nb',
    'echo "${a:-"b c"}"',
    'echo $a$',
    'let "a=1"',
    'a >&- 2>&-',
    'select x in a; do b; done',
    'until a; do b; done',
  ]) {
    it(`${JSON.stringify(script)} can be parsed`, () => assert.notEqual(splitSimpleCommands(script), undefined));
  }
  it('fish has its own blocks and substitutions', () => {
    assert.equal(argvs('if a; b (c d); else if e; f; end; and g', 'fish')?.toString(), 'a,c,d,b,$(c d),e,f,g');
    assert.equal(argvs('if a', 'fish'), undefined);
  });
  it('never throws', () => {
    const hard = fc.string({ unit: fc.constantFrom(...Array.from('if fi do\n;&|(){}"\'`$<>E#\\ =')), maxLength: 80 });
    fc.assert(
      fc.property(hard, fc.constantFrom('bash', 'fish'), (script, language) => {
        const commands = splitSimpleCommands(script, language);
        assert.ok(commands === undefined || commands.every((command) => command.argv.length === command.words.length));
      }),
      { numRuns: 1000 },
    );
  });
});
