import type { RunsheetConfig } from '../../core/config/config.ts';
import type { Plan } from '../../core/model.ts';
import { findCriteria } from '../../core/readiness/criteria.ts';
import type { Evidence } from '../../core/readiness/evidence.ts';
import {
  boundTo,
  criterionKey,
  indexEvidence,
  inputsKey,
  type KnownEvidence,
} from '../../core/readiness/evidenceState.ts';
import { evidenceBelow } from '../readiness/evidencePlace.ts';
import { readEvidenceFiles, type StoredEvidence } from './evidenceFiles.ts';

export interface LoadedEvidence extends Pick<StoredEvidence, 'refused' | 'unread'> {
  /** What readiness is computed with. */
  readonly known: KnownEvidence;
}

export interface LoadEvidenceOptions {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly signal?: AbortSignal;
  /** From the root to the folder that the paths of the plans start at; the root by default. */
  readonly prefix?: string;
  /** No git process may be started, as in a workspace that is not trusted: results of code are then unknown. */
  readonly noGit?: boolean;
}

/** The plans of these paths: who keeps them packed need not unpack any other. */
export type PlansAt = (paths: ReadonlySet<string>) => readonly Plan[];

/**
 * The evidence of a root with the present state of its code, which is only looked up where there is evidence to be held
 * against it. Never throws.
 *
 * @param root absolute, of the evidence
 */
export async function loadEvidence(
  root: string,
  plans: readonly Plan[] | PlansAt,
  { handoffs, services }: Pick<RunsheetConfig, 'handoffs' | 'services'>,
  { now, signal, prefix = '', noGit = false }: LoadEvidenceOptions,
): Promise<LoadedEvidence> {
  const { records, refused, unread } = await readEvidenceFiles(root, handoffs, now);
  const byCriterion = evidenceBelow(indexEvidence(records), prefix);
  const base = { byCriterion, services };
  if (records.length === 0) return { known: base, refused, unread };
  if (noGit)
    return { known: { ...base, noFingerprint: 'git is not asked in a restricted workspace' }, refused, unread };
  const named = new Set([...byCriterion.keys()].map((key) => key.split('\0')[0] ?? ''));
  const withEvidence = typeof plans === 'function' ? plans(named) : plans;
  const inputs = inputsWithEvidence(withEvidence, services, byCriterion, prefix);
  // Most plans have no evidence: git and what hashes files is not loaded for them.
  const { fingerprint } = await import('./fingerprint.ts');
  const state = await fingerprint(root, { handoffs, inputs, ...(signal && { signal }) });
  if (state.kind === 'unknown') return { known: { ...base, noFingerprint: state.reason }, refused, unread };
  const absentCommits = state.shallow ? await absentIn(root, records, signal) : undefined;
  const known = { ...base, fingerprint: state.id, inputs: state.inputs, ...(absentCommits && { absentCommits }) };
  return { known, refused, unread };
}

/** The commits of evidence that are not in the clone; empty for evidence without one. */
async function absentIn(
  root: string,
  records: readonly Evidence[],
  signal: AbortSignal | undefined,
): Promise<ReadonlySet<string>> {
  const named = new Set(records.map(({ commit = '' }) => commit));
  const commits = [...named].filter((commit) => /^[0-9a-f]{40,64}$/.test(commit));
  const input = commits.map((commit) => `${commit}^{commit}\n`).join('');
  const options = { cwd: root, input, ...(signal && { signal }) };
  const { readGit } = await import('../git/readGit.ts');
  const { stdout } = await readGit(['cat-file', '--batch-check=%(objectname)'], options);
  const there = new Set(stdout.split('\n'));
  return new Set([...named].filter((commit) => !there.has(commit)));
}

function inputsWithEvidence(
  plans: readonly Plan[],
  services: readonly string[],
  byCriterion: KnownEvidence['byCriterion'],
  prefix: string,
): readonly (readonly string[])[] {
  const lists = plans.flatMap((plan) =>
    findCriteria(plan, { services })
      .flatMap(({ criteria }) => criteria)
      .filter(({ key }) => byCriterion.has(criterionKey(plan.path, key)))
      .map((criterion) => boundTo(prefix + plan.path, criterion)),
  );
  return [...new Map(lists.map((globs) => [inputsKey(globs), globs])).values()];
}
