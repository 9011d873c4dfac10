import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkService } from '../../../../src/node/evidence/composeService.ts';
import { withFolderAsync } from '../temporaryFolder.ts';

/** Puts a program called docker on the PATH that does what the script says. */
async function withDocker(script: string, use: (folder: string) => Promise<void>): Promise<void> {
  await withFolderAsync({}, async (folder) => {
    const bin = path.join(folder, 'bin');
    mkdirSync(bin);
    if (script !== '') {
      writeFileSync(path.join(bin, 'docker'), `#!/bin/sh\n${script}\n`);
      chmodSync(path.join(bin, 'docker'), 0o755);
    }
    const before = process.env['PATH'];
    process.env['PATH'] = script === '' ? bin : `${bin}:${before ?? ''}`;
    try {
      await use(folder);
    } finally {
      process.env['PATH'] = before;
    }
  });
}

const printing = (text: string): string => `cat <<'EOF'\n${text}\nEOF`;
const container = (service: string, state: string, health = '') =>
  JSON.stringify({ Service: service, Name: `pond-${service}-1`, State: state, Health: health, Publishers: [] });

async function judge(script: string, service = 'redis', timeoutMs = 5000) {
  let judged: Awaited<ReturnType<typeof checkService>> | undefined;
  await withDocker(script, async (folder) => {
    judged = await checkService(service, folder, { timeoutMs });
  });
  assert.ok(judged);
  return judged;
}

describe('a service of docker compose', function () {
  this.timeout(20_000);
  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  it('runs, in both formats of docker', async () => {
    const two = [container('redis', 'running', 'healthy'), container('web', 'exited')];
    for (const text of [two.join('\n'), `[${two.join(',')}]`]) {
      assert.deepEqual(await judge(printing(text)), { outcome: 'pass' });
      assert.equal((await judge(printing(text), 'web')).outcome, 'fail');
    }
  });

  const table: readonly (readonly [string, string, 'pass' | 'fail' | 'unknown', RegExp])[] = [
    ['has stopped', printing(container('redis', 'exited')), 'fail', /pond-redis-1 is exited/],
    ['is unhealthy', printing(container('redis', 'running', 'unhealthy')), 'fail', /unhealthy/],
    ['is starting', printing(container('redis', 'running', 'starting')), 'unknown', /starting/],
    [
      'has one of two containers down',
      printing(`${container('redis', 'running')}\n${container('redis', 'dead')}`),
      'fail',
      /dead/,
    ],
    ['is not there', printing(container('web', 'running')), 'fail', /no container of redis/],
    ['is not there at all', ':', 'fail', /no container of redis/],
    ['cannot be asked for without docker', '', 'unknown', /not on the PATH/],
    [
      'cannot be asked for without the daemon',
      'echo "Cannot connect to the Docker daemon." >&2; exit 1',
      'unknown',
      /Cannot connect/,
    ],
    [
      'cannot be asked for without compose',
      'echo "unknown shorthand flag: \'a\' in -a" >&2; exit 125',
      'unknown',
      /no compose here/,
    ],
    ['is asked of what does not answer in JSON', 'echo NAME STATE', 'unknown', /not understood/],
    ['is asked of what says too much', 'yes', 'unknown', /too much/],
  ];
  for (const [name, script, outcome, reason] of table)
    it(`${name}: ${outcome}, with the reason`, async () => {
      const judged = await judge(script);
      assert.equal(judged.outcome, outcome);
      assert.match(judged.reason ?? '', reason);
    });

  it('is not waited for where it was stopped before', async () => {
    await withDocker('sleep 60', async (folder) => {
      const judged = await checkService('redis', folder, { timeoutMs: 5000, signal: AbortSignal.abort() });
      assert.deepEqual(judged, { outcome: 'unknown', reason: 'It was stopped.' });
    });
  });

  it('is unknown where docker hangs', async () => {
    const judged = await judge('sleep 60', 'redis', 300);
    assert.deepEqual(judged, { outcome: 'unknown', reason: 'docker did not answer within 0.3 s.' });
  });
});
