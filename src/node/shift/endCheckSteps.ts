import { randomBytes } from 'node:crypto';
import { fingerprint } from '../evidence/fingerprint.ts';
import { readRemoteClaims } from './claimCommit.ts';
import { pushClaim } from './claimShift.ts';
import { type CheckResult, lineOf } from './checkResult.ts';
import { type EndContext, goOn } from './endContext.ts';
import { cancelled, type Step, type StepOutcome, Stopped } from './procedure.ts';
import { readState, withConfigProblems } from './shiftContext.ts';
import { lostTo } from './startClaimSteps.ts';
import { writeHeldShift } from './shiftState.ts';

/** Whether the shift is still ours. One that was started without its remote is claimed now, if nobody else has it. */
export const oursStep: Step<EndContext> = {
  id: 'ours',
  title: 'See that the shift is still ours',
  everyTime: true,
  run: async (context) => withConfigProblems(await seeOurs(context), context),
};

async function seeOurs(context: EndContext): Promise<StepOutcome> {
  const { repo, held, talk, journal } = context;
  const { target } = await readState(context);
  const { shift, nonce } = held;
  if (journal.facts.release !== undefined) return { kind: 'done', text: `Shift ${shift} is being given back.` };
  if (held.remote === undefined) return claimLate(context, target?.remote);
  if (target?.remote !== held.remote)
    throw new Stopped({
      reason: 'trouble',
      sentence: `Shift ${shift} was claimed on ${held.remote}; this branch belongs to ${target?.remote ?? 'no remote'}.`,
      remedy: `Check out the branch of the shift. ${goOn}`,
    });
  const claims = await readRemoteClaims(repo, held.remote, shift, talk);
  if ('silent' in claims) {
    if (claims.cut === 'cancelled') throw new Stopped(cancelled);
    context.offline = claims.silent;
    const text = `${held.remote} cannot be reached: the work is completed here, and sent by the next runsheet shift end.`;
    return { kind: 'warned', text, detail: claims.silent.split('\n') };
  }
  const ours = claims.find(({ record }) => typeof record !== 'string' && record.nonce === nonce);
  // Also where it was given back since: whoever took it over ended it.
  const [other] = claims;
  if (!ours && other) throw new Stopped(lostTo(shift, other));
  if (!ours) return claimLate(context, held.remote);
  return { kind: 'done', text: `Shift ${shift} is yours, and ${held.remote} says so.` };
}

async function claimLate(context: EndContext, remote: string | undefined) {
  const { repo, held, talk, now } = context;
  const { shift, holder, agent, startedAtMs: sinceMs } = held;
  if (remote === undefined)
    return { kind: 'skipped', text: 'There is no remote: this shift was not coordinated.' } as const;
  const nonce = held.nonce === '' ? randomBytes(16).toString('hex') : held.nonce;
  const outcome = await pushClaim(
    { repo, remote, shift },
    { kind: 'take', nonce },
    () => ({ v: 1, shift, state: 'held', holder, nonce, sinceMs, atMs: now(), ...(agent !== undefined && { agent }) }),
    talk,
  );
  if (outcome.kind === 'lost') throw new Stopped(lostTo(shift, outcome.to));
  if (outcome.kind !== 'won') {
    context.offline = 'said' in outcome ? outcome.said : 'others were quicker';
    const text = `${remote} does not answer: the shift is not coordinated, and its work stays here for now.`;
    return { kind: 'warned', text, detail: context.offline.split('\n') } as const;
  }
  const claimed = { ...held, nonce, remote };
  await writeHeldShift(repo.gitDir, claimed);
  context.held = claimed;
  return { kind: 'done', text: `${remote} had no claim of shift ${shift}; it has one now.` } as const;
}

const checks = [
  ['tests', 'suite', 'Run the tests', 'No suites are configured ("suites" in .runsheet.json).'],
  ['services', 'service', 'Look at the services', 'No services are configured ("services" in .runsheet.json).'],
  ['health', 'address', 'Ask the health addresses', 'No addresses are configured ("healthUrls" in .runsheet.json).'],
  ['pool', 'pool', 'Ask for the connection pool', 'No pool is configured ("pool" in .runsheet.json).'],
] as const;

/** What fails does not stop the end; it forces the word of the status down. */
export const checkSteps: readonly Step<EndContext>[] = checks.map(([id, kind, title, without]) => ({
  id,
  title,
  everyTime: true,
  run: async (context) => {
    const { runChecks } = context.wanted;
    // The first of the steps decides for all of them.
    if (kind === 'suite') await forgetStale(context);
    if (!isConfigured(context, kind)) return { kind: 'skipped', text: without };
    if (!runChecks) return { kind: 'skipped', text: 'Nothing here can run them.' };
    const found = () => (context.journal.facts.checks ?? []).filter((each) => each.kind === kind);
    await runChecks(
      context,
      kind,
      context.held.shift,
      (name) => found().some((each) => each.name === name),
      async (result) => {
        const { checks: before = [], checkedOn } = context.journal.facts;
        const onFiles = kind === 'suite' || checkedOn === undefined ? await filesNow(context) : checkedOn;
        await context.journal.note({ checks: [...before, result], checkedOn: onFiles });
      },
    );
    if (context.signal?.aborted) throw new Stopped(cancelled);
    const results = found();
    const bad = results.filter(({ state }) => state !== 'passed');
    const detail = results.map(lineOf);
    return bad.length === 0
      ? { kind: 'done', text: `${results.length} passed.`, detail }
      : { kind: 'warned', text: `${bad.length} of ${results.length} not passed.`, detail };
  },
}));

/** Results of an end that went no further hold for the files they were of; once committed, they are of that commit. */
async function forgetStale(context: EndContext): Promise<void> {
  const { checks: before = [], checkedOn, committed } = context.journal.facts;
  if (before.length === 0 || committed === true) return;
  if (checkedOn === undefined || checkedOn !== (await filesNow(context)))
    await context.journal.note({ checks: [], checkedOn: undefined });
}

async function filesNow({ root, config, signal }: EndContext): Promise<string | undefined> {
  const now = await fingerprint(root, { handoffs: config.handoffs, ...(signal && { signal }) });
  return now.kind === 'known' ? now.id : undefined;
}

function isConfigured({ config }: EndContext, kind: CheckResult['kind']): boolean {
  switch (kind) {
    case 'suite':
      return config.suites.length > 0;
    case 'service':
      return config.services.length > 0;
    case 'address':
      return config.healthUrls.length > 0;
    case 'pool':
      return config.pool !== undefined;
  }
}
