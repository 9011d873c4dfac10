import assert from 'node:assert/strict';
import { machineLine, missingOnMachine } from '../../../../src/node/run/machineShell.ts';

const run = { commandLine: "/bin/sh '/runs/1/wrapper.sh'", wrapperFile: '/runs/1/wrapper.sh' };

describe('the shell of this machine that starts a run', () => {
  it('is the one of the system wherever there is one, also in a terminal of PowerShell', () => {
    for (const shell of ['bash', 'fish', 'pwsh', undefined] as const)
      assert.equal(machineLine(run, 'bash', shell, 'linux'), run.commandLine);
  });

  it('is reached in the same way from Git Bash on Windows', () => {
    assert.equal(machineLine(run, 'bash', 'bash', 'win32'), run.commandLine);
  });

  it('is never missing where the system has one', function () {
    if (process.platform === 'win32') this.skip();
    assert.equal(missingOnMachine('bash'), undefined);
  });
});
