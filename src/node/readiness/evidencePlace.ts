import path from 'node:path';
import type { Decision } from '../../core/readiness/decision.ts';
import type { KnownEvidence } from '../../core/readiness/evidenceState.ts';
import { findRoot, relativePath } from '../root.ts';

/**
 * Where evidence, decisions, handoffs and history of some plans are kept. Plans of a folder that is opened inside of a
 * repository are told apart by their paths from its root, so that everybody who works in it means the same file.
 */
export interface EvidencePlace {
  /** Absolute. */
  readonly root: string;
  /** From the root to the folder that the paths of the plans start at, with a slash at its end; empty at the root. */
  readonly prefix: string;
}

/**
 * The place for a folder that is open in the editor, by the rule of the command line: see `findRoot`.
 *
 * @param folder absolute
 */
export function evidencePlace(folder: string): EvidencePlace {
  const root = findRoot(folder);
  return { root, prefix: root === folder ? '' : `${relativePath(root, folder)}/` };
}

/** Evidence by the keys of the plans of the folder, see `criterionKey`; that of plans outside of it is left out. */
export function evidenceBelow(byCriterion: KnownEvidence['byCriterion'], prefix: string): KnownEvidence['byCriterion'] {
  if (prefix === '') return byCriterion;
  const own = Array.from(byCriterion).filter(([key]) => key.startsWith(prefix));
  return new Map(own.map(([key, records]) => [key.slice(prefix.length), records]));
}

/** The same for decisions. */
export function decisionsBelow(decisions: readonly Decision[], prefix: string): readonly Decision[] {
  return decisions
    .filter(({ plan }) => plan.startsWith(prefix))
    .map((decision) => ({ ...decision, plan: decision.plan.slice(prefix.length) }));
}

/** The path of a file of the place, from the folder of the plans: it may lie above. */
export function fromPlans(file: string, { root, prefix }: EvidencePlace): string {
  return prefix === '' ? file : relativePath(path.join(root, prefix), path.join(root, file));
}
