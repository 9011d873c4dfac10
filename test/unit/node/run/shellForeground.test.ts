import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { shellForeground } from '../../../../src/node/run/shellForeground.ts';
import { withFolderAsync } from '../temporaryFolder.ts';
import { needPrograms, PseudoTerminal, terminalShells, until } from './pseudoTerminal.ts';

describe('what the shell of a terminal does', function () {
  this.timeout(20_000);

  for (const shell of terminalShells)
    it(`${shell} is busy while a typed command runs, idle at its prompt and gone when it has ended`, async function () {
      needPrograms(this, 'script', shell);
      await withFolderAsync({}, async (folder) => {
        const terminal = new PseudoTerminal(shell, folder);
        try {
          const file = path.join(folder, 'pid');
          // Every shell starts a child for this one, whose parent it is.
          await terminal.type("sh -c 'echo $PPID > pid'");
          await until(() => existsSync(file) && readFileSync(file, 'utf8').endsWith('\n'));
          const pid = Number(readFileSync(file, 'utf8'));
          await terminal.type('sleep 1 | cat');
          await state(pid, 'busy');
          await state(pid, 'idle');
          await terminal.type('exit');
          await state(pid, 'gone');
        } finally {
          terminal.close();
        }
      });
    });

  it('is not told of a process without a terminal', async () => {
    assert.notEqual(await shellForeground(process.pid), 'gone');
    assert.equal(await shellForeground(2 ** 30), 'gone');
  });
});

async function state(pid: number, wanted: string): Promise<void> {
  let seen: string | undefined;
  for (let look = 0; look < 200 && seen !== wanted; look++) {
    seen = await shellForeground(pid);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.equal(seen, wanted);
}
