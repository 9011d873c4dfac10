import path from 'node:path';
import type { HeadState } from '../git/headState.ts';
import { moveBranch, rebaseAside } from '../git/moveBranch.ts';
import { fetchTip, isAncestor } from '../git/remoteTip.ts';
import { pushPlainly, silenceOf } from '../git/talk.ts';
import { type EndContext, goOn, remoteOf, trouble } from './endContext.ts';
import { cancelled, type Step, type StepOutcome, Stopped } from './procedure.ts';
import { readState, stateOf } from './shiftContext.ts';
import { shiftFolder } from './shiftState.ts';

const rounds = 5;

/** Our commits on top of what others have sent meanwhile. */
export const integrateStep: Step<EndContext> = {
  id: 'integrate',
  title: 'Bring together with the remote',
  run: async (context) => whyNot(context) ?? (await integrate(context)).outcome,
};

export const pushStep: Step<EndContext> = {
  id: 'push',
  title: 'Push',
  run: async (context) => whyNot(context) ?? (await sendCommits(context)),
};

/** Why nothing is sent, as an outcome. */
function whyNot(context: EndContext): StepOutcome | undefined {
  if (!context.wanted.push) return { kind: 'skipped', text: 'Nothing is sent, as you wish.' };
  if (context.offline !== undefined) return { kind: 'skipped', text: 'The remote cannot be reached.' };
  return remoteOf(context) ? undefined : { kind: 'skipped', text: 'The shift is not coordinated with a remote.' };
}

/** `tip`: what the remote had when it was looked at. */
async function integrate(context: EndContext): Promise<{ readonly outcome: StepOutcome; readonly tip?: string }> {
  const { repo, talk } = context;
  const target = remoteOf(context);
  if (!target) return { outcome: { kind: 'skipped', text: 'There is no remote.' } };
  const { head } = await readState(context);
  const found = await fetchTip(repo, target, talk);
  if ('silent' in found) return { outcome: offline(context, found.silent, found.cut === 'cancelled') };
  const { tip } = found;
  const name = `${target.remote}/${target.branch}`;
  if (tip === undefined) return { outcome: { kind: 'done', text: `${name} has nothing new.` } };
  if (await isAncestor(repo, tip, head.commit))
    return { outcome: { kind: 'done', text: `${name} has nothing new.` }, tip };
  return { outcome: await bringTogether(context, name, head, tip), tip };
}

async function bringTogether(context: EndContext, name: string, head: HeadState, tip: string): Promise<StepOutcome> {
  const { repo, config } = context;
  let next = tip;
  if (!(await isAncestor(repo, head.commit, tip))) {
    const scratch = path.join(shiftFolder(repo.gitDir), 'bring-together');
    const rebased = await rebaseAside(repo, scratch, head.commit, tip, config.timeouts.hookMinutes * 60_000);
    if ('refused' in rebased)
      throw trouble(
        rebased.conflicts && rebased.conflicts.length > 0
          ? `Your commits and those of ${name} conflict in ${rebased.conflicts.join(', ')}; nothing was changed, your commits stay.`
          : `Your commits cannot be put on ${name}; nothing was changed. git says:\n${rebased.refused}`,
        `Do it by hand: git rebase ${name}. ${goOn}`,
      );
    next = rebased.tip;
  }
  const moved = await moveBranch(repo, head.branch, head.commit, next);
  if (moved)
    throw trouble(
      `What came from ${name} cannot be brought in, because of edits that are not committed; nothing was changed. git says:\n${moved.refused}`,
      `Commit them or take them out of the way. ${goOn}`,
    );
  await readState(context);
  return { kind: 'done', text: next === tip ? `Brought in ${name}.` : `Your commits stand on ${name} now.` };
}

/** Sends the branch; where others are quicker, brings together again. What the remote has decides, not what git says. */
export async function sendCommits(context: EndContext): Promise<StepOutcome> {
  const { repo, talk } = context;
  const target = remoteOf(context);
  if (!target) return { kind: 'skipped', text: 'There is no remote.' };
  const ref = `refs/heads/${target.branch}`;
  for (let round = 0; round < rounds; round += 1) {
    const { outcome, tip } = await integrate(context);
    if (outcome.kind !== 'done') return outcome;
    const { commit } = stateOf(context).head;
    if (tip === commit) return { kind: 'done', text: `${target.remote} has all commits.` };
    const pushed = await pushPlainly(repo, target.remote, [{ commit, ref }], talk);
    const after = await fetchTip(repo, target, talk);
    if ('silent' in after) return offline(context, after.silent, after.cut === 'cancelled');
    if (after.tip !== undefined && (await isAncestor(repo, commit, after.tip)))
      return { kind: 'done', text: `Pushed to ${target.remote}/${target.branch}: ${commit.slice(0, 7)}.` };
    if (after.tip === tip) {
      const { silent } = silenceOf(pushed, talk);
      return offline(
        context,
        silent,
        pushed.cut === 'cancelled',
        `${target.remote} does not take the commits; they stay here.`,
      );
    }
  }
  return offline(context, 'others were quicker each time', false);
}

/** The end goes on here, and is sent later. */
function offline(context: EndContext, said: string, wasCancelled: boolean, text?: string): StepOutcome {
  if (wasCancelled) throw new Stopped(cancelled);
  context.offline = said;
  return {
    kind: 'warned',
    text: text ?? 'The remote cannot be reached; the commits stay here.',
    detail: said.split('\n'),
  };
}
