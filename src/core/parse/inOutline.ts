import { ancestor, type Draft, isSection, neighbours } from './draft.ts';

const outlines = new WeakMap<Draft, boolean>();

/**
 * "4.1 Basics" below "4. Checklist", in a document that numbers all it says: "1.1 Aims" below "1. Overview", "6.2 Risks of
 * time". The numbers are those of its sections then, not of pieces of work.
 */
export function isInOutline(draft: Draft): boolean {
  if (!/^\d+$/.test(draft.parent?.id ?? '') || draft.parent?.unit !== undefined) return false;
  let root = draft;
  while (root.parent) root = root.parent;
  let found = outlines.get(root);
  if (found === undefined) {
    found = isOutline(root);
    outlines.set(root, found);
  }
  return found;
}

/** Most of its numbered sections, five at least, hold numbered headings and no boxes; others hold boxes. */
function isOutline(root: Draft): boolean {
  if (root.boxes === 0) return false;
  const titles = root.children.filter((child) => isSection(child) && child.depth === 1);
  const numbered = [...root.children, ...titles.flatMap(({ children }) => children)].filter(
    (child) => isSection(child) && child.unit === undefined && /^\d+$/.test(child.id ?? ''),
  );
  const parted = numbered.filter(({ id = '', children }) =>
    children.some((child) => isSection(child) && child.id?.startsWith(`${id}.`)),
  );
  const bare = parted.filter(({ boxes }) => boxes === 0);
  const isWork = ({ owner, estimate, priority, status }: Draft): boolean =>
    owner !== undefined || estimate !== undefined || priority !== undefined || status !== 'unboxed';
  if (bare.some(({ children }) => children.some((child) => isSection(child) && isWork(child)))) return false;
  return bare.length >= 5 && bare.length * 2 > parted.length;
}

/** `#### 1-2. Sort the mail` below phase 1, beside 1-1 and 1-3; elsewhere it is a span: "1-2. Hafta". */
export function isDashed(draft: Draft): boolean {
  const number = draft.unit === undefined ? dashed.exec(draft.id ?? '')?.[1] : undefined;
  if (number === undefined || !ancestor(draft, ({ id }) => id === number)) return false;
  return neighbours(draft).every(({ id = '' }) => (dashed.exec(id)?.[1] ?? number) === number);
}

const dashed = /^(\d{1,2})-\d{1,2}$/;
