import { fetchTip, isAncestor } from '../git/remoteTip.ts';
import type { Step } from './procedure.ts';
import { Stopped } from './procedure.ts';
import { readState, stateOf, withConfigProblems } from './shiftContext.ts';
import { scheduleOf, type StartContext } from './startContext.ts';

export const stateStep: Step<StartContext> = {
  id: 'state',
  title: 'Look at the repository',
  everyTime: true,
  run: async (context) => {
    const { head, holder } = await readState(context);
    const text = `On ${head.branch} at ${head.commit.slice(0, 7)}, as ${holder}.`;
    return withConfigProblems({ kind: 'done', text, detail: context.repo.notes }, context);
  },
};

export const fetchStep: Step<StartContext> = {
  id: 'fetch',
  title: 'Fetch',
  everyTime: true,
  run: async (context) => {
    const { target } = stateOf(context);
    // The plans are read while the server is waited for; mostly nothing new comes.
    void scheduleOf(context);
    if (!target) {
      await context.journal.note({ remote: undefined });
      return { kind: 'skipped', text: 'There is no remote: this shift is not coordinated with other machines.' };
    }
    const found = await fetchTip(context.repo, target, context.talk);
    if ('silent' in found) {
      if (found.cut === 'cancelled') throw new Stopped(cancelledFetch);
      await context.journal.note({ remote: undefined });
      const text = `${target.remote} cannot be reached: this shift is not coordinated with other machines.`;
      return { kind: 'warned', text, detail: found.silent.split('\n') };
    }
    await context.journal.note({ remote: target.remote, ...(found.tip !== undefined && { tip: found.tip }) });
    return {
      kind: 'done',
      text: `${target.remote}/${target.branch} is at ${found.tip?.slice(0, 7) ?? 'nothing yet'}.`,
    };
  },
};

const cancelledFetch = { reason: 'cancelled', sentence: 'Cancelled while fetching.', remedy: 'Start again.' } as const;

/** Only forward, and only where no edit is in the way; nothing is put aside. */
export const bringInStep: Step<StartContext> = {
  id: 'bring-in',
  title: 'Bring in the newest',
  everyTime: true,
  run: async (context) => {
    const { head, target } = stateOf(context);
    const { remote, tip } = context.journal.facts;
    if (!target || remote === undefined) return { kind: 'skipped', text: 'Nothing was fetched.' };
    const { repo } = context;
    if (tip === undefined || tip === head.commit || (await isAncestor(repo, tip, head.commit)))
      return { kind: 'done', text: 'Nothing new.' };
    const name = `${target.remote}/${target.branch}`;
    if (!(await isAncestor(repo, head.commit, tip)))
      throw new Stopped({
        reason: 'trouble',
        sentence: `${head.branch} and ${name} have both gone on: each has commits that the other lacks.`,
        remedy: `Put yours on top: git rebase ${name}. Then start again.`,
      });
    const { hookMinutes } = context.config.timeouts;
    const merged = await repo.git(['merge', '--ff-only', '--no-autostash', '--quiet', tip], {
      timeoutMs: hookMinutes * 60_000,
    });
    if (merged.exitCode !== 0)
      throw new Stopped({
        reason: merged.cut === 'cancelled' ? 'cancelled' : 'trouble',
        sentence: `The newest of ${name} cannot be brought in; nothing was changed. git says:\n${merged.stderr}`,
        remedy: 'Commit what is in the way, or take it out of the way, and start again.',
      });
    context.schedule = undefined;
    const { exitCode, stdout } = await repo.git(['rev-list', '--count', `${head.commit}..${tip}`]);
    await readState(context);
    const count = exitCode === 0 ? stdout.trim() : 'New';
    return { kind: 'done', text: `${count} ${count === '1' ? 'commit' : 'commits'} came from ${name}.` };
  },
};
