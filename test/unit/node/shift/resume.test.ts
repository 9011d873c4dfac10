import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readHandoff } from '../../../../src/core/shifts/readHandoff.ts';
import type { EndResult } from '../../../../src/node/shift/endShift.ts';
import type { StartResult } from '../../../../src/node/shift/startShift.ts';
import { git, GitPlace, write } from '../git/gitFolder.ts';
import type { ProcedureOrder } from './procedureWorker.ts';

/** Runs a procedure in a process of its own; undefined where it was killed. */
function run(order: ProcedureOrder): StartResult | EndResult | undefined {
  const worker = path.join(__dirname, 'procedureWorker.js');
  const { stdout, signal, stderr } = spawnSync(process.execPath, [worker, JSON.stringify(order)], { encoding: 'utf8' });
  if (order.dieAfter !== undefined && signal === 'SIGKILL') return undefined;
  assert.equal(stderr, '');
  return JSON.parse(stdout) as StartResult | EndResult;
}

const mine = {
  'README.md': '# Mine\r\nedited, not staged\n',
  'src/staged.txt': 'staged\n',
  'new file': 'new\n',
  'it\'s "odd"\n-x': 'odd\n',
  '-dash': 'dash\n',
};
const answers = { '*': '', include: [], received: 'build first', 'handoff-summary': 'All of it.' };

/** What belongs to the user: bytes of the files, and what is staged of them. */
function userState(folder: string) {
  const listed = git(folder, 'ls-files', '--stage', '-z')
    .split('\0')
    .filter((entry) => !entry.includes('.agent-handoffs/'));
  return {
    staged: listed,
    files: Object.keys(mine).map((name) => readFileSync(path.join(folder, name), 'hex')),
    stash: git(folder, 'stash', 'list'),
  };
}

/** What everybody sees of a shift, without hashes and times. */
function sharedState(folder: string, bare: string) {
  const tree = git(bare, 'ls-tree', '-r', '--name-only', 'main').replace(/\d{8}T\d{6}Z-shift-3/g, 'END-shift-3');
  const text = git(bare, 'show', 'main:.agent-handoffs/SHIFT_3_HANDOFF.md');
  return {
    tree,
    handoff: text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\dZ/g, 'TIME').replace(/\b[0-9a-f]{7,40}\b/g, 'COMMIT'),
    messages: git(bare, 'log', '--format=%s', 'main'),
    claim: git(bare, 'log', '--format=%s', 'refs/runsheet/claims/shift-3'),
    branch: git(folder, 'rev-parse', 'main') === git(bare, 'rev-parse', 'main'),
    status: git(folder, 'status', '--porcelain', '-z'),
    left: readdirSync(path.join(folder, '.git', 'runsheet')).filter((name) => name.endsWith('.json')),
    worktrees: git(folder, 'worktree', 'list').split('\n').length,
    scratch: existsSync(path.join(folder, '.git', 'runsheet', 'bring-together')),
  };
}

const startSteps = ['state', 'fetch', 'bring-in', 'previous', 'show', 'claim', 'read-back', 'open'];
const endSteps = [
  'ours',
  'tests',
  'services',
  'health',
  'pool',
  'review',
  'commit',
  'integrate',
  'push',
  'score',
  'tracker',
  'handoff',
  'publish',
  'verify',
];

describe('a start and an end that are killed', function () {
  this.timeout(240_000);
  let place: GitPlace;
  beforeEach(function () {
    if (process.platform === 'win32') this.skip();
    place = new GitPlace();
  });
  afterEach(() => place.remove());

  interface Scene {
    readonly bare: string;
    readonly folder: string;
    readonly before: ReturnType<typeof userState>;
  }

  const same = ({ folder, before }: Scene, when: string): void => {
    const { staged, ...rest } = userState(folder);
    assert.deepEqual(rest, { files: before.files, stash: before.stash }, when);
    for (const entry of before.staged) assert.ok(staged.includes(entry), `${when}: ${entry}`);
  };

  /** A clone with edits of its user, behind its remote, where somebody else has pushed. */
  function scene(): Scene {
    const handoff = '# Shift 2 handoff\n\n**State:** ended\n\n## Summary\n\nDone.\n';
    const bare = place.remote('remote.git', { 'README.md': '# Work\n', '.agent-handoffs/SHIFT_2_HANDOFF.md': handoff });
    const folder = place.clone(bare, 'clone');
    const other = place.clone(bare, 'other');
    pushAs(other, 'theirs', 'Theirs');
    write(folder, { 'own.txt': 'own\n', ...mine });
    git(folder, 'add', '--', 'src/staged.txt', '-dash');
    return { bare, folder, before: userState(folder) };
  }

  function pushAs(other: string, text: string, message: string): void {
    write(other, { 'theirs.txt': `${text}\n` });
    git(other, 'add', '--all');
    git(other, 'commit', '--quiet', '-m', message);
    git(other, 'push', '--quiet');
  }

  /** The same scene once more, so that what comes before need not be done again. */
  function copy(from: Scene, name: string): Scene {
    const to = place.path('copies', name);
    mkdirSync(to, { recursive: true });
    for (const part of ['remote.git', 'clone'])
      cpSync(place.path(part), path.join(to, part), { recursive: true, preserveTimestamps: true });
    const [bare, folder] = [path.join(to, 'remote.git'), path.join(to, 'clone')];
    git(folder, 'remote', 'set-url', 'origin', bare);
    return { ...from, bare, folder };
  }

  it('go on where they were, and leave what one without a kill leaves; what the user has is untouched', () => {
    const first = scene();
    const start = (at: Scene, die?: string) =>
      run({ procedure: 'start', root: at.folder, shift: 3, answers, ...(die !== undefined && { dieAfter: die }) });
    const end = (at: Scene, die?: string) =>
      run({
        procedure: 'end',
        root: at.folder,
        answers: { ...answers, include: ['own.txt'], message: 'Own work' },
        ...(die !== undefined && { dieAfter: die }),
      });
    const startScenes = startSteps.map((step) => [step, copy(first, `start-${step}`)] as const);
    assert.equal(start(first)?.kind, 'started');
    same(first, 'start');
    const begun = startedState(first);
    assert.deepEqual(begun.claim, 'Shift 3 is held by clone');
    for (const [step, at] of startScenes) {
      assert.equal(start(at, step), undefined, step);
      same(at, `start killed after ${step}`);
      const result = start(at);
      assert.equal(result?.kind, 'started', JSON.stringify(result));
      same(at, `start that went on after ${step}`);
      assert.deepEqual(startedState(at), begun, `start killed after ${step}`);
    }
    // Work of this shift that is to go in, and of another clone in the meantime.
    write(first.folder, { 'own.txt': 'own, and more\n' });
    pushAs(place.path('other'), 'theirs, and more', 'More of theirs');
    const endScenes = endSteps.map((step) => [step, copy(first, `end-${step}`)] as const);
    const whole = end(first);
    assert.equal(whole?.kind, 'ended', JSON.stringify(whole));
    same(first, 'end');
    const expected = sharedState(first.folder, first.bare);
    assert.equal(expected.branch, true);
    assert.deepEqual(expected.left, []);
    assert.equal(expected.messages, 'Shift 3 handoff\nOwn work\nMore of theirs\nTheirs\nFirst');
    assert.equal(expected.claim, 'Shift 3 is released\nShift 3 is held by clone');
    const { head, isComplete } = readHandoff(expected.handoff);
    assert.deepEqual([head.state, isComplete], ['ended', true]);
    for (const [step, at] of endScenes) {
      assert.equal(end(at, step), undefined, step);
      same(at, `end killed after ${step}`);
      const result = end(at);
      assert.equal(result?.kind, 'ended', `${step}: ${JSON.stringify(result)}`);
      same(at, `end that went on after ${step}`);
      assert.deepEqual(sharedState(at.folder, at.bare), expected, `end killed after ${step}`);
    }
  });
});

/** What a start leaves, without hashes and times. */
function startedState({ folder, bare }: { readonly folder: string; readonly bare: string }) {
  const handoff = (shift: number) =>
    readFileSync(path.join(folder, '.agent-handoffs', `SHIFT_${shift}_HANDOFF.md`), 'utf8').replace(
      /\d{4}-\d\d-\d\dT\d\d:\d\dZ/g,
      'TIME',
    );
  return {
    handoffs: [handoff(2), handoff(3)],
    claim: git(bare, 'log', '--format=%s', 'refs/runsheet/claims/shift-3'),
    head: git(folder, 'rev-parse', 'HEAD') === git(bare, 'rev-parse', 'main'),
    status: git(folder, 'status', '--porcelain', '-z'),
    left: readdirSync(path.join(folder, '.git', 'runsheet')).filter((name) => name.endsWith('.json')),
  };
}
