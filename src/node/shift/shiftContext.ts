import { configName, type RunsheetConfig } from '../../core/config/config.ts';
import { type HeadState, readHead, readIdentity } from '../git/headState.ts';
import { findRemote, type RemoteTarget } from '../git/remoteTarget.ts';
import { isTrouble, openRepo, type Repo, type Trouble } from '../git/repo.ts';
import type { TalkOptions } from '../git/talk.ts';
import { configSentences, readConfigFile } from '../configFile.ts';
import { type Ask, type ProcedureEvent, type StepOutcome, Stopped } from './procedure.ts';
import { type HeldLock, isLockOwner, takeLock } from './procedureLock.ts';
import { shiftFolder } from './shiftState.ts';

/** What a shell gives to a procedure. */
export interface ShiftOptions {
  /** Absolute path of the workspace's root. */
  readonly root: string;
  /** Whether the user trusts the folder; nothing is run or asked in one that is not. */
  readonly trusted: boolean;
  readonly ask: Ask;
  readonly report: (event: ProcedureEvent) => void;
  readonly signal?: AbortSignal;
  /** Epoch milliseconds UTC. */
  readonly now: () => number;
}

/** What every step of a procedure has. */
export interface ShiftContext extends ShiftOptions {
  readonly repo: Repo;
  readonly config: RunsheetConfig;
  /** What is wrong with the configuration, a sentence each. */
  readonly configProblems: readonly string[];
  readonly talk: TalkOptions;
  /** What the step of the state found; there from then on. */
  state: RepoState | undefined;
}

export interface RepoState {
  readonly head: HeadState;
  /** Name of the person, as git has it. */
  readonly holder: string;
  readonly target: RemoteTarget | undefined;
}

/** Opens a root for a procedure and keeps other windows and command lines out of it; the caller lets them in again. */
export async function openShift(
  options: ShiftOptions,
  what: string,
): Promise<{ readonly context: ShiftContext; readonly lock: HeldLock }> {
  if (!options.trusted)
    throw new Stopped({
      reason: 'trouble',
      sentence: 'Nothing is run in a restricted workspace.',
      remedy: 'Trust the workspace first.',
    });
  const repo = await openRepo(options.root, options.signal);
  if (isTrouble(repo)) throw stoppedBy(repo);
  const { config, problems } = await readConfigFile(options.root);
  const lock = await takeLock(shiftFolder(repo.gitDir), what);
  if (isLockOwner(lock))
    throw new Stopped({
      reason: 'busy',
      sentence: `Another window or command line is busy with ${lock.what} here (process ${lock.pid}).`,
      remedy: 'Wait until it is done, or end it there.',
    });
  const talk = { timeoutMs: config.timeouts.gitSeconds * 1000, ...(options.signal && { signal: options.signal }) };
  const configProblems = configSentences(problems);
  return { context: { ...options, repo, config, configProblems, talk, state: undefined }, lock };
}

/** What is checked out, who works, and where it is shared; stops at what stands in the way. */
export async function readState(context: ShiftContext): Promise<RepoState> {
  const { repo, config, state: before } = context;
  const [head, identity] = await Promise.all([readHead(repo), before ? { name: before.holder } : readIdentity(repo)]);
  if (isTrouble(head)) throw stoppedBy(head);
  // Who works, and where a branch is shared, stays the same for as long as a procedure takes.
  if (before?.head.branch === head.branch) return (context.state = { ...before, head });
  if (isTrouble(identity)) throw stoppedBy(identity);
  const target = await findRemote(repo, head.branch, config.shift);
  if (target && isTrouble(target)) throw stoppedBy(target);
  const state = { head, holder: identity.name, target };
  context.state = state;
  return state;
}

/** A mistake in the configuration stops nothing, and is said with the first thing that is done by the defaults. */
export function withConfigProblems(outcome: StepOutcome, { configProblems }: ShiftContext): StepOutcome {
  if (configProblems.length === 0 || outcome.kind === 'stopped') return outcome;
  const text = `${outcome.text} ${configName} has mistakes; the defaults apply in their place.`;
  return { kind: 'warned', text, detail: [...(outcome.detail ?? []), ...configProblems] };
}

/** The state that an earlier step has read. */
export function stateOf({ state }: ShiftContext): RepoState {
  if (!state) throw new Error('The state of the repository was not read');
  return state;
}

function stoppedBy({ sentence, remedy }: Trouble): Stopped {
  return new Stopped({ reason: 'trouble', sentence, remedy });
}
