import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { ClaimRecord } from '../../../../src/core/shifts/claimRecord.ts';
import type { ClaimWish } from '../../../../src/core/shifts/decideClaim.ts';
import { isTrouble, openRepo, type Repo } from '../../../../src/node/git/repo.ts';
import type { TalkOptions } from '../../../../src/node/git/talk.ts';
import { readRemoteClaims } from '../../../../src/node/shift/claimCommit.ts';
import { pushClaim } from '../../../../src/node/shift/claimShift.ts';
import { type Server, serve401, serveNothing, setHook } from '../git/faultyServers.ts';
import { git, GitPlace, write } from '../git/gitFolder.ts';

const a = 'a'.repeat(32);
const b = 'b'.repeat(32);

async function repoAt(folder: string): Promise<Repo> {
  const repo = await openRepo(folder);
  assert.ok(!isTrouble(repo), JSON.stringify(repo));
  return repo;
}

const record = (wish: ClaimWish, holder: string): ClaimRecord => ({
  v: 1,
  shift: 3,
  state: wish.kind === 'release' ? 'released' : 'held',
  holder,
  nonce: wish.nonce,
  sinceMs: 1_758_499_200_000,
  atMs: Date.now(),
});

const push = async (folder: string, wish: ClaimWish, options: TalkOptions = {}, holder = folder.split('/').at(-1)!) =>
  pushClaim({ repo: await repoAt(folder), remote: 'origin', shift: 3 }, wish, () => record(wish, holder), options);

describe('a claim of a shift', function () {
  this.timeout(30_000);
  let place: GitPlace;
  let bare: string;
  let one: string;
  let two: string;
  let server: Server | undefined;
  beforeEach(function () {
    if (process.platform === 'win32') this.skip();
    place = new GitPlace();
    bare = place.remote();
    one = place.clone(bare, 'one');
    two = place.clone(bare, 'two');
  });
  afterEach(async () => {
    await server?.close();
    server = undefined;
    place.remove();
  });

  it('goes to the first, and the second is told who has it since when', async () => {
    assert.equal((await push(one, { kind: 'take', nonce: a })).kind, 'won');
    const second = await push(two, { kind: 'take', nonce: b });
    assert.ok(second.kind === 'lost' && typeof second.to.record !== 'string');
    assert.equal(second.to.record.holder, 'one');
    assert.equal(second.to.record.sinceMs, 1_758_499_200_000);
  });

  it('is taken again after its release, and each record follows the one before', async () => {
    await push(one, { kind: 'take', nonce: a });
    assert.equal((await push(one, { kind: 'release', nonce: a })).kind, 'won');
    assert.equal((await push(one, { kind: 'release', nonce: a })).kind, 'won');
    assert.equal((await push(two, { kind: 'take', nonce: b })).kind, 'won');
    assert.equal(git(bare, 'rev-list', '--count', 'refs/runsheet/claims/shift-3'), '3');
    assert.equal(git(bare, 'for-each-ref', '--format=%(refname)'), 'refs/heads/main\nrefs/runsheet/claims/shift-3');
  });

  it('is taken over from the holder that the user saw, and from nobody else', async () => {
    await push(one, { kind: 'take', nonce: a });
    assert.equal((await push(two, { kind: 'take-over', nonce: b, from: 'c'.repeat(32) })).kind, 'lost');
    assert.equal((await push(two, { kind: 'take-over', nonce: b, from: a })).kind, 'won');
    assert.equal((await push(one, { kind: 'release', nonce: a })).kind, 'lost');
  });

  it('changes neither branch, index nor files of the clone', async () => {
    write(one, { 'README.md': '# Mine\n', 'new file\nwith a newline': 'x', '-dash': 'y' });
    git(one, 'add', '--', '-dash');
    const state = () => [
      git(one, 'status', '--porcelain=v2', '--branch'),
      git(one, 'for-each-ref'),
      readFileSync(`${one}/.git/index`, 'hex'),
    ];
    const before = state();
    await push(one, { kind: 'take', nonce: a });
    assert.deepEqual(state(), before);
  });

  it('is won although the acknowledgement was lost', async () => {
    setHook(bare, 'post-receive', 'sleep 20');
    const outcome = await push(one, { kind: 'take', nonce: a }, { timeoutMs: 4000 });
    assert.equal(outcome.kind, 'won', JSON.stringify(outcome));
  });

  it('is known by its nonce when a push that was given up arrived later', async () => {
    setHook(bare, 'pre-receive', 'sleep 2');
    const given = await push(one, { kind: 'take', nonce: a }, { timeoutMs: 700 });
    assert.ok(given.kind === 'unreachable' && given.said.includes('did not answer within'), JSON.stringify(given));
    rmSync(`${bare}/hooks/pre-receive`);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    assert.equal((await push(one, { kind: 'take', nonce: a })).kind, 'won');
  });

  it('is refused in the words of the server, and nothing is left of it', async () => {
    setHook(bare, 'pre-receive', 'echo "the freeze ends on Monday" >&2; exit 1');
    const outcome = await push(one, { kind: 'take', nonce: a });
    assert.ok(
      outcome.kind === 'refused' && outcome.said.includes('the freeze ends on Monday'),
      JSON.stringify(outcome),
    );
    rmSync(`${bare}/hooks/pre-receive`);
    assert.equal((await push(two, { kind: 'take', nonce: b })).kind, 'won');
  });

  it('is stopped by the hook of the user, whose words are shown', async () => {
    setHook(`${one}/.git`, 'pre-push', 'echo "run the tests first" >&2; exit 1');
    const outcome = await push(one, { kind: 'take', nonce: a });
    assert.ok(outcome.kind === 'refused' && outcome.said.includes('run the tests first'), JSON.stringify(outcome));
  });

  it('gives up on a server that never answers, and leaves no process', async () => {
    server = await serveNothing();
    git(one, 'remote', 'set-url', 'origin', `${server.address}/x.git`);
    const started = Date.now();
    const outcome = await push(one, { kind: 'take', nonce: a }, { timeoutMs: 500 });
    assert.ok(outcome.kind === 'unreachable' && !outcome.cancelled);
    assert.ok(Date.now() - started < 20_000);
  });

  it('ends at once when it is cancelled', async () => {
    server = await serveNothing();
    git(one, 'remote', 'set-url', 'origin', `${server.address}/x.git`);
    const outcome = await push(one, { kind: 'take', nonce: a }, { signal: AbortSignal.timeout(300) });
    assert.ok(outcome.kind === 'unreachable' && outcome.cancelled, JSON.stringify(outcome));
  });

  it('never asks for a password, and never shows one', async () => {
    server = await serve401();
    git(one, 'remote', 'set-url', 'origin', `${server.address.replace('//', '//ada:hunter2@')}/x.git`);
    const outcome = await push(one, { kind: 'take', nonce: a });
    assert.ok(outcome.kind === 'unreachable', JSON.stringify(outcome));
    assert.match(outcome.said, /Authentication failed|401|could not read/);
    assert.ok(!outcome.said.includes('hunter2'), outcome.said);
  });

  it('is unknown while the remote is away, and taken when it is back', async () => {
    git(one, 'remote', 'set-url', 'origin', `${bare}-gone`);
    assert.equal((await push(one, { kind: 'take', nonce: a })).kind, 'unreachable');
    git(one, 'remote', 'set-url', 'origin', bare);
    assert.equal((await push(one, { kind: 'take', nonce: a })).kind, 'won');
  });

  for (const [what, content] of [
    ['of a newer version', '{"v":2}'],
    ['that is damaged', '{"v":1,'],
    [
      'of another shift',
      `{"v":1,"shift":4,"state":"released","holder":"x","nonce":"${a}","since":"2025-01-01","at":"2025-01-01"}`,
    ],
  ] as const)
    it(`${what} stays, until someone takes it over by name`, async () => {
      const blob = place.path('claim');
      writeFileSync(blob, content);
      const hash = git(one, 'hash-object', '-w', blob);
      const commit = git(one, 'commit-tree', '-m', 'x', treeOf(one, hash));
      git(one, 'push', '--quiet', 'origin', `${commit}:refs/runsheet/claims/shift-3`);
      const lost = await push(two, { kind: 'take', nonce: b });
      assert.ok(lost.kind === 'lost' && typeof lost.to.record === 'string', JSON.stringify(lost));
      assert.equal((await push(two, { kind: 'take-over', nonce: b, from: lost.to.commit })).kind, 'won');
    });

  it('is read where nobody ever had the shift', async () => {
    assert.deepEqual(await readRemoteClaims(await repoAt(one), 'origin', 3), []);
    assert.equal(existsSync(`${one}/.git/FETCH_HEAD`), false);
  });
});

function treeOf(folder: string, blob: string): string {
  git(folder, 'update-index', '--add', '--cacheinfo', `100644,${blob},claim.json`);
  const tree = git(folder, 'write-tree');
  git(folder, 'update-index', '--force-remove', 'claim.json');
  const found = git(folder, 'ls-tree', tree)
    .split('\n')
    .filter((line) => line.endsWith('\tclaim.json'));
  assert.equal(found.length, 1);
  return tree;
}
