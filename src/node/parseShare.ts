import type { ReadOptions } from '../core/config/config.ts';
import type { Plan } from '../core/model.ts';
import { type PlanPlace, writeStoredPlan } from './cache/storedPlan.ts';
import { parseContent } from './parseFile.ts';
import type { FileText } from './readText.ts';

/** A text that is to be read as a plan; plain data, which a thread can be handed. */
export interface TextToParse {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly content: FileText;
  readonly options: ReadOptions;
  readonly hash: string;
  /** Where the plan is to be kept. */
  readonly place?: PlanPlace;
}

/** Texts that several threads parse. */
export interface SharedTexts {
  readonly texts: readonly TextToParse[];
  /** Four bytes: the index of the next text that nobody has taken. */
  readonly next: SharedArrayBuffer;
}

/**
 * Parses the texts that no other thread takes, one after the other, and keeps each plan on the disk where it has a place
 * there: this takes a quarter of the time, and is shared with the rest.
 */
export async function parseShare(
  { texts, next }: SharedTexts,
  take: (index: number, plan: Plan, isStored: boolean) => void | Promise<void>,
): Promise<void> {
  const counter = new Int32Array(next);
  for (;;) {
    const index = Atomics.add(counter, 0, 1);
    const text = texts[index];
    if (!text) return;
    const { path, content, options, hash, place } = text;
    const plan = await parseContent(path, content, options);
    await take(index, plan, place !== undefined && writeStoredPlan(place, path, hash, plan));
  }
}
