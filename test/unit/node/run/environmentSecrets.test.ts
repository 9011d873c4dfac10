import assert from 'node:assert/strict';
import { environmentSecrets } from '../../../../src/node/run/environmentSecrets.ts';

describe('secrets that the user has exported', () => {
  it('are known by the names of their variables', () => {
    const env = {
      NPM_TOKEN: 'npm_0123456789',
      DB_PASSWORD: 'Horse-battery',
      AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7',
    };
    assert.deepEqual(environmentSecrets({ ...env, EDITOR: 'vim-is-nice', HOME: '/home/me' }), Object.values(env));
  });
  it('places, short values and plain words are none: they would be missed in the output', () => {
    assert.deepEqual(
      environmentSecrets({
        PWD: '/home/me/project',
        OLDPWD: '/home/me/other',
        SSH_AUTH_SOCK: '/run/user/1000/ssh-agent',
        PGPASSWORD: 'postgres',
        API_KEY: 'short',
        TOKEN: '',
      }),
      [],
    );
  });
});
