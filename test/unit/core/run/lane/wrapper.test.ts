import assert from 'node:assert/strict';
import { laneCommandLine } from '../../../../../src/core/run/lane/commandLine.ts';
import { interpreterWords, scriptFileName, scriptFileText } from '../../../../../src/core/run/lane/interpreter.ts';
import { quoteForAnyShell, quoteForSh } from '../../../../../src/core/run/lane/quoteWord.ts';
import { visibleText } from '../../../../../src/core/run/lane/visibleText.ts';
import { type WrapperInput, wrapperText } from '../../../../../src/core/run/lane/wrapper.ts';
import { ownTime } from '../../../ownTime.ts';

const input: WrapperInput = {
  script: 'npm test',
  interpreter: 'bash',
  errexit: true,
  title: '1.1 Test it',
  cwd: '/work',
  scriptFile: '/runs/1/script.sh',
  startFile: '/runs/1/start',
  exitFile: '/runs/1/exit',
};

describe('the line typed into a terminal', () => {
  it('quotes what any shell would read as more than a word', () => {
    assert.equal(laneCommandLine('/a b/$HOME/!x'), "/bin/sh '/a b/$HOME/!x'");
    assert.equal(quoteForAnyShell("it's"), String.raw`'it'\''s'`);
    assert.equal(quoteForAnyShell('a\\b\\'), String.raw`'a'\\'b'\\''`);
  });

  it('is refused for what a terminal takes as a key', () => {
    for (const key of ['\n', '\t', '\r', '\x03', '\x1b[A', '\x7f', '\x9b']) {
      assert.throws(() => laneCommandLine(`/a${key}b`), RangeError);
    }
  });
});

describe('the interpreter of a script', () => {
  it('ends at the first failure in the sh family', () => {
    const words = (['sh', 'bash', 'zsh'] as const).map((name) => interpreterWords(name, true).join(' '));
    assert.deepEqual(words, ['sh -e', 'bash -e', 'zsh -e']);
    assert.deepEqual(interpreterWords('bash', false), ['bash']);
    assert.deepEqual(interpreterWords('fish', true), ['fish']);
  });

  it('is called without profile for PowerShell, without AutoRun for cmd', () => {
    assert.deepEqual(interpreterWords('pwsh', true), ['pwsh', '-NoProfile', '-File']);
    assert.deepEqual(interpreterWords('cmd', true), ['cmd', '//d', '//c']);
    assert.deepEqual([scriptFileName('pwsh'), scriptFileName('cmd')], ['script.ps1', 'script.cmd']);
  });

  it('gets its own line ends, and PowerShell what makes its exit code true', () => {
    assert.equal(scriptFileText('zsh', 'a\r\nb', true), 'a\nb\n');
    assert.equal(scriptFileText('cmd', 'a\r\nb', true), '@echo off\r\na\r\nb\r\n');
    assert.equal(
      scriptFileText('pwsh', 'npm test', true),
      "\uFEFF$ErrorActionPreference = 'Stop'\nnpm test\nif (Test-Path -LiteralPath variable:\\LASTEXITCODE) { exit $LASTEXITCODE }\n",
    );
  });
});

describe('the wrapper', () => {
  it('runs the script with its interpreter and writes to the exit file', () => {
    const text = wrapperText({ ...input, interpreter: 'zsh', scriptFile: "/it's/script.zsh" });
    assert.ok(text.includes(`  zsh -e '/it'\\''s/script.zsh'\n`));
    assert.ok(text.includes(`exitFile='/runs/1/exit'`));
    assert.ok(text.includes(`>'/runs/1/start'\n`));
  });

  it('says title, interpreter and folder, then the command as a person would type it', () => {
    const text = wrapperText({ ...input, script: "cd app\nnpm run 'x y'" });
    assert.ok(text.includes(quoteForSh('1.1 Test it (bash -e, in /work)')));
    assert.ok(text.includes(quoteForSh("$ cd app\n> npm run 'x y'")));
  });

  it('prints nothing that a terminal would obey or a person not see', () => {
    const text = wrapperText({ ...input, title: 'a\nb', script: 'echo \x1b]0;x\x07 \u202Etxt', cwd: '/a\x9bb' });
    assert.ok(text.includes('a b (bash -e, in /a<U+009B>b)'));
    assert.ok(text.includes('$ echo ␛]0;x␇ <U+202E>txt'));
    assert.doesNotMatch(text.replace("cd -- '/a\x9bb'", ''), /[^\P{C}\n]/u);
  });

  it('shows the beginning of a long script, and how much more there is', () => {
    const text = wrapperText({ ...input, script: `${'y'.repeat(5000)}\n${'x\n'.repeat(99)}end` });
    assert.ok(text.includes(`$ ${'y'.repeat(400)} …\n> x\n`));
    assert.ok(text.includes("> x\n> … and 61 more lines'"));
  });

  it('is no longer than it must be for a script of 1 MB, and as quick', () => {
    const script = `${' '.repeat(500_000)}\n`.repeat(2);
    const tookMs = ownTime(() => assert.ok(wrapperText({ ...input, script }).length < 5_000), 200);
    assert.ok(tookMs < 200, `${tookMs} ms`);
  });
});

describe('text made visible', () => {
  it('keeps what people write', () => {
    const text = 'grün 日本 \t "x"\n$HOME\\';
    assert.equal(visibleText(text), text);
  });

  it('names what hides or moves text', () => {
    assert.equal(visibleText('a\rb\x7fc\u200Bd\u2028e\uFEFF\uD800'), 'a␍b␡c<U+200B>d<U+2028>e<U+FEFF><U+D800>');
  });
});
