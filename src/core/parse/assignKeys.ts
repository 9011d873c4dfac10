import { remembered } from '../text/remembered.ts';
import { type Draft, walk } from './draft.ts';

/**
 * Gives every node its key: the keys of the sections above it by explicit id ("phase-2", "1.1"), else by heading, then
 * for a task its id or a hash of its title, then an ordinal among equals. Labels are left out of the path, so that a new
 * label above a list changes nobody's key. Stable under insertion, deletion and moves of other nodes.
 */
export function assignKeys(root: Draft): void {
  const taken = new Map<string, number>();
  const title = titleOf(root);
  root.key = '';
  walk(root, (draft) => {
    if (draft === root) return;
    const path = pathOf(draft, title);
    const segment = segmentOf(draft);
    const base = path === '' ? segment : `${path}/${segment}`;
    const earlier = taken.get(base) ?? 0;
    taken.set(base, earlier + 1);
    draft.key = earlier === 0 ? base : `${base}~${earlier + 1}`;
  });
}

function pathOf(draft: Draft, title: Draft | undefined): string {
  let at = draft.parent;
  while (at?.type === 'group') at = at.parent;
  return at && at !== title ? at.key : '';
}

/**
 * The first heading of level 1, where no other stands beside it, is the document's title and no part of identity:
 * renaming the document renames no task.
 */
function titleOf(root: Draft): Draft | undefined {
  const first = root.children.filter((child) => child.depth === 1);
  return first.length === 1 && first[0]?.unit === undefined ? first[0] : undefined;
}

function segmentOf(draft: Draft): string {
  if (draft.type === 'group') return `@${slug(draft.title)}`;
  const id = draft.id === undefined ? undefined : slug(draft.id);
  if (draft.type === 'section')
    return id !== undefined && draft.unit !== undefined ? `${draft.unit}-${id}` : slug(draft.text);
  if (id !== undefined && id !== '')
    return draft.unit === undefined || draft.unit === 'task' ? id : `${draft.unit}-${id}`;
  return hashOf(draft.title);
}

const slug = remembered((text) => {
  const words = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return words === '' ? hashText(text) : words;
});

const hashOf = remembered((text) => hashText(text));

/** FNV-1a of 32 bits over UTF-16 units of the text in lower case with single blanks; base 36. */
export function hashText(text: string): string {
  let hash = 0x811c9dc5;
  const normal = text.toLowerCase().replace(/\s+/g, ' ').trim();
  for (let index = 0; index < normal.length; index++) {
    hash = Math.imul(hash ^ normal.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}
