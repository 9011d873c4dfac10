import { type Draft, neighbours } from './draft.ts';
import { listKind } from './listKind.ts';
import { normalize } from './roleOfLabel.ts';

const topics =
  /^(?:data model|schema|architecture|structure|design|tests?|testing|examples?|commands|process|workflow)$/;

/** Whether a heading may be a topic or about the work; the headings beside it tell. */
export function namesTopic(text: string): boolean {
  return topics.test(normalize(text));
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
