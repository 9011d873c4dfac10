import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import path from 'node:path';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { runText } from '../../../../src/core/run/runText.ts';
import { existingFileIn } from '../../../../src/node/run/existingFileIn.ts';
import { findMissing, type Missing } from '../../../../src/node/run/findMissing.ts';
import { withFolder } from '../temporaryFolder.ts';
import { ownTime } from '../../ownTime.ts';

const files = {
  'bin/node': '',
  'bin/npm': '',
  'bin/bash': '',
  'bin/make': '',
  'bin/git': '',
  'bin/rm': '',
  'bin/mkdir': '',
  'bin/not-executable': '',
  'repo/package.json': '{"scripts": {"test": "x", "build": "y"}}',
  'repo/Makefile': 'all: test\ntest deps:\n\techo test\nCC := gcc\n',
  'repo/web/package.json': '{"scripts": {"lint": "x"}}',
  'repo/server/package.json': '{}',
  'repo/server/server.js': '',
  'repo/open/Makefile': 'include rules.mk\n',
  'repo/made/Makefile': 'test:\n\techo hi\n$(call rules,release)\n',
  'repo/scripts/good.sh': '',
  'repo/scripts/plain.sh': '',
  'home/.keep': '',
};

/** What is missing for the commands of a bash block in `repo`. */
function missingFor(body: string, folder: string, language = 'bash'): readonly Missing[] {
  for (const name of ['node', 'npm', 'bash', 'make', 'git', 'rm', 'mkdir'])
    chmodSync(path.join(folder, 'bin', name), 0o755);
  chmodSync(path.join(folder, 'repo/scripts/good.sh'), 0o755);
  const runnable = parsePlan('plan.md', `# Plan\n\n\`\`\`${language}\n${body}\n\`\`\`\n`).runnables[0]!;
  return findMissing({
    commands: runText(runnable)!.commands,
    language,
    interpreter: runnable.interpreter,
    cwd: path.join(folder, 'repo'),
    env: { PATH: path.join(folder, 'bin'), HOME: path.join(folder, 'home') },
  });
}

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['npm test', []],
  ['k6 run load.js', ['k6 is not installed or not on PATH.']],
  ['not-executable', ['not-executable is not installed or not on PATH.']],
  ['nvm use 20', ['nvm is a function of interactive shells, which scripts do not have.']],
  ['echo hi\nexport A=1\n[ -f x ]\nset -e\ntrue', []],
  ['sudo k6 run', ['sudo is not installed or not on PATH.']],
  ['nohup k6 run', ['k6 is not installed or not on PATH.']],
  ['A=1 k6 run', ['k6 is not installed or not on PATH.']],
  ['env A=1 k6 run', ['k6 is not installed or not on PATH.']],
  ['k6 run | node', ['k6 is not installed or not on PATH.']],
  ['echo $(k6 version)', ['k6 is not installed or not on PATH.']],
  ['command -v k6 && k6 run', []],
  ['which k6 || echo no', []],
  ['npm test || k6 run', []],
  ['if true; then k6 run; fi', []],
  ['for i in 1 2; do k6 run; done', []],
  ['npm install -g k6\nk6 run', []],
  ['source ./scripts/good.sh\nk6 run', []],
  ['export PATH=$HOME/x:$PATH\nk6 run', []],
  ['k6() {\n  echo hi\n}\nk6 run', []],
  ['$TOOL run', []],
  ['k6 run\nk6 run', ['k6 is not installed or not on PATH.']],
  ['cd web\nnpm run lint', []],
  ['cd web\nnpm run test', ['web/package.json has no script "test".']],
  ['cd nowhere\nnpm run lint', ['The folder nowhere does not exist.']],
  ['cd nowhere && npm run lint', ['The folder nowhere does not exist.']],
  ['cd nowhere || exit 1\nnpm run lint', ['The folder nowhere does not exist.']],
  ['cd package.json', ['package.json is not a folder.']],
  ['cd ~/nowhere', ['The folder ~/nowhere does not exist.']],
  ['cd ~\ncd "$HOME"\ncd', []],
  ['cd $HOME/nowhere', ['The folder ~/nowhere does not exist.']],
  ['cd "$PROJECT"\nnpm run nothing\n./nothing.sh', []],
  ['cd -\n./nothing.sh', []],
  ['mkdir -p new && cd new', []],
  ['mkdir -p new/deep\ncd new', []],
  ['git clone https://example.org/x\ncd x', []],
  ['[ -d nowhere ] && cd nowhere\n./nothing.sh', []],
  ['cd /nowhere/at/all\ncd deeper\n./x.sh', ['The folder /nowhere/at/all does not exist.']],
  ['./scripts/good.sh', []],
  ['./scripts/plain.sh', ['./scripts/plain.sh is not executable: chmod +x ./scripts/plain.sh']],
  ['bash scripts/plain.sh', []],
  ['chmod +x scripts/plain.sh\n./scripts/plain.sh', ['chmod is not installed or not on PATH.']],
  ['chmod +x ./scripts/*.sh && ./scripts/plain.sh', ['chmod is not installed or not on PATH.']],
  ['cd web && chmod +x ../scripts/plain.sh\n../scripts/plain.sh', ['chmod is not installed or not on PATH.']],
  [
    'chmod +x scripts/good.sh\n./scripts/plain.sh',
    ['chmod is not installed or not on PATH.', './scripts/plain.sh is not executable: chmod +x ./scripts/plain.sh'],
  ],
  ['bash scripts/nothing.sh', ['scripts/nothing.sh does not exist.']],
  ['node src/nothing.js', ['src/nothing.js does not exist.']],
  ["node -e 'x.js'", []],
  ['./scripts/nothing.sh --flag', ['./scripts/nothing.sh does not exist.']],
  ['./scripts', ['./scripts is a folder.']],
  ['cd web\n../scripts/good.sh', []],
  ['cd web\n./scripts/good.sh', ['./scripts/good.sh does not exist.']],
  ["cat > x.sh <<'E'\nls\nE\nbash x.sh", ['cat is not installed or not on PATH.']],
  ['./scripts/<NAME>.sh', []],
  ['npm run build', []],
  ['npm run deploy', ['package.json has no script "deploy".']],
  ['npm run --if-present deploy', []],
  ['npm start', ['package.json has no script "start".']],
  ['cd server && npm start', []],
  ['cd web && npm stop', ['web/package.json has no script "stop".']],
  ['node --watch a.js &\nnpm test', []],
  [
    'npm test\nnode --watch a.js\nnpm test',
    ['"node --watch a.js" does not end by itself, and what stands below it in the block waits for it.'],
  ],
  ['npm test\nnode --watch a.js', []],
  ['npm --prefix web run deploy', []],
  ['cd scripts\nnpm test', []],
  ['make', []],
  ['make test', []],
  ['make -j4 deps', []],
  ['make release', ['Makefile has no target "release".']],
  ['make CC=gcc test', []],
  ['make -C elsewhere release', []],
  ['cd open\nmake release', []],
  ['cd made\nmake release', []],
  ['cd web\nmake release', ['There is no makefile here.']],
  ['echo "never closed', []],
];

describe('what is known to be missing before a run', () => {
  for (const [body, sentences] of cases) {
    it(`${JSON.stringify(body)}: ${sentences.join(' ') || 'nothing'}`, function () {
      if (process.platform === 'win32') this.skip();
      withFolder(files, (folder) => {
        assert.deepEqual(
          missingFor(body, folder).map(({ sentence }) => sentence),
          sentences,
        );
      });
    });
  }

  it('the interpreter', () => {
    withFolder(files, (folder) => {
      assert.deepEqual(
        missingFor('echo hi', folder, 'fish').map(({ sentence }) => sentence),
        ['fish is not installed or not on PATH.'],
      );
      assert.deepEqual(
        missingFor('PS C:\\> Get-Item x', folder, 'console').map(({ sentence }) => sentence),
        ['pwsh is not installed or not on PATH.'],
        'its own commands are no programs',
      );
    });
  });

  it('names what is missing in characters that are seen', () => {
    withFolder(files, (folder) => {
      assert.deepEqual(
        missingFor('k\u200b6 run', folder).map(({ sentence }) => sentence),
        ['k<U+200B>6 is not installed or not on PATH.'],
      );
    });
  });

  it('a command can be left out where another is left; a run bit can be set; shift scripts are known', () => {
    withFolder(files, (folder) => {
      assert.deepEqual(missingFor('cd /nowhere\nnpm test', folder)[0]!.remedies, [{ kind: 'leave-out', line: 3 }]);
      assert.deepEqual(missingFor('cd /nowhere && npm test', folder)[0]!.remedies, []);
      assert.deepEqual(missingFor('./scripts/plain.sh', folder)[0]!.remedies, [
        { kind: 'make-executable', file: path.join(folder, 'repo/scripts/plain.sh') },
      ]);
      assert.deepEqual(missingFor('./scripts/shift-start.sh 1 Backend', folder)[0]!.remedies, [
        { kind: 'shift', operation: 'start' },
      ]);
    });
  });

  it('a target in a long makefile without any rule', () => {
    withFolder({ ...files, 'repo/Makefile': 'a\n'.repeat(200_000) }, (folder) => {
      assert.deepEqual(
        missingFor('make release', folder).map(({ sentence }) => sentence),
        ['Makefile has no target "release".'],
      );
    });
  });

  it('1 MB of anything is read in a second', () => {
    for (const piece of ['cd a\n', 'function a', 'make a\n', 'a() ', '|| ', 'env A=1 ']) {
      const commands = [15_000, 1_000_000].map((size) => ({ text: piece.repeat(size / piece.length), line: 0 }));
      const asked = { commands, language: 'bash', interpreter: 'bash', cwd: '/', env: { PATH: '' } } as const;
      const took = ownTime(() => findMissing(asked), 1000);
      assert.ok(took < 1000, `${JSON.stringify(piece)}: ${took.toFixed()} ms`);
    }
  });
});

describe('whether a file exists that a command writes to', () => {
  it('is told from the folder of the run', () => {
    withFolder({ 'old.txt': '' }, (folder) => {
      const exists = existingFileIn(folder);
      assert.deepEqual(['old.txt', 'new.txt', path.join(folder, 'old.txt'), '~nobody/x', 'old.txt/x', ''].map(exists), [
        true,
        false,
        true,
        undefined,
        undefined,
        undefined,
      ]);
      assert.deepEqual(['./', `${folder}/`, 'old.txt/', 'new/'].map(exists), [true, true, false, false], 'as a folder');
    });
  });
});
