import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readShellBlock } from '../../../../src/core/run/shellBlock.ts';
import { ownTime } from '../../ownTime.ts';

describe('a fence as something to run', () => {
  for (const [language, interpreter] of Object.entries({
    sh: 'sh',
    bash: 'bash',
    zsh: 'zsh',
    fish: 'fish',
    shell: 'bash',
    powershell: 'pwsh',
    pwsh: 'pwsh',
    cmd: 'cmd',
    bat: 'cmd',
  })) {
    it(`a ${language} block runs in ${interpreter}`, () => {
      const block = readShellBlock(language, 'npm test\n', 4);
      assert.equal(block.runnable, true);
      assert.equal(block.interpreter, interpreter);
      assert.equal(block.text, 'npm test');
      assert.deepEqual(block.commands, [{ text: 'npm test', line: 4, endLine: 5 }]);
      assert.match(block.reason, /\.$/);
    });
  }

  for (const language of [
    'json',
    'yaml',
    'text',
    'diff',
    'output',
    'mermaid',
    'go',
    'python',
    'constructor',
    '__proto__',
  ]) {
    it(`a ${language} block does not run`, () => {
      const block = readShellBlock(language, 'npm test', 0);
      assert.equal(block.runnable, false);
      assert.ok(block.reason.includes(language));
    });
  }

  const notRunnable: Readonly<Record<string, string>> = {
    nothing: '',
    'empty lines': '\n  \n',
    'comments only': '# Done!\n# Really',
    'a listing of files': '-rwxr-xr-x  scripts/a.sh\n-rwxr-xr-x  scripts/b.sh',
    'a listing with a total': 'total 8\ndrwxr-xr-x 2 me me 4096 Jan 1 a',
    'a log': '2024-01-01 10:00:00 started\n2024-01-01 10:00:01 stopped',
    'a log with levels': '[INFO] started\n[ERROR] failed',
    'values for the environment': 'API_URL=https://x.org\n# the key\nAPI_KEY="abc def"',
    'a task': 'Task: T007 Add the endpoint\nTask: T008 Test it',
    'an ellipsis alone': '...',
    'commands with something left out': 'npm install\n...\nnpm test',
    'a tree': 'src\n├── a.ts\n└── b.ts'.replace('src\n', ''),
    'a tree below the name of its folder': 'src\n├── a.ts\n└── b.ts',
    'a tree drawn with plain letters': 'project/\n|-- src\n`-- test',
    'a numbered list': '1. Build it\n2) Test it',
    yaml: 'name: build\non: push\njobs:\n- one',
    json: '{\n  "scripts": { "test": "x" }\n}',
    sql: 'SELECT id FROM crew WHERE x;\nDROP TABLE crew;',
    'code of JavaScript': "const x = require('y')",
    'an address': 'https://example.org/health',
    'a request': 'GET /health HTTP/1.1\nHost: example.org',
    'an answer': 'HTTP/1.1 200 OK\ncontent-type: text/plain',
    'the trace of an error': 'Error: no berth\n    at dock (/srv/a.js:10:3)\n    at node:internal/main:2:1',
    'a key': '-----BEGIN CERTIFICATE-----',
    bullets: '- Implement x\n- Test y',
  };
  for (const [what, body] of Object.entries(notRunnable)) {
    it(`${what} in a bash block is not runnable, and the reason says so`, () => {
      const block = readShellBlock('bash', body, 0);
      assert.equal(block.runnable, false);
      assert.match(block.reason, /^[A-Z].*\.$/);
      assert.deepEqual([block.commands, block.steps, block.text], [[], [], '']);
    });
  }

  it('one command among them is enough for a block to run', () => {
    for (const body of ['echo a\nname: x', '1. x\nls', 'curl -s https://x.org', '{ ls; }', '[ -f x ] && ls', ': > x'])
      assert.equal(readShellBlock('bash', body, 0).runnable, true, body);
  });

  it('an export and a value before a command run', () => {
    assert.equal(readShellBlock('bash', 'export A=b', 0).runnable, true);
    assert.equal(readShellBlock('bash', 'A=b npm test', 0).runnable, true);
    assert.equal(readShellBlock('bash', 'A=$(date)\necho $A', 0).runnable, true);
  });

  it('a fence that is not closed does not run', () => {
    assert.equal(readShellBlock('bash', 'ls', 0, true).runnable, false);
  });

  it('a block without language runs if it begins with a known tool', () => {
    assert.equal(readShellBlock('', '# build\nnpm test', 0).runnable, true);
    assert.equal(readShellBlock('', 'NODE_ENV=x npm test', 0).runnable, true);
    assert.equal(readShellBlock('', 'frobnicate all', 0).runnable, false);
    assert.equal(readShellBlock('', 'Week 1: Foundation', 0).runnable, false);
    assert.equal(readShellBlock('', 'make sure that it works', 0).runnable, false);
    assert.equal(readShellBlock('', 'Error: no such file', 0).runnable, false);
  });

  describe('a console block', () => {
    const texts = (body: string, language = 'console'): readonly string[] =>
      readShellBlock(language, body, 0).commands.map((command) => command.text);
    it('runs what stands behind a prompt; the rest is output', () => {
      assert.deepEqual(texts('$ ls\na b\n$ pwd\n/home'), ['ls', 'pwd']);
      assert.deepEqual(texts('% ls\na b\n% pwd', 'bash-session'), ['ls', 'pwd']);
      assert.equal(readShellBlock('console', '$ ls\na b\n$ pwd', 0).text, 'ls\npwd');
    });
    it('keeps the dollar of a variable and of a substitution', () => {
      assert.deepEqual(texts('$HOME/bin/x\n$(cmd)\n$ $HOME/bin/y'), ['$HOME/bin/y']);
    });
    it('reads continuations, with and without the second prompt', () => {
      assert.deepEqual(texts('$ docker run \\\n>   redis\nok\n$ cat <<E\nx\nE\nout'), [
        'docker run \\\n  redis',
        'cat <<E\nx\nE',
      ]);
    });
    it('a line with > is output where another prompt is used', () => {
      assert.deepEqual(texts('$ npm run build\n> app@1.0.0 build\n> tsc'), ['npm run build']);
      assert.deepEqual(texts('> npm test\nok'), ['npm test']);
    });
    it('a line with another sign than that of the prompts is output', () => {
      assert.deepEqual(texts('$ ./fetch.sh\n 40 of 100\n% done\n$ ls'), ['./fetch.sh', 'ls']);
      assert.deepEqual(texts('% ls\n$ 5 in all\n% pwd'), ['ls', 'pwd']);
    });
    it('the name of an environment stands in front of a prompt', () => {
      assert.deepEqual(texts('(venv) $ pip list\nx 1\n(venv) me@web:~$ ls'), ['pip list', 'ls']);
    });
    it('the prompt of root has its user and host before the sign; the sign alone is a comment', () => {
      assert.deepEqual(texts('root@web:~# nginx -t\nok\nme@web:/srv$ ls\n# note'), ['nginx -t', 'ls']);
    });
    it('an open quote in output does not swallow the next prompt', () => {
      assert.deepEqual(texts("$ echo don't\nyes\n$ ls"), ["echo don't", 'ls']);
    });
    it('PowerShell prompts run in PowerShell', () => {
      const block = readShellBlock('console', 'PS C:\\work> Get-Item x\nout', 0);
      assert.deepEqual([block.interpreter, block.text], ['pwsh', 'Get-Item x']);
    });
    it('without a prompt nothing runs', () => {
      assert.equal(readShellBlock('terminal', 'npm test', 0).runnable, false);
      assert.equal(readShellBlock('shell-session', '$', 0).runnable, false);
    });
    it('a prompt names its lines in the document', () => {
      assert.deepEqual(readShellBlock('console', 'out\n$ a \\\n> b\nout', 7).commands, [
        { text: 'a \\\nb', line: 8, endLine: 10 },
      ]);
    });
  });

  describe('a block of a shell that begins with a prompt', () => {
    it('is read as a console: without the prompts, without the output, in its own shell', () => {
      const block = readShellBlock('zsh', '# Install\n$ npm ci\nadded 3 packages\n$ npm test\n', 4);
      assert.deepEqual([block.runnable, block.text, block.interpreter], [true, 'npm ci\nnpm test', 'zsh']);
      assert.deepEqual(
        block.commands.map(({ line }) => line),
        [5, 7],
      );
      assert.equal(readShellBlock('bash', '$ npm ci', 0).text, 'npm ci');
    });
    it('in PowerShell too', () => {
      const block = readShellBlock('powershell', 'PS C:\\app> npm ci\nadded 3 packages\nPS C:\\app> npm test', 0);
      assert.deepEqual([block.text, block.interpreter], ['npm ci\nnpm test', 'pwsh']);
    });
    it('without a language a known tool or the path of a script stands behind the first prompt', () => {
      const block = readShellBlock('', '$ npm test\n\n> app@1.0.0 test\n12 passed\n$ FOO=1 frobnicate', 3);
      assert.deepEqual([block.runnable, block.text], [true, 'npm test\nFOO=1 frobnicate']);
      assert.deepEqual(
        block.commands.map(({ line }) => line),
        [3, 7],
      );
      assert.equal(readShellBlock('', '$ ./scripts/check.sh all', 0).text, './scripts/check.sh all');
      for (const output of [
        '$ 12.50 for the coffee',
        '$ frobnicate',
        '$5',
        '12 passed\n$ npm test',
        '$ make sure it is on',
      ])
        assert.equal(readShellBlock('', output, 0).runnable, false, output);
    });
    it('an ellipsis behind a prompt stands for something that is left out', () => {
      assert.equal(readShellBlock('console', '$ npm ci\n$ ...\n$ npm test', 0).runnable, false);
      assert.equal(readShellBlock('console', '$ npm ci\n...\n$ npm test', 0).text, 'npm ci\nnpm test');
    });
    it('a variable and a substitution at its begin are no prompt', () => {
      assert.equal(readShellBlock('bash', '$HOME/x\n$ y', 0).text, '$HOME/x\n$ y');
      assert.equal(readShellBlock('bash', '$(which node) -v', 0).text, '$(which node) -v');
    });
  });

  describe('labelled steps', () => {
    it('comments label the commands below them', () => {
      const { steps } = readShellBlock(
        'bash',
        'cd x\n# Step 1: Install\nnpm ci # slow\n\nnpm ls\n\n# 2. Test\nnpm test\n# Done!',
        5,
      );
      assert.deepEqual(steps, [
        { label: 'Install', line: 6, text: 'npm ci\nnpm ls' },
        { label: 'Test', line: 11, text: 'npm test' },
      ]);
    });
    it('one label alone gives no steps', () => {
      assert.deepEqual(readShellBlock('bash', '# Run everything\nmake\nmake test', 0).steps, []);
    });
    it('a header above the first label is not the label', () => {
      const { steps } = readShellBlock('bash', '#!/bin/bash\n# How to set up\n\n# Install\na\n# Verify\nb', 0);
      assert.deepEqual(
        steps.map((step) => step.label),
        ['Install', 'Verify'],
      );
    });
    it('a hash in a heredoc, a quote or a loop labels nothing', () => {
      const { steps } = readShellBlock(
        'bash',
        '# One\ncat <<E\n# no\nE\necho "\n# no"\n# Two\nfor x in a; do\n  # no\n  b\ndone',
        0,
      );
      assert.deepEqual(
        steps.map((step) => step.label),
        ['One', 'Two'],
      );
    });
  });

  it('reads every text, in a time that grows with its length @long', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('bash', '', 'console', 'pwsh', 'cmd', 'fish'),
        fc.string(),
        (language, body) => readShellBlock(language, body, 0).reason !== '',
      ),
    );
    for (const [language, piece] of [
      ['console', '$ "\n'],
      ['console', '> x\n'],
      ['console', '$ (\nx\n'],
      ['console', 'a@b:'],
      ['bash', 'A=1\n'],
      ['bash', '# x\n'],
      ['', 'make a '],
      ['bash', ' '],
    ] as const) {
      const took = ownTime(() => readShellBlock(language, piece.repeat(1_000_000 / piece.length), 0), 1000);
      assert.ok(took < 1000, `${JSON.stringify(piece)} ${took.toFixed()} ms`);
    }
    const took = ownTime(() => readShellBlock('bash', `ls\n${'# a\n\n'.repeat(8000)}`, 0), 1000);
    assert.ok(took < 1000, `comments and blank lines ${took.toFixed()} ms`);
  });
});
