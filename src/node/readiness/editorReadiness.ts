import { existsSync } from 'node:fs';
import type { RunsheetConfig } from '../../core/config/config.ts';
import type { ChosenCriterion } from '../../core/evidence/selectCriteria.ts';
import type { Plan } from '../../core/model.ts';
import type { Assessment } from '../../core/readiness/assess.ts';
import type { KnownEvidence } from '../../core/readiness/evidenceState.ts';
import type { Ballot } from '../../core/readiness/poll.ts';
import type { ComposedRun } from '../../core/run/composeRun.ts';
import { isSecretName } from '../../core/run/placeholders.ts';
import type { TrendPoint } from '../../core/shifts/scoreTrend.ts';
import { readConfigFile } from '../configFile.ts';
import { evidenceFolder, type RefusedFile, writeEvidence } from '../evidence/evidenceFiles.ts';
import { loadEvidence, type PlansAt } from '../evidence/loadEvidence.ts';
import { attestation, type CheckTarget, type DoneCheck, runChecks } from '../evidence/runChecks.ts';
import { whoIsHere } from '../evidence/whoIsHere.ts';
import type { Refusal } from '../run/prepareRuns.ts';
import { findRoot } from '../root.ts';
import { type BesidePlans, besidePlans, givenFor } from './besidePlans.ts';
import { decisionsBelow, evidencePlace, fromPlans } from './evidencePlace.ts';
import { readinessTrend } from './readinessTrend.ts';
import { recordVote } from './recordVote.ts';
import { declaredScores } from './declaredScores.ts';

/** What the editor asks the machine about readiness: loaded when it is first needed, see scripts/build.mjs. */

/** What the disk says beside the plans of a root. */
interface RootFacts {
  readonly config: RunsheetConfig;
  readonly known: KnownEvidence;
  readonly refused: readonly RefusedFile[];
  readonly trend: readonly TrendPoint[];
  readonly keepsEvidence: boolean;
  readonly beside: BesidePlans;
}

/**
 * Reads configuration, evidence and what was proven before, at the place where the command line keeps it too. Never
 * rejects.
 *
 * @param folder absolute; the paths of the plans start there
 */
export async function read(
  folder: string,
  plansAt: PlansAt,
  options: { readonly now: number; readonly noGit: boolean },
): Promise<RootFacts> {
  const place = evidencePlace(folder);
  const { root, prefix } = place;
  const { config } = await readConfigFile(root);
  const [{ known, refused }, found, trend] = await Promise.all([
    loadEvidence(root, plansAt, config, { ...options, prefix }),
    besidePlans(root, config.handoffs, options.now),
    readinessTrend(root, config.handoffs, options),
  ]);
  const keepsEvidence = existsSync(evidenceFolder(root, config.handoffs));
  const beside = {
    ...found,
    decisions: decisionsBelow(found.decisions, prefix),
    blockers: found.blockers.map((blocker) => ({ ...blocker, path: fromPlans(blocker.path, place) })),
  };
  return { config, known, beside, refused: [...refused, ...beside.refused], trend, keepsEvidence };
}

/** @param folder as of `read` */
export const scores = (folder: string, handoffs: string, plans: readonly Plan[]): ReturnType<typeof declaredScores> =>
  declaredScores(findRoot(folder), handoffs, plans);
export const given = givenFor;
export const vote = (
  assessment: Assessment,
  phaseKey: string | undefined,
  ballot: Ballot,
  at: { readonly root: string; readonly handoffs: string; readonly now: number },
): ReturnType<typeof recordVote> => recordVote(assessment, phaseKey, ballot, { ...at, ...evidencePlace(at.root) });
export const who = whoIsHere;

/** Makes checks one after the other; what a command needs first comes back as a refusal. */
export async function check(
  targets: readonly CheckTarget[],
  request: {
    readonly root: string;
    readonly config: RunsheetConfig;
    readonly record: boolean;
    readonly values: ReadonlyMap<string, string>;
    readonly yes: readonly string[];
    readonly signal: AbortSignal;
    readonly onStart: (target: CheckTarget) => void;
  },
) {
  const { config, root, ...rest } = request;
  const { checkMinutes, healthSeconds, servicesSeconds } = config.timeouts;
  const done = await runChecks(targets, {
    ...rest,
    root,
    place: evidencePlace(root),
    by: 'editor',
    handoffs: config.handoffs,
    who: await whoIsHere(root),
    timeoutMs: checkMinutes * 60_000,
    healthMs: healthSeconds * 1000,
    servicesMs: servicesSeconds * 1000,
  });
  return done.map(madeCheck);
}

function madeCheck({ target, result, changedFiles, notWritten }: DoneCheck) {
  const base = { wish: target, changedFiles, ...(notWritten !== undefined && { notWritten }) };
  switch (result.kind) {
    case 'interrupted':
      return { ...base, outcome: 'interrupted' } as const;
    case 'refused':
      return { ...base, outcome: 'refused', refusal: refusalOf(result.refusal) } as const;
    case 'checked': {
      const { outcome, reason, counts, output } = result;
      const more = { ...(reason !== undefined && { reason }), ...(counts && { counts }) };
      return { ...base, outcome, ...more, ...(output !== undefined && { output }) };
    }
  }
}

type Asked =
  | { readonly code: 'danger'; readonly run: ComposedRun; readonly folder: string }
  | { readonly code: 'values'; readonly names: readonly { readonly name: string; readonly secret: boolean }[] }
  | { readonly code: 'other'; readonly reason: string };

function refusalOf(refusal: Refusal): Asked {
  switch (refusal.code) {
    case 'danger':
      return { code: 'danger', run: refusal.run, folder: refusal.folder };
    case 'placeholder':
      return { code: 'values', names: refusal.placeholders };
    case 'variable':
      return { code: 'values', names: refusal.variables.map((name) => ({ name, secret: isSecretName(name) })) };
    case 'value':
      return { code: 'other', reason: refusal.reason };
    case 'control-character':
      return { code: 'other', reason: `The command has a control character (${refusal.character}).` };
    case 'nothing-left':
      return { code: 'other', reason: 'There is nothing to run.' };
    case 'no-folder':
      return { code: 'other', reason: `Its folder ${refusal.folder} does not exist.` };
    case 'endless':
      return { code: 'other', reason: `"${refusal.command}" does not end by itself.` };
  }
}

/**
 * Writes the word of a person as evidence of each criterion.
 *
 * @throws Error where it cannot be written
 */
export async function attest(
  wishes: readonly (ChosenCriterion & { readonly plan: Plan })[],
  word: { readonly who: string; readonly note: string; readonly holds: boolean },
  place: { readonly root: string; readonly handoffs: string; readonly now: number },
): Promise<void> {
  const at = { ...place, ...evidencePlace(place.root) };
  for (const wish of wishes) await writeEvidence(at.root, place.handoffs, await attestation(wish.plan, wish, word, at));
}
