import type { Plan, Problem } from '../model.ts';
import type { Said } from './assignRoles.ts';
import type { Body } from './body.ts';
import type { ChosenPhases } from './choosePhases.ts';
import type { Draft } from './draft.ts';
import type { PartRead, Run } from './partRead.ts';
import type { PlanSettings } from './planSettings.ts';
import type { WorkTask } from './settledBody.ts';

/** What stands of the last reading of a document: a change that nothing else in it can see is put into this. */
export interface Standing {
  plan: Plan;
  readonly root: Draft;
  readonly settings: PlanSettings;
  /** The own texts of the sections by the runs that they are made of. */
  readonly bodies: Map<Run, Body>;
  /** The same in the order of the document. */
  readonly order: Body[];
  /** The phases, and what they were chosen from. */
  readonly choice: ChosenPhases;
  /** Some node depends on something by what stands outside of it, such as a flowchart. */
  readonly hasFarLines: boolean;
  /** Keys of what dependencies may name. */
  readonly names: Map<string, string>;
  /** What the tasks of phases say. */
  readonly said: Said;
  /** What boxes outside of the phases say: they repeat a task where it says the same. */
  readonly asked: Set<string>;
  /** Tasks of role work that are no echo. */
  works: number;
  shiftProblems: readonly Problem[];
  /** The parts whose lines or blocks say something of the document: most say nothing. */
  telling: readonly PartRead[];
}

/** How often something is said. */
export function addSaid(counts: Map<string, number>, said: string, by: number): void {
  const count = (counts.get(said) ?? 0) + by;
  if (count > 0) counts.set(said, count);
  else counts.delete(said);
}

/** All that a box asks for when it is held against the tasks of the phases. */
export function askedBy({ id, words, steps }: WorkTask): readonly string[] {
  return id === undefined ? [words, ...steps] : [words, id, ...steps];
}
