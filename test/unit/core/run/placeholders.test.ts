import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fillPlaceholders, findPlaceholders } from '../../../../src/core/run/placeholders.ts';
import { ownTime } from '../../ownTime.ts';

const found = (script: string): string[] => findPlaceholders(script).map((placeholder) => placeholder.text);

describe('placeholders', () => {
  const cases: Readonly<Record<string, readonly string[]>> = {
    './shift-start.sh <NUMBER> <TYPE>': ['<NUMBER>', '<TYPE>'],
    'cat SHIFT_<PREVIOUS>_HANDOFF.md': ['<PREVIOUS>'],
    'grep "Shift <YOUR_NUMBER>" x': ['<YOUR_NUMBER>'],
    'curl -H "Authorization: Bearer <your-token>" x': ['<your-token>'],
    'git clone <repository url>': ['<repository url>'],
    'ssh <user>@<host>': ['<user>', '<host>'],
    'psql --db=<name>': ['<name>'],
    'deploy {{name}} {{ env.region }}': ['{{name}}', '{{ env.region }}'],
    'export KEY=YOUR_API_KEY': ['YOUR_API_KEY'],
    'export KEY="your-api-key"': ['your-api-key'],
    'git checkout [branch]': ['[branch]'],
    'cp a [target folder]': ['[target folder]'],
    'x <A> <B> <A>': ['<A>', '<B>'],
    'cat <<EOF\nx\nEOF': [],
    'diff <(a) <(b)': [],
    'cmd < file > out': [],
    'cmd <file >out': [],
    '[ $a <= b ]': [],
    'echo ${x} $x': [],
    '[ -f x ]': [],
    '[[ -n x ]] && y': [],
    'a[index]=1; echo ${a[index]}': [],
    'ls [a-z]*': [],
    'ls *.[ch]': [],
    'grep "Promise<string>" src': [],
    'grep "Array<T>" src': [],
    'echo "<b>bold</b>"': [],
    'echo "<div>"': [],
    'docker inspect -f "{{.State.Running}}" x': [],
    'docker ps --format "{{json .}}"': [],
    'if [ x ]; then y; fi': [],
    'a <&2 >&1 <>x': [],
    'echo $YOUR_API_KEY ${YOUR_API_KEY}': [],
    'export YOUR_API_KEY=x': [],
    'grep "[error]" log': ['[error]'],
    '# usage: list <WHAT>\nlist all # or <B>': [],
    '# don\'t forget <A>\nlist "#<B>" <A>': ['<B>', '<A>'],
    'list $# ${#x} a#<C> <D>': ['<C>', '<D>'],
    'cat <<E\n# <IN_A_FILE>\nE': ['<IN_A_FILE>'],
  };
  for (const [script, expected] of Object.entries(cases)) {
    it(`${JSON.stringify(script)}: ${expected.join(' ') || 'none'}`, () => assert.deepEqual(found(script), expected));
  }

  it('a # is no comment in cmd', () => {
    assert.equal(findPlaceholders('echo # <A>', 'cmd').length, 1);
    assert.equal(findPlaceholders('echo # <A>', 'pwsh').length, 0);
  });

  it('knows secrets by their name', () => {
    const secret = (script: string): boolean | undefined => findPlaceholders(script)[0]?.secret;
    for (const name of [
      '<your-token>',
      '<API_KEY>',
      '<PASSWORD>',
      '<db-password>',
      '{{secret}}',
      'YOUR_SECRET_KEY',
      '<access key>',
      '<SSH_KEY>',
      '<DB_PASS>',
      '<privateKey>',
      '<SECRETKEY>',
      '<tokenValue>',
      '<PASSWORD2>',
      '<GITHUB_PAT>',
      '<jwt>',
      '<DATABASE_URL>',
      '<connection string>',
    ]) {
      assert.equal(secret(`x ${name}`), true, name);
    }
    for (const name of [
      '<NUMBER>',
      '<keyboard>',
      '<monkey>',
      '<author>',
      '<TYPE>',
      '<passport>',
      '<PATH>',
      '<compass>',
    ])
      assert.equal(secret(`x ${name}`), false, name);
  });

  const fill = (script: string, value: string, shell: 'posix' | 'fish' | 'pwsh' | 'cmd' = 'posix'): string =>
    fillPlaceholders(script, new Map([['<V>', value]]), shell);
  it('quotes a value for the shell and the quotes it stands in', () => {
    assert.equal(fill('echo <V>', '7'), 'echo 7');
    assert.equal(fill('echo <V>', 'a b'), "echo 'a b'");
    assert.equal(fill('echo <V>', "it's"), "echo 'it'\\''s'");
    assert.equal(fill('echo "x <V>"', 'a"$(b)`c\\'), 'echo "x a\\"\\$(b)\\`c\\\\"');
    assert.equal(fill("echo 'x <V>'", "it's"), "echo 'x it'\\''s'");
    assert.equal(fill('cat <<E\n<V>\nE', "$x it's"), "cat <<E\n\\$x it's\nE");
    assert.equal(fill("cat <<'E'\n<V>\nE", "$x it's"), "cat <<'E'\n$x it's\nE");
    assert.equal(fill('echo "$(x <V>)"', 'a b'), `echo "$(x 'a b')"`);
    assert.equal(fill('echo $((1 << 2))\necho <V>', 'a b'), "echo $((1 << 2))\necho 'a b'");
    assert.equal(fill('echo <V>', "it's \\", 'fish'), "echo 'it\\'s \\\\'");
    assert.equal(fill('echo <V>', "it's $x", 'pwsh'), "echo 'it''s $x'");
    assert.equal(fill('echo "<V>"', 'a"$x`', 'pwsh'), 'echo "a`"`$x``"');
    assert.equal(fill('echo <V>', 'a & b %x%', 'cmd'), 'echo "a & b %%x%%"');
  });
  it('takes values by text or by name and leaves the others', () => {
    assert.equal(fillPlaceholders('x <A> <B> <A>', new Map([['A', '1']]), 'posix'), 'x 1 <B> 1');
  });
  it('a value is not looked at for placeholders again', () => {
    assert.equal(
      fillPlaceholders(
        'x <A> <B>',
        new Map([
          ['<A>', '<B>'],
          ['<B>', '2'],
        ]),
        'posix',
      ),
      "x '<B>' 2",
    );
  });
  it('refuses newlines and control characters', () => {
    for (const value of ['a\nb', 'a\rb', 'a\0', '\x1b[31m', '\u2028'])
      assert.throws(() => fill('x <V>', value), RangeError);
  });
  it('reads every text, in a time that grows with its length @long', () => {
    fc.assert(
      fc.property(fc.string(), (script) => findPlaceholders(script).every(({ text }) => script.includes(text))),
    );
    for (const piece of [
      '<',
      '<a',
      '<a ',
      '<A>',
      '{{',
      '{{a ',
      '[',
      ' [a ',
      'YOUR_',
      'your-a',
      '<a-b.c ',
      ' ',
      '<A> "',
    ]) {
      const text = piece.repeat(1_000_000 / piece.length);
      const took = ownTime(() => fillPlaceholders(text, new Map([['<A>', 'x']]), 'posix'), 1000);
      assert.ok(took < 1000, `${JSON.stringify(piece)} ${took.toFixed()} ms`);
    }
  });
});
