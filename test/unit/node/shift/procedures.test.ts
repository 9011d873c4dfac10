import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { endShift } from '../../../../src/node/shift/endShift.ts';
import { readHandoff } from '../../../../src/core/shifts/readHandoff.ts';
import type { Stop } from '../../../../src/node/shift/procedure.ts';
import { runShiftChecks } from '../../../../src/node/shift/runShiftChecks.ts';
import { readRecords } from '../../../../src/node/shift/shiftRecords.ts';
import { startShift } from '../../../../src/node/shift/startShift.ts';
import { type Server, serveNothing, setHook } from '../git/faultyServers.ts';
import { git, GitPlace, write } from '../git/gitFolder.ts';
import { type Answers, endOptions, startOptions } from './procedures.ts';

const all: Answers = { '*': '' };

describe('a shift', function () {
  this.timeout(60_000);
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

  const start = async (root: string, shift?: number, answers: Answers = {}): Promise<void> => {
    const result = await startShift(startOptions(root, answers, shift));
    assert.equal(result.kind, 'started', JSON.stringify(result));
  };
  const end = async (root: string, answers: Answers = all): Promise<void> => {
    const result = await endShift(endOptions(root, answers));
    assert.equal(result.kind, 'ended', JSON.stringify(result));
  };
  const stopOf = (result: { kind: string; stop?: Stop }): Stop => {
    assert.ok(result.stop, JSON.stringify(result));
    return result.stop;
  };
  const handoffAt = (shift: number) => git(bare, 'show', `main:.agent-handoffs/SHIFT_${shift}_HANDOFF.md`);

  it('is started and ended without any configuration, and the next one follows on another machine', async () => {
    await start(one);
    write(one, { 'work.txt': 'work\n' });
    await end(one);
    await start(two, undefined, { received: 'go on' });
    await end(two);
    assert.equal(git(bare, 'log', '--format=%an %s', 'main').split('\n').length, 4);
    assert.equal(git(bare, 'show', 'main:work.txt'), 'work');
    assert.match(handoffAt(1), /## 9 Received by\n\n- .* two: go on/);
    assert.equal(readHandoff(handoffAt(1)).head.state, 'acknowledged');
    assert.equal(readHandoff(handoffAt(2)).head.state, 'ended');
    assert.equal(git(two, 'status', '--porcelain'), '');
  });

  it('hands on what was blocked and nobody resolved', async () => {
    await start(one);
    await end(one, { ...all, 'handoff-blockers': '- The gate (P0, needs the office)\n- Rain' });
    await start(two);
    await end(two);
    assert.match(handoffAt(2), /## 5 Blockers\n\n- The gate \(P0, needs the office\)\n- Rain\n/);
  });

  it('is named with its holder to the one who comes second, who can take it over', async () => {
    await start(one, 4);
    const lost = stopOf(await startShift(startOptions(two, {}, 4)));
    assert.equal(lost.reason, 'lost');
    assert.match(lost.sentence, /Shift 4 is not yours: one holds it since \d{4}-/);
    const taken = await startShift({ ...startOptions(two, {}, 4), takeOver: { reason: 'one is ill' } });
    assert.equal(taken.kind, 'started', JSON.stringify(taken));
    const ended = stopOf(await endShift(endOptions(one, all)));
    assert.equal(ended.reason, 'lost');
    assert.match(ended.sentence, /two/);
  });

  it('that was taken over is not held here any more: another one can be started, or it is taken back', async () => {
    await start(one, 4);
    const taken = await startShift({ ...startOptions(two, {}, 4), takeOver: { reason: 'one is ill' } });
    assert.equal(taken.kind, 'started', JSON.stringify(taken));
    const back = await startShift({ ...startOptions(one, {}, 4), takeOver: { reason: 'one is well' } });
    assert.ok(back.kind === 'started' && !back.already, JSON.stringify(back));
    const ended = stopOf(await endShift(endOptions(two, all)));
    assert.match(ended.sentence, /one took it over|one holds it/);
    assert.match(ended.sentence, /not held here any more; \.agent-handoffs\/SHIFT_4_HANDOFF\.md stays as it is/);
    assert.match(readFileSync(path.join(two, '.agent-handoffs/SHIFT_4_HANDOFF.md'), 'utf8'), /Held by:\*\* two/);
    assert.match(stopOf(await endShift(endOptions(two, all))).sentence, /No shift is held here/);
    await start(two, 9);
  });

  it('does not begin over one that never ended, until that is settled', async () => {
    await start(one, 1);
    const asked = stopOf(await startShift(startOptions(two, {}, 2)));
    assert.equal(asked.reason, 'question');
    assert.match(asked.remedy, /--previous/);
    assert.equal(stopOf(await startShift(startOptions(two, { previous: 'wait' }, 2))).reason, 'lost');
    await start(two, 2, { previous: 'abandon', reason: 'nobody answers' });
    assert.equal(stopOf(await endShift(endOptions(one, all))).reason, 'lost');
  });

  it('without a remote is held here alone, and says so', async () => {
    git(one, 'remote', 'remove', 'origin');
    const texts: string[] = [];
    const options = startOptions(one, {}, 1);
    const result = await startShift({
      ...options,
      report: (event) => {
        if (event.kind === 'ended' && event.outcome.kind !== 'stopped') texts.push(event.outcome.text);
      },
    });
    assert.ok(result.kind === 'started' && result.held.remote === undefined);
    assert.match(texts.join('\n'), /not coordinated/);
    await end(one);
    assert.match(git(one, 'log', '-1', '--format=%s'), /Shift 1 handoff/);
  });

  it('that was started offline is claimed at its end, when the remote is back', async () => {
    git(one, 'remote', 'set-url', 'origin', `${bare}-gone`);
    await start(one, 1);
    git(one, 'remote', 'set-url', 'origin', bare);
    await end(one);
    assert.equal(git(bare, 'rev-list', '--count', 'refs/runsheet/claims/shift-1'), '2');
    assert.equal(readHandoff(handoffAt(1)).isComplete, true);
  });

  it('that cannot be sent is complete here, stays ending, and is sent by the next call', async () => {
    await start(one, 1);
    write(one, { 'work.txt': 'work\n' });
    git(one, 'remote', 'set-url', 'origin', `${bare}-gone`);
    const stop = stopOf(await endShift(endOptions(one, all)));
    assert.equal(stop.reason, 'pending');
    const here = readHandoff(readFileSync(path.join(one, '.agent-handoffs/SHIFT_1_HANDOFF.md'), 'utf8'));
    assert.deepEqual([here.head.state, here.isComplete], ['ending', true]);
    assert.equal(stopOf(await startShift(startOptions(one, {}, 2))).reason, 'pending');
    git(one, 'remote', 'set-url', 'origin', bare);
    await end(one);
    assert.equal(git(bare, 'show', 'main:work.txt'), 'work');
    assert.equal(readHandoff(handoffAt(1)).head.state, 'ended');
  });

  it('on a protected branch keeps its work here, with the words of the server', async () => {
    await start(one, 1);
    write(one, { 'work.txt': 'work\n' });
    setHook(bare, 'update', 'case "$1" in refs/heads/main) echo "main is protected" >&2; exit 1;; esac');
    const stop = stopOf(await endShift(endOptions(one, all)));
    assert.equal(stop.reason, 'pending');
    assert.match(stop.sentence, /main is protected/);
    rmSync(path.join(bare, 'hooks', 'update'));
    await end(one);
    assert.equal(git(bare, 'show', 'main:work.txt'), 'work');
  });

  it('keeps what was chosen staged when a hook says no, and goes on when it is mended', async () => {
    await start(one, 1);
    write(one, { 'work.txt': 'bad\n' });
    setHook(
      path.join(one, '.git'),
      'pre-commit',
      'grep -q bad work.txt && { echo "work is bad" >&2; exit 1; } || true',
    );
    const stop = stopOf(await endShift(endOptions(one, all)));
    assert.match(stop.sentence, /work is bad/);
    assert.equal(git(one, 'diff', '--cached', '--name-only'), 'work.txt');
    write(one, { 'work.txt': 'good\n' });
    await end(one, { '*': '', include: ['work.txt'] });
    assert.equal(git(bare, 'show', 'main:work.txt'), 'good');
  });

  it('takes what a hook changed, and signs nothing that it cannot sign', async () => {
    await start(one, 1);
    write(one, { 'work.txt': 'work\n' });
    setHook(path.join(one, '.git'), 'pre-commit', 'echo formatted >> work.txt; git add work.txt');
    git(one, 'config', 'commit.gpgsign', 'true');
    git(one, 'config', 'gpg.program', '/bin/false');
    const stop = stopOf(await endShift(endOptions(one, all)));
    assert.match(stop.sentence, /commit was refused/);
    git(one, 'config', 'commit.gpgsign', 'false');
    await end(one);
    assert.match(git(bare, 'show', 'main:work.txt'), /^work\nformatted/);
  });

  it('names the conflict with the work of others, and changes nothing', async () => {
    await start(one, 1);
    write(one, { 'README.md': '# Ours\n' });
    write(two, { 'README.md': '# Theirs\n' });
    git(two, 'commit', '--quiet', '-am', 'Theirs');
    git(two, 'push', '--quiet');
    const stop = stopOf(await endShift(endOptions(one, all)));
    assert.match(stop.sentence, /conflict in README\.md/);
    assert.equal(readFileSync(path.join(one, 'README.md'), 'utf8'), '# Ours\n');
    assert.equal(git(one, 'worktree', 'list').split('\n').length, 1);
    assert.equal(git(one, 'log', '-1', '--format=%s').includes('Shift 1'), true);
  });

  it('is not started in a restricted workspace, over a rebase, or while another window is busy', async () => {
    assert.match(stopOf(await startShift({ ...startOptions(one), trusted: false })).sentence, /restricted/);
    assert.equal(existsSync(path.join(one, '.git', 'runsheet')), false);
    const first = startShift(startOptions(one, {}, 1));
    const second = startShift(startOptions(one, {}, 1));
    const kinds = (await Promise.all([first, second])).map((each) =>
      each.kind === 'stopped' ? each.stop.reason : each.kind,
    );
    assert.ok(kinds.includes('started') && (kinds.includes('busy') || kinds[0] === kinds[1]), kinds.join());
    writeFileSync(path.join(two, '.git', 'MERGE_HEAD'), `${git(two, 'rev-parse', 'HEAD')}\n`);
    assert.match(stopOf(await startShift(startOptions(two))).remedy, /git merge --abort/);
  });

  it('stops before the claim where the handoff folder is a file, or the shift is over', async () => {
    writeFileSync(path.join(one, '.agent-handoffs'), '');
    assert.match(stopOf(await startShift(startOptions(one, {}, 1))).sentence, /\.agent-handoffs is a file/);
    write(two, { '.agent-handoffs/SHIFT_1_HANDOFF.md': '# Shift 1 handoff\n\n**State:** ended\n' });
    assert.match(stopOf(await startShift(startOptions(two, {}, 1))).sentence, /is over/);
    assert.equal(git(bare, 'for-each-ref', 'refs/runsheet').length, 0);
  });

  it('can be cancelled while the server hangs, and leaves nothing behind', async () => {
    server = await serveNothing();
    git(one, 'remote', 'set-url', 'origin', `${server.address}/x.git`);
    const started = Date.now();
    const result = await startShift({ ...startOptions(one, {}, 1), signal: AbortSignal.timeout(400) });
    assert.equal(stopOf(result).reason, 'cancelled');
    assert.ok(Date.now() - started < 20_000);
  });

  it('is forced down by a failing suite, whose output is kept; a hanging one is ended', async () => {
    const suites = [
      { name: 'good one', command: 'echo "  3 passing"; echo "  1 pending"' },
      { name: '../bad', command: 'exit 4' },
      { name: 'slow', command: 'sleep 60', timeoutMinutes: 0.01 },
    ];
    write(one, { '.runsheet.json': JSON.stringify({ suites }) });
    await start(one, 1);
    const text = readFileSync(path.join(one, '.agent-handoffs/SHIFT_1_HANDOFF.md'), 'utf8');
    write(one, {
      '.agent-handoffs/SHIFT_1_HANDOFF.md': text.replace('## 1 Status\n', '## 1 Status\n\nSTABLE: all fine.\n'),
    });
    const result = await endShift({ ...endOptions(one, all), runChecks: runShiftChecks });
    assert.equal(result.kind, 'ended', JSON.stringify(result));
    const handoff = readHandoff(handoffAt(1));
    assert.equal(handoff.status?.word, 'UNSTABLE');
    assert.match(
      handoffAt(1),
      /good one: passed[\s\S]*\.\.\/bad: failed, exit code 4[\s\S]*slow: failed, no end within/,
    );
    assert.ok(existsSync(path.join(one, 'test-results', '.._bad_shift1.log')));
    const [record] = await readRecords(one, '.agent-handoffs');
    const [good, bad] = record?.suites ?? [];
    assert.deepEqual(good, { name: 'good one', outcome: 'passed', passed: 3, total: 4 });
    assert.equal(bad?.total, undefined);
  });

  it('that is ended for its holder leaves a complete handoff that says who did that, and why', async () => {
    await start(one, 1);
    await start(two, 2, { previous: 'end', reason: 'one is on a train', received: 'go on' });
    await end(two);
    const handoff = readHandoff(handoffAt(1));
    assert.deepEqual([handoff.head.state, handoff.isComplete], ['acknowledged', true]);
    assert.match(handoffAt(1), /Ended by two on behalf of one, who did not end it: one is on a train/);
    assert.match(handoffAt(1), /WATCH: ended on behalf of its holder/);
    assert.match(handoffAt(1), /- \[ \] Look at what one left open/);
  });

  it('runs the suites again when files changed since an end that went no further, else not', async () => {
    write(one, { '.runsheet.json': JSON.stringify({ suites: [{ name: 'unit', command: 'echo run >> ../runs' }] }) });
    await start(one, 1);
    write(one, { 'work.txt': 'work\n' });
    const stopped = async () => {
      const stop = stopOf(await endShift({ ...endOptions(one, {}), runChecks: runShiftChecks }));
      assert.equal(stop.reason, 'question');
      return readFileSync(place.path('runs'), 'utf8').trim().split('\n').length;
    };
    assert.equal(await stopped(), 1);
    assert.equal(await stopped(), 1);
    write(one, { 'work.txt': 'other work\n' });
    assert.equal(await stopped(), 2);
  });

  it('works in a folder below the top, in a worktree, with CRLF and odd names', async () => {
    git(one, 'config', 'core.autocrlf', 'true');
    write(one, { "parts/a 'b'/.runsheet.json": '{}', 'parts/a \'b\'/-x\n"y"': 'odd\n', ' blanks ': 'odd\n' });
    const root = path.join(one, 'parts', "a 'b'");
    await start(root, 1);
    await end(root);
    assert.match(git(bare, 'show', "main:parts/a 'b'/.agent-handoffs/SHIFT_1_HANDOFF.md"), /handoff complete/);
    assert.equal(git(one, 'status', '--porcelain'), '');
    git(two, 'worktree', 'add', '--quiet', '-b', 'second', place.path('second'));
    await start(place.path('second'), 7);
    await end(place.path('second'));
    assert.match(git(bare, 'show', 'second:.agent-handoffs/SHIFT_7_HANDOFF.md'), /ended/);
  });

  it('proposes neither secrets nor large files', async () => {
    await start(one, 1);
    write(one, {
      '.env': 'KEY=1',
      id_ed25519: 'key',
      'big.bin': new Uint8Array(6 * 1024 * 1024),
      'work.txt': 'work\n',
    });
    await end(one);
    assert.equal(git(bare, 'ls-tree', '--name-only', 'main').split('\n').includes('work.txt'), true);
    for (const name of ['.env', 'id_ed25519', 'big.bin'])
      assert.equal(git(bare, 'ls-tree', '--name-only', 'main').split('\n').includes(name), false, name);
  });

  it('says what cannot be written, and goes on when it can', async () => {
    if (process.getuid?.() === 0) return;
    mkdirSync(path.join(one, '.agent-handoffs'));
    chmodSync(path.join(one, '.agent-handoffs'), 0o500);
    assert.equal(stopOf(await startShift(startOptions(one, {}, 1))).reason, 'trouble');
    chmodSync(path.join(one, '.agent-handoffs'), 0o700);
    await start(one, 1);
  });
});
