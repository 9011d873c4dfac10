import assert from 'node:assert/strict';
import { processWords } from '../../../../src/node/run/processWords.ts';

describe('the words that start an interpreter as a child', () => {
  const env = { ProgramFiles: 'C:\\Program Files', LOCALAPPDATA: 'C:\\Users\\ann\\AppData\\Local' };

  it('are those of the script lane where there is a POSIX system', () => {
    assert.deepEqual(processWords('bash', 'linux'), ['bash', '-e']);
    assert.deepEqual(processWords('fish', 'darwin'), ['fish']);
  });

  it('name the shell of Git for Windows there, and never the bash of the PATH where it is installed', () => {
    const everywhere = (): boolean => true;
    assert.deepEqual(processWords('bash', 'win32', env, everywhere), ['C:\\Program Files\\Git\\bin\\bash.exe', '-e']);
    assert.deepEqual(
      processWords('sh', 'win32', env, (file) => file.startsWith('C:\\Users')),
      ['C:\\Users\\ann\\AppData\\Local\\Programs\\Git\\bin\\sh.exe', '-e'],
    );
    assert.deepEqual(
      processWords('bash', 'win32', env, () => false),
      ['bash', '-e'],
    );
  });

  it('give cmd its options as they are: no shell stands between that would take them for paths', () => {
    assert.deepEqual(processWords('cmd', 'win32', env), ['cmd', '/d', '/c']);
    assert.deepEqual(processWords('pwsh', 'win32', env), ['pwsh', '-NoProfile', '-File']);
  });
});
