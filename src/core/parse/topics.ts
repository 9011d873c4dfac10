import type { Draft } from './draft.ts';
import { listKind } from './listKind.ts';
import { normalize } from './roleOfLabel.ts';

const topics =
  /^(?:data model|schema|architecture|structure|design|tests?|testing|examples?|commands|process|workflow)$/;
/** Whether a heading may be a topic or about the work; the headings beside it tell. */
export function namesTopic(text: string): boolean {
  return topics.test(normalize(text));
}

const listName = /^(?:plan|roadmap|ideas)$|\b(?:to-?do|backlog)\b/;

/** "Data model" and "Testing" beside "Import" and "Search" in a TODO list: parts of the product like the others. */
export function isTopic({ type, unit, text, parent, depth }: Draft): boolean {
  if (type !== 'section' || unit !== undefined || !parent || !namesTopic(text)) return false;
  if (!listName.test(normalize(parent.text))) return false;
  const others = parent.children.filter((child) => child.depth === depth && !namesTopic(child.text));
  return (
    others.length >= 2 && others.every(({ text: name, unit: of }) => of === undefined && listKind(name) === undefined)
  );
}
