import { type Draft, neighbours } from './draft.ts';
import { listKind } from './listKind.ts';
import { normalize, roleOfLabel } from './roleOfLabel.ts';

const topics =
  /^(?:data model|schema|architecture|structure|design|tests?|testing|examples?|commands|process|workflow)$/;

/** Whether a heading may be a topic or about the work; the headings beside it tell. */
export function namesTopic(text: string): boolean {
  return topics.test(normalize(text));
}

const areas =
  /^(?:tests?|testing|qa|design|implementation|umsetzung|実装|구현|テスト|测试|測試|테스트|design & planning)$/;

/** Whether a heading or label may be an area of work; those beside it tell. */
export function namesArea(text: string): boolean {
  return areas.test(normalize(text));
}

/**
 * "Testing" and "Implementation" beside "Setup" and "Deployment": one of the areas of work, where no other heading or label
 * beside it says what its list is.
 */
export function isArea(draft: Draft): boolean {
  const { type, unit, text, depth } = draft;
  if ((type !== 'section' && type !== 'group') || unit !== undefined || !namesArea(text)) return false;
  const others = neighbours(draft).filter(
    (one) => !one.stands && one.type === type && one.depth === depth && one !== draft,
  );
  const plain = others.filter(isPlain);
  return plain.length >= 2 && others.every((one) => plain.includes(one) || namesArea(one.text));
}

function isPlain({ text, unit }: Draft): boolean {
  return unit === undefined && listKind(text) === undefined && roleOfLabel(text) === undefined;
}

/** A list of what is to be done, whose headings are parts of the product. */
export const listName = /^(?:plan|roadmap|ideas)$|\b(?:to-?do|backlog)\b/;

/** "Data model" and "Testing" beside "Import" and "Search" in a TODO list: parts of the product like the others. */
export function isTopic(draft: Draft): boolean {
  const { type, unit, text, parent, depth } = draft;
  if (type !== 'section' || unit !== undefined || !parent || !namesTopic(text)) return false;
  if (!listName.test(normalize(parent.text))) return false;
  const others = neighbours(draft).filter((child) => child.depth === depth && !namesTopic(child.text));
  return (
    others.length >= 2 && others.every(({ text: name, unit: of }) => of === undefined && listKind(name) === undefined)
  );
}

const degree =
  /^(?:p\d)?(?: ?- ?)?(?:(?:very |top )?(?:critical|urgent|highest|high|medium|mid|low|lowest|normal))?(?:[ -]?priority)?$/;

/** Whether a heading only says how urgent its list is. */
export function namesDegree(text: string): boolean {
  return degree.test(normalize(text));
}
