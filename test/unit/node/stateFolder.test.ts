import assert from 'node:assert/strict';
import path from 'node:path';
import { stateFolder } from '../../../src/node/stateFolder.ts';

describe('the folder of what is remembered', () => {
  const home = path.resolve('/home/me');
  const parent = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string =>
    path.dirname(stateFolder('/nowhere/my repo', { env, platform, home }));

  it('is where each platform wants it', () => {
    assert.equal(parent('linux', {}), path.join(home, '.local/state/runsheet'));
    assert.equal(parent('linux', { XDG_STATE_HOME: path.resolve('/s') }), path.join(path.resolve('/s'), 'runsheet'));
    assert.equal(parent('linux', { XDG_STATE_HOME: 'relative' }), path.join(home, '.local/state/runsheet'));
    assert.equal(parent('darwin', {}), path.join(home, 'Library/Application Support/runsheet'));
    assert.equal(parent('win32', {}), path.join(home, 'AppData/Local/runsheet'));
    assert.equal(parent('win32', { LOCALAPPDATA: path.resolve('/l') }), path.join(path.resolve('/l'), 'runsheet'));
  });

  it('has the name of the root for people and its path for programs', () => {
    const folder = path.basename(stateFolder('/nowhere/my repo', { env: {}, platform: 'linux', home }));
    assert.match(folder, /^my_repo-[0-9a-f]{12}$/);
  });

  it('is another one for each root, whichever was asked about before', () => {
    const of = (root: string): string => stateFolder(root, { env: {}, platform: 'linux', home });
    const [one, other] = [of('/nowhere/a/repo'), of('/nowhere/b/repo')];
    assert.notEqual(one, other);
    assert.deepEqual([of('/nowhere/a/repo'), of('/nowhere/b/repo')], [one, other]);
  });
});
