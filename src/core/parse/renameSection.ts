import type { Body } from './body.ts';
import { type Draft, walk } from './draft.ts';
import { namesOf } from './namedNodes.ts';
import { isRenamed, keyAfter, reasonAfter, type Rename, targetsAfter } from './rename.ts';
import { renameBody } from './reuseBody.ts';
import type { SettledBody } from './settledBody.ts';
import type { Standing } from './standing.ts';

/**
 * Gives a section and all that stands below it other keys and reasons: in what stands of the document, not in its plan. The
 * key of its title, which nothing else begins with, is its own alone.
 *
 * @returns false where something elsewhere depends on one of them: nothing is changed then
 */
export function renameSection({ order, names }: Standing, section: Draft, rename: Rename): boolean {
  if (section.depth === 1) {
    section.key = rename.to;
    return true;
  }
  const isIn = ({ place: { line } }: Body): boolean => line >= section.line && line < section.endLine;
  for (const body of order) if (!isIn(body) && dependsOnOne(body, rename)) return false;
  const nameAgain = (name: string, key: string): void => {
    if (names.get(name) === key) names.set(name, keyAfter(key, rename));
  };
  walk(
    section,
    (draft) => {
      for (const name of namesOf(draft)) nameAgain(name, draft.key);
      draft.key = keyAfter(draft.key, rename);
      draft.roleReason = reasonAfter(draft.roleReason, rename);
      const targets = targetsAfter(draft.dependsOn, rename);
      if (targets !== draft.dependsOn) draft.dependsOn.splice(0, targets.length, ...targets);
    },
    (body) => body.names.forEach(({ name, key }) => nameAgain(name, key)),
  );
  for (const body of order) {
    const settled = isIn(body) ? settledOf(body) : undefined;
    if (settled) renameBody(settled, rename);
  }
  return true;
}

/** What was read anew in the last reading has been settled since. */
function settledOf({ settled, place }: Body): SettledBody | undefined {
  return settled ?? place.first.run.settled;
}

function dependsOnOne(body: Body, rename: Rename): boolean {
  const links = settledOf(body)?.given.links ?? '';
  if (links !== '' && links.split('\n').some((key) => isRenamed(key, rename))) return true;
  let found = false;
  const look = ({ dependsOn }: Draft): void => {
    if (dependsOn.length > 0) found ||= targetsAfter(dependsOn, rename) !== dependsOn;
  };
  look(body.section);
  for (const child of body.section.children) if (!child.stands && child.depth === 0) walk(child, look);
  return found;
}
