import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { sessionScript } from '../../../../src/core/run/lane/sessionScript.ts';
import { withFolder } from '../temporaryFolder.ts';
import { needPrograms } from './pseudoTerminal.ts';

/** What a shell says that reads the script, and then goes on. */
function readBy(shell: 'bash' | 'zsh' | 'fish', script: string): readonly string[] {
  let said = '';
  withFolder({}, (folder) => {
    const file = path.join(folder, 'script');
    writeFileSync(file, sessionScript(script, shell));
    const code = shell === 'fish' ? '$status' : '$?';
    const flags = { bash: ['--norc'], zsh: ['-f'], fish: ['--no-config'] }[shell];
    const after = `. '${file}'; echo "code ${code} A=$A in $PWD"\nfalse\necho alive`;
    said = execFileSync(shell, [...flags, '-c', after], {
      encoding: 'utf8',
      cwd: folder,
      stdio: 'pipe',
      env: process.env,
    });
  });
  return said.trim().split('\n');
}

describe('a script in the shell of the terminal', () => {
  for (const shell of ['bash', 'zsh'] as const) {
    it(`ends at the first command that fails, and ${shell} lives on where it led`, function () {
      needPrograms(this, shell);
      const script = 'export A=1\nB=2\ncd /\necho "before $B"\n(exit 7)\necho never';
      assert.deepEqual(readBy(shell, script), ['before 2', 'code 7 A=1 in /', 'alive']);
    });

    it(`goes on in ${shell} where set -e would: conditions, ||, &&, !`, function () {
      needPrograms(this, shell);
      const script = [
        'false || echo or',
        '[ -f nothing ] && echo there',
        '! true',
        'if false; then echo no; fi',
        'cat <<E\nhere\nE',
        'export A=2 # the last',
      ].join('\n');
      const [or, here, code, alive] = readBy(shell, script);
      assert.deepEqual([or, here, code?.replace(/ in .*/, ''), alive], ['or', 'here', 'code 0 A=2', 'alive']);
    });

    it(`has the code of its last command in ${shell}`, function () {
      needPrograms(this, shell);
      assert.match(readBy(shell, 'A=3\n(exit 5)').join('\n'), /^code 5 A=3 in .*\nalive$/);
      assert.match(readBy(shell, '(exit 5)').join('\n'), /^code 5 A= in .*\nalive$/);
    });
  }

  it('leaves the trap of the user alone', function () {
    needPrograms(this, 'bash');
    withFolder({ script: sessionScript('echo hi\nfalse\necho on', 'bash') }, (folder) => {
      const line = `trap 'echo mine' ERR; . ./script; trap -p ERR`;
      const said = execFileSync('bash', ['--norc', '-c', line], { encoding: 'utf8', cwd: folder });
      assert.equal(said, "hi\nmine\non\ntrap -- 'echo mine' ERR\n");
    });
  });

  it('a line alone, and a script of fish, stay as they are', () => {
    assert.equal(sessionScript('npm test', 'bash'), 'npm test');
    assert.equal(sessionScript('a\nb \\', 'bash'), 'a\nb \\');
    assert.equal(sessionScript('a\nb', 'fish'), 'a\nb');
  });
});
