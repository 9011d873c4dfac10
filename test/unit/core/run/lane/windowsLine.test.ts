import assert from 'node:assert/strict';
import { gitShellPlaces, windowsCommandLine, windowsProgram } from '../../../../../src/core/run/lane/windowsLine.ts';

const env = {
  ProgramFiles: 'C:\\Program Files',
  ProgramW6432: 'C:\\Program Files',
  LOCALAPPDATA: 'C:\\Users\\me\\AppData\\Local',
};
const git = 'C:\\Program Files\\Git\\bin\\sh.exe';

describe('a run on Windows, by construction', () => {
  it('is started by the shell of Git for Windows, wherever its installer put it', () => {
    assert.deepEqual(gitShellPlaces(env), [git, 'C:\\Users\\me\\AppData\\Local\\Programs\\Git\\bin\\sh.exe']);
    assert.deepEqual(
      windowsProgram('bash', env, (program) => program === git),
      { program: git },
    );
  });

  it('says what is missing', () => {
    const missing = (interpreter: 'bash' | 'fish' | 'pwsh', ...there: readonly string[]): string => {
      const found = windowsProgram(interpreter, env, (program) => there.includes(program));
      return 'missing' in found ? found.missing : '';
    };
    assert.match(missing('bash'), /Git for Windows is missing/);
    assert.match(missing('fish', git), /fish is not installed/);
    assert.match(missing('pwsh', git), /PowerShell 7/);
    assert.equal(missing('pwsh', git, 'pwsh'), '');
  });

  it('has a line for PowerShell and for cmd', () => {
    const wrapper = "C:\\Users\\it's me\\runs\\1\\wrapper.sh";
    assert.equal(windowsCommandLine('pwsh', git, wrapper), `& '${git}' 'C:/Users/it''s me/runs/1/wrapper.sh'`);
    assert.equal(windowsCommandLine('cmd', git, wrapper), `call "${git}" "C:/Users/it's me/runs/1/wrapper.sh"`);
  });

  it('refuses paths that the terminal would read as something else', () => {
    for (const path of ['C:\\a"b', 'C:\\a\nb', 'C:\\%PATH%\\x'])
      assert.throws(() => windowsCommandLine('cmd', git, path), RangeError);
    assert.throws(() => windowsCommandLine('pwsh', git, 'C:\\a"b'), RangeError);
  });
});
