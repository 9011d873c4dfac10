import path from 'node:path';
import { setHead } from '../../core/shifts/handoffEdits.ts';
import { scoreName } from '../../core/shifts/scoreFile.ts';
import { recordName, recordText, type ShiftRecord } from '../../core/shifts/shiftHistory.ts';
import { moveBranch } from '../git/moveBranch.ts';
import { fetchTip, isAncestor } from '../git/remoteTip.ts';
import { pushPlainly, silenceOf } from '../git/talk.ts';
import { readRemoteClaims, writeClaimCommit } from './claimCommit.ts';
import { type EndContext, goOn, remoteOf, trouble } from './endContext.ts';
import { sendCommits } from './endSendSteps.ts';
import { changed, handoffsBefore, handoffsOf, readIfText, readIfThere, writeShared } from './handoffFiles.ts';
import { type Step, type Stop, Stopped } from './procedure.ts';
import { readState, stateOf } from './shiftContext.ts';
import { type Book, commitAside, takeBooks } from './shiftBooks.ts';
import { historyFolder } from './shiftRecords.ts';
import { shiftFolder } from './shiftState.ts';
import { trackerBook } from './trackerBook.ts';

const rounds = 5;

/** Handoff, score, tracker and history in one commit on the tip of the remote, sent together with the release. */
export const publishStep: Step<EndContext> = {
  id: 'publish',
  title: 'Hand over',
  run: async (context) => {
    const { wanted, repo, held } = context;
    const { head } = await readState(context);
    const target = remoteOf(context);
    if (!target) {
      const { books, commit } = await prepareBooks(context, head.commit);
      await take(context, head.commit, books, commit);
      return {
        kind: 'done',
        text: `The handoff is committed on ${head.branch}; it was not coordinated with a remote.`,
      };
    }
    if (!wanted.push) throw new Stopped(pending('Nothing was sent, as you wished', held.shift));
    if (context.offline !== undefined) throw new Stopped(pending(context.offline, held.shift));
    const { books: earlier, booksOn } = context.journal.facts;
    if (earlier !== undefined && booksOn !== undefined && (await isSent(context, earlier, target))) {
      // They arrived, and the call ended before they were taken here.
      await take(context, booksOn, (await prepareBooks(context, booksOn)).books, earlier);
      return { kind: 'done', text: `The handoff is on ${target.remote}/${target.branch}: ${earlier.slice(0, 7)}.` };
    }
    const sent = await sendCommits(context);
    if (sent.kind !== 'done')
      throw new Stopped(pending(sent.kind === 'stopped' ? '' : (sent.detail ?? [sent.text]).join('\n'), held.shift));
    const { talk } = context;
    for (let round = 0; round < rounds; round += 1) {
      const found = await fetchTip(repo, target, talk);
      if ('silent' in found) throw new Stopped(pending(found.silent, held.shift));
      const on = found.tip ?? stateOf(context).head.commit;
      const { books, commit } = await prepareBooks(context, on);
      const release = await prepareRelease(context, target.remote);
      const updates = [
        { commit, ref: `refs/heads/${target.branch}` },
        ...(release ? [{ commit: release.commit, ref: release.ref }] : []),
      ];
      await context.journal.note({ books: commit, booksOn: on, ...(release && { release: release.commit }) });
      let pushed = await pushPlainly(repo, target.remote, updates, { ...talk, atomic: true });
      let arrived = await isSent(context, commit, target);
      // Decided by the remote: one that cannot do both at once gets the work first, then the release.
      if (!arrived) {
        pushed = await pushPlainly(repo, target.remote, updates.slice(0, 1), talk);
        arrived = await isSent(context, commit, target);
        if (arrived && release) await pushPlainly(repo, target.remote, updates.slice(1), talk);
      }
      if (arrived) {
        await take(context, on, books, commit);
        return { kind: 'done', text: `The handoff is on ${target.remote}/${target.branch}: ${commit.slice(0, 7)}.` };
      }
      const after = await fetchTip(repo, target, talk);
      if ('silent' in after || after.tip === found.tip)
        throw new Stopped(pending(silenceOf(pushed, talk).silent, held.shift));
    }
    throw new Stopped(pending('others were quicker each time', held.shift));
  },
};

/** What is on the remote counts; until it is all there, the shift is ending and the end can be repeated. */
export const verifyStep: Step<EndContext> = {
  id: 'verify',
  title: 'Look on the remote',
  everyTime: true,
  run: async (context) => {
    const { held, repo, talk, journal } = context;
    const target = remoteOf(context);
    if (!target) return { kind: 'skipped', text: 'The shift was not coordinated with a remote.' };
    const { books } = journal.facts;
    if (books !== undefined && !(await isSent(context, books, target)))
      throw new Stopped(pending('the handoff is not on the remote', held.shift));
    const claims = await readRemoteClaims(repo, target.remote, held.shift, talk);
    if ('silent' in claims) throw new Stopped(pending(claims.silent, held.shift));
    const ours = claims.find(({ record }) => typeof record !== 'string' && record.nonce === held.nonce);
    if (ours && typeof ours.record !== 'string' && ours.record.state === 'held') {
      const release = await prepareRelease(context, target.remote);
      if (release) await pushPlainly(repo, target.remote, [release], talk);
      const again = await readRemoteClaims(repo, target.remote, held.shift, talk);
      const isHeld = 'silent' in again || again.some(({ commit }) => commit === ours.commit);
      if (isHeld) throw new Stopped(pending('the claim could not be given back', held.shift));
    }
    return { kind: 'done', text: `${target.remote} has the handoff, and the shift is free.` };
  },
};

async function isSent(
  { repo, talk }: EndContext,
  commit: string,
  target: { readonly remote: string; readonly branch: string },
): Promise<boolean> {
  const found = await fetchTip(repo, target, talk);
  return !('silent' in found) && found.tip !== undefined && (await isAncestor(repo, commit, found.tip));
}

/** The books for a tip, generated anew on it: what others wrote meanwhile stays. */
async function prepareBooks(
  context: EndContext,
  on: string,
): Promise<{ readonly commit: string; readonly books: readonly Book[] }> {
  const { repo, root, held, config, journal } = context;
  const { handoff: file, shift } = held;
  const { score, scoreText } = journal.facts;
  const record = recordOf(context);
  const books: Book[] = [];
  const own = await readIfThere(root, file);
  if (own === undefined) throw trouble(`${file} is gone.`, `Bring it back: git checkout or write it anew. ${goOn}`);
  const ended = changed(own, setHead(own, { state: 'ended' }), file);
  books.push({ file, committed: ended, here: ended });
  const [before] = handoffsBefore(handoffsOf(root, config.handoffs), config.handoffs, shift);
  // One that lies elsewhere is a document of the team, and goes in with the work.
  const beforeFile = before?.path.startsWith(`${config.handoffs}/`) === true ? before.path : undefined;
  const received = beforeFile === undefined ? undefined : await readIfText(root, beforeFile);
  if (beforeFile !== undefined && received !== undefined)
    books.push({ file: beforeFile, committed: received, here: received });
  if (score !== undefined && scoreText !== undefined) {
    const scoreFile = `${config.handoffs}/${scoreName}`;
    books.push({ file: scoreFile, committed: scoreText, here: scoreText });
  }
  const history = `${config.handoffs}/${historyFolder}/${recordName(record)}`;
  books.push({ file: history, committed: recordText(record), here: recordText(record) });
  const tracker = await trackerBook(context, record, on);
  if (tracker) books.push(tracker);
  const made = await commitAside(
    repo,
    on,
    new Map(books.map((book) => [book.file, book.committed])),
    `Shift ${shift} handoff${held.agent === undefined ? '' : ` (${held.agent})`}\n`,
    path.join(shiftFolder(repo.gitDir), 'books-index'),
    config.timeouts.hookMinutes * 60_000,
  );
  if ('refused' in made) throw trouble(`The handoff cannot be committed: ${made.refused}`, `Mend it. ${goOn}`);
  return { commit: made.commit, books };
}

function recordOf({ held, journal, now }: EndContext): ShiftRecord {
  const { shift, holder, agent, startedAtMs, startCommit } = held;
  const { endedAtMs, endCommit, measured, score, scoreText, fallReason, checks = [] } = journal.facts;
  return {
    v: 1,
    shift,
    state: 'ended',
    holder,
    startedAtMs,
    endedAtMs: endedAtMs ?? now(),
    startCommit,
    proven: measured?.proven ?? 0,
    suites: checks.flatMap(({ kind, name, state, text, counts }) =>
      kind === 'suite' ? [{ name, outcome: state, ...(state !== 'passed' && { reason: text }), ...counts }] : [],
    ),
    snapshot: measured?.snapshot ?? { formula: 0, items: [] },
    ...(agent !== undefined && { agent }),
    ...(endCommit !== undefined && { endCommit }),
    ...(measured && { possible: measured.possible }),
    ...(score !== undefined && scoreText !== undefined && { written: score }),
    ...(fallReason !== undefined && { fallReason }),
  };
}

/** The claim given back, as a commit that is not sent yet; undefined where it is not ours any more. */
async function prepareRelease(context: EndContext, remote: string) {
  const { repo, held, talk, now } = context;
  const claims = await readRemoteClaims(repo, remote, held.shift, talk);
  if ('silent' in claims) throw new Stopped(pending(claims.silent, held.shift));
  const ours = claims.find(
    ({ record }) => typeof record !== 'string' && record.state === 'held' && record.nonce === held.nonce,
  );
  if (!ours || typeof ours.record === 'string') return undefined;
  const written = await writeClaimCommit(repo, { ...ours.record, state: 'released', atMs: now() }, ours);
  if ('failed' in written) throw trouble(`The claim cannot be given back: ${written.failed}`, goOn);
  return { commit: written.commit, ref: ours.ref };
}

/** Brings the books here: the branch first to what they were put on, then to them. Edits in the way are left alone. */
async function take(context: EndContext, on: string, made: readonly Book[], commit: string): Promise<void> {
  const { repo } = context;
  const { head } = await readState(context);
  if (await isAncestor(repo, commit, head.commit)) return;
  let books = made;
  if (head.commit !== on) {
    const moved = await moveBranch(repo, head.branch, head.commit, on);
    if (moved) {
      for (const { file, here } of books) await writeShared(repo.root, file, here);
      return;
    }
    ({ books } = await prepareBooks(context, on));
  }
  const refused = await takeBooks(repo, head.branch, on, commit, books);
  if (refused) throw trouble(`The handoff cannot be brought into the working tree: ${refused.refused}`, goOn);
}

function pending(said: string, shift: number): Stop {
  return {
    reason: 'pending',
    sentence: `Shift ${shift} is ending: its handoff is complete here, and not sent. ${said}`.trim(),
    remedy: 'Run runsheet shift end again when the remote takes it: it goes on from here.',
  };
}
