import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { printable } from '../../core/outline/style.ts';
import { type ChangedFile, readChanges } from '../git/changes.ts';
import { type EndContext, goOn, trouble } from './endContext.ts';
import { answerOf, cancelled, type Question, type Step, Stopped } from './procedure.ts';
import { readState, stateOf } from './shiftContext.ts';
import { shiftFolder } from './shiftState.ts';

/** Where the output of suites is kept; by rule no part of a commit. */
export const resultsFolder = 'test-results';

const filesText = (count: number): string => (count === 1 ? '1 file' : `${count} files`);

/** What goes into the commit: asked, with what looks like a secret or is large left out of the proposal. */
export const reviewStep: Step<EndContext> = {
  id: 'review',
  title: 'Review the changes',
  // A hook that said no is followed by a mended file, which has to be chosen again.
  everyTime: true,
  run: async (context) => {
    const { repo, config, ask, journal } = context;
    if (journal.facts.committed === true)
      return journal.facts.paths?.length === 0
        ? { kind: 'skipped', text: 'Nothing was chosen.' }
        : { kind: 'done', text: 'It was committed.' };
    const all = await readChanges(repo);
    if (!all) throw trouble('git cannot tell what has changed.', `See what git status says. ${goOn}`);
    const own = [`${repo.prefix}${config.handoffs}/`, `${repo.prefix}${resultsFolder}/`];
    const changes = all.filter(({ path: file, staged }) => staged || !own.some((folder) => file.startsWith(folder)));
    const conflict = changes.find((each) => each.conflict);
    if (conflict)
      throw trouble(`${printable(conflict.path)} has conflicts that are not settled.`, `Settle them. ${goOn}`);
    const before = stateOf(context).head.commit;
    if (changes.length === 0) {
      await journal.note({ paths: [], before });
      return { kind: 'skipped', text: 'Nothing has changed since the last commit.' };
    }
    // Where the user has chosen with git add, that is the proposal.
    const staged = changes.filter((each) => each.staged);
    const proposed = (staged.length > 0 ? staged : changes).filter(({ flag }) => flag === undefined);
    const question: Question = {
      id: 'include',
      text: 'What goes into the commit of this shift?',
      detail: changes.map(describe),
      flag: '--yes (as proposed) or --include all|staged|none',
      kind: 'paths',
      options: changes.map((each) => ({ value: each.path, label: printable(each.path), note: noteOf(each) })),
      initial: proposed.map((each) => each.path),
    };
    const answer = await ask(question);
    if (answer === undefined)
      throw new Stopped({
        reason: 'question',
        sentence: `What goes into the commit of this shift? ${filesText(changes.length)} ${changes.length === 1 ? 'has' : 'have'} changed: ${nameSome(changes)}.`,
        remedy: `Say it with ${question.flag}.`,
        question,
      });
    const chosen = new Set(typeof answer === 'string' ? [answer] : answer);
    const paths = changes.filter(({ path: file }) => chosen.has(file)).map(({ path: file }) => file);
    const onlyStaged = staged.length > 0 && paths.every((file) => staged.some((each) => each.path === file));
    // What an earlier call staged, and a hook refused, goes in as it is mended.
    const asStaged = journal.facts.added !== true && onlyStaged && paths.length === staged.length;
    await journal.note({ paths, before, asStaged });
    const left = changes.filter(({ path: file }) => !chosen.has(file));
    return {
      kind: left.some(({ flag }) => flag !== undefined) ? 'warned' : 'done',
      text: `${paths.length} of ${changes.length} changed files ${paths.length === 1 ? 'goes' : 'go'} in.`,
      detail: left.map((each) => `Left out: ${describe(each)}`),
    };
  },
};

function describe(change: ChangedFile): string {
  return `${printable(change.path)}: ${noteOf(change)}`;
}

function noteOf({ staged, unstaged, isNew, flag }: ChangedFile): string {
  const where = staged ? (unstaged ? 'partly staged' : 'staged') : isNew ? 'new' : 'changed';
  return flag === undefined ? where : `${where}, ${flag}`;
}

function nameSome(changes: readonly ChangedFile[]): string {
  const shown = changes
    .slice(0, 5)
    .map(({ path: file, flag }) => (flag === undefined ? printable(file) : `${printable(file)} (${flag})`));
  return changes.length > shown.length
    ? `${shown.join(', ')} and ${changes.length - shown.length} more`
    : shown.join(', ');
}

/** The commit, with all hooks of the user. Where one says no, what was chosen stays staged, and its words are shown. */
export const commitStep: Step<EndContext> = {
  id: 'commit',
  title: 'Commit',
  run: async (context) => {
    const { repo, journal, held, ask, wanted, config } = context;
    const { paths = [], before, asStaged = false } = journal.facts;
    const settle = async (kind: 'done' | 'skipped', text: string) => {
      await journal.note({ committed: true });
      return { kind, text };
    };
    if (paths.length === 0) return settle('skipped', 'Nothing was chosen.');
    const { head } = await readState(context);
    if (head.commit !== before) return settle('done', `It is committed: ${head.commit.slice(0, 7)}.`);
    const message =
      wanted.message ??
      (await answerOf(ask, {
        id: 'message',
        text: 'What is the message of the commit?',
        flag: '--message TEXT (or --yes for the one that is offered)',
        kind: 'text',
        initial: `Shift ${held.shift}${held.agent === undefined ? '' : ` (${held.agent})`}: ${filesText(paths.length)}`,
      }));
    const file = path.join(shiftFolder(repo.gitDir), 'message');
    await writeFile(file, message);
    const timeoutMs = config.timeouts.hookMinutes * 60_000;
    const listed = { input: `${paths.join('\0')}\0`, env: { GIT_LITERAL_PATHSPECS: '1' }, timeoutMs };
    const fromInput = ['--pathspec-from-file=-', '--pathspec-file-nul'];
    if (!asStaged) {
      await journal.note({ added: true });
      const added = await repo.git(['add', '--all', ...fromInput], listed);
      if (added.exitCode !== 0) throw refusedCommit('The changes cannot be staged', added.stderr);
    }
    const committed = asStaged
      ? await repo.git(['commit', '--quiet', '--cleanup=whitespace', '-F', file], { timeoutMs })
      : await repo.git(['commit', '--quiet', '--cleanup=whitespace', '-F', file, '--only', ...fromInput], listed);
    const after = await readState(context).catch(() => undefined);
    if (after && after.head.commit !== before)
      return settle('done', `Committed ${filesText(paths.length)}: ${after.head.commit.slice(0, 7)}.`);
    if (committed.cut === 'cancelled') throw new Stopped(cancelled);
    if (committed.cut === 'timeout')
      throw refusedCommit(
        `The commit did not end within ${config.timeouts.hookMinutes} minutes: a hook hangs`,
        committed.stderr,
      );
    const said = [committed.stdout, committed.stderr].filter((text) => text.trim() !== '').join('\n');
    if (committed.exitCode === 0 || /nothing to commit|no changes added/.test(said))
      return settle('skipped', 'There was nothing left to commit.');
    throw refusedCommit('The commit was refused, by a hook or by git', said);
  },
};

function refusedCommit(what: string, said: string): Stopped {
  const shown = said.length > 4000 ? `${said.slice(0, 4000)} …` : said;
  return trouble(`${what}; what was chosen stays staged${shown === '' ? '.' : `:\n${shown}`}`, `Mend it. ${goOn}`);
}
