import { remembered } from '../text/remembered.ts';
import type { Body } from './body.ts';
import { type Draft, walk } from './draft.ts';
import type { NodeName, SettledBody } from './settledBody.ts';
import { namedStub } from './stub.ts';

/**
 * Sections and tasks by id; what two nodes share names none of them, but a phase goes before what repeats its number.
 *
 * @param settledNames the names that a settled text has now
 */
export function namedNodes(
  root: Draft,
  settledNames: (body: SettledBody) => readonly NodeName[],
): ReadonlyMap<string, Draft> {
  const found = new Map<string, Draft | undefined>();
  const add = (name: string, draft: Draft): void => {
    const known = found.get(name);
    if (!found.has(name) || (draft.phase && !known?.phase)) found.set(name, draft);
    else if (!known?.phase) found.set(name, undefined);
  };
  const visit = (draft: Draft): void => {
    for (const name of namesOf(draft)) add(name, draft);
  };
  walk(root, visit, (body) => {
    for (const { name, key } of settledNames(body)) add(name, namedStub(body, key));
  });
  return new Map([...found].flatMap(([name, draft]) => (draft ? [[name, draft] as const] : [])));
}

/** The names by which dependencies may call a node. */
export function namesOf(draft: Draft): readonly string[] {
  if (draft.id === undefined || draft.role === 'echo' || (draft.type === 'bullet' && !draft.mark)) return [];
  const whole = nameOf(`${draft.unit ?? ''} ${draft.id}`);
  if (draft.unit === undefined || (draft.type !== 'task' && !/^[A-Z]\d/.test(draft.id))) return [whole];
  const id = nameOf(draft.id);
  return id === whole ? [whole] : [whole, id];
}

/** Notes the names of the nodes in the own texts of sections: before the tasks are settled, and in the end. */
export function noteNames(bodies: readonly Body[], when: 'names' | 'earlyNames'): void {
  for (const { notes, content } of bodies) {
    if (!notes) continue;
    const names: NodeName[] = [];
    for (const draft of content)
      walk(draft, (below) => names.push(...namesOf(below).map((name) => ({ name, key: below.key }))));
    notes.facts[when] = names;
  }
}

/** An id or a unit with its number as dependencies are compared: lower case, without the word Task. */
export const nameOf = remembered((id) =>
  id
    .toLowerCase()
    .replace(/[\s#]+/g, ' ')
    .replace(/^task (?=\S)/, '')
    .trim(),
);
