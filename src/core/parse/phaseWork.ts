import type { Draft } from './draft.ts';
import { container } from './listedPhases.ts';
import { listedAims } from './listedAims.ts';
import { listedWork } from './listedWork.ts';
import { normalize, roleOfLabel } from './roleOfLabel.ts';
import { isStateOrBacklog } from './statusLists.ts';
import { startsWithSign } from './thingToDo.ts';
import { isMustHave } from './wishes.ts';

/** The work that places list; where none of several phases does, what they say they are for is all there is to do. */
export function workOf(places: readonly Draft[]): readonly Draft[] {
  const found = places.flatMap(listedWork);
  const isPhase = ({ unit, parent }: Draft): boolean =>
    unit !== undefined || (parent !== undefined && container.test(normalize(parent.text)));
  const phases = places.filter(isPhase);
  if (phases.length < 2 || phases.some((phase) => outermostTask(phase) || listedWork(phase).length > 0)) return found;
  return [...found, ...phases.flatMap(listedAims)];
}

/** "Possible features:" or "Deferred" over all that a phase lists is its work, and so is "Must have" in it. */
export function nameOnlyWork(phase: Draft): void {
  for (const child of phase.children) if (isMustHave(child)) child.isAllWork = true;
  if (phase.unit === undefined || outermostTask(phase)) return;
  const work = listedWork(phase);
  const label = work[0]?.parent;
  if (!label || label === phase || work.some(({ parent }) => parent !== label)) return;
  label.isAllWork = roleOfLabel(label.text) === 'future';
}

function outermostTask(draft: Draft): boolean {
  return draft.children.some((child) => child.type === 'task' || (child.type !== 'bullet' && outermostTask(child)));
}

/**
 * Beside phases with boxes, the numbered steps of a phase that has none are its tasks, and so are the items that say by a
 * sign how far they are: what of a roadmap is done has lost its boxes. "Planned" beside "Completed" is no numbered phase: what
 * stands directly below it has no boxes yet.
 */
export function numberedWork(phase: Draft): readonly Draft[] {
  const isNumbered = phase.unit !== undefined;
  if (phase.boxes > 0 || (!isNumbered && !isStateOrBacklog(phase))) return [];
  const found = listedWork(phase);
  const isPlain = !isNumbered && phase.depth > 0 && found.length > 1 && found.every(({ parent }) => parent === phase);
  // Between them stands one or the other that is still planned: "📋 Paint the door".
  const areSigned = found.filter(({ text }) => startsWithSign.test(text)).length * 4 >= found.length * 3;
  return isPlain || areSigned || found.every(({ ordered }) => ordered) ? found : [];
}
