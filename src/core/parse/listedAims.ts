import type { Draft } from './draft.ts';
import { isPlace } from './listedWork.ts';
import { normalize } from './roleOfLabel.ts';
import { isThingToDo } from './thingToDo.ts';

/**
 * What a phase lists under a label that says what it is for ("Expected outcomes", "Goals", "Scope"): to a reader the work,
 * where no phase of the plan lists any other. Criteria, risks and numbers are none.
 *
 * @param place a phase
 */
export function listedAims(place: Draft): readonly Draft[] {
  const labels = place.children.filter((child) => isPlace(child) && isAim(child));
  return labels.slice(0, 1).flatMap((label) => label.children.filter(isThingToDo));
}

const aims =
  /^(?:(?:expected|desired|key|main|planned) )?(?:outcomes?|results?|goals?|objectives?|scope|features?|(?:feature |functional )requirements|focus(?: areas)?|what|highlights|in scope|zielen?|ziele|objetivos|objectifs|цели|目标|目標|목표)$/;

/** Whether the words of a heading or label say what work is for. */
export function namesAims(text: string): boolean {
  return aims.test(normalize(text));
}

function isAim(draft: Draft): boolean {
  // What a version to come will change.
  const isNamed =
    namesAims(draft.text) || (draft.parent?.unit === 'version' && /^change ?log$/.test(normalize(draft.text)));
  return draft.unit === undefined && isNamed && draft.children.some(isThingToDo);
}
