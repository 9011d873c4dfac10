import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { readHandoff } from '../../../../src/core/shifts/readHandoff.ts';
import { endShift } from '../../../../src/node/shift/endShift.ts';
import { startShift } from '../../../../src/node/shift/startShift.ts';
import { type Server, serve401, serveNothing, setHook } from '../git/faultyServers.ts';
import { git, GitPlace, write } from '../git/gitFolder.ts';
import { endOptions, startOptions } from './procedures.ts';

/** Short, so that what hangs is given up soon. */
const config = '{ "timeouts": { "gitSeconds": 2 } }';

describe('a start and an end over a server with faults', function () {
  this.timeout(60_000);
  let place: GitPlace;
  let bare: string;
  let one: string;
  let server: Server | undefined;
  beforeEach(function () {
    if (process.platform === 'win32') this.skip();
    place = new GitPlace();
    bare = place.remote('remote.git', { 'README.md': '# Work\n', '.runsheet.json': config });
    one = place.clone(bare, 'one');
  });
  afterEach(async () => {
    await server?.close();
    server = undefined;
    place.remove();
  });

  const start = async (): Promise<string> => {
    const told: string[] = [];
    const result = await startShift({
      ...startOptions(one, {}, 1),
      report: (event) => {
        if (event.kind === 'ended' && event.outcome.kind !== 'stopped')
          told.push(event.outcome.text, ...(event.outcome.detail ?? []));
      },
    });
    assert.equal(result.kind, 'started', JSON.stringify(result));
    return told.join('\n');
  };
  const end = async (): Promise<void> => {
    const result = await endShift(endOptions(one, { '*': '' }));
    assert.equal(result.kind, 'ended', JSON.stringify(result));
    const { head } = readHandoff(git(bare, 'show', 'main:.agent-handoffs/SHIFT_1_HANDOFF.md'));
    assert.equal(head.state, 'ended');
    assert.match(git(bare, 'log', '-1', '--format=%s', 'refs/runsheet/claims/shift-1'), /is released/);
    assert.equal(git(one, 'rev-parse', 'main'), git(bare, 'rev-parse', 'main'));
  };
  const address = (url: string): void => void git(one, 'remote', 'set-url', 'origin', url);

  for (const what of ['wants a password (401)', 'never answers'] as const)
    it(`that ${what}: the shift is worked here alone, no password is shown, and it is claimed and sent later`, async () => {
      server = what === 'never answers' ? await serveNothing() : await serve401();
      // The git protocol knows no users: it takes them for a part of the host's name.
      const user = what === 'never answers' ? '//' : '//ada:hunter2@';
      address(`${server.address.replace('//', user)}/x.git`);
      const told = await start();
      assert.match(told, /cannot be reached: this shift is not coordinated/);
      assert.ok(!told.includes('hunter2'), told);
      write(one, { 'work.txt': 'work\n' });
      address(bare);
      await end();
      assert.equal(git(bare, 'show', 'main:work.txt'), 'work');
    });

  it('that takes everything and says so too late: what arrived counts', async () => {
    await start();
    write(one, { 'work.txt': 'work\n' });
    setHook(bare, 'post-receive', 'sleep 20');
    await end();
    assert.equal(
      git(bare, 'log', '--format=%s', 'main')
        .split('\n')
        .filter((line) => line.includes('handoff')).length,
      1,
    );
  });

  it('that refuses both places of a claim: nothing is begun, in the words of the server', async () => {
    setHook(bare, 'pre-receive', 'echo "the freeze ends on Monday" >&2; exit 1');
    const refused = await startShift(startOptions(one, {}, 1));
    assert.ok(refused.kind === 'stopped' && refused.stop.sentence.includes('the freeze ends on Monday'));
    assert.equal(git(bare, 'for-each-ref', '--format=%(refname)'), 'refs/heads/main');
    rmSync(path.join(bare, 'hooks', 'pre-receive'));
    await start();
    await end();
  });

  it('whose commits a pre-push hook keeps back: its words are shown, also those on stdout', async () => {
    await start();
    write(one, { 'work.txt': 'work\n' });
    setHook(path.join(one, '.git'), 'pre-push', 'echo "lint found two mistakes"; exit 1');
    const kept = await endShift(endOptions(one, { '*': '' }));
    assert.ok(kept.kind === 'stopped' && kept.stop.reason === 'pending', JSON.stringify(kept));
    assert.match(kept.stop.sentence, /lint found two mistakes/);
    rmSync(path.join(one, '.git', 'hooks', 'pre-push'));
    await end();
  });

  it('that cannot take two refs at once: the work first, then the release', async () => {
    git(bare, 'config', 'receive.advertiseAtomic', 'false');
    await start();
    write(one, { 'work.txt': 'work\n' });
    await end();
    assert.equal(git(bare, 'show', 'main:work.txt'), 'work');
  });
});
