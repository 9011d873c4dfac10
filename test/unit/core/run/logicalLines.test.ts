import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cleanComment, splitLogicalLines } from '../../../../src/core/run/logicalLines.ts';
import { ownTime } from '../../ownTime.ts';

/** `line-endLine text` of each logical line. */
function split(body: string, language?: string): string[] {
  return splitLogicalLines(body, 0, language).map(({ text, line, endLine }) => `${line}-${endLine} ${text}`);
}

describe('logical lines of a block', () => {
  it('each command is a line of its own, counted from the first line of the body', () => {
    assert.deepEqual(splitLogicalLines('ls\n\n  pwd\n', 10), [
      { text: 'ls', line: 10, endLine: 11 },
      { text: 'pwd', line: 12, endLine: 13 },
    ]);
  });

  const together: Readonly<Record<string, string>> = {
    'a continuation': 'docker run \\\n  -d \\\n  redis',
    'an open double quote': 'git commit -m "one\n\ntwo"',
    'an open single quote': "awk '\n{ print }\n' file",
    'a heredoc': 'cat <<EOF\nls\n  EOF\n# no comment\nEOF',
    'an indented heredoc': 'cat <<-EOF\n\tls\n\tEOF',
    'a quoted heredoc': "cat <<'END OF IT'\nit's\nEND OF IT",
    'two heredocs': 'cat <<A <<B\nx\nA\ny\nB',
    'a heredoc in a substitution': 'x=$(cat <<EOF\nit)s\nEOF\n)',
    'a for loop': 'for f in a b; do\n  echo "$f"\ndone',
    'a for loop with do below': 'for f in a b\ndo\n  echo\ndone',
    'a while loop': 'while read -r l; do\n  if true; then\n    x\n  fi\ndone < list',
    'an if': 'if [ -f x ]; then\n  ls\nelif true; then\n  pwd\nelse\n  id\nfi',
    'a case': 'case $x in\n  a) ls;;\n  (b) pwd;;\n  *)\n    id\n    ;;\nesac',
    'a function': 'f() {\n  ls\n}',
    'a function with its word': 'function f {\n  ls\n}',
    'a group': '{\n  ls\n  pwd\n}',
    'a subshell': '(\n  ls\n)',
    'a substitution': 'x=$(\n  ls\n)',
    'a trailing &&': 'ls &&\n  pwd',
    'a trailing pipe with a comment': 'ls | # next\n  wc',
    'a trailing ||': 'ls ||\n\n  pwd',
    backticks: 'x=`ls\npwd`',
    'a parameter': 'x=${y:-\n}',
    'an array': 'x=(\n  a # one\n  b\n)',
  };
  for (const [what, script] of Object.entries(together)) {
    it(`${what} stays together`, () => {
      assert.deepEqual(split(`${script}\nnext`), [
        `0-${script.split('\n').length} ${script}`,
        `${script.split('\n').length}-${script.split('\n').length + 1} next`,
      ]);
    });
  }

  const apart = [
    'curl https://x.org/#a',
    'echo a#b',
    'echo "# no"',
    'echo done',
    'echo if',
    'git checkout for',
    'ls if',
    'echo {',
    'echo }',
    "echo it\\'s",
    'echo ${#x}',
    'echo $#',
    'cat <<< word',
    'x=1',
    'echo a | cat',
    'ls 2>&1',
    'ls >| x',
    'ls &',
    'ls &> x',
    'echo $((1 << 2))',
    'make do',
    'npm run case',
    '[ -f x ]',
  ];
  for (const line of apart) {
    it(`${line} ends at the end of its line`, () => {
      assert.deepEqual(split(`${line}\nnext`), [`0-1 ${line}`, '1-2 next']);
    });
  }

  it('a comment behind a command is not part of it', () => {
    assert.deepEqual(split('node --version  # Should be 18+\nls'), ['0-1 node --version', '1-2 ls']);
  });

  it('a comment is the label of the command below it, without "Step 2:" and rules', () => {
    const labels = splitLogicalLines(
      '# Step 2: Start Redis\nredis\nls\n# lone\n\npwd\n# ---- Build ----\nmake\n# 3. Test\n# slow\ntest',
      0,
    );
    assert.deepEqual(
      labels.map((line) => line.label),
      ['Start Redis', undefined, undefined, 'Build', 'Test'],
    );
  });

  it('a label keeps its own numbers', () => {
    assert.equal(cleanComment('# 1. Validate'), 'Validate');
    assert.equal(cleanComment('# 2) Run'), 'Run');
    assert.equal(cleanComment('# Step 4 - Run'), 'Run');
    assert.equal(cleanComment('# 30 minutes of work'), '30 minutes of work');
    assert.equal(cleanComment('#!/bin/sh'), '');
    assert.equal(cleanComment('# ======'), '');
    assert.equal(cleanComment('REM Step 1: Copy', 'bat'), 'Copy');
  });

  it('an unclosed quote holds the rest', () => {
    assert.deepEqual(split("echo don't\nls\npwd"), ["0-3 echo don't\nls\npwd"]);
  });

  it('fish closes its blocks with end', () => {
    assert.deepEqual(split('if test -f x\n  ls\nend\npwd', 'fish'), ['0-3 if test -f x\n  ls\nend', '3-4 pwd']);
  });

  it('PowerShell and cmd have their own continuations', () => {
    assert.deepEqual(split('Get-Item `\n  x\nif (1) {\n  ls\n}\n# c\npwd', 'pwsh'), [
      '0-2 Get-Item `\n  x',
      '2-5 if (1) {\n  ls\n}',
      '6-7 pwd',
    ]);
    assert.deepEqual(split('copy a ^\n  b\nrem no\nif exist x (\n del x\n)\ndir', 'cmd'), [
      '0-2 copy a ^\n  b',
      '3-6 if exist x (\n del x\n)',
      '6-7 dir',
    ]);
    assert.deepEqual(split('$x = @"\n}{\n"@\nls', 'pwsh'), ['0-3 $x = @"\n}{\n"@', '3-4 ls']);
  });

  it('every text is read, in order, without overlap', () => {
    const hard = fc.string({ unit: fc.constantFrom(...Array.from('if fi\n;&|(){}"\'`$<E#\\ ')), maxLength: 60 });
    fc.assert(
      fc.property(hard, fc.constantFrom('bash', 'fish', 'pwsh', 'cmd'), (body, language) => {
        let at = 0;
        for (const line of splitLogicalLines(body, 0, language)) {
          assert.ok(line.line >= at && line.endLine > line.line && line.text !== '');
          at = line.endLine;
        }
        assert.ok(at <= body.split('\n').length);
      }),
    );
  });

  for (const piece of [
    'a\n',
    '# x\n',
    'if ',
    '(',
    '"$(',
    '<<E\n',
    '\\\n',
    '`',
    '${',
    "'\n",
    '{ ',
    'a=',
    '#',
    ' ',
    '<<',
    '&&\n',
  ]) {
    it(`1 MB of ${JSON.stringify(piece)} is split in a second @long`, () => {
      const took = ownTime(() => splitLogicalLines(piece.repeat(1_000_000 / piece.length), 0), 1000);
      assert.ok(took < 1000, `${took.toFixed()} ms`);
    });
  }
});
