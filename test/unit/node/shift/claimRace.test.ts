import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync, cpSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { ClaimWish } from '../../../../src/core/shifts/decideClaim.ts';
import type { ClaimOutcome } from '../../../../src/node/shift/claimShift.ts';
import { type Server, serveGit, setHook } from '../git/faultyServers.ts';
import { git, GitPlace } from '../git/gitFolder.ts';
import { type ClaimOrder, workerOf } from './claimWorker.ts';

const isSoak = process.env['RUNSHEET_CLAIM_ROUNDS'] !== undefined;
const rounds = Number(process.env['RUNSHEET_CLAIM_ROUNDS'] ?? 20);
/** The gate has some seconds for all cells; the soak takes over after every start. */
const takeOverEvery = isSoak ? 1 : 5;

interface Result {
  readonly outcome: ClaimOutcome;
  readonly ms: number;
}
type Results = readonly Result[];
interface Member {
  readonly work: (order: ClaimOrder) => Promise<Result>;
  readonly end: () => void;
}

/** A clone in a process of its own, as on another machine. */
function processOf(folder: string): Member {
  const worker = path.join(__dirname, 'claimWorker.js');
  const child: ChildProcess = spawn(process.execPath, [worker, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  assert.ok(child.stdout);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    work: async (order) => {
      child.stdin?.write(`${JSON.stringify(order)}\n`);
      const { value } = (await lines.next()) as { value: string };
      return JSON.parse(value) as Result;
    },
    end: () => void child.kill(),
  };
}

/** What races are the git commands, which are processes anyway: the gate does without one more for each clone. */
async function memberOf(folder: string): Promise<Member> {
  return isSoak ? processOf(folder) : { work: await workerOf(folder), end: () => undefined };
}

const nonce = () => randomBytes(16).toString('hex');
const nameOf = (index: number) => `clone${index}`;

/** All get their orders at the same time. */
function race(crew: readonly Member[], shift: number, wish: (own: string) => ClaimWish) {
  const nonces = crew.map(nonce);
  const work = crew.map((each, index) => each.work({ shift, holder: nameOf(index), wish: wish(nonces[index] ?? '') }));
  return Promise.all(work).then((results) => ({ results, nonces }));
}

/** Who won, after every other was told of the one who did. */
function onlyWinner(results: Results): number {
  const winners = results.flatMap(({ outcome }, index) => (outcome.kind === 'won' ? [index] : []));
  assert.equal(winners.length, 1, JSON.stringify(results));
  const [winner = -1] = winners;
  for (const { outcome } of results) {
    if (outcome.kind === 'won') continue;
    assert.equal(outcome.kind, 'lost', JSON.stringify(outcome));
    const { record } = outcome.to;
    assert.equal(typeof record === 'string' ? record : record.holder, nameOf(winner));
    assert.ok(typeof record !== 'string' && Date.now() - record.sinceMs < 60_000);
  }
  return winner;
}

describe('a shift that several clones want at once', function () {
  this.timeout(20_000 + rounds * 4000);
  let place: GitPlace;
  let bare: string;
  let folders: readonly string[];
  let crew: readonly Member[];
  let server: Server | undefined;
  /** Each race is about a shift that nobody ever had. */
  let shift = 0;
  before(async function () {
    if (process.platform === 'win32') this.skip();
    place = new GitPlace();
    bare = place.remote();
    const first = place.clone(bare, nameOf(0));
    const others = Array.from({ length: 7 }, (_, index) => place.path(nameOf(index + 1)));
    for (const folder of others) {
      cpSync(first, folder, { recursive: true });
      appendFileSync(path.join(folder, '.git', 'config'), `[user]\n\tname = ${path.basename(folder)}\n`);
    }
    folders = [first, ...others];
    crew = await Promise.all(folders.map(memberOf));
  });
  after(() => {
    crew.forEach((each) => each.end());
    place.remove();
  });
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  for (const transport of ['path', 'git daemon'] as const)
    for (const count of [3, 8])
      it(`${count} clones over a ${transport}: one holder in each of ${rounds} rounds, for a start and a takeover`, async () => {
        if (transport === 'git daemon') server = await serveGit(place.folder);
        const address = server ? `${server.address}/${path.basename(bare)}` : bare;
        for (const folder of folders) git(folder, 'remote', 'set-url', 'origin', address);
        const members = crew.slice(0, count);
        let longestMs = 0;
        for (let round = 1; round <= rounds; round += 1) {
          shift += 1;
          const { results, nonces } = await race(members, shift, (own) => ({ kind: 'take', nonce: own }));
          const from = nonces[onlyWinner(results)] ?? '';
          longestMs = Math.max(longestMs, ...results.map(({ ms }) => ms));
          if (round % takeOverEvery !== 0) continue;
          const over = await race(members, shift, (own) => ({ kind: 'take-over', nonce: own, from }));
          onlyWinner(over.results);
          longestMs = Math.max(longestMs, ...over.results.map(({ ms }) => ms));
        }
        if (process.env['RUNSHEET_CLAIM_TIMES'] !== undefined) console.log(`longest: ${longestMs} ms`);
      });

  it('has one holder too where the server refuses the namespace of claims', async () => {
    for (const folder of folders) git(folder, 'remote', 'set-url', 'origin', bare);
    setHook(bare, 'update', 'case "$1" in refs/runsheet/*) echo "no such names here" >&2; exit 1;; esac');
    for (let round = 1; round <= 4; round += 1) {
      shift += 1;
      const { results } = await race(crew.slice(0, 3), shift, (own) => ({ kind: 'take', nonce: own }));
      const winner = results[onlyWinner(results)]?.outcome;
      assert.equal(winner?.kind === 'won' && winner.claim.ref, `refs/heads/runsheet/claims/shift-${shift}`);
    }
  });

  it('has one holder too where the server lets only some into the namespace of claims', async () => {
    for (const folder of folders) git(folder, 'remote', 'set-url', 'origin', bare);
    // By a coin, as a server would by the name of the user.
    setHook(bare, 'update', 'case "$1" in refs/runsheet/*) [ $(( $$ % 2 )) = 0 ] || exit 1;; esac');
    for (let round = 1; round <= 8; round += 1) {
      shift += 1;
      const { results } = await race(crew.slice(0, 4), shift, (own) => ({ kind: 'take', nonce: own }));
      const winners = results.filter(({ outcome }) => outcome.kind === 'won');
      assert.ok(winners.length <= 1, JSON.stringify(results));
    }
  });
});
