import { type Draft, isSection, pass, walk } from './draft.ts';
import { order } from './thingToDo.ts';
import { namesDegree } from './topics.ts';

const topics = new WeakMap<Draft, boolean>();

/**
 * "1.1 Users", "1.2 Orders", most of them over three boxes or more, without a field of their own and no order ("Add users"), in the whole document: they
 * sort the boxes, which are the tasks. "1.1 Add users (2 hours)" over its steps is a task.
 *
 * @param isDescribed whether a heading says of itself what tasks do: who, how long, how far
 */
export function isNumberedTopic(draft: Draft, isDescribed: (draft: Draft) => boolean): boolean {
  // "1.3 The folders" over nothing but code, beside "1.1 Users" over boxes, is a topic as well.
  if (draft.unit !== undefined || !numbered.test(draft.id ?? '') || !draft.parent?.boxes) return false;
  if (draft.boxes === 0 && (isDescribed(draft) || order.test(draft.title) || draft.status !== 'unboxed')) return false;
  let root = draft;
  while (root.parent) root = root.parent;
  let found = topics.get(root);
  if (found === undefined) {
    found = areTopics(root, isDescribed);
    topics.set(root, found);
  }
  return found;
}

function areTopics(root: Draft, isDescribed: (draft: Draft) => boolean): boolean {
  const counts = { all: 0, several: 0, described: 0, ordering: 0 };
  walk(
    root,
    (draft) => {
      if (!isSection(draft) || !isNumbered(draft)) return;
      counts.all++;
      if (holdsSeveral(draft.boxes)) counts.several++;
      if (isDescribed(draft)) counts.described++;
      if (order.test(draft.title)) counts.ordering++;
    },
    pass,
  );
  return (
    counts.all > 2 &&
    counts.several * 3 >= counts.all * 2 &&
    counts.described * 2 <= counts.all &&
    counts.ordering * 2 <= counts.all
  );
}

function holdsSeveral(boxes: number): boolean {
  return boxes > 2;
}

/** Whether a numbered heading around an edit still holds several boxes, or still does not, with so many more or fewer. */
export function sameTopic(section: Draft, by: number): boolean {
  for (let at: Draft | undefined = section; at; at = at.parent)
    if (isNumbered(at) && holdsSeveral(at.boxes) !== holdsSeveral(at.boxes + by)) return false;
  return true;
}

/** `8.2`, `8-2`: the id of a part of part 8. */
export const numbered = /^\d{1,2}[.-]\d{1,2}$/;

function isNumbered({ unit, id = '', boxes }: Draft): boolean {
  return unit === undefined && boxes > 0 && numbered.test(id);
}

const counted = new WeakMap<Draft, boolean>();

/**
 * "### 5. Add a store" below "High priority", behind "### 4. Add a test" that ends "Critical": the numbers go on from one part of
 * the plan to the next, so that what they count is the work, and the boxes below are its steps.
 */
export function isCountedThrough({ unit, id = '', depth, parent }: Draft): boolean {
  const place = parent?.phase ? parent.parent : undefined;
  if (!place || unit !== undefined || depth < 3 || !/^\d{1,3}$/.test(id)) return false;
  let found = counted.get(place);
  if (found === undefined) {
    found = areCountedThrough(place.children.filter(({ phase }) => phase));
    counted.set(place, found);
  }
  return found;
}

function areCountedThrough(parts: readonly Draft[]): boolean {
  let count = 0;
  let places = 0;
  if (parts.filter(({ text }) => namesDegree(text)).length * 2 < parts.length) return false;
  for (const { unit, children } of parts) {
    // A numbered phase counts its parts, whose boxes are its tasks.
    if (unit !== undefined) return false;
    const heads = children.filter(isSection);
    if (heads.some(({ unit: own, id }, index) => own !== undefined || id !== String(count + index + 1))) return false;
    count += heads.length;
    if (heads.length > 0) places++;
  }
  return places > 1 && count > 3;
}
