import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Interpreter } from '../../../../src/core/model.ts';
import { prepareRun } from '../../../../src/node/run/scriptLane.ts';
import { watchRun } from '../../../../src/node/run/watchRun.ts';
import { needPrograms, PseudoTerminal, terminalShells, until } from './pseudoTerminal.ts';

interface Case {
  readonly name: string;
  readonly script: string;
  readonly code: number;
  /** What the script writes into the file `out` of its folder. */
  readonly out?: string;
  /** `bash` unless given. */
  readonly interpreters?: readonly Interpreter[];
  /** With errexit unless given. */
  readonly errexit?: boolean;
}

const shFamily: readonly Interpreter[] = ['sh', 'bash', 'zsh'];
const bashOnly: readonly Interpreter[] = ['bash'];
const allFour: readonly Interpreter[] = [...shFamily, 'fish'];
const longLine = `echo '${'x'.repeat(1000)}' >>out\n`;

const cases: readonly Case[] = [
  { name: 'a command that succeeds', script: 'true', code: 0, interpreters: allFour },
  { name: 'a command that fails', script: 'false', code: 1, interpreters: allFour },
  { name: 'exit 3', script: 'exit 3', code: 3, interpreters: allFour },
  { name: 'a failure before a success', script: 'false\ntrue', code: 1, interpreters: shFamily },
  { name: 'a failure before a success on one line', script: 'false; true', code: 1, interpreters: shFamily },
  { name: 'a failure that the plan wants to go on after', script: 'false\ntrue', code: 0, errexit: false },
  { name: 'a command that does not exist', script: 'no-such-command-here', code: 127, interpreters: allFour },
  { name: 'a shell killed from inside', script: 'kill -KILL $$\nsleep 5', code: 137, interpreters: shFamily },
  { name: 'a child that a signal ends', script: "sh -c 'kill -TERM $$'", code: 143, interpreters: allFour },
  { name: 'a syntax error', script: 'echo "never closed', code: 2 },
  {
    name: 'a heredoc',
    script: "cat >out <<'EOF'\n$HOME \\ `x` 'q'\n\tEOF?\nEOF",
    code: 0,
    out: "$HOME \\ `x` 'q'\n\tEOF?\n",
  },
  {
    name: 'a loop',
    script: 'for i in 1 2 3\ndo\n  echo $i >>out\ndone',
    code: 0,
    out: '1\n2\n3\n',
    interpreters: shFamily,
  },
  {
    name: 'a function',
    script: 'say() {\n  echo "$1" >out\n  return 4\n}\nsay hi',
    code: 4,
    out: 'hi\n',
    interpreters: shFamily,
  },
  { name: 'a subshell', script: '(cd /; exit 6)\necho no >out', code: 6, interpreters: shFamily },
  {
    name: 'a continuation',
    script: 'echo one \\\n  two \\\n  three >out',
    code: 0,
    out: 'one two three\n',
    interpreters: allFour,
  },
  { name: 'quotes over lines', script: 'echo "a\nb\' c" >out', code: 0, out: "a\nb' c\n", interpreters: allFour },
  {
    name: 'comments',
    script: '# first it\'s "odd\necho a#b >out # and $( last',
    code: 0,
    out: 'a#b\n',
    interpreters: allFour,
  },
  {
    name: 'tabs and history signs',
    script: 'printf "%s\n" "a\tb" \'!!\' >out',
    code: 0,
    out: 'a\tb\n!!\n',
    interpreters: allFour,
  },
  {
    name: 'Windows line ends',
    script: 'echo a \\\r\n  b >out\r\ntest -f out\r\n',
    code: 0,
    out: 'a b\n',
    interpreters: allFour,
  },
  {
    name: 'unicode and quotes',
    script: 'echo "grün 日本 👩‍💻" \'"it is"\' >out',
    code: 0,
    out: 'grün 日本 👩‍💻 "it is"\n',
    interpreters: allFour,
  },
  {
    name: '64 KB',
    script: longLine.repeat(64) + 'exit 9',
    code: 9,
    out: `${'x'.repeat(1000)}\n`.repeat(64),
    interpreters: allFour,
  },
  {
    name: 'cd inside, which stays inside',
    script: 'cd /\npwd >"$OLDPWD/out"',
    code: 0,
    out: '/\n',
    interpreters: shFamily,
  },
  {
    name: 'words of fish',
    script: 'set x (echo hi)\nif test $x = hi\n  echo $x >out\nend\nexit 7',
    code: 7,
    out: 'hi\n',
    interpreters: ['fish'],
  },
];

for (const shell of terminalShells) {
  describe(`a script typed as one line into ${shell}`, () => {
    let storage = '';
    let cwd = '';
    let terminal: PseudoTerminal | undefined;

    before(async function () {
      needPrograms(this, 'script', shell);
      const root = await mkdtemp(path.join(tmpdir(), 'runsheet lane '));
      storage = path.join(root, `it's "the" \\ $HOME \`é\` ! * \\`);
      cwd = path.join(root, `a 'plan' "with" $dollar & ünï`);
      await mkdir(cwd);
      terminal = new PseudoTerminal(shell, root);
    });

    after(async () => {
      terminal?.close();
      if (cwd !== '') await rm(path.dirname(cwd), { recursive: true, force: true, maxRetries: 5 });
    });

    for (const { name, script, code, out, interpreters = bashOnly, errexit = true } of cases) {
      for (const interpreter of interpreters) {
        it(`${name}: ${interpreter} ends with ${code}`, async function () {
          needPrograms(this, interpreter);
          assert.ok(terminal);
          await rm(path.join(cwd, 'out'), { force: true });
          const run = prepareRun({ storage, script, interpreter, errexit, title: name, cwd });
          await terminal.type(run.commandLine);
          const end = await watchRun(run, { signal: AbortSignal.timeout(20_000) });
          assert.deepEqual({ ...end, at: 0 }, { kind: 'exit', code, at: 0 }, terminal.output.slice(-2000));
          if (out !== undefined) assert.equal(await readFile(path.join(cwd, 'out'), 'utf8'), out);
        });
      }
    }

    it('the shell is alive, and still where it was', async () => {
      await terminal?.survives();
    });
  });
}

describe('a script whose interpreter is not there', () => {
  it('ends with 127 and a sentence', async function () {
    needPrograms(this, 'script');
    const root = await mkdtemp(path.join(tmpdir(), 'runsheet-lane-'));
    const terminal = new PseudoTerminal('sh', root);
    const run = prepareRun({
      storage: root,
      script: 'ls',
      interpreter: 'zsh',
      errexit: true,
      title: 'List',
      cwd: root,
    });
    await terminal.type(`PATH=/nowhere ${run.commandLine}`);
    const end = await watchRun(run, { signal: AbortSignal.timeout(20_000) });
    assert.equal(end.kind === 'exit' && end.code, 127);
    await until(() => terminal.output.includes('zsh is not installed or not on PATH, so nothing was run.'));
    terminal.close();
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  });

  it('ends with 126 and a sentence for a folder that is not there', async function () {
    needPrograms(this, 'script');
    const root = await mkdtemp(path.join(tmpdir(), 'runsheet-lane-'));
    const terminal = new PseudoTerminal('sh', root);
    const cwd = path.join(root, 'gone');
    const run = prepareRun({ storage: root, script: 'ls', interpreter: 'sh', errexit: true, title: 'List', cwd });
    await terminal.type(run.commandLine);
    const end = await watchRun(run, { signal: AbortSignal.timeout(20_000) });
    assert.equal(end.kind === 'exit' && end.code, 126);
    await until(() => terminal.output.includes('gone cannot be entered, so nothing was run.'));
    terminal.close();
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  });
});
