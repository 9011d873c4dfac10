import { type Draft, isSection, pass, walk } from './draft.ts';
import { isDescribed, isTaskUnit } from './headingTasks.ts';
import type { Weights } from './weighWork.ts';

/** Sections over headings that are tasks by what they say of themselves. */
export interface ToldParts {
  readonly parts: readonly Draft[];
  /** Headings in all of them. */
  readonly count: number;
}

/**
 * `### 1. The sluice` and `### 2. The trough` over `#### 1.1 Screw` with an owner and a time, each over nothing but criteria: where
 * there are more such headings than boxes of work, these are the tasks, and what holds them are the parts.
 */
export function toldParts(root: Draft, weights: Weights): ToldParts {
  const parts = new Set<Draft>();
  let count = 0;
  const visit = (draft: Draft): void => {
    if (!draft.parent || !isSection(draft) || !isTaskUnit(draft)) return;
    if (weights.of(draft) > 0 || !isDescribed(draft)) return;
    parts.add(draft.parent);
    count++;
  };
  if (weights.boxes > 0) walk(root, visit, pass);
  const [first, ...others] = parts;
  const areParts = count > 3 && others.length > 0 && others.every(({ parent }) => parent === first?.parent);
  return areParts ? { parts: [...parts], count } : { parts: [], count: 0 };
}
