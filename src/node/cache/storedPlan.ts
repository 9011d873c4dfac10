import path from 'node:path';
import type { Plan } from '../../core/model.ts';
import { nameFor } from './cacheFolder.ts';
import { type PackedPlan, packPlan, unpackPlan } from './packPlan.ts';
import { readSealed, writeSealed } from './sealedFile.ts';

/** Where the plans of a root are kept, and by whom; plain data, which a thread can be handed. */
export interface PlanPlace {
  /** Of the root's cache; absolute. */
  readonly folder: string;
  readonly program: string;
  readonly config: string;
}

interface StoredPlan {
  readonly program: string;
  readonly config: string;
  readonly path: string;
  readonly hash: string;
  readonly plan: PackedPlan;
}

const maxBytes = 16 * 1024 * 1024;

/** The plan that a content is read as, see `contentHash`, if it is kept. Never throws. */
export function readStoredPlan(place: PlanPlace, file: string, hash: string): Plan | undefined {
  const stored = readSealed(fileOf(place, file), maxBytes, Date.now())?.value as StoredPlan | undefined;
  const isIt = stored?.program === place.program && stored.config === place.config && stored.path === file;
  return isIt && stored.hash === hash ? unpackPlan(stored.plan) : undefined;
}

/** Keeps a plan. False where that is not possible; never throws. */
export function writeStoredPlan(place: PlanPlace, file: string, hash: string, plan: Plan): boolean {
  const { program, config } = place;
  const stored: StoredPlan = { program, config, path: file, hash, plan: packPlan(plan) };
  return writeSealed(fileOf(place, file), stored) !== undefined;
}

function fileOf({ folder }: PlanPlace, file: string): string {
  return path.join(folder, 'plans', nameFor(file));
}
